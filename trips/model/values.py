"""What the fields of a trip hold: keys, ids, lines and texts that are checked, dates, times and zones."""

from __future__ import annotations

import re
from datetime import date, datetime
from typing import Annotated, Final

from pydantic import AfterValidator, Field, NaiveDatetime, PlainSerializer, PlainValidator, StringConstraints

from trips.grammar.when import FIRST_YEAR, LAST_YEAR, When
from trips.grammar.when_text import as_when, canonical
from trips.model.zones import is_zone


def _known_zone(name: str) -> str:
    if not is_zone(name):
        raise ValueError("zone")
    return name


_CONTROLS: Final = re.compile("[\x00-\x1f\x7f-\x9f\u2028\u2029\ufeff\ufffe\uffff]")


def _line(text: str) -> str:
    if not text.isprintable() and _CONTROLS.search(text):
        raise ValueError("control")
    return text


def _lines(text: str) -> str:
    if not text.isprintable() and _CONTROLS.search(text.replace("\n", "").replace("\t", "")):
        raise ValueError("control")
    return text


def _key(text: str) -> str:
    if not 0 < len(text) <= 64 or not text.isascii() or not text.replace("_", "").replace("-", "").isalnum():
        raise ValueError("key")
    return text


def _id(text: str) -> str:
    if len(text) != 32 or text.strip("0123456789abcdef"):
        raise ValueError("id")
    return text


def _url(text: str) -> str:
    if text and (not text.startswith(("https://", "http://")) or not text.isprintable() or " " in text):
        raise ValueError("url")
    return text


def _language(text: str) -> str:
    if not re.fullmatch("[a-z]{2,3}(-[A-Za-z0-9]{2,8})*", text):
        raise ValueError("language")
    return text


def _place(text: str) -> str:
    if ";" in text:
        raise ValueError("semicolon")
    return text


Key = Annotated[str, AfterValidator(_key)]
Id = Annotated[str, AfterValidator(_id)]
Line = Annotated[str, StringConstraints(max_length=500, strip_whitespace=True), AfterValidator(_line)]
Name = Annotated[str, StringConstraints(min_length=1, max_length=500, strip_whitespace=True), AfterValidator(_line)]
Place = Annotated[Name, AfterValidator(_place)]
"""A place within an item; places are told behind each other, with a semicolon between."""

LONGEST_TEXT: Final = 20_000
Text = Annotated[str, Field(max_length=LONGEST_TEXT), AfterValidator(_lines)]
Url = Annotated[str, Field(max_length=2000), AfterValidator(_url)]
Language_ = Annotated[str, AfterValidator(_language)]
Zone = Annotated[str, AfterValidator(_known_zone)]
Day_ = Annotated[date, Field(ge=date(FIRST_YEAR, 1, 1), le=date(LAST_YEAR, 12, 31))]
SoftTime = Annotated[When, PlainValidator(as_when), PlainSerializer(canonical, return_type=str, when_used="json")]
Moment = Annotated[NaiveDatetime, Field(ge=datetime(1990, 1, 1), lt=datetime(2100, 1, 1))]
Keys = tuple[Key, ...]


def merged_keys(base: tuple[str, ...], mine: tuple[str, ...], theirs: tuple[str, ...]) -> tuple[str, ...]:
    """A set of keys after two people changed it: what both left, and what one of them added; in their order."""
    if set(mine) == set(theirs):
        return theirs if mine == base else mine
    kept = [their for their in theirs if their not in base or their in mine]
    return (*kept, *(one for one in mine if one not in base and one not in theirs))
