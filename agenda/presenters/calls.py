"""Whom to phone about what, in words: the same under the command line and the editor."""

from __future__ import annotations

from typing import Final

from agenda.presenters.times import moment
from trips.contacts.confirmations import Call
from trips.i18n.language import N_, Translator
from trips.model.trip import Trip
from trips.model.zones import zone
from trips.schedule.told_time import format_moment

WHY: Final = {
    "moved": N_("moved"), "cancelled": N_("cancelled"), "removed": N_("removed"), "open": N_("to be confirmed"),
}  # fmt: skip


def call_line(call: Call, trip: Trip, t: Translator) -> tuple[str, str, str, str]:
    """Why, who, under which number, and about what: "moved", "KGSt", "0221 …", "Visit: Thu 9 Oct 14:30, was 14:00"."""
    return t(WHY[call.why]), call.name, call.phone, about(call, trip, t)


def about(call: Call, trip: Trip, t: Translator) -> str:
    """What to say on the phone."""
    now = format_moment(call.placed.starts, t) if call.placed and call.placed.starts else t("time open")
    said = call.confirmed
    if said is None:
        return f"{call.item.title}: {now}"
    before = format_moment(said.start.astimezone(zone(trip.timezone)), t) if said.start else t("time open")
    when = moment(said.at, t)
    who = ", ".join(part for part in (said.who, said.how, when) if part)
    if call.why in ("cancelled", "removed"):
        return t("{title}: confirmed for {before} ({who})", title=call.item.title, before=before, who=who)
    if before == now:
        return t("{title}: {now}, at another place than confirmed ({who})", title=call.item.title, now=now, who=who)
    return t(
        "{title}: now {now}, confirmed for {before} ({who})", title=call.item.title, now=now, before=before, who=who
    )
