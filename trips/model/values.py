"""What the fields of a trip hold: keys, ids, lines and texts, dates, times and zones, each with what must hold of it.

The rules stand beside the types as annotations, which `trips.model.doors` enforces where something comes in; they cost
nothing where a value is only made.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date, datetime
from typing import TYPE_CHECKING, Annotated, Any, Final

from trips.grammar.when import FIRST_YEAR, LAST_YEAR, When
from trips.grammar.when_text import as_when, canonical
from trips.model.zones import is_zone

if TYPE_CHECKING:
    from pydantic import GetCoreSchemaHandler
    from pydantic_core import CoreSchema


class Limits:
    """What must hold of a value as pydantic knows it, in the words of its schemas: `ge`, `lt`, `max_length` and more.

    Standing in for the classes of `annotated_types`, whose import would cost an editor's start as much as all of the
    model.
    """

    def __init__(self, **limits: object) -> None:
        self._limits = limits

    def __get_pydantic_core_schema__(self, source: Any, handler: GetCoreSchemaHandler) -> CoreSchema:
        schema: Any = {**handler(source), **self._limits}
        return schema


class Checked:
    """A rule of our own for a text: `check` answers it, or raises ValueError with the word for what is wrong.

    `trips.model.field_text` has the sentences.
    """

    def __init__(self, check: Callable[[str], str]) -> None:
        self._check = check

    def __get_pydantic_core_schema__(self, source: Any, handler: GetCoreSchemaHandler) -> CoreSchema:
        from pydantic_core.core_schema import no_info_after_validator_function

        return no_info_after_validator_function(self._check, handler(source))


class Worded:
    """A soft time, which is a text wherever it is not a value of this program."""

    def __get_pydantic_core_schema__(self, _source: Any, _handler: GetCoreSchemaHandler) -> CoreSchema:
        from pydantic_core import core_schema

        text = core_schema.plain_serializer_function_ser_schema(
            canonical, return_schema=core_schema.str_schema(), when_used="json"
        )
        return core_schema.no_info_plain_validator_function(as_when, serialization=text)


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


Key = Annotated[str, Checked(_key)]
Id = Annotated[str, Checked(_id)]
Line = Annotated[str, Limits(strip_whitespace=True, max_length=500), Checked(_line)]
Name = Annotated[str, Limits(strip_whitespace=True, min_length=1, max_length=500), Checked(_line)]
Place = Annotated[Name, Checked(_place)]
"""A place within an item; places are told behind each other, with a semicolon between."""

LONGEST_TEXT: Final = 20_000
Text = Annotated[str, Limits(max_length=LONGEST_TEXT), Checked(_lines)]
Url = Annotated[str, Limits(max_length=2000), Checked(_url)]
Language_ = Annotated[str, Checked(_language)]
Zone = Annotated[str, Checked(_known_zone)]
Day_ = Annotated[date, Limits(ge=date(FIRST_YEAR, 1, 1), le=date(LAST_YEAR, 12, 31))]
SoftTime = Annotated[When, Worded()]
Moment = Annotated[datetime, Limits(tz_constraint="naive", ge=datetime(1990, 1, 1), lt=datetime(2100, 1, 1))]
"""A wall time."""
Instant = Annotated[datetime, Limits(tz_constraint="aware")]
Count = Annotated[int, Limits(ge=0)]
Keys = tuple[Key, ...]


def merged_keys(base: tuple[str, ...], mine: tuple[str, ...], theirs: tuple[str, ...]) -> tuple[str, ...]:
    """A set of keys after two people changed it: what both left, and what one of them added; in their order."""
    if set(mine) == set(theirs):
        return theirs if mine == base else mine
    kept = [their for their in theirs if their not in base or their in mine]
    return (*kept, *(one for one in mine if one not in base and one not in theirs))
