"""Make docs/calendars.md from the Cologne trip, issued three times: python -m scripts.calendars.

With --judges other people's programs read every kind of calendar file first, and their answers are kept; they need
what .ci/run installs.
"""

from __future__ import annotations

import json
import sys
import tempfile
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Final

from agenda.presenters.ledger import standing
from exports.audience import STAFF
from exports.calendar import Calendars
from exports.calendar.clients import CLIENTS
from exports.calendar.preflight import OUTCOMES
from exports.news.messages import message
from exports.news.preview import change_lines, compared
from exports.snapshot import moment_text
from scripts.cologne import LEAVER, NEWCOMER, NOTES, READER, kit, ledger, of_person, snapshots
from trips.i18n.language import LANGUAGES, Translator, words
from trips.model.entities import by_key

ROOT: Final = Path(__file__).resolve().parent.parent

PAGE: Final = ROOT / "docs/calendars.md"
ANSWERS: Final = ROOT / "tests/golden/judges.json"
NAMES: Final = {"de": "Deutsch", "en": "English"}

INTRODUCTION = """# Calendar files

What a participant gets is a `.ics` file, and a week later a newer one. This page shows what is in these files and
why, what happens to them when a plan changes, and who has checked that. All of it is made by `scripts/calendars.py`
from the Cologne trip of the examples; a test compares.

## What a file does, and why

- **No invitation.** A file has no METHOD, no ATTENDEE and no ORGANIZER: nobody is asked to answer, no address leaves
  the office, and no program refuses to store it.
- **The same identity for ever.** The UID of an event is the random id of its item at that of its trip, in everybody's
  file. A new title, time or place never makes a second event of it.
- **Numbers that only rise.** SEQUENCE is the number of the version in which *this reader's* copy of the item last
  changed, DTSTAMP and LAST-MODIFIED are the moment of that version. What did not change has the same bytes as before.
- **What is lost is cancelled, never left out.** An item that was removed, or went to another group, or to the office
  alone, stays in the file of who had it: with STATUS:CANCELLED, a title that says so, blocking no time, without an
  alarm. A calendar that never hears of it again would keep it.
- **Times with their zone.** Each zone that is used is written into the file as two yearly rules, which is all that
  Outlook understands, and compared with the law over the years around the trip; where the law changes in that time,
  each change of clocks is written alone. A time in an hour that clocks show twice is told in UTC, as programs
  disagree on which one is meant.
- **Nothing invented.** "ca." stands before the title; an open end gets the usual length of its kind and says "end
  open"; what has no clock time is there for the whole day and blocks nothing.
- **Parts stand in their visit's text.** Only who speaks in a part has it as an event of its own; else the visit would
  block its time twice.
- **The same input gives the same bytes.** Exports never ask the clock.

No file can make every program update what it has: see [the programs](#what-calendar-programs-do-with-them). So each
pack has instructions, and a feed to subscribe to can be published.
"""

JUDGES_TEXT = """## Who has checked the files

Twelve trips in two versions each: the three examples; nights in which clocks go forward and back; flights across the
date line; zones whose law changes; 200 items; Arabic, Hebrew, Japanese and emoji; everything cancelled; nothing sure;
soft times. Each is written in six kinds of file: the whole calendar, a day an event, an event a file, a feed, only
what changed since version 1, and the whole of version 2. The cells say how many events a program read, and how many
of them were not exactly what the solver says (title, start and end as instants, and UID; calcurse forgets UIDs).

"""

AFTER_JUDGES = """
Radicale is not asked about one event: it writes zones anew, and where a law changes it is an hour off in the first
hour after a change of clocks. On top of that a judge of our own looks at the bytes of every file: line ends, folds,
characters, names, colours, coordinates, zones. `tests/e2e/test_matrix.py` and `tests/e2e/test_updates.py` ask all of
them again.
"""


def calendars_page() -> str:
    """The page."""
    parts = [INTRODUCTION, *_story(), JUDGES_TEXT.rstrip("\n"), "", *_judges(), AFTER_JUDGES, *_clients()]
    return "\n".join(parts).rstrip("\n") + "\n"


def _story() -> Iterator[str]:
    yield from ("## A trip in three versions", "")
    english = words("en")
    for snapshot, note in zip(snapshots(), NOTES, strict=True):
        when = moment_text(snapshot.issued, snapshot.trip.timezone, english)
        yield f"{snapshot.number}. Version {snapshot.number} of {when}: “{note}”"
    yield from (
        "",
        "Version 2 moves a talk, changes a room and has one participant more. Version 3 cancels a visit, has a",
    )
    yield from ("new dinner instead of the old one, puts one participant into the other group, and one has left.", "")
    for number in (2, 3):
        yield from _news(number)
    yield from _ledger()
    yield from _folder()
    yield from _numbers()


def _news(number: int) -> Iterator[str]:
    before, after = snapshots()[number - 2 : number]
    yield from (f"### What is new in version {number}", "")
    for language in LANGUAGES:
        t = words(language)
        yield from (f"For the office, with whom it concerns ({NAMES[language]}):", "")
        yield from _block(change_lines(compared(before, after, STAFF, language), t))
    person = by_key(after.trip.people)[READER]
    for language in LANGUAGES:
        t = words(language)
        yield from (f"For {person.name}, to be sent to him ({NAMES[language]}):", "")
        yield from _block(message(after, compared(before, after, of_person(READER), language), t))


def _block(lines: Iterator[str] | Sequence[str]) -> Iterator[str]:
    yield "```text"
    yield from (line.rstrip() for line in lines)
    yield from ("```", "")


