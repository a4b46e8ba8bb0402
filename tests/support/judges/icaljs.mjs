// Reads a list of calendar files from stdin (JSON) and prints what ical.js makes of each; the folder node_modules is the
// argument.
import { createRequire } from "node:module";
import { readFileSync } from "node:fs";
import { join } from "node:path";

const require = createRequire(join(process.argv[2], "..", "here.cjs"));
const loaded = require("ical.js");
const ICAL = loaded.default ?? loaded;

function told(text) {
  ICAL.TimezoneService.reset(); // each file must do with its own
  const root = new ICAL.Component(ICAL.parse(text));
  for (const zone of root.getAllSubcomponents("vtimezone")) {
    ICAL.TimezoneService.register(zone);
  }
  return root.getAllSubcomponents("vevent").map((component) => {
    const event = new ICAL.Event(component);
    return {
      uid: event.uid,
      title: event.summary,
      start: event.startDate.toUnixTime(),
      end: event.endDate.toUnixTime(),
      first: event.startDate.toString().slice(0, 10),
      last: event.endDate.toString().slice(0, 10),
      allDay: event.startDate.isDate,
    };
  });
}

process.stdout.write(JSON.stringify(JSON.parse(readFileSync(0, "utf-8")).map(told)));
