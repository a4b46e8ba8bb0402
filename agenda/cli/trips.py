"""edit, new, series, list, archive, delete."""

from __future__ import annotations

import sys
from datetime import date
from typing import TYPE_CHECKING

import click

from agenda.cli.context import CliContext, pass_cli, t
from agenda.cli.output import columns, print_json
from agenda.cli.params import TRIP, YES, DateParam
from trips.i18n.dates import span
from trips.i18n.language import Message, UserError
from trips.store import Listed
from trips.templates import TEMPLATES

if TYPE_CHECKING:
    from trips.model.trip import Trip


@click.command("new", help=t("Make a new trip."))
@click.argument("title", required=False)
@click.option("--from", "first", type=DateParam(), required=True, help=t("The first day."))
@click.option(
    "--to", "last", type=DateParam(), help=t("The last day; left out, as many days as the pattern has, else one.")
)
@click.option("--timezone", "zone", help=t("The time zone, like Europe/Berlin."))
@click.option("--like", "like", type=TRIP, help=t("A trip whose days, people, places and groups it takes over."))
@click.option("--next", "after", type=TRIP, help=t("The meeting after this one: like it, in the same series."))
@click.option("--template", type=click.Choice(list(TEMPLATES)), help=t("A built-in template."))
@click.option("--people", help=t("Which delegates stay: all, none, or names and keys with commas; left out, it asks."))
@pass_cli
def new_command(
    cli: CliContext,
    title: str | None,
    first: date,
    last: date | None,
    zone: str | None,
    like: str | None,
    after: str | None,
    template: str | None,
    people: str | None,
) -> None:
    """Make a new trip and print its short name."""
    from trips.model.doors import RefusedError
    from trips.model.entities import changed
    from trips.model.field_text import refusal
    from trips.model.fields import rules
    from trips.templates.patterns import series_of

    if sum(one is not None for one in (like, after, template)) > 1:
        raise click.UsageError(t("Follow one pattern: --like, --next or --template."))
    if title is None and after is None:
        raise click.UsageError(t("A new trip needs a title."))
    try:
        trip = _new_trip(cli, title or "", first, last, like or after, template, people)
        if after is not None:
            trip = changed(trip, series=series_of(cli.source(after).trip))
        if zone:
            trip = changed(trip, timezone=zone)
    except RefusedError as error:
        raise refusal(error, rules("Trip")) from None
    saved = cli.store.create(trip, Message("Made the trip"))
    click.echo(saved.slug)
    cli.say("Made. Open it with: agenda edit {slug}", slug=saved.slug)
    if waiting := len([item for item in trip.items if item.day is None and item.part_of is None]):
        cli.say("{n} of its items have no day yet: the pattern has more days, or they had none there.", n=waiting)


def _new_trip(
    cli: CliContext,
    title: str,
    first: date,
    last: date | None,
    like: str | None,
    template: str | None,
    people: str | None,
) -> Trip:
    from trips.edits.days import set_dates
    from trips.model.doors import checked
    from trips.model.entities import changed, new_id
    from trips.model.trip import Trip
    from trips.templates.patterns import template as built_in
    from trips.templates.patterns import trip_like

    if like is not None:
        pattern = cli.source(like).trip
        return trip_like(pattern, title or pattern.title, first, last, _staying(cli, pattern, people))
    if template is not None:
        made = trip_like(built_in(template, cli.t.language), title, first, last)
        return changed(made, organiser=cli.settings.office)
    own = {"language": cli.t.language, "organiser": cli.settings.office}
    return set_dates(checked(Trip, id=new_id(), title=title, **own), first, last or first)


def _staying(cli: CliContext, pattern: Trip, people: str | None) -> set[str] | None:
    """The keys of those who stay; None for everybody. In a terminal it asks, if nobody said."""
    from trips.names.index import get_entry

    delegates = [person for person in pattern.people if person.delegate]
    if people is None and delegates and sys.stdin.isatty() and sys.stderr.isatty():
        cli.say("Delegates: {names}", names=", ".join(delegate.name for delegate in delegates))
        people = click.prompt(cli.t("Who stays? all, none, or names with commas"), default=cli.t("all"), err=True)
    wanted = (people or "all").strip()
    if wanted.casefold() in ("all", "alle"):
        return None
    if wanted.casefold() in ("none", "niemand", "keine"):
        return set()
    return {get_entry(pattern, "people", part.strip()).key for part in wanted.split(",") if part.strip()}


