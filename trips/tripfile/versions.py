"""The versions that were issued, as they stand in a trip file: for another office to go on without breaking identity.

What a version keeps is written as one block of base64 (zlib over JSON): it never changes, so it costs a git diff
nothing after its first day, and nobody edits by hand what others have in their calendars.
"""

from __future__ import annotations

import base64
import binascii
import zlib
from collections.abc import Iterable, Iterator, Mapping
from datetime import UTC, datetime
from typing import Annotated, Final, NamedTuple

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from trips.history.releases import MOST_VERSIONS, Delivery, Frozen, How, Release
from trips.i18n.language import Message, UserError
from trips.model.doors import read_json, write_json

_WIDTH: Final = 116
_READER: Final = r"^(public|press|participants|staff|(person|group|host):[A-Za-z0-9_-]{1,64})$"
_LARGEST: Final = 20_000_000


class _Told(BaseModel):
    model_config = ConfigDict(extra="forbid", strict=True)

    number: Annotated[int, Field(ge=1, le=MOST_VERSIONS)]
    time: datetime
    by: str = ""
    note: str = ""
    given: str


class _Handed(BaseModel):
    model_config = ConfigDict(extra="forbid", strict=True)

    reader: Annotated[str, Field(pattern=_READER)]
    number: Annotated[int, Field(ge=1, le=MOST_VERSIONS)]
    how: How
    time: datetime
    by: str = ""


class Block(NamedTuple):
    """A version as it stands in a file: texts and numbers by key."""

    values: tuple[tuple[str, str | int | datetime], ...]


def write_releases(releases: Iterable[Release]) -> Iterator[Block]:
    """The blocks of some versions, in their order."""
    for release in releases:
        packed = zlib.compress(write_json(release.content), 9)
        text = base64.b64encode(packed).decode()
        lines = [text[start : start + _WIDTH] for start in range(0, len(text), _WIDTH)]
        told: list[tuple[str, str | int | datetime]] = [("number", release.number), ("time", release.at)]
        told += [(name, value) for name, value in (("by", release.by), ("note", release.note)) if value]
        yield Block((*told, ("given", "\n".join((*lines, "")))))


def read_release(raw: Mapping[str, object], trip_id: str) -> Release:
    """A version of a file.

    Args:
        raw: the block's values by key.
        trip_id: the id of the file's trip, whose version it must be.

    Raises:
        UserError: something is missing, damaged or of another trip.
    """
    try:
        told = _Told.model_validate(dict(raw))
    except ValidationError:
        raise UserError("a version has number, time, by, note and given, as the program writes them") from None
    content = _unpacked(told.given)
    if content.trip.id != trip_id:
        raise UserError("version {n} belongs to another trip", n=told.number)
    at = told.time.replace(tzinfo=told.time.tzinfo or UTC).astimezone(UTC)
    return Release(told.number, at, told.by, told.note, 0, content)


def write_handouts(entries: Iterable[Delivery]) -> Iterator[Block]:
    """The blocks of who was given which version, in their order."""
    for entry in entries:
        told = {"reader": entry.reader, "number": entry.number, "how": entry.how, "time": entry.at, "by": entry.by}
        yield Block(tuple((name, value) for name, value in told.items() if value != ""))


def read_handout(raw: Mapping[str, object]) -> Delivery:
    """Who was given which version.

    Raises:
        UserError: it is not written as the program writes it.
    """
    try:
        told = _Handed.model_validate(dict(raw))
    except ValidationError:
        raise UserError("a handout has reader, number, how, time and by, as the program writes them") from None
    return Delivery(told.reader, told.number, told.how, told.time.replace(tzinfo=told.time.tzinfo or UTC), told.by)


def _unpacked(text: str) -> Frozen:
    try:
        packed = base64.b64decode("".join(text.split()), validate=True)
        unpacking = zlib.decompressobj()
        data = unpacking.decompress(packed, _LARGEST)
        if not unpacking.eof:
            raise UserError(_DAMAGED)
        return read_json(Frozen, data)
    except (binascii.Error, zlib.error, ValueError):
        raise UserError(_DAMAGED) from None


_DAMAGED: Final = Message("what was given with this version is damaged; take it from another copy of the file")
