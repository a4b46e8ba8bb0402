"""check, dismiss, fix."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from datetime import date
from typing import TYPE_CHECKING

import click

from agenda.cli.context import CliContext, pass_cli, t
from agenda.cli.output import columns, facts, print_columns_with_bold_heads, print_json
from agenda.cli.params import ITEM, ONLY_SHOW, PLAIN, TRIP
from trips.i18n.language import Message, UserError
from trips.i18n.text import one_line

if TYPE_CHECKING:
    from trips.checks import Checked, Dismissed, Finding
    from trips.model.trip import Trip

FINDINGS = 3


@click.command(
    "check",
    help=t("Check the programme for problems.")
    + "\n\n"
    + t("Exit code 3 if there are errors, with --strict if there is anything at all."),
)
@click.argument("trip", type=TRIP)
@click.option("--json", "as_json", is_flag=True, help=t("As JSON."))
@click.option("--strict", is_flag=True, help=t("Warnings and hints count too."))
@click.option("--dismissed", is_flag=True, help=t("Show what was dismissed instead, and why."))
@PLAIN
@pass_cli
def check_command(cli: CliContext, trip: str, *, as_json: bool, strict: bool, dismissed: bool, plain: bool) -> int:
    """Tell every finding; 3 if there are some that count."""
    from trips.names.items import short_ids

    source = cli.source(trip)
    found = _checked(source.trip)
    told = [(finding, "") for finding in found.findings]
    if dismissed:
        told = [(dismissed.finding, dismissed.waiver.because) for dismissed in found.dismissed]
    if as_json:
        documents = [_row(cli, finding) | ({"because": why} if dismissed else {}) for finding, why in told]
        print_json({"findings": documents})
    else:
        rows = _rows(cli, told, short_ids(source.trip))
        if plain:
            for line in facts(rows):
                click.echo(line)
        else:
            print_columns_with_bold_heads(rows)
        if not told and dismissed:
            cli.say("Nothing was dismissed.")
        elif not told:
            cli.say("No findings.")
    grave = [finding for finding, _ in told if strict or finding.severity == "error"]
    return FINDINGS if grave and not dismissed else 0


def _checked(trip: Trip) -> Checked:
    """Look at a trip as it is today."""
    from trips.checks import check
    from trips.schedule.timeline import Timeline

    return check(Timeline(trip), today=date.today())


def _row(cli: CliContext, finding: Finding) -> dict[str, object]:
    """A finding as scripts get it."""
    return {
        "code": finding.code,
        "severity": finding.severity,
        "items": list(finding.items),
        "message": finding.message.say(cli.t),
    }


def _rows(cli: CliContext, told: Sequence[tuple[Finding, str]], ids: dict[str, str]) -> list[tuple[str, ...]]:
    """Findings as rows: severity, code, items, and the whole sentence."""
    from trips.checks.finding import SEVERITY_WORDS

    return [
        (
            cli.t(SEVERITY_WORDS[finding.severity]),
            finding.code,
            " ".join(ids[item] for item in finding.items[:3]),
            one_line(f"{finding.message.say(cli.t)} ({why})" if why else finding.message.say(cli.t)),
        )
        for finding, why in told
    ]


def _named(trip: Trip, found: Sequence[Finding], code: str, item: str | None) -> tuple[list[Finding], str | None]:
    """The findings that a code and an item name, and the id of the item.

    Without an item they are those that are about none, or the only one of that code.

    Raises:
        UserError: there is none, or an item has to be named.
    """
    from trips.names.items import item_named

    if item is not None:
        named = item_named(trip, item)
        mine = [finding for finding in found if finding.code == code and named.id in finding.items]
        if not mine:
            codes = ", ".join(sorted({finding.code for finding in found if named.id in finding.items})) or "–"
            raise UserError(
                '{title} has no finding "{code}"; it has: {known}.', title=named.title, code=code, known=codes
            )
        return mine, named.id
    mine = [finding for finding in found if finding.code == code]
    if not mine:
        codes = ", ".join(sorted({finding.code for finding in found})) or "–"
        raise UserError('There is no finding "{code}"; there are: {known}.', code=code, known=codes)
    loose = [finding for finding in mine if not finding.items]
    if not loose and len(mine) > 1:
        raise UserError('There are {n} findings "{code}"; name the item too.', n=len(mine), code=code)
    return loose or mine, None


@click.command(
    "dismiss",
    help=t("Dismiss a finding.")
    + "\n\n"
    + t("It stays dismissed until the item or the calculation changes. CODE and ITEM are those that check shows."),
)
@click.argument("trip", type=TRIP)
@click.argument("code")
@click.argument("item", type=ITEM, required=False)
@click.option("--because", help=t("Why it is all right."))
@click.option("--undo", is_flag=True, help=t("Take it back: the finding is there again."))
@ONLY_SHOW
@pass_cli
def dismiss_command(
    cli: CliContext, trip: str, code: str, item: str | None, because: str | None, *, undo: bool
) -> None:
    """Dismiss a finding, with a reason, or take that back."""
    if undo == bool(because):
        raise click.UsageError(t("Give a reason with --because, or --undo."))
    before = cli.draft(trip).trip
    found = _checked(before)
    if undo:
        change, about = _taken_back(before, found.dismissed, code, item)
        note = Message("No longer dismissed: {code} for {title}", code=code, title=about)
    else:
        change, about = _dismissed(before, found, code, item, because or "")
        note = Message("Dismissed {code} for {title}", code=code, title=about)
    cli.change(trip, change, note)


def _dismissed(
    before: Trip, found: Checked, code: str, item: str | None, because: str
) -> tuple[Callable[[Trip], Trip], str]:
    from trips.checks.waivers import dismiss

    mine, named = _named(before, found.findings, code, item)

    def change(now: Trip) -> Trip:
        for finding in mine:
            now = dismiss(now, finding, because, named, found.dismissed)
        return now

    return change, _title(before, mine, named)


def _taken_back(
    before: Trip, dismissed: Iterable[Dismissed], code: str, item: str | None
) -> tuple[Callable[[Trip], Trip], str]:
    from trips.checks.waivers import take_back_dismissal

    dismissed = list(dismissed)
    mine, named = _named(before, [one.finding for one in dismissed], code, item)
    gone = [one.waiver for one in dismissed if one.finding in mine]
    return lambda now: take_back_dismissal(now, gone), _title(before, mine, named)


def _title(trip: Trip, mine: Sequence[Finding], named: str | None) -> str:
    """What findings are about: the title of an item, else of the trip."""
    key = named or next((item for finding in mine for item in finding.items), None)
    return next((item.title for item in trip.items if item.id == key), trip.title)


@click.command(
    "fix",
    help=t("Fix what a finding is about.")
    + "\n\n"
    + t("Without --how it lists the possible fixes; with it, it applies one. One undo takes it back."),
)
@click.argument("trip", type=TRIP)
@click.argument("code")
@click.argument("item", type=ITEM, required=False)
@click.option("--how", type=click.IntRange(1), metavar="N", help=t("The number of the fix to apply."))
@ONLY_SHOW
@pass_cli
def fix_command(cli: CliContext, trip: str, code: str, item: str | None, how: int | None) -> None:
    """List the ways to put a finding right, or take one."""
    from trips.checks.fixes.fixes import fixes
    from trips.schedule.timeline import Timeline

    before = (cli.draft(trip) if how else cli.source(trip)).trip
    mine, _ = _named(before, _checked(before).findings, code, item)
    timeline = Timeline(before)
    ways = [way for finding in mine for way in fixes(timeline, finding)]
    if not ways:
        raise UserError("This one needs you: {message}", message=mine[0].message)
    if how is None:
        for line in columns([(str(number), way.label.say(cli.t)) for number, way in enumerate(ways, 1)]):
            click.echo(line)
        return
    if how > len(ways):
        raise UserError("There is no fix {n}; there are {ways}.", n=how, ways=len(ways))
    way = ways[how - 1]
    if way.change is None:
        key = way.form.partition(":")[2]
        raise UserError("{label} with: agenda places {trip} set {key} FIELD=VALUE", label=way.label, trip=trip, key=key)
    if cli.change(trip, way.change, way.label):
        cli.say("Take it back with: agenda undo {trip}", trip=trip)
