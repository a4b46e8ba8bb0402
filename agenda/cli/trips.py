"""new, list, archive, delete."""

from __future__ import annotations

import json
from datetime import date

import click

from agenda.cli.columns import columns
from agenda.cli.completing import TRIP
from agenda.cli.desk import Desk, pass_desk
from agenda.cli.language import t
from agenda.cli.reading import DateParam
from trips.dates import span
from trips.language import Message
from trips.store import Listed


@click.command("new", help=t("Make a new trip."))
@click.argument("title")
@click.option("--from", "first", type=DateParam(), required=True, help=t("The first day."))
@click.option("--to", "last", type=DateParam(), help=t("The last day; left out, the first."))
@click.option("--timezone", "zone", help=t("The time zone, like Europe/Berlin."))
@click.option("--like", "like", type=TRIP, help=t("A trip to take people, places and groups from."))
@pass_desk
def new_command(desk: Desk, title: str, first: date, last: date | None, zone: str | None, like: str | None) -> None:
    """Make a new trip and print its short name."""
    from pydantic import ValidationError

    from trips.days import set_dates
    from trips.fields import rules
    from trips.forms import refusal
    from trips.model import Trip, changed, new_id

    try:
        given = {"timezone": zone} if zone else {}
        own = {"language": desk.t.language, "organiser": desk.settings.office}
        trip = Trip.model_validate({"id": new_id(), "title": title, **own, **given})
        if like:
            pattern = desk.source(like).trip
            kept = (
                "venues",
                "people",
                "organisations",
                "groups",
                "timezone",
                "language",
                "organiser",
                "contact",
                "series",
                "distances",
                "walking",
                "boarding",
                "allowance",
            )
            people = tuple(changed(person, declined=()) for person in pattern.people)
            trip = changed(trip, **{name: getattr(pattern, name) for name in kept} | {"people": people} | given)
        trip = set_dates(trip, first, last or first)
    except ValidationError as error:
        raise refusal(error, rules("Trip")) from None
    saved = desk.store.create(trip, Message("Made the trip"))
    click.echo(saved.slug)
    desk.say("Made. Open it with: agenda edit {slug}", slug=saved.slug)


@click.command("list", help=t("List the trips."))
@click.option("--all", "everything", is_flag=True, help=t("Archived and deleted ones too."))
@click.option("--overdue", is_flag=True, help=t("Only those that should not be kept any longer."))
@click.option("--json", "as_json", is_flag=True, help=t("As JSON."))
@pass_desk
def list_command(desk: Desk, *, everything: bool, overdue: bool, as_json: bool) -> None:
    """List the trips by date."""
    listed = desk.store.trips(*(("active", "archived", "deleted") if everything or overdue else ()))
    if overdue:
        today = date.today().isoformat()
        listed = [one for one in listed if one.keep_until is not None and one.keep_until < today]
    if as_json:
        rows = [
            {
                "slug": one.slug,
                "title": one.title,
                "start": one.starts,
                "end": one.ends,
                "release": one.release,
                "changes": one.changes,
            }
            for one in listed
        ]
        click.echo(json.dumps(rows, ensure_ascii=False, indent=2))
        return
    if not listed and overdue:
        desk.say("Every trip may still be kept.")
    elif not listed:
        desk.say("There are no trips yet. Make one with: agenda new, or look at one with: agenda demo")
    states = {"active": "", "archived": desk.t("archived"), "deleted": desk.t("deleted")}
    for line in columns([(one.slug, dates(desk, one), one.title, states[one.state]) for one in listed]):
        click.echo(line)


def dates(desk: Desk, one: Listed) -> str:
    """The days of a listed trip."""
    if one.starts is None or one.ends is None:
        return ""
    return span(desk.t, date.fromisoformat(one.starts), date.fromisoformat(one.ends))


@click.command("archive", help=t("Put a trip away, or bring it back."))
@click.argument("trip", type=TRIP)
@click.option("--undo", is_flag=True, help=t("Bring it back from the archive."))
@pass_desk
def archive_command(desk: Desk, trip: str, *, undo: bool) -> None:
    """Put a trip away, or bring it back."""
    listed = desk.store.find(trip)
    desk.store.set_state(listed.id, "active" if undo else "archived")
    if undo:
        desk.say("{title} is back.", title=listed.title)
    else:
        desk.say(
            "{title} is archived. Bring it back with: agenda archive {slug} --undo",
            title=listed.title,
            slug=listed.slug,
        )


@click.command("delete", help=t("Put a trip into the bin."))
@click.argument("trip", type=TRIP)
@click.option("--undo", is_flag=True, help=t("Bring it back from the bin."))
@click.option("--for-good", is_flag=True, help=t("Remove it with its whole history; this cannot be undone."))
@click.option("--yes", is_flag=True, help=t("Do not ask."))
@pass_desk
def delete_command(desk: Desk, trip: str, *, undo: bool, for_good: bool, yes: bool) -> None:
    """Put a trip into the bin, bring it back, or remove it for good."""
    listed = desk.store.find(trip)
    if for_good:
        if not yes and not desk.confirmed('Remove "{title}" with its whole history for good?', title=listed.title):
            raise click.Abort
        desk.store.remove(listed.id)
        desk.say("{title} is removed.", title=listed.title)
        return
    desk.store.set_state(listed.id, "active" if undo else "deleted")
    if undo:
        desk.say("{title} is back.", title=listed.title)
    else:
        desk.say(
            "{title} is in the bin. Bring it back with: agenda delete {slug} --undo",
            title=listed.title,
            slug=listed.slug,
        )
