"""Reading files as another program does, down to rows."""

from __future__ import annotations

import csv
import io
import re
import shutil
import subprocess
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from datetime import date, datetime, timedelta
from html.parser import HTMLParser
from itertools import pairwise
from typing import Any, Final

import icalendar
import pikepdf
from docx import Document
from docx.table import Table
from markdown_it import MarkdownIt
from openpyxl import load_workbook

from tests.support.agreement.told import CARRIED, MARKS, STATUS, TIME, Row, split_status, squeezed
from tests.support.judges import need
from trips.i18n.dates import long_date
from trips.i18n.language import Language, words
from trips.model.trip import Trip

Cells = Sequence[Sequence[str]]
"""A row of a table: the paragraphs of each cell."""


def day_labels(trip: Trip, language: Language) -> dict[str, date]:
    """The headings under which days stand."""
    return {squeezed(long_date(words(language), day.date)): day.date for day in trip.days}


# Papers and Word: tables under the headings of days


def read_pdf(data: bytes, trip: Trip, language: Language) -> list[Row]:
    """A PDF as poppler hands its structure to a screen reader."""
    need(shutil.which("pdfinfo"), "pdfinfo (poppler-utils)")
    command = ["pdfinfo", "-struct-text", "-"]
    done = subprocess.run(command, input=_without_spans(data), check=True, capture_output=True, timeout=60)
    text = done.stdout.decode("utf-8", "replace")
    return _rows_of(_in_words(_pdf_blocks(text), _signs(text, language), trip), trip, language)


def _signs(text: str, language: Language) -> dict[str, str]:
    """The signs that stand for statuses, as a document explains them."""
    statuses = "|".join(STATUS[language].values())
    return dict(re.findall(rf"([°*])[ \u00a0]({statuses})", text))


def _in_words(
    blocks: Iterable[str | list[list[str]]], signs: dict[str, str], trip: Trip
) -> Iterator[str | list[list[str]]]:
    """Rows with the status that a sign stands for in words, and without the group that stands before a title."""
    groups = {squeezed(group.name) for group in trip.groups}
    for block in blocks:
        if not isinstance(block, str) and len(block) > 1:
            for n, text in enumerate(block[1]):
                block[1][n] = (
                    re.sub(r"[°*]$", lambda found: f" ({signs[found[0]]})", text) if text[-1:] in signs else text
                )
            tag, told, title = block[1][0].replace("\u2060", "").partition("\u2002")
            if told and {squeezed(name) for name in tag.split(", ")} <= groups:
                block[1][0] = title
        yield block


def _without_spans(data: bytes) -> bytes:
    """The same file without the spans that say what a hyphen at the end of a line stands for.

    Poppler 22.12 loses what follows such a span in the same piece of marked content.
    """
    with pikepdf.open(io.BytesIO(data)) as pdf:
        for page in pdf.pages:
            kept: list[Any] = []
            skipped: list[bool] = []
            for operands, operator in pikepdf.parse_content_stream(page):
                name = str(operator)
                if name in ("BDC", "BMC"):
                    skipped.append(name == "BDC" and "/ActualText" in str(operands[1]))
                if not (name in ("BDC", "BMC", "EMC") and skipped and skipped[-1]):
                    kept.append((operands, operator))
                if name == "EMC":
                    skipped.pop()
            page.Contents = pdf.make_stream(pikepdf.unparse_content_stream(kept))
        made = io.BytesIO()
        pdf.save(made)
    return made.getvalue()


def _pdf_blocks(text: str) -> Iterator[str | list[list[str]]]:
    """Headings as text, table rows as cells with their paragraphs; what is indented further belongs to them."""
    block: list[list[str]] = []
    heading, depth = False, 0
    for line in text.splitlines():
        indent, body = len(line) - len(line.lstrip()), line.strip()
        if not body or body.startswith("/"):
            continue
        if indent <= depth:
            if block:
                yield block[0][0] if heading else block
            block, depth = [], 0
        element = body.split(" ")[0].rstrip(":")
        if element == "Span" and block and block[-1][-1] in MARKS:
            block[-1][-1] += "\n"
        if body.startswith('"'):
            if block:
                block[-1][-1] += body.removeprefix('"').removesuffix('"')
        elif element == "TR" or re.fullmatch(r"H\d", element):
            heading, depth = element != "TR", indent
            block = [[""]] if heading else []
        elif element in ("TD", "TH") and depth:
            block.append([""])
        elif element == "P" and block and block[-1] != [""]:
            block[-1].append("")
    if block:
        yield block[0][0] if heading else block


