"""How long the ways between places take: listed, noted, taken away."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import click

from agenda.cli.columns import columns
from agenda.cli.desk import Desk
from agenda.cli.kinds import Kind
from agenda.cli.language import t
from trips.edits.directory import same_way, with_way, without_way
from trips.i18n.language import Message, Refused
from trips.model.entities import Distance


def distance(desk: Desk, trip: str, kind: Kind, named: Mapping[str, str], fields: Sequence[str]) -> None:
    """List what is known of ways; with two places, note how long theirs takes, or take that away."""
    del fields
    from trips.edits.directory import the_entry

    if "one" not in named:
        _list(desk, trip)
        return
    if "other" not in named or ("minutes" in named) == ("remove" in named):
        raise click.UsageError(t("Name two places and the minutes, or --remove."))
    before = desk.draft(trip).trip
    one, other = (the_entry(before, kind.table, named[name]) for name in ("one", "other"))
    if one.key == other.key:
        raise Refused("{place} is the same place twice; a way leads from one to another.", place=one.name)
    mode = named.get("mode", "")
    if "remove" in named:
        if not any(same_way(way, one.key, other.key, mode or None) for way in before.distances):
            raise Refused("No way is noted between {start} and {end}.", start=one.name, end=other.name)
        note = Message("Removed the way between {start} and {end}", start=one.name, end=other.name)
        desk.edit(trip, lambda now: without_way(now, one.key, other.key, mode or None), note)
        return
    way = Distance(one=one.key, other=other.key, minutes=int(named["minutes"]), mode=mode)
    note = Message("Noted {n} min between {start} and {end}", n=way.minutes, start=one.name, end=other.name)
    desk.edit(trip, lambda now: with_way(now, way), note)


def _list(desk: Desk, trip: str) -> None:
    shown = desk.source(trip).trip
    names = {one.key: one.name for one in shown.venues}
    rows = [
        (names.get(way.one, way.one), names.get(way.other, way.other), f"{way.minutes} min", way.mode)
        for way in shown.distances
    ]
    for line in columns(rows):
        click.echo(line)
    if not rows:
        desk.say("No way is noted yet; note one with: agenda places {trip} distance A B MINUTES", trip=trip)
