"""What a check says: a finding, and the words that findings share."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final, Literal

from trips.i18n.dates import format_clock
from trips.i18n.language import N_, Message
from trips.schedule.timeline import Placed

Severity = Literal["error", "warning", "hint"]
SEVERITIES: Final[tuple[Severity, ...]] = ("error", "warning", "hint")
"""The gravest first."""
SEVERITY_WORDS: Final[dict[Severity, str]] = {"error": N_("error"), "warning": N_("warning"), "hint": N_("hint")}


@dataclass(frozen=True, slots=True)
class Finding:
    """Something a coordinator should look at.

    Attributes:
        code: what kind of thing it is, like "travel.short"; docs/checks.md lists them.
        severity: error (cannot be), warning (mostly a mistake) or hint (think of it).
        items: the ids of the items it is about, the first one to go to; none if it is about the trip or an entry.
        message: a sentence with the sum that led to it, and with what would help.
        about: the entries it is about, each as "table:key".
    """

    code: str
    severity: Severity
    items: tuple[str, ...]
    message: Message
    about: tuple[str, ...] = ()


def clock(placed: Placed, edge: Literal["start", "end"]) -> str:
    """An edge of an item as its place's clocks show it; "?" where it is open."""
    return format_clock(placed.starts if edge == "start" else placed.ends)


def together(parts: Sequence[Message], between: Literal["+", ";"] = ";") -> Message:
    """Several messages, at least one, as one: "6 walk + 4 boarding", or one behind the other."""
    whole = parts[0]
    for part in parts[1:]:
        if between == "+":
            whole = Message("{some} + {another}", some=whole, another=part)
        else:
            whole = Message("{some}; {another}", some=whole, another=part)
    return whole


def names(texts: Sequence[str], most: int = 5) -> str:
    """Names with commas; of very many, the first ones and a sign that there are more."""
    return ", ".join(texts[:most]) + (f" … (+{len(texts) - most})" if len(texts) > most else "")