def read_docx(data: bytes, trip: Trip, language: Language) -> list[Row]:
    """A Word file as python-docx reads it."""
    blocks = list(_docx_blocks(data))
    signs = _signs("\n".join(block for block in blocks if isinstance(block, str)), language)
    return _rows_of(_in_words(blocks, signs, trip), trip, language)


def _docx_blocks(data: bytes) -> Iterator[str | list[list[str]]]:
    for block in Document(io.BytesIO(data)).iter_inner_content():
        if not isinstance(block, Table):
            yield block.text
            continue
        for row in block.rows:
            cells: list[list[str]] = []
            seen: list[object] = []
            for cell in row.cells:
                if cell._tc not in seen:
                    seen.append(cell._tc)
                    cells.append([paragraph.text for paragraph in cell.paragraphs])
            yield cells


def _rows_of(blocks: Iterable[str | list[list[str]]], trip: Trip, language: Language) -> list[Row]:
    """The rows of the tables whose first column is the time, under the heading of their day."""
    labels = day_labels(trip, language)
    rows: list[Row] = []
    day: date | None = None
    header: list[str] = []
    for block in blocks:
        if isinstance(block, str):
            found = next((day for label, day in labels.items() if squeezed(block).startswith(label)), None)
            if found or block.strip():
                day, header = found or (day if header == [] else None), []
            continue
        if block and "".join(block[0]).strip() in ("Time", "Zeit"):
            header = ["".join(cell).strip() for cell in block]
            continue
        if day is not None and header:
            rows.append(_row(day, block, header, language))
    return rows


def _row(day: date, cells: Cells, header: list[str], language: Language) -> Row:
    cells = [[text.replace("\xa0", " ").strip() for text in cell] for cell in cells]
    clock, *beside = [text for text in cells[0] if text] or [""]
    while (clock.endswith(",") or clock.isalpha()) and beside and beside[0][:1].isalnum():
        # Too wide for the column: the end stands below the start, or a span below the word before it.
        clock, *beside = f"{clock} {beside[0]}", *beside[1:]
    beside = [text for text in beside if not re.match(r"(Meet|Treffpunkt)\b", text)]
    title, status = split_status(cells[1][0], language)
    places = tuple(re.sub("^(?:Ort|Place): ", "", text) for cell in cells[1:] for text in cell if text)
    return Row(day, title, f"{clock} ({', '.join(beside)})" if beside else clock, None, None, places, status)


# Pages


