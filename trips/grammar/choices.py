"""What an item can be one of: kinds, statuses and audiences, with their words."""

from __future__ import annotations

from typing import Final, Literal, get_args

from trips.i18n.language import N_

Kind = Literal[
    "arrival", "departure", "transfer", "visit", "tour", "talk", "reception", "meeting", "ceremony", "press", "meal",
    "break", "stay", "free", "other", "task",
]  # fmt: skip


Status = Literal["idea", "requested", "tentative", "confirmed", "cancelled"]


Audience = Literal["public", "press", "participants", "staff"]


KINDS: Final[tuple[Kind, ...]] = get_args(Kind)


STATUSES: Final[tuple[Status, ...]] = get_args(Status)


AUDIENCES: Final[tuple[Audience, ...]] = get_args(Audience)


TRAVEL: Final[frozenset[Kind]] = frozenset(("arrival", "departure", "transfer"))


APART: Final[frozenset[Kind]] = frozenset(("stay", "task"))
"""Kinds that run beside the programme: nothing waits for them."""


KIND_WORDS: Final[dict[Kind, str]] = {
    "arrival": N_("arrival"), "departure": N_("departure"), "transfer": N_("transfer"), "visit": N_("visit"),
    "tour": N_("tour"), "talk": N_("talk"), "reception": N_("reception"), "meeting": N_("meeting"),
    "ceremony": N_("ceremony"), "press": N_("press"), "meal": N_("meal"), "break": N_("break"),
    "stay": N_("accommodation"), "free": N_("free time"), "other": N_("other"), "task": N_("task"),
}  # fmt: skip


STATUS_WORDS: Final[dict[Status, str]] = {
    "idea": N_("idea"), "requested": N_("requested"), "tentative": N_("tentative"), "confirmed": N_("confirmed"),
    "cancelled": N_("cancelled"),
}  # fmt: skip


AUDIENCE_WORDS: Final[dict[Audience, str]] = {
    "public": N_("public"), "press": N_("press"), "participants": N_("participants"), "staff": N_("staff"),
}  # fmt: skip
