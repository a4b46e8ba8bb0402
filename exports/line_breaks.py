"""Where a text on paper is not divided: between a title and its name, inside a phone number, an address or a date.

Blanks become ones at which no program breaks a line; not a letter is another one, so that a text can still be searched
and copied.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Final

from exports.privacy.private import PHONE
from trips.names.titles import ADDRESS, TITLE

_BLANK: Final = "\u00a0"

_BEFORE_A_NAME: Final = re.compile(rf"(?<!\w)((?:{TITLE}|{ADDRESS}|[A-ZÄÖÜ]\.)) (?=[^\W\d_])")
"""A title, a form of address or an initial."""

_WITHIN_A_NAME: Final = re.compile(
    r"(?<!\w)((?i:da|de|do|dos|das|di|del|van|von|vom|bin|ben|al|el|ó|mac|mc)|عبد|بن|أبو) (?=[^\W\d_a-zß-ÿ])"
)
"""What stands before a part of a name: "da Silva", "van Dyck", "bin Salman"."""

_BEFORE_AN_ESTATE: Final = re.compile(r"(?<!\w)von und zu[mr]?(?!\w)")

_BEFORE_A_NUMBER: Final = re.compile(
    r"(?<!\w)((?:Tel|Fax|Nr|No|Str|Abs|Kap)\.|[Tt]el\.|Telefon|Mobil|[Pp]hone|Raum|Room|Saal|Zimmer|Gleis|Platform|Kanal|Channel"
    r"|Bus|Tisch|Table|Linie|Line|Tor|Gate|Terminal|Tram|Seite|[Pp]age|Tag|Day|ca\.) (?=[+\d])"
)
_BEHIND_A_NUMBER: Final = re.compile(
    r"(?<=\d) (?=(?:Uhr|h|min|km|m|cm|mm|MB|%|€|Euro|EUR|Personen|people|a\.m\.|p\.m\.|am|pm)(?!\w))"
)
_SHORTENED: Final = re.compile(r"(?<!\w)([^\W\d_]\.) (?=[^\W\d_]\.)")
"""z. B., d. h., h. c."""


_POSTCODE: Final = re.compile(r"\b(\d{4,5}|\d{4}-\d{3}) (?=\w)")
_HOUSE: Final = re.compile(r"(?<=\w) (?=\d{1,3}[a-z]?(?:[-–/]\d{1,3}[a-z]?)?(?:,|$))")


@lru_cache(maxsize=8192)
def unbroken(text: str) -> str:
    """A text whose names, numbers and abbreviations are divided at the end of no line."""
    if " " not in text:
        return text
    for whole in (PHONE, _BEFORE_AN_ESTATE):
        text = whole.sub(lambda match: match[0].replace(" ", _BLANK), text)
    for held in (_BEFORE_A_NAME, _WITHIN_A_NAME, _BEFORE_A_NUMBER, _SHORTENED):
        text = held.sub(rf"\1{_BLANK}", text)
    return _BEHIND_A_NUMBER.sub(_BLANK, text)


def unbroken_address(address: str) -> str:
    """An address in which a number stays with its street, and a postcode with the first word of its town."""
    return _HOUSE.sub(_BLANK, _POSTCODE.sub(rf"\1{_BLANK}", address))


_DAY_OF_MONTH: Final = re.compile(r"(?<=\d\.) (?=[A-ZÄÖÜ])")


def unbroken_dates(text: str) -> str:
    """A sentence in which the day of a month stays with its month: "10. Oktober"."""
    return _DAY_OF_MONTH.sub(_BLANK, text)


_DASHED: Final = re.compile(r"(?<=\d)([–-])(?=\d)")
_JOINER: Final = "\u2060"


def joined_numbers(text: str) -> str:
    """A text whose numbers with a dash ("17–19") stay in one line: Word and browsers divide behind it."""
    return _DASHED.sub(f"{_JOINER}\\1{_JOINER}", text)
