"""How well a programme's text is read: what a careful person would understand, beside what the reader did."""

from __future__ import annotations

import json
import re
import unicodedata
from dataclasses import dataclass, field, fields
from datetime import date
from pathlib import Path
from typing import Any, Final

from tests import ROOT
from trips.grammar.when import Clock, Length, Part, Then, When, With
from trips.importers.programme.files import decoded, read_programme_file
from trips.importers.programme.rows import lines_of
from trips.importers.result import Taken
from trips.model.doors import write_json
from trips.model.entities import Item, by_key
from trips.model.trip import Trip

SAMPLES: Final = ROOT / "tests/trips/importers/programme/samples"
TODAY: Final = date(2026, 11, 25)
SAID: Final = frozenset(
    re.findall(
        r"\w+",
        """uhr gegen circa etwa about approx from until ganztägig anschließend anschl danach afterwards then
    followed same time
    zeitgleich parallel dazu abends nachmittags nachmittag vormittags vormittag mittags mittag späten morning afternoon
    evening noon lunchtime night late onwards folgt uhrzeit dauer eine stunde stunden minuten minutes hours referentin
    referent referenten vortragende speaker speakers host hosted gastgeber treffpunkt meeting point ort raum venue place
    room location kontakt ansprechpartner contact with durch tbc angefragt requested gesprächspartner gesprächspartnerin
    mins anschluss telefon mobil halb drei lang einen viertel quarter half past nine acht zwölf abend hour around
    what when where zeit termin dann nachm vorm cirka after that mitbringen mitzubringen
    ansprechpartnerin vortragender ebenda""",
    )
)
"""Words that say a time or a role and are then told in fields, not in words."""


@dataclass
class Score:
    """Counts over entries: how many there are, were found and are right."""

    expected: int = 0
    found: int = 0
    extra: int = 0
    times: int = 0
    kinds: int = 0
    places: int = 0
    places_expected: int = 0
    people: int = 0
    people_expected: int = 0
    parts: int = 0
    lost: list[str] = field(default_factory=list)

    def __add__(self, other: Score) -> Score:
        return Score(*(getattr(self, one.name) + getattr(other, one.name) for one in fields(self)))


def samples() -> list[Path]:
    """The texts, each with what is to be understood of it beside it."""
    return sorted(
        path for path in SAMPLES.iterdir() if path.suffix in (".txt", ".md", ".docx") and path.stem != "README"
    )


def expected(sample: Path) -> dict[str, Any]:
    """What is to be understood of a sample."""
    return json.loads(sample.with_suffix(".json").read_text("utf-8"))


def taken(sample: Path) -> Taken:
    """A sample as it is read; one that does not say its year is told."""
    year = 2026 if expected(sample)["year_needed"] else None
    return read_programme_file(sample).new_trip("de", sample.stem, TODAY, year)


def score(sample: Path) -> Score:
    """Compare a sample with what is to be understood of it."""
    made = taken(sample)
    names = _names(made.trip)
    dates = {day.id: day.date.isoformat() for day in made.trip.days}
    left = list(made.trip.items)
    found = Score(lost=lost(sample, made))
    for day in expected(sample)["days"]:
        for entry in day["entries"]:
            item = _find(left, dates, day["date"], entry)
            if item is not None:
                left.remove(item)
            if not entry.get("optional"):
                found.expected += 1
                if item is not None:
                    _count(found, item, entry, names)
    found.extra = len(left)
    return found


def _find(items: list[Item], dates: dict[str, str], day: str, entry: dict[str, Any]) -> Item | None:
    wanted = set(words(entry["title"]))
    same = [
        one
        for one in items
        if dates.get(one.day or "", "").endswith(day.removeprefix("-")) and wanted <= set(words(one.title))
    ]
    return max(same, key=lambda one: _clocks(one.when) == (entry["start"], entry["end"]), default=None)


def _count(found: Score, item: Item, entry: dict[str, Any], names: dict[str, str]) -> None:
    found.found += 1
    loose = ("exact", "length", "open")
    said, soft = _soft(item.when), entry["soft"]
    right = _clocks(item.when) == (entry["start"], entry["end"]) and (said == soft or (said in loose and soft in loose))
    found.times += right
    kinds = entry["kind"] if isinstance(entry["kind"], list) else [entry["kind"]]
    found.kinds += item.kind in kinds
    found.parts += bool(entry.get("part")) == bool(item.part_of)
    if entry["venue"]:
        found.places_expected += 1
        where = words(names.get(item.venue or "", "") + " " + item.room)
        found.places += any(a[:6] == b[:6] for a in words(entry["venue"]) for b in where)
    for person in entry["people"]:
        found.people_expected += 1
        who = words(" ".join(names[key] for key in (*item.hosts, *item.speakers, *item.people)))
        found.people += words(person)[-1] in who


def _names(trip: Trip) -> dict[str, str]:
    return {
        key: one.name for table in (trip.venues, trip.people, trip.organisations) for key, one in by_key(table).items()
    }


def _clocks(when: When) -> tuple[str | None, str | None]:
    start, end = (
        f"{one.minute // 60 % 24:02}:{one.minute % 60:02}" if isinstance(one, Clock) else None
        for one in (when.start, when.end)
    )
    return start, end


def _soft(when: When) -> str:
    match when.start:
        case Clock(_, said):
            return {"exactly": "exact"}.get(said, said)
        case Then():
            return "then"
        case With():
            return "with"
        case Part(name):
            return {"early": "morning", "night": "evening"}.get(name, name)
        case None:
            return "until" if isinstance(when.end, Clock) else "length" if isinstance(when.end, Length) else "open"


def words(text: str) -> list[str]:
    """The words of a text in small letters."""
    return re.findall(r"[^\W_]+", unicodedata.normalize("NFKC", text).lower())


def lost(sample: Path, made: Taken) -> list[str]:
    """Lines of a text of which a word is nowhere: in no field, no heading and no line that was left out with a"
    " reason."""
    if sample.suffix == ".docx":
        return []
    trip = made.trip
    kept = set(words(write_json(trip, whole=True).decode().replace("\\n", " ").replace('\\"', " ")))
    kept |= {word for one in made.skipped for word in words(one.text)} | SAID
    headed = {word for day in read_programme_file(sample)._found.days for word in words(day.text)}
    found: list[str] = []
    for number, line in enumerate(lines_of(decoded(sample.read_bytes(), sample.name)), 1):
        plain = re.sub(r"(?<!\w)((?:\w ){3,}\w)(?!\w)", lambda match: match[1].replace(" ", ""), line)
        gone = [one for one in words(plain) if len(one) > 3 and not re.search(r"\d", one) and one not in kept | headed]
        if gone:
            found.append(f"{sample.name}:{number}: {', '.join(gone)}")
    return found