class _PageReader(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.rows: list[dict[str, Any]] = []
        self.days: list[str] = []
        self._open: list[tuple[str, str]] = []
        self._item = False

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = dict(attrs)
        if tag == "h2":
            self.days.append("")
        if tag == "ol":
            self._item = True
        if tag == "li" and self._item:
            self.rows.append({"day": self.days[-1], "time": "", "title": "", "places": [], "moments": []})
        if tag == "p" and self._item and self.rows and given.get("class") != "time":
            self.rows[-1]["places"].append("")
        if tag == "time" and self.rows:
            self.rows[-1]["moments"].append(given["datetime"] or "")
        if tag not in ("br", "meta", "link", "path", "rect", "input"):
            self._open.append((tag, given.get("class") or ""))

    def handle_endtag(self, tag: str) -> None:
        while self._open and self._open.pop()[0] != tag:
            pass
        if tag == "ol":
            self._item = False

    def handle_data(self, data: str) -> None:
        tags = [tag for tag, _ in self._open]
        if "h2" in tags:
            self.days[-1] += data
        if not (self._item and self.rows and "li" in tags):
            return
        row = self.rows[-1]
        if ("p", "time") in self._open:
            row["time"] += data
        elif {"h3", "h4"} & set(tags):
            row["title"] += data
        elif "p" in tags:
            row["places"][-1] += data


def read_html(data: bytes, trip: Trip, language: Language) -> list[Row]:
    """A page by its headings, lists and time elements."""
    page = _PageReader()
    page.feed(data.decode())
    labels = day_labels(trip, language)
    rows = []
    for row in page.rows:
        day = next(day for label, day in labels.items() if squeezed(row["day"]).startswith(label))
        title, status = split_status(row["title"], language)
        moments = [datetime.fromisoformat(moment) for moment in row["moments"]]
        until = re.match(r"(until|bis) ", row["time"]) is not None or (
            len(moments) == 1 and ", " in row["time"].partition(" (")[0]
        )
        start = None if until or not moments else moments[0]
        end = moments[-1] if until or len(moments) > 1 else None
        rows.append(Row(day, title, row["time"], start, end, tuple(row["places"]), status))
    return rows


# Texts


def read_txt(data: bytes, trip: Trip, language: Language) -> list[Row]:
    """A text: days are underlined, an item begins with its time, "Place:" goes with the item above."""
    labels = day_labels(trip, language)
    lines = data.decode().splitlines()
    rows: list[Row] = []
    day: date | None = None
    for line, below in pairwise([*lines, ""]):
        if below.startswith("===") and len(below) == len(line):
            day = labels.get(squeezed(line))
        elif day is not None:
            rows = _with_line(rows, day, line.strip(), language)
    return rows


def _with_line(rows: list[Row], day: date, text: str, language: Language) -> list[Row]:
    told = TIME.match(text)
    if told and text[told.end() :].startswith(": "):
        title, status = split_status(text[told.end() + 2 :], language)
        return [*rows, Row(day, title, told[0], None, None, (), status)]
    label = re.match(r"(Place|Ort): ", text)
    if label and rows:
        last = rows[-1]
        places = (*(last.places or ()), text[label.end() :])
        return [*rows[:-1], Row(last.day, last.title, last.time, None, None, places, last.status)]
    return rows


def read_md(data: bytes, trip: Trip, language: Language) -> list[Row]:
    """Markdown as a CommonMark parser reads it: an item is a list item that begins with its time in bold."""
    labels = day_labels(trip, language)
    rows: list[Row] = []
    day: date | None = None
    tokens = MarkdownIt().parse(data.decode())
    for before, token in pairwise(tokens):
        if before.type == "heading_open":
            day = labels.get(squeezed("".join(one.content for one in token.children or ())))
        elif token.type == "inline" and day is not None:
            rows = _with_inline(rows, day, token.children or [], language)
    return rows


def _with_inline(rows: list[Row], day: date, children: Sequence[Any], language: Language) -> list[Row]:
    texts, bold = [""], ""
    for n, child in enumerate(children):
        if child.type in ("hardbreak", "softbreak"):
            texts.append("")
        elif n and children[n - 1].type == "strong_open" and not bold and not "".join(texts).strip():
            bold = child.content
        elif child.type in ("text", "text_special", "code_inline"):
            texts[-1] += child.content
    if not bold or not TIME.fullmatch(bold):
        return rows
    title, status = split_status(texts[0].strip(), language)
    places = tuple(text.partition(": ")[2] for text in texts[1:] if text.startswith(("Place: ", "Ort: ")))
    return [*rows, Row(day, title, bold, None, None, places, status)]


_CONTRIBUTION: Final[dict[Language, str]] = {"de": " (Ihr Beitrag)", "en": " (your contribution)"}


def read_letter(data: bytes, trip: Trip, language: Language) -> list[Row]:
    """A letter: under the date of a day a dash, the time, the title and the place, that of a journey below it."""
    labels = day_labels(trip, language)
    rows: list[Row] = []
    day: date | None = None
    for line in map(str.strip, data.decode().splitlines()):
        day = labels.get(squeezed(line), day)
        told = TIME.match(line[2:])
        if line.startswith("- ") and told and day is not None:
            text = line[2 + told.end() + 2 :].removesuffix(_CONTRIBUTION[language])
            title, status = text, ""
            for word in STATUS[language].values():
                before, found, behind = text.partition(f" ({word})")
                if found and (not behind or behind.startswith(", ")):
                    title, status, text = before, word, f"{before}{behind}"
            rows.append(Row(day, title, told[0], None, None, (text,), status))
        elif rows and line.startswith(("Starts at: ", "Ab: ")):
            rows[-1] = replace(rows[-1], places=(line.partition(": ")[2],))
    return rows


# Tables

_COLUMNS: Final = {
    "Date": "day", "Start": "start", "End": "end", "Time": "time", "Programme item": "title", "Status": "status",
    "Place": "place", "From": "place", "Datum": "day", "Beginn": "start", "Ende": "end", "Zeit": "time",
    "Programmpunkt": "title", "Ort": "place", "Von": "place", "Art": "kind",
}  # fmt: skip


def read_csv(data: bytes, trip: Trip, language: Language) -> list[Row]:
    """A table of values divided by commas, in German by semicolons as Excel wants them there."""
    del trip
    lines = io.StringIO(data.decode("utf-8-sig"))
    header, *rows = list(csv.reader(lines, delimiter=";" if language == "de" else ","))
    return _table_rows(header, rows, language)


def read_xlsx(data: bytes, trip: Trip, language: Language) -> list[Row]:
    """The first sheet of a workbook as openpyxl reads it."""
    del trip
    sheet = load_workbook(io.BytesIO(data), data_only=True).worksheets[0]
    listed = [["" if cell is None else cell for cell in row] for row in sheet.iter_rows(values_only=True)]
    start = next((n for n, row in enumerate(listed) if {"Date", "Datum"} & set(map(str, row))), 0)
    return _table_rows([str(cell) for cell in listed[start]], listed[start + 1 :], language)


def _table_rows(header: Sequence[str], rows: Iterable[Sequence[Any]], language: Language) -> list[Row]:
    del language
    names = [_COLUMNS.get(name, "") for name in header]
    found = []
    for row in rows:
        cells = dict(zip(names, row, strict=True))
        if not cells.get("title") or not cells["day"]:
            continue
        day = cells["day"].date() if isinstance(cells["day"], datetime) else date.fromisoformat(str(cells["day"])[:10])
        place = str(cells.get("place", ""))
        found.append(
            Row(day, str(cells["title"]), str(cells["time"]), _moment(cells["start"]), _moment(cells["end"]),
                (place,) if place else (), str(cells.get("status", "")))
        )  # fmt: skip
    return found


def _moment(cell: object) -> datetime | None:
    if isinstance(cell, datetime):
        return cell
    return datetime.fromisoformat(str(cell)) if cell else None


# Calendars


def read_ics(data: bytes, trip: Trip, language: Language) -> list[Row]:
    """The events of a calendar file, and the parts that their texts tell, each under the day of the whole."""
    rows = []
    for event in icalendar.Calendar.from_ical(data).walk("VEVENT"):
        start, end = event["DTSTART"].dt, event["DTEND"].dt
        day = _day_of(str(event["UID"]), trip) or (start.date() if isinstance(start, datetime) else start)
        title = str(event["SUMMARY"])
        word = {"en": "CANCELLED: ", "de": "ENTFÄLLT: "}[language]
        status = STATUS[language].get(str(event["STATUS"]).lower(), "")
        text = str(event.get("DESCRIPTION", ""))
        told = re.search(r"^(?:Status): (.*)$", text, re.MULTILINE)
        if title.startswith(word):
            title, status = title.removeprefix(word), STATUS[language]["cancelled"]
        elif told:
            status = told[1]
        for about in ("about: ", "ca.: "):
            title = title.removeprefix(about)
        place = str(event.get("LOCATION", ""))
        rows.append(Row(day, title, None, start, end, (place,) if place else (), status))
        rows.extend(_parts_in(text, day, language))
    return rows


def _day_of(uid: str, trip: Trip) -> date | None:
    days = {day.id: day.date for day in trip.days}
    return next((days.get(item.day or "") for item in trip.items if uid.startswith(item.id)), None)


def _parts_in(text: str, day: date, language: Language) -> Iterator[Row]:
    """The parts of a whole: behind an empty line "time  title (who) – status", a line each."""
    _, _, parts = text.partition("\n\n")
    for line in parts.splitlines():
        told = TIME.match(line)
        if not told or not line[told.end() :].startswith("  "):
            continue
        title, dash, status = line[told.end() + 2 :].rpartition(" – ")
        if not dash or status not in STATUS[language].values():
            title, status = line[told.end() + 2 :], ""
        yield Row(day, re.sub(r" \([^()]*(?:\([^()]*\)[^()]*)*\)$", "", title), told[0], None, None, None, status)


def inclusive(end: date) -> date:
    """The last day of an event of whole days, whose end is the day behind it."""
    return end - timedelta(days=1)


def carried(title: str, language: Language, *, stay: bool) -> str:
    """The title under which a later day tells the end of an item."""
    return CARRIED[language][stay] + title
