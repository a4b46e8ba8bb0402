"""Signs and colours that say the same in the list, the grid and the help: what kind an item is of, and how sure it is.

Nothing is told by colour alone: each has a sign too.
"""

from __future__ import annotations

from typing import Final, Literal

from trips.grammar.choices import Kind, Status
from trips.i18n.language import N_

SIGNS: Final[dict[Kind, str]] = {
    "arrival": "→", "departure": "←", "transfer": "⇢", "visit": "⌂", "tour": "↻", "talk": "»", "reception": "◇",
    "meeting": "≡", "ceremony": "✶", "press": "¶", "meal": "○", "break": "∙", "stay": "☾", "free": "~", "other": "·",
    "task": "□",
}  # fmt: skip
STATUS_SIGNS: Final[dict[Status, str]] = {
    "idea": "…", "requested": "?", "tentative": " ", "confirmed": "✓", "cancelled": "✗",
}  # fmt: skip

Family = Literal["travel", "visit", "meal", "night", "press", "other"]
"""Kinds that share a colour."""

FAMILIES: Final[dict[Kind, Family]] = {
    "arrival": "travel", "departure": "travel", "transfer": "travel",
    "visit": "visit", "tour": "visit", "talk": "visit", "reception": "visit", "meeting": "visit", "ceremony": "visit",
    "meal": "meal", "break": "meal", "stay": "night", "press": "press",
    "free": "other", "other": "other", "task": "other",
}  # fmt: skip
FAMILY_WORDS: Final[dict[Family, str]] = {
    "travel": N_("travel"), "visit": N_("visits"), "meal": N_("meals"), "night": N_("nights"), "press": N_("press"),
    "other": N_("other"),
}  # fmt: skip
