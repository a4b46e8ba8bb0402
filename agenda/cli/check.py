"""check, waive."""

from __future__ import annotations

import json

import click

from agenda.cli.completing import ITEM, TRIP
from agenda.cli.desk import Desk, pass_desk
from agenda.cli.language import t
from agenda.cli.naming import item_named, short_ids
from trips.language import N_, Message, Refused

SEVERITIES = {"error": N_("error"), "warning": N_("warning"), "hint": N_("hint")}
FINDINGS = 3


@click.command(
    "check",
    help=t("Look for what cannot be right.")
    + "\n\n"
    + t("Exit code 3 if there are errors, with --strict if there is anything at all."),
)
@click.argument("trip", type=TRIP)
@click.option("--json", "as_json", is_flag=True, help=t("As JSON."))
@click.option("--strict", is_flag=True, help=t("Warnings and hints count too."))
@pass_desk
def check_command(desk: Desk, trip: str, *, as_json: bool, strict: bool) -> int:
    """Tell every finding; 3 if there are some that count."""
    from trips.checks import check
    from trips.timeline import Timeline

    source = desk.source(trip)
    found = check(Timeline(source.trip))
    ids = short_ids(source.trip)
    if as_json:
        rows = [
            {"code": one.code, "severity": one.severity, "items": list(one.items), "message": one.message.say(desk.t)}
            for one in found
        ]
        click.echo(json.dumps(rows, ensure_ascii=False, indent=2))
    else:
        for one in found:
            which = " ".join(ids[item] for item in one.items)
            click.echo(f"{desk.t(SEVERITIES[one.severity])}  {one.code}  {which}  {one.message.say(desk.t)}")
        if not found:
            desk.say("Nothing found.")
    grave = [one for one in found if strict or one.severity == "error"]
    return FINDINGS if grave else 0


@click.command("waive", help=t("Accept a finding."))
@click.argument("trip", type=TRIP)
@click.argument("code")
@click.argument("item", type=ITEM)
@click.option("--because", required=True, help=t("Why it is all right."))
@pass_desk
def waive_command(desk: Desk, trip: str, code: str, item: str, because: str) -> None:
    """Accept a finding of an item, with a reason."""
    from trips.checks import check
    from trips.model import Waiver, changed
    from trips.timeline import Timeline

    before = desk.draft(trip).trip
    named = item_named(before, item)
    codes = {one.code for one in check(Timeline(before)) if named.id in one.items}
    if code not in codes:
        known = ", ".join(sorted(codes)) or "–"
        raise Refused('{title} has no finding "{code}"; it has: {known}.', title=named.title, code=code, known=known)
    waiver = Waiver(code=code, item=named.id, because=because)
    note = Message("Accepted {code} for {title}", code=code, title=named.title)
    desk.edit(trip, lambda before: changed(before, waivers=(*before.waivers, waiver)), note)
