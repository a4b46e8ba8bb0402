"""What Word and Excel files have in common: the characters they can hold, and the same bytes for the same input."""

from __future__ import annotations

import re
import zipfile
from collections.abc import Mapping
from datetime import UTC, datetime
from io import BytesIO
from typing import Final

from exports.paper.glyphs import clean

_REGIONS: Final = {"de": "de-DE", "en": "en-GB"}

_NO_CHARACTERS: Final = re.compile("[\ufffe\uffff]")
_EPOCH: Final = (1980, 1, 1, 0, 0, 0)
"""The earliest time that a zip file can tell; which one it is says nothing."""


def region_of(language: str) -> str:
    """A language as Office names it: ours with their country."""
    return _REGIONS.get(language, language)


def held(text: str) -> str:
    """A text without what XML cannot hold and paper does not show."""
    return text if text.isascii() and text.isprintable() else _NO_CHARACTERS.sub("", clean(text))


def in_utc(moment: datetime) -> datetime:
    """A moment as the properties of a document want it: UTC, to the second, without saying so."""
    return moment.astimezone(UTC).replace(tzinfo=None, microsecond=0)


def repacked(data: bytes, instead: Mapping[str, bytes] | None = None) -> bytes:
    """A zip file with the same members, all of one time: what is the same gives the same bytes.

    Args:
        data: the file.
        instead: new contents for some of its members.
    """
    made = BytesIO()
    with zipfile.ZipFile(BytesIO(data)) as old, zipfile.ZipFile(made, "w") as new:
        for name in old.namelist():
            member = zipfile.ZipInfo(name, _EPOCH)
            member.compress_type = zipfile.ZIP_DEFLATED
            member.create_system = 0
            new.writestr(member, (instead or {}).get(name) or old.read(name))
    return made.getvalue()


def member(data: bytes, name: str) -> bytes:
    """One member of a zip file."""
    with zipfile.ZipFile(BytesIO(data)) as file:
        return file.read(name)
