"""late."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, datetime
from typing import TYPE_CHECKING

import click

from agenda.cli.context import CliContext, pass_cli, t
from agenda.cli.output import columns, print_json
from agenda.cli.params import DAY, ITEM, TRIP
from trips.i18n.language import Message, UserError
from trips.i18n.text import plain

if TYPE_CHECKING:
    from agenda.cli.context import Source
    from trips.delays.plans import Plan, Since
    from trips.schedule.timeline import Timeline


@click.command(
    "late",
    help=t("Running late: what to do so that the rest of the day fits.")
    + "\n\n"
    + t("Shows what can be done and writes nothing; --how carries out one of the plans, --yes the first. What is fixed"
        " or must be stays, but for an item that is late itself: --item."),
)  # fmt: skip
@click.argument("trip", type=TRIP)
@click.argument("minutes", metavar="MINUTES")
@click.option("--at", "clock", metavar="HH:MM", help=t("What time it is, instead of now."))
@click.option("--item", type=ITEM, help=t("This item itself is late, a flight too."))
@click.option("--day", type=DAY, metavar="DAY", help=t("On this day, instead of today."))
@click.option("--group", metavar="KEY", help=t("Only this group is late."))
@click.option("--how", type=int, metavar="N", help=t("Carry out this plan, by its number."))
@click.option("-y", "--yes", is_flag=True, help=t("Carry out the first plan."))
@click.option("--json", "as_json", is_flag=True, help=t("As JSON."))
@pass_cli
def late_command(
    cli: CliContext, trip: str, minutes: str, clock: str | None, item: str | None, day: str | None, group: str | None,
    how: int | None, *, yes: bool, as_json: bool,
) -> None:  # fmt: skip
    """Propose what to do about a delay, say whom to phone and what to write, and carry a plan out."""
    from agenda.presenters.delay import read_clock, since
    from agenda.presenters.times import read_shift
    from trips.delays.plans import WAYS, carried_out, late
    from trips.names.days import read_day
    from trips.names.index import get_entry
    from trips.names.items import item_named
    from trips.schedule.timeline import Timeline

    wanted = how or (1 if yes else None)
    if wanted is not None:
        cli.find_draft(trip)
    source = cli.source(trip)
    before, by = Timeline(source.trip), read_shift(minutes)
    key = get_entry(source.trip, "groups", group).key if group is not None else None
    where = since(
        before, by, datetime.now(UTC),
        item_named(source.trip, item) if item else None,
        read_day(source.trip, day) if day else None,
        read_clock(clock) if clock else None,
    )  # fmt: skip
    plans = late(before, by, where, key)
    if how is not None and not 1 <= how <= len(plans):
        raise UserError("There is no plan {n}; there are {most}.", n=how, most=len(plans))
    shown = plans if wanted is None else (plans[wanted - 1],)
    texts = [_message(cli, source, plan, by, key) for plan in shown]
    if wanted is not None:
        way = plans[wanted - 1].way
        note = Message("{n} min late: {what}", n=by, what=Message(WAYS[way]))
        cli.edit(trip, lambda now: carried_out(now, by, where, key, way), note)
    if as_json:
        print_json(_document(before, shown, texts, carried=wanted is not None))
        return
    for number, (plan, text) in enumerate(zip(shown, texts, strict=True), wanted or 1):
        _tell(cli, number, plan, before, where, text)
    if wanted is None:
        cli.say("Nothing is written yet; --how N carries out a plan, --yes the first.")


def _message(cli: CliContext, source: Source, plan: Plan, by: int, group: str | None) -> list[str]:
    from exports.news.messages import delay_message
    from exports.snapshot import Snapshot

    before = Snapshot(source.trip, source.issued, forms=cli.calm_settings.word_forms)
    return list(delay_message(before, plan.trip, group, by))


def _tell(cli: CliContext, number: int, plan: Plan, before: Timeline, where: Since, text: Sequence[str]) -> None:
    from agenda.presenters.delay import plan_rows, rest, ring_line
    from trips.contacts.calls import rings
    from trips.delays.plans import WAYS
    from trips.schedule.timeline import Timeline

    t, after = cli.t, Timeline(plan.trip, before)
    fits = t("fits") if plan.over == 0 else t("still {n} min late", n=plan.over)
    click.echo(f"{number}  {t(WAYS[plan.way])} ({fits})")
    for say in plan.says:
        click.echo(plain(f"   {say.say(t)}"))
    click.echo("")
    for line in columns([tuple(map(plain, row)) for row in plan_rows(rest(before, after, where, t))]):
        click.echo(f"   {line}")
    found = rings(before, after)
    if found:
        click.echo("\n   " + t("Call"))
        for line in columns([tuple(map(plain, ring_line(ring, t))) for ring in found]):
            click.echo(f"   {line}")
    click.echo("\n   " + t("Message"))
    for line in text:
        click.echo(plain(f"   {line}".rstrip()))
    click.echo("")


def _document(
    before: Timeline, plans: Sequence[Plan], texts: Sequence[Sequence[str]], *, carried: bool
) -> dict[str, object]:
    from trips.contacts.calls import changes, rings
    from trips.i18n.language import words
    from trips.schedule.timeline import Timeline

    def edge(moment: datetime | None) -> str | None:
        return moment.isoformat() if moment else None

    found: list[dict[str, object]] = []
    for plan, text in zip(plans, texts, strict=True):
        after = Timeline(plan.trip, before)
        moved = [
            {"item": change.item.id, "title": change.item.title, "dropped": change.cancelled,
             "before": [edge(change.was.starts), edge(change.was.ends)],
             "after": [edge(change.now.starts), edge(change.now.ends)]}
            for change in changes(before, after)
        ]  # fmt: skip
        phone = [
            {"name": ring.name, "phone": ring.phone, "items": [what.item.id for what in ring.changes]}
            for ring in rings(before, after)
        ]
        says = [say.say(words(plan.trip.language)) for say in plan.says]
        found.append({"way": plan.way, "over": plan.over, "says": says, "changes": moved, "calls": phone,
                      "message": "\n".join(text)})  # fmt: skip
    return {"done": carried, "plans": found}
