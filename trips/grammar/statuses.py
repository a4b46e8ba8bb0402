"""The words with which people say how certain something is, in both languages."""

from __future__ import annotations

import re
from typing import Final

from trips.grammar.choices import Status
from trips.grammar.times import plain

STATUS_FORMS: Final[tuple[tuple[str, Status], ...]] = (
    (r"entfällt|fällt aus|abgesagt|cancelled|canceled", "cancelled"),
    (r"(?:noch )?angefragt|requested|awaiting confirmation|anfrage läuft|nicht bestätigt|unbestätigt", "requested"),
    (
        r"t\.?b\.?c\.?|to be confirmed|unter vorbehalt|vorbehaltlich|vorläufig|provisional|tentative|noch offen",
        "tentative",
    ),
    (r"bestätigt|confirmed|zugesagt", "confirmed"),
    (r"idee|idea", "idea"),
)
"""Patterns of each status, for text in small letters."""


def status_of(text: str) -> Status | None:
    """The status that a text says and nothing else; None if it says none."""
    said = plain(text).strip(" .")
    return next((status for form, status in STATUS_FORMS if re.fullmatch(form, said)), None)
