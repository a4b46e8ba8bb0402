"""publish --caldav."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING, NamedTuple

import click

from agenda.cli.context import CliContext, issued
from agenda.cli.output import columns, print_json
from trips.i18n.language import Translator, UserError
from trips.i18n.text import plain

if TYPE_CHECKING:
    from agenda.services.calendar_run import CalendarPlan, CalendarRun
    from agenda.services.calendar_server import CalendarAccount


class Wish(NamedTuple):
    """What somebody wants of the calendars on a server.

    Attributes:
        only: whose calendars; nobody's for all.
        replace: whether what was edited there is replaced.
        dry_run: whether it is only told.
        as_json: whether it is told as JSON.
    """

    only: tuple[str, ...]
    replace: bool
    dry_run: bool
    as_json: bool


def publish_calendars(cli: CliContext, trip: str, address: str, wish: Wish) -> int:
    """Bring the calendars of a version on a server up to date; the exit code: 1 if something was left there."""
    from agenda.services.calendar_run import CalendarRun, calendars_of
    from agenda.services.calendar_server import CalendarServer, calendar_account
    from exports.kit.publication import Publication

    source = issued(cli, trip)
    number = source.release.number if source.release else 0
    snapshot = cli.snapshot(source, earlier=True)
    only = {snapshot.audience(who).name for who in wish.only}
    account = calendar_account(address, cli.settings)
    publication = Publication(snapshot, alarms=cli.settings.calendar_alarms())
    with CalendarServer(account, _password(cli, account)) as server:
        run = CalendarRun(cli.store, source.trip.id, server, replace=wish.replace)
        plans = list(run.plans(calendars_of(cli.store, publication, snapshot, only, dry_run=wish.dry_run)))
        if not wish.dry_run:
            try:
                plans = _carried_out(cli, run, plans, number)
            except KeyboardInterrupt:
                cli.say("Stopped; go on with the same command.")
                return 130
    if wish.as_json:
        print_json({"trip": source.name, "version": number, "calendars": list(map(_plain, plans))})
    else:
        for line in columns([_row(plan, cli.t) for plan in plans]):
            click.echo(line)
    _say_left(cli, plans)
    return 1 if any(plan.left for plan in plans) and not wish.dry_run else 0


def _password(cli: CliContext, account: CalendarAccount) -> str | None:
    from agenda.services.calendar_server import PASSWORD, known_password

    known = known_password(account)
    if known is not None or not account.user:
        return known
    if sys.stdin is None or not sys.stdin.isatty():
        raise UserError("The calendar server asks {user} for a password; put it into {name}.", user=account.user,
                        name=PASSWORD)  # fmt: skip
    return click.prompt(cli.t("Password of {user}", user=account.user), hide_input=True, err=True)


def _carried_out(cli: CliContext, run: CalendarRun, plans: list[CalendarPlan], number: int) -> list[CalendarPlan]:
    """Carry plans out, telling how far it is where somebody watches; the plans as they came out."""
    done: list[CalendarPlan] = []
    for step in run.steps(plans, number):
        done.append(step.plan)
        cli.say_progress(step.done, step.of)
    return done


def _row(plan: CalendarPlan, t: Translator) -> tuple[str, str]:
    """A calendar and what is done in it."""
    told = [
        t("{n} new", n=plan.count("new")),
        t("{n} changed", n=plan.count("changed")),
        t("{n} removed", n=plan.count("remove")),
        t("{n} left as edited there", n=len(plan.left)),
    ]
    counts = (plan.count("new"), plan.count("changed"), plan.count("remove"), len(plan.left))
    said = ", ".join(text for text, count in zip(told, counts, strict=True) if count) or t("nothing new")
    return plain(plan.title), said


def _plain(plan: CalendarPlan) -> dict[str, object]:
    """What is done in a calendar, for programs."""
    return {
        "reader": plan.reader, "title": plan.title, "path": plan.path, "new": plan.count("new"),
        "changed": plan.count("changed"), "removed": plan.count("remove"), "same": plan.count("same", "ours"),
        "left": [{"event": event.name.removesuffix(".ics"), "title": event.title} for event in plan.left],
    }  # fmt: skip


def _say_left(cli: CliContext, plans: list[CalendarPlan]) -> None:
    """Name what somebody has edited there, and was left so."""
    for plan in plans:
        for event in plan.left:
            if event.what == "edited":
                cli.say("{calendar}: somebody has edited “{title}” there; it was left.", calendar=plain(plan.title),
                        title=plain(event.title))  # fmt: skip
            else:
                cli.say("{calendar}: somebody has deleted “{title}” there; it was left out.",
                        calendar=plain(plan.title), title=plain(event.title))  # fmt: skip
    if any(plan.left for plan in plans):
        cli.say("To put yours there all the same: --replace")
