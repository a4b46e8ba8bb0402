"""The table that a translator has filled in: each row names its text by a key, which also stands for what it said."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final, NamedTuple

from trips.edits.translations import Said, translate
from trips.i18n.language import N_, Message, UserError
from trips.importers.result import Skipped
from trips.importers.tables.sheets import Sheet
from trips.model.entities import Translated
from trips.model.translations import TEXTS, texts
from trips.model.trip import Trip

NOTHING: Final = frozenset(("-", "–", "—"))
"""What takes a translation away; an empty cell leaves it as it is."""

_KEY: Final = re.compile(r"([a-z]{2,3}(?:-[A-Za-z0-9]{2,8})*)/([a-z]+)/([\w-]*)/(\w+)/([0-9a-f]{16})")
_GUARDED: Final = re.compile(r"'(?=\s*[=+\-@＝＋－＠])")
"""The apostrophe that keeps a spreadsheet from running a text."""


class Taken(NamedTuple):
    """A trip with the translations of a table.

    Attributes:
        trip: the trip.
        language: into which they are; BCP 47.
        changed: how many texts have another translation than before.
        old: how many of the translated texts say something else by now.
        left: the rows that were not taken over, with the reason.
    """

    trip: Trip
    language: str
    changed: int
    old: int
    left: tuple[Skipped, ...]


class TranslationTable(NamedTuple):
    """A table of translations into one language; the rows with their lines in the sheet, from 1."""

    language: str
    rows: tuple[tuple[int, Said], ...]
    damaged: tuple[Skipped, ...] = ()

    def into(self, trip: Trip) -> Taken:
        """The trip with what the table says; texts that are not in it any more are told."""
        known = {one.place: one for one in texts(trip, self.language)}
        before = {place: one.text for place, one in known.items()}
        found: list[Said] = []
        left: list[Skipped] = list(self.damaged)
        old = 0
        for line, said in self.rows:
            place = (said.of, said.id, said.field)
            if place not in known:
                why = Message(N_("this text is not in the trip any more"))
                left.append(Skipped(line, said.text, why))
                continue
            found.append(said)
        if len(found) < len(self.rows) / 2:
            raise UserError(
                "Most texts of this table are not in the trip: is it the table of another one? Nothing was taken over."
            )
        after = translate(trip, self.language, found)
        new = {one.place: one for one in texts(after, self.language)}
        old = sum(new[said.of, said.id, said.field].state == "old" for said in found)
        changed = sum(one.text != before.get(place, "") for place, one in new.items())
        return Taken(after, self.language, changed, old, tuple(left))


def key_of(language: str, place: tuple[Translated, str, str], digest: str) -> str:
    """What names a text in a table, and what it says there."""
    return "/".join((language, *place, digest))


def is_translation_table(sheets: Sequence[Sheet]) -> bool:
    """Whether a table is one of ours for a translator."""
    return any(_KEY.fullmatch(cell) for sheet in sheets for row in sheet[:3] for cell in row)


def read_translation_table(sheets: Sequence[Sheet], name: str) -> TranslationTable:
    """What a translator wrote; rows without a translation say nothing.

    Args:
        sheets: its sheets, each cell with its lines.
        name: what the file is called.

    Raises:
        UserError: it is no such table, or the column with the translations is gone.
    """
    for sheet in sheets:
        keyed = [
            (line, match, row)
            for line, row in enumerate(sheet, 1)
            if (match := next((found for cell in row if (found := _KEY.fullmatch(cell))), None))
        ]
        if not keyed:
            continue
        language = keyed[0][1][1]
        column = _column(sheet[: keyed[0][0] - 1], language, name)
        own = [(line, match, row) for line, match, row in keyed if match[1] == language]
        rows = ((line, _said(match, row[column] if column < len(row) else "")) for line, match, row in own)
        known = {line for line, _, _ in own}
        damaged = (
            Skipped(line, row[column], Message(N_("its key is missing or damaged")))
            for line, row in enumerate(sheet, 1)
            if line > keyed[0][0] and line not in known and column < len(row) and row[column].strip()
        )
        said = tuple((line, one) for line, one in rows if one is not None)
        return TranslationTable(language, said, tuple(damaged))
    raise UserError(
        "{path} is no table of translations; this writes one: agenda translate TRIP LANG -o FILE", path=name
    )


def _column(heads: Sequence[tuple[str, ...]], language: str, name: str) -> int:
    for row in reversed(heads):
        for place, cell in enumerate(row):
            if cell.endswith(f"({language})"):
                return place
    raise UserError(
        '{path} has no column for the translations any more; its heading ends with "({language})".',
        path=name,
        language=language,
    )


def _said(match: re.Match[str], cell: str) -> Said | None:
    of, id_, field, digest = match[2], match[3], match[4], match[5]
    text = _GUARDED.sub("", cell, count=1).strip()
    if of not in TEXTS or field not in TEXTS[of] or not text:
        return None
    return Said(of, id_, field, "" if text in NOTHING else text, digest)
