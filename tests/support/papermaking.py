"""What tests of papers share: snapshots of the example trips, papers made of them, and what is read in them."""

from __future__ import annotations

import html
import io
import re
import shutil
import subprocess
from collections import Counter
from datetime import UTC, datetime
from functools import cache

import page
import pikepdf

from exports.audience import read_audience
from exports.brand import PLAIN, Brand
from exports.paper import PAPERS, Job, Options, Rendered, make_paper
from exports.snapshot import Snapshot
from tests.support.judges import ROOT, need
from trips.edits.items import change_item, remove_items
from trips.i18n.language import Language
from trips.model.entities import Item, changed
from trips.model.trip import Trip
from trips.tripfile import read_trip

_LINE = 1.362
"""From the highest to the lowest a letter of Noto Sans may reach, in its size."""

ISSUED = datetime(2025, 9, 30, 14, 2, tzinfo=UTC)
LATER = datetime(2025, 10, 2, 9, 0, tzinfo=UTC)


SEATED = ("tableplan", "placecards")
"""Papers of items with tables, which the examples have not."""
USUAL = tuple(paper for paper in PAPERS if paper not in SEATED)


@cache
def example_trip(name: str) -> Trip:
    """An example trip."""
    return read_trip((ROOT / f"examples/{name}.toml").read_bytes()).trip


@cache
def large_visit() -> Trip:
    """A visit of four groups with names in many scripts and texts of every length."""
    return read_trip((ROOT / "tests/cases/trips/gross.toml").read_bytes()).trip


def item(trip: Trip, title: str) -> Item:
    """The item of a title."""
    return next(one for one in trip.items if one.title == title)


@cache
def second_version(name: str) -> Snapshot:
    """The second version of an example trip, in which something changed on its first day."""
    first = example_trip(name)
    of_day = [one for one in first.items if one.day == first.days[0].id and one.part_of is None]
    visit = next(one for one in of_day if one.kind in ("visit", "ceremony", "reception"))
    second = change_item(first, visit.id, when="11:00-12:30")
    other = next(one for one in of_day if one.kind == "meal")
    second = remove_items(second, [other.id])
    return Snapshot(second, LATER, release=2, earlier=(Snapshot(first, ISSUED, release=1),))


def make(paper: str, snapshot: Snapshot, who: str = "", language: str = "de", brand: Brand = PLAIN,
         options: Options | None = None) -> Rendered:  # fmt: skip
    """A paper for its usual audience or another one."""
    audience = read_audience(snapshot.trip, who or PAPERS[paper].audience)
    return make_paper(paper, Job(snapshot, audience, language, brand, options or Options()))


@cache
def made(paper: str, name: str, language: Language) -> Rendered:
    """A paper of the second version of an example trip."""
    return make(paper, second_version(name), language=language)


def text_of(data: bytes, *options: str) -> str:
    """The text of a PDF as another program reads it, in reading order."""
    need(shutil.which("pdftotext"), "pdftotext (poppler-utils)")
    done = subprocess.run(["pdftotext", *options, "-", "-"], input=data, check=True, capture_output=True, timeout=60)
    return done.stdout.decode()


def pages_of(data: bytes) -> list[str]:
    """The text of each page."""
    return text_of(data, "-raw").removesuffix("\f").split("\f")


def sizes_of(data: bytes) -> list[tuple[str, float]]:
    """Each word and the size of its letters in points, as the height of its box tells it in the bundled typeface."""
    boxes = re.findall(r'yMin="([\d.]+)" xMax="[\d.]+" yMax="([\d.]+)">(.*?)</word>', text_of(data, "-bbox"))
    return [(html.unescape(word), (float(bottom) - float(top)) / _LINE) for top, bottom, word in boxes]


def undivided(text: str) -> str:
    """A text without blanks and hyphens: where a word is divided, it has one that it does not have elsewhere."""
    return re.sub(r"[\s\u200b\u00ad-]", "", text)


def faults(data: bytes) -> list[str]:
    """What the validator finds against PDF/UA-1 and PDF/A-2a.

    It takes a carriage return that ends a stream's data for a part of the line break behind it, and then finds the
    stream a byte too long; that finding only counts if a stream's length really leads elsewhere than to its end.
    """
    profiles = (page.ValidationProfile.PDF_UA_1, page.ValidationProfile.PDF_A_2A)
    found = [one.rule_id for profile in profiles for one in page.validate_pdf_bytes(data, profile=profile).failures]
    streams = re.finditer(rb"/Length (\d+)[^>]*>>\s*stream\r?\n", data)
    if all(re.match(rb"\r?\nendstream", data[one.end() + int(one[1]) :][:12]) for one in streams):
        found = [rule for rule in found if rule != "PDFA2A-STREAM-LENGTH-001"]
    return found


class Structure:
    """The structure tree of a PDF: what a screen reader is told."""

    def __init__(self, data: bytes) -> None:
        with pikepdf.open(io.BytesIO(data)) as pdf:
            self.language = str(pdf.Root.Lang)
            self.title = str(pdf.docinfo.get("/Title", ""))
            self.tags: Counter[str] = Counter()
            self.order: list[str] = []
            self.languages: set[str] = set()
            self.alternatives: list[str] = []
            self.scopes: Counter[str] = Counter()
            self._walk(pdf.Root.StructTreeRoot.K)
            for sheet in pdf.pages:
                for values, operator in pikepdf.parse_content_stream(sheet, "BDC"):
                    if str(operator) == "BDC" and "/Lang" in values[1]:
                        self.languages.add(str(values[1].Lang))

    def _walk(self, node: pikepdf.Object | int) -> None:
        if isinstance(node, pikepdf.Array):
            for one in node:
                self._walk(one)
            return
        if not isinstance(node, pikepdf.Dictionary) or "/S" not in node:
            return
        tag = str(node.S).removeprefix("/")
        self.tags[tag] += 1
        self.order.append(tag)
        if "/Lang" in node:
            self.languages.add(str(node.Lang))
        if "/Alt" in node:
            self.alternatives.append(str(node.Alt))
        if tag == "TH" and "/A" in node:
            attributes = node.A if isinstance(node.A, pikepdf.Array) else [node.A]
            self.scopes.update(str(one.Scope) for one in attributes if "/Scope" in one)
        if "/K" in node:
            self._walk(node.K)


def with_long_words(text: str) -> Trip:
    """The Cologne trip with a text wherever somebody may write one that the public sees."""
    trip = example_trip("koeln")
    items = tuple(changed(one, title=text, note=text, room=text, audience="public") for one in trip.items)
    venues = tuple(changed(one, name=text, address=text) for one in trip.venues)
    people = tuple(changed(one, name=text, role=text) for one in trip.people)
    return changed(trip, title=text, theme=text, organiser=text, items=items, venues=venues, people=people)