@click.command("series", help=t("List the meetings of a group that meets again and again."))
@click.argument("name", required=False)
@click.option("--json", "as_json", is_flag=True, help=t("As JSON."))
@pass_cli
def series_command(cli: CliContext, name: str | None, *, as_json: bool) -> None:
    """List the series, or the meetings of one, the oldest first."""
    from agenda.services.series import meetings

    found = meetings(cli.store, name)
    if as_json:
        rows = [{"series": meeting.series, "slug": meeting.slug, "title": meeting.title, "theme": meeting.theme,
                 "start": meeting.starts, "end": meeting.ends} for meeting in found]  # fmt: skip
        print_json({"meetings": rows})
        return
    if not found:
        cli.say("No trip belongs to a series. Begin one with: agenda new --next TRIP --from DATE")
    for line in columns(
        [(meeting.series, meeting.slug, meeting.dates(cli.t), meeting.title, meeting.theme) for meeting in found]
    ):
        click.echo(line)


@click.command("list", help=t("List the trips."))
@click.option("--all", "everything", is_flag=True, help=t("Archived and deleted ones too."))
@click.option("--overdue", is_flag=True, help=t("Only those that should not be kept any longer."))
@click.option("--json", "as_json", is_flag=True, help=t("As JSON."))
@pass_cli
def list_command(cli: CliContext, *, everything: bool, overdue: bool, as_json: bool) -> None:
    """List the trips by date."""
    listed = cli.store.trips(*(("active", "archived", "deleted") if everything or overdue else ()))
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
                "state": one.state,
            }
            for one in listed
        ]
        print_json({"trips": rows})
        return
    if not listed and overdue:
        cli.say("Every trip may still be kept.")
    elif not listed:
        cli.say("There are no trips yet. Make one with: agenda new, or look at one with: agenda demo")
    states = {"active": "", "archived": cli.t("archived"), "deleted": cli.t("deleted")}
    for line in columns([(one.slug, dates(cli, one), one.title, states[one.state]) for one in listed]):
        click.echo(line)


def dates(cli: CliContext, listed: Listed) -> str:
    """The days of a listed trip."""
    if listed.starts is None or listed.ends is None:
        return ""
    return span(cli.t, date.fromisoformat(listed.starts), date.fromisoformat(listed.ends))


@click.command("archive", help=t("Archive a trip, or bring it back."))
@click.argument("trip", type=TRIP)
@click.option("--undo", is_flag=True, help=t("Bring it back from the archive."))
@pass_cli
def archive_command(cli: CliContext, trip: str, *, undo: bool) -> None:
    """Archive a trip, or bring it back."""
    listed = cli.store.find(trip)
    cli.store.set_state(listed.id, "active" if undo else "archived")
    if undo:
        cli.say("{title} is back.", title=listed.title)
    else:
        cli.say(
            "{title} is archived. Bring it back with: agenda archive {slug} --undo",
            title=listed.title,
            slug=listed.slug,
        )


@click.command("delete", help=t("Put a trip into the bin."))
@click.argument("trip", type=TRIP)
@click.option("--undo", is_flag=True, help=t("Bring it back from the bin."))
@click.option("--for-good", is_flag=True, help=t("Remove it with its whole history; this cannot be undone."))
@YES
@pass_cli
def delete_command(cli: CliContext, trip: str, *, undo: bool, for_good: bool, yes: bool) -> None:
    """Put a trip into the bin, bring it back, or remove it for good."""
    listed = cli.store.find(trip, binned=True)
    if for_good:
        if not yes and not cli.confirmed('Remove "{title}" with its whole history for good?', title=listed.title):
            raise click.Abort
        cli.store.remove(listed.id)
        cli.say("{title} is removed.", title=listed.title)
        return
    if undo and listed.state != "deleted":
        raise UserError("{title} is not in the bin.", title=listed.title)
    cli.store.set_state(listed.id, "active" if undo else "deleted")
    if undo:
        cli.say("{title} is back.", title=listed.title)
    else:
        cli.say(
            "{title} is in the bin. Bring it back with: agenda delete {slug} --undo",
            title=listed.title,
            slug=listed.slug,
        )


@click.command("edit", help=t("Open a trip in the editor."))
@click.argument("trip", type=TRIP, required=False)
@pass_cli
def edit_command(cli: CliContext, trip: str | None) -> int:
    """Open the editor, on a trip if one is named."""
    if trip is not None:
        trip = cli.find_draft(trip).slug
    return open_editor(trip, cli)


def open_editor(slug: str | None, cli: CliContext) -> int:
    """Open the editor on a trip, or on the list of trips; the exit code.

    Raises:
        UserError: there is no terminal.
    """
    if sys.stdin is None or sys.stdout is None or not (sys.stdin.isatty() and sys.stdout.isatty()):
        raise UserError("The editor needs a terminal; see agenda --help for what works without one.")
    from agenda.tui.app import AgendaApp

    return AgendaApp(slug, cli.store).start()
