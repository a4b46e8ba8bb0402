"""The further columns of a row put where they belong in its entry."""

from __future__ import annotations

import re

from trips.readers.text.details import only_people, take_label, take_people
from trips.readers.text.drafts import Draft
from trips.readers.text.headings import group_heading
from trips.readers.text.tables import Cells

_LONGEST_PLACE = 80


def take_cells(draft: Draft, cells: Cells) -> None:
    """Put the columns beside time and title into an entry; what fits nowhere goes into its note."""
    for other in cells.others:
        _other(draft, other)
    for column, value in cells.named:
        if not _named(draft, column, value):
            draft.texts.append(value)


def _other(draft: Draft, text: str) -> None:
    """A column that nothing says what it holds."""
    if take_label(draft, text):
        return
    if (people := only_people(text)) is not None:
        (draft.speakers if draft.kind == "talk" else draft.people).extend(people)
    elif (not draft.place or draft.guessed) and len(text) <= _LONGEST_PLACE and not re.search(r"[.!?]$", text):
        take_label(draft, f"Ort: {text}")
    else:
        draft.texts.append(text)


def _named(draft: Draft, column: str, text: str) -> bool:
    match column:
        case "place" if not draft.place or draft.guessed:
            return take_label(draft, text) or take_label(draft, f"Ort: {text}")
        case "people":
            return take_people(draft, text)
        case "contact" if not draft.contact:
            draft.contact = text
            return True
        case "note" if (group := group_heading(text)) is not None and not group[1] and not draft.group:
            draft.group = group[0]
            return True
        case "length":
            return take_label(draft, f"Dauer: {text}")
        case "group":
            draft.group = text
            return True
        case _:
            return False