def _ledger() -> Iterator[str]:
    yield from (
        "### Who has what",
        "",
        "Who holds which version, before and after each pack was handed out:",
        "",
    )
    t = words("en")
    for number in (1, 2, 3):
        for handed_out in (number - 1, number):
            state = "handed out" if handed_out == number else "released, nothing handed out yet"
            lines = list(standing(snapshots()[number - 1], ledger(handed_out), t))
            if lines:
                yield from (f"Version {number}, {state}:", "")
                yield from _block(_shortened(lines))


def _shortened(lines: list[str]) -> Iterator[str]:
    """The lines, with the first name of many who are told the same."""
    alike: dict[str, list[str]] = {}
    for line in lines:
        name, verb, rest = line.partition(" still holds " if " still holds " in line else " holds ")
        alike.setdefault(verb + rest, []).append(name)
    for told, names in alike.items():
        yield f"{names[0]}{told}"
        if len(names) > 1:
            yield f"    … and {len(names) - 1} more: {', '.join(names[1:4])}{', …' if len(names) > 4 else ''}"


def _folder() -> Iterator[str]:
    one = kit(3)
    person = one.people[READER]
    yield from ("### What one participant gets", "", f"The folder of {person.name} in the pack of version 3:", "")
    paths = [file.path for file in one.files(READER) if file.path.startswith(one.folders[READER])]
    yield from _block(["koeln-3/", *(f"└── {one.folders[READER]}/" for _ in "x"), *_tree(paths)])
    yield from ("and the covering text in it, in his language:", "")
    yield from _block(one.letter(person).text.splitlines())
    left = {key: name for key, name in one.folders.items() if key in (NEWCOMER, LEAVER)}
    yield f"{one.people[NEWCOMER].name}, who came with version 2, has `{left[NEWCOMER]}` in English;"
    yield f"{one.people[LEAVER].name}, who has left, still gets `{left[LEAVER]}`, with everything cancelled."
    yield ""


def _tree(paths: list[str]) -> Iterator[str]:
    for n, path in enumerate(paths, 1):
        yield f"    {'└' if n == len(paths) else '├'}── {path.rpartition('/')[2]}"


def _numbers() -> Iterator[str]:
    t = words("de")
    given = [
        {one.event.id: one for one in Calendars(snapshot, "de").given(of_person(READER))} for snapshot in snapshots()
    ]
    yield from ("### The numbers of one participant's events", "")
    name = by_key(snapshots()[0].trip.people)[READER].name
    yield f"SEQUENCE in the three files of {name}; a dash where the event was not there:"
    yield from ("", "| event in version 3 | 1 | 2 | 3 | now |", "|---|---|---|---|---|")
    for key, one in given[-1].items():
        cells = [str(some[key].number) if key in some else "–" for some in given]
        status = "cancelled" if one.event.status == "CANCELLED" else "as it was"
        if one.event.status != "CANCELLED" and one.number == len(given):
            status = "new" if cells[-2] == "–" else "changed"
        yield _row(one.event.summary, *cells, status)
    lost = t("This is no longer in your programme.")
    yield from ("", f"What he has lost says in its text: “{lost}”", "")


def _row(*cells: str) -> str:
    return "| " + " | ".join(cell.replace("|", "\\|") for cell in cells) + " |"


def _judges() -> Iterator[str]:
    answers = json.loads(ANSWERS.read_text(encoding="utf-8"))
    kinds = {
        "whole": "whole", "days": "day an event", "single": "event a file", "feed": "feed", "since": "only changes",
        "second": "version 2",
    }  # fmt: skip
    yield _row("program", "version", "stands for", *kinds.values())
    yield "|" + "---|" * (3 + len(kinds))
    for name, one in answers.items():
        yield _row(name, one["version"], one["about"], *(f"{one[kind][0]} / {one[kind][1]}" for kind in kinds))


def _clients() -> Iterator[str]:
    t: Translator = words("en")
    yield from ("## What calendar programs do with them", "")
    yield "None of these is run by a test; each line says where it is known from. `agenda export ics TRIP --preflight`"
    yield from ("tells the same of a file.", "")
    yield _row(
        "program", "first import", "next version into the same calendar", "as a feed", "invited by mail", "alarms",
        "known from",
    )  # fmt: skip
    yield "|---|---|---|---|---|---|---|"
    alarms = {True: "ring", False: "do not ring", None: "not known"}
    for one in CLIENTS:
        update = f"{t(one.update)} ({t(OUTCOMES[one.update_is])})"
        yield _row(one.name, t(one.first), update, t(one.feed), t(one.invited), alarms[one.alarms], one.source)
    yield from (
        "",
        t("Sure in every program: import into a calendar of its own, and replace that when a new version comes."),
    )


def ask_the_judges() -> None:
    """Let all judges read all files, and keep what they said."""
    from tests.support.judges.panel import JUDGES, versions
    from tests.support.matrix import KINDS, judged

    found: dict[str, dict[str, object]] = {}
    known = versions()
    for name, judge in JUDGES.items():
        found[name] = {"version": known[name], "about": judge.about}
        for kind in KINDS:
            with tempfile.TemporaryDirectory() as folder:
                verdicts = judged(judge, kind, Path(folder) / "work").values()
            found[name][kind] = [sum(len(one.read) for one in verdicts), sum(one.differences for one in verdicts)]
            print(f"{name}, {kind}: {found[name][kind]}")
    ANSWERS.write_text(json.dumps(found, indent=1, ensure_ascii=False) + "\n", encoding="utf-8")


if __name__ == "__main__":
    if "--judges" in sys.argv[1:]:
        ask_the_judges()
    PAGE.write_text(calendars_page(), encoding="utf-8")
