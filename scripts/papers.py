"""Pictures of every paper for docs/papers.md, made from the example trips; needs pdftoppm of poppler-utils.

python -m scripts.papers    writes docs/pictures/papers/NAME.LANGUAGE.png, the first page of each paper
"""

from __future__ import annotations

import subprocess
import tomllib
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

from agenda.services.import_ import example
from exports.audience import PARTICIPANTS, read_audience
from exports.paper import PAPERS, Job, Options, make_paper
from exports.snapshot import Snapshot
from trips.edits.assignments import assign
from trips.edits.items import change_item
from trips.edits.translations import said_of, translate
from trips.i18n.language import Language
from trips.model.translations import texts
from trips.model.trip import Trip
from trips.tripfile import read_trip

FOLDER = Path(__file__).resolve().parent.parent / "docs/pictures/papers"
LARGE = Path(__file__).resolve().parent.parent / "tests/cases/trips/gross.toml"
"""A visit of four days with four groups and 44 guests, whose names are long and in many letters."""
FIRST = datetime(2025, 9, 30, 14, 2, tzinfo=UTC)
SECOND = datetime(2025, 10, 2, 9, 0, tzinfo=UTC)
EXAMPLES: tuple[tuple[str, Language], ...] = (("koeln", "de"), ("lisbon", "en"))


def second_version(trip: Trip) -> Snapshot:
    """A second version in which a few things are new."""
    plan = [one for one in trip.items if one.day == trip.days[0].id and one.part_of is None]
    visit = next(one for one in plan if one.kind in ("visit", "ceremony", "reception"))
    meal = next(one for one in plan if one.kind == "meal")
    changed = change_item(trip, visit.id, when="11:00-12:30")
    changed = change_item(changed, meal.id, status="cancelled")
    return Snapshot(changed, SECOND, release=2, earlier=(Snapshot(trip, FIRST, release=1),))


def at_tables(trip: Trip) -> Trip:
    """A trip whose last meal has tables, with its delegates and some of its hosts."""
    meal = [one for one in trip.items if one.kind == "meal"][-1]
    people = sorted(trip.people, key=lambda person: not person.delegate)[:14]
    word = {"de": "Tisch", "en": "Table"}[trip.language]
    for n in range(0, len(people), 7):
        some = tuple(person.key for person in people[n : n + 7])
        trip = assign(trip, meal.id, f"{word} {n // 7 + 1}", people=some, seats=8)
    return trip


def picture(data: bytes, name: str, *pages: int) -> None:
    """Pages of a PDF as one small picture each."""
    for page in pages or (1,):
        path = FOLDER / (name if page == 1 else f"{name}-{page}")
        command = ["pdftoppm", "-png", "-gray", "-r", "62", "-f", str(page), "-l", str(page), "-singlefile", "-"]
        subprocess.run([*command, str(path)], input=data, check=True)


def in_two_languages(name: str, language: str) -> Snapshot:
    """An example with what `translated.toml` says of it in another language."""
    trip = read_trip(example(name)).trip
    known = tomllib.loads(Path(__file__).with_name("translated.toml").read_text(encoding="utf-8"))[name][language]
    said = [
        said_of(one.of, one.id, one.field, known[one.original], one.original)
        for one in texts(trip, language)
        if one.original in known
    ]
    return Snapshot(translate(trip, language, said), SECOND, release=2)


def main() -> None:
    """Write all pictures."""
    FOLDER.mkdir(parents=True, exist_ok=True)
    for name, own, other in (("koeln", "de", "pl"), ("koeln-en", "en", "ar")):
        job = Job(in_two_languages(name, other), PARTICIPANTS, own, options=Options(beside=other))
        picture(make_paper("programme", job).data, f"programme-beside.{own}-{other}")
    large = second_version(at_tables(read_trip(LARGE.read_bytes()).trip))
    for paper in PAPERS.values():
        job = Job(large, read_audience(large.trip, paper.audience), "de")
        picture(make_paper(paper.name, job).data, f"{paper.name}.large")
    for example_name, language in EXAMPLES:
        snapshot = second_version(at_tables(read_trip(example(example_name)).trip))
        for paper in PAPERS.values():
            job = Job(snapshot, read_audience(snapshot.trip, paper.audience), language)
            picture(make_paper(paper.name, job).data, f"{paper.name}.{language}")
            if paper.name == "programme":
                marked = replace(job, options=Options(since=1))
                picture(make_paper("programme", marked).data, f"programme-marked.{language}")
                cover = replace(job, options=Options(layout=frozenset(("cover",))))
                picture(make_paper("programme", cover).data, f"programme-cover.{language}")
                dense = replace(job, options=Options(layout=frozenset(("dense",))))
                picture(make_paper("programme", dense).data, f"programme-dense.{language}")
                large_print = replace(job, options=Options(layout=frozenset(("large",))))
                picture(make_paper("programme", large_print).data, f"programme-large.{language}")


if __name__ == "__main__":
    main()
