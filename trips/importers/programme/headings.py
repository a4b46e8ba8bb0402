"""Lines that head a day of the programme, or a part of one."""

from __future__ import annotations

import re
from typing import Final, NamedTuple

from trips.grammar.dates import Heading, heading_at
from trips.grammar.times import leading_time, part_named, plain, times_within
from trips.grammar.when import PartName
from trips.importers.programme.rows import Row

_DIVIDES: Final = tuple(":–—-|(,/•·)")
_GROUP: Final = re.compile(
    r"(?P<name>(?:gruppe|group|team|bus|kleingruppe|sub-?group|delegation|strang|track|option)\s+(?:[a-h]|[ivx]+"
    r"|\d{1,2})(?:\s*(?:und|and|&|\+|/)\s*(?:[a-h]|[ivx]+|\d{1,2}))?)(?!\w)"
    r"(?P<about>\s*\([^)]{1,60}\))?\s*(?P<sep>[:–—|-])?\s*",
    re.IGNORECASE,
)
_SUB: Final = re.compile(
    r"(?:partnerprogramm|begleitprogramm|damenprogramm|rahmenprogramm|spouses?'? programme|partners?'? programme"
    r"|parallelprogramm|parallel programme|accompanying (?:persons'? )?programme|vormittagsprogramm|nachmittagsprogramm"
    r"|abendprogramm|morning programme|afternoon programme|evening programme|social programme|morning session"
    r"|afternoon session"
    r"|plenum|plenary)\s*:?|(?:top|tagesordnungspunkt)\s*\d{1,2}\b.{0,60}"
)


_ALL: Final = re.compile(
    r"(?:gruppen|groups)\s+(?:[a-h]|\d)(?:\s*(?:,|und|and|&|\+)\s*(?:[a-h]|\d))+|(?:alle|beide|all|both)\s+(?:gruppen|groups)"
    r"|gemeinsam|alle gemeinsam|all together"
)


class DayHeading(NamedTuple):
    """A line that heads a day: what it says of it, and what else stands in the line.

    Attributes:
        said: the day.
        rest: the words behind it.
        goes_on: whether they are an entry of the day already, not its title.
    """

    said: Heading
    rest: str
    goes_on: bool


def day_heading(row: Row) -> DayHeading | None:
    """The day that a row heads; None if it heads none."""
    cells = _with_date(row)
    text = cells[0] if len(cells) > 1 else row.text
    said = heading_at(text)
    if said is None:
        return None
    behind = text[said.end :]
    rest = behind.strip(" \t:–—-|,/•·.)*=#~_")
    if rest.count("(") < rest.count(")") or (rest.startswith("(") and rest.endswith(")")):
        rest = rest.strip("()")
    if len(cells) > 1:
        merged = len(set(cells)) == 1
        return (
            None
            if rest and not leading_time(rest)
            else DayHeading(said, "" if merged else " \t ".join([rest, *cells[1:]]).strip(), not merged)
        )
    if not rest:
        return DayHeading(said, "", goes_on=False)
    if leading_time(rest) is not None and (
        said.said or said.number or behind[:1] in _DIVIDES or said.weekday is not None
    ):
        return DayHeading(said, rest, goes_on=True)
    if _is_prose(text, said, rest):
        return None
    divided = behind.lstrip()[:1] in _DIVIDES or row.style != ""
    if said.said is None and said.number is None and not divided:
        return DayHeading(said, rest, goes_on=True) if said.part else None
    if any(times_within(rest)):
        return DayHeading(said, rest, goes_on=True) if divided else None
    if not divided and (len(rest) > 70 or re.search(r"[.!?]$", rest)):
        return None
    if said.said is not None and not divided and re.match(r"[a-zäöü]", rest) and len(rest.split()) > 6:
        return None
    return DayHeading(said, rest, goes_on=len(rest) > 120)


def _with_date(row: Row) -> list[str]:
    """The cells of a row; weekday and date in columns of their own are one."""
    cells = [cell for cell in row.cells if cell]
    while len(cells) > 2:
        joined = f"{cells[0]} {cells[1]}"
        alone, both = heading_at(cells[0]), heading_at(joined)
        if (
            alone is None
            or both is None
            or alone.end < len(cells[0].rstrip(" .,"))
            or both.end < len(joined.rstrip(" .,"))
        ):
            break
        cells[:2] = [joined]
    return cells


def _is_prose(text: str, said: Heading, rest: str) -> bool:
    """Whether a line that begins with a day is a sentence: "Am Donnerstag, 9. Oktober, kommen wir ..."."""
    if re.match(r"(?:am|on|der|den|the|vom|from)\s", plain(text)) and len(rest.split()) > 2:
        return not re.match(r"\s*[:–—|(]", text[said.end :])
    return (
        len(rest.split()) > 12
        and rest.endswith((".", "!", "?"))
        and not text[said.end :].lstrip().startswith((":", "–", "-"))
    )


def group_heading(text: str) -> tuple[str, str] | None:
    """A group that a line begins with, and the rest of the line: "Gruppe A: Hafen"."""
    match = _GROUP.match(text)
    if match is None:
        return None
    rest = text[match.end() :].strip()
    if rest and match["sep"] is None:
        return None
    return " ".join(match["name"].split()) + (match["about"] or ""), rest


def heads_all(text: str) -> bool:
    """Whether a line says that what follows is for all groups again: "Gruppen A und B", "Alle Gruppen"."""
    return _ALL.fullmatch(plain(text).strip(" :")) is not None


def sub_heading(row: Row) -> PartName | bool:
    """Whether a row heads a part of a day, and which, if it names one: "Vormittag", "Partnerprogramm"."""
    if (part := part_named(row.text)) is not None:
        return part
    return _SUB.fullmatch(plain(row.text)) is not None
