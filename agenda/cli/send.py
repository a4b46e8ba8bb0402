"""send."""

from __future__ import annotations

import signal
import sys
import time
from collections.abc import Generator, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Literal

import click

from agenda.cli.context import CliContext, issued, pass_cli, t
from agenda.cli.output import print_json
from agenda.cli.params import TRIP, YES
from trips.i18n.language import UserError
from trips.i18n.text import plain

if TYPE_CHECKING:
    from agenda.services.mail_server import MailAccount
    from agenda.services.send import Plan, PlannedMail, Planner
    from agenda.services.send_run import SendStep


@click.command(
    "send",
    help=t("Send a version by mail: invitations that update themselves, or files.")
    + "\n\n"
    + t("Whoever is new gets invitations: participants one a day, hosts and speakers one an item. Whoever has them gets"
        " what changed or was cancelled, and nothing if nothing is new. Whoever was given a calendar file gets the new"
        " file. First it says who gets what, then it asks.")
    + "\n\n"
    + t("The server and the sender are settings (mail_server, mail_from and others); the password comes from"
        " AGENDA_MAIL_PASSWORD or is asked for."),
)  # fmt: skip
@click.argument("trip", type=TRIP)
@click.option("--to", "--for", "to", metavar="WHO", multiple=True,
              help=t("Only to them: a name, person:KEY, group:KEY, host:KEY or participants."))  # fmt: skip
@click.option("--as", "way", type=click.Choice(["invitation", "file"]),
              help=t("Invitations, or files; left out, as each was told before."))  # fmt: skip
@click.option("--events", "shape", type=click.Choice(["days", "items"]),
              help=t("Invitations to whole days, or to each item."))  # fmt: skip
@click.option("--again", metavar="WHO", multiple=True,
              help=t("Send once more what was refused or may have arrived."))  # fmt: skip
@click.option("-n", "--dry-run", is_flag=True, help=t("Send nothing: print every mail."))
@click.option("--to-me", is_flag=True, help=t("Send all of it to the sender alone, to look at; nobody counts as told."))
@click.option("--drafts", type=click.Path(path_type=Path, file_okay=False), metavar="DIR",
              help=t("Write the mails as drafts (.eml) for your mail program; they count as sent."))  # fmt: skip
@click.option("--json", "as_json", is_flag=True, help=t("As JSON: who gets what and why, before it goes."))
@YES
@pass_cli
def send_command(
    cli: CliContext,
    trip: str,
    to: tuple[str, ...],
    way: Literal["invitation", "file"] | None,
    shape: Literal["days", "items"] | None,
    again: tuple[str, ...],
    drafts: Path | None,
    *,
    dry_run: bool,
    to_me: bool,
    as_json: bool,
    yes: bool,
) -> int:
    """Send the last version, or the one that is named."""
    from agenda.services.send import Choice, Planner

    source = issued(cli, trip)
    newest = cli.store.listed(source.trip.id).release
    if source.release is not None and source.release.number != newest:
        raise UserError("Version {n} is out already; an older one is not sent any more.", n=newest)
    snapshot = cli.snapshot(source, earlier=True)
    if not dry_run:
        cli.store.outbox.begin(source.trip.id)
    planner = Planner(cli.store, snapshot, source.name, cli.settings, cli.t)
    choice = Choice(_keys(planner, (*to, *again)), way, shape, _keys(planner, again) or frozenset())
    plan = planner.plan(choice)
    if as_json:
        print_json(_plain(source.name, plan))
    if dry_run:
        if not as_json:
            _show(cli, plan)
        return 0
    _tell(cli, plan)
    if plan.held_back:
        cli.say("To send it again, name them: --again NAME")
    if not plan.mails:
        cli.say("There is nothing to send.")
        return 0
    return _carry_out(cli, source.trip.id, plan, drafts, to_me=to_me, yes=yes)


def _keys(planner: Planner, who: tuple[str, ...]) -> frozenset[str] | None:
    """The keys of all who are named; None if nobody is."""
    return frozenset(key for one in who for key in planner.keys_of(one)) if who else None


def _tell(cli: CliContext, plan: Plan) -> None:
    from agenda.services.send_text import plan_lines

    for line in plan_lines(plan, cli.t):
        click.echo(plain(line), err=True)


def _plain(trip: str, plan: Plan) -> dict[str, object]:
    """Who gets what and why, for programs; no addresses."""

    def told(mails: list[PlannedMail]) -> list[dict[str, object]]:
        return [{"reader": one.mail.reader, "why": one.why, "subject": one.subject, "state": one.mail.state,
                 "version": one.mail.version} for one in mails]  # fmt: skip

    return {"trip": trip, "mails": told(plan.mails), "held_back": told(plan.held_back),
            "nothing": plan.nothing, "on_paper": plan.on_paper}  # fmt: skip


def _show(cli: CliContext, plan: Plan) -> None:
    """Print what would be sent, every mail to be read."""
    from agenda.services.mail_server import mail_sender
    from agenda.services.send_run import posting_of
    from agenda.services.send_text import mail_lines

    sender = mail_sender(cli.settings)
    _tell(cli, plan)
    for one in plan.mails:
        for line in mail_lines(one.make(posting_of(one, sender)), cli.t):
            click.echo(plain(line))
        click.echo("-" * 72)


def _carry_out(cli: CliContext, trip_id: str, plan: Plan, drafts: Path | None, *, to_me: bool, yes: bool) -> int:
    """Ask, and do it; the exit code."""
    from agenda.services.mail_server import MailServer, mail_account, mail_sender
    from agenda.services.send_run import Run, send_to_sender, write_drafts

    if drafts is not None:
        sender = mail_sender(cli.settings)
        if not yes and not cli.confirmed("Write {n} drafts into {path}?", n=len(plan.mails), path=str(drafts)):
            cli.say("Nothing was sent.")
            return 1
        return _watch(cli, write_drafts(cli.store, trip_id, plan, sender, drafts), [], drafts=True)
    account = mail_account(cli.settings)
    receiver = account.sender.address if to_me else ""
    question = "Send {n} mails to {receiver}?" if to_me else "Send {n} mails from {sender}?"
    if not yes and not cli.confirmed(question, n=len(plan.mails), receiver=receiver, sender=account.sender.address):
        cli.say("Nothing was sent.")
        return 1
    stops: list[bool] = []
    with MailServer(account, _password(cli, account)) as server, _stopping(cli, stops):
        if to_me:
            return _watch(cli, send_to_sender(plan, account, server), stops)
        return _watch(cli, Run(cli.store, trip_id, account, server, time.sleep).steps(plan), stops)


def _password(cli: CliContext, account: MailAccount) -> str | None:
    from agenda.services.mail_server import PASSWORD, known_password

    known = known_password(account)
    if known is not None or not account.user:
        return known
    if sys.stdin is None or not sys.stdin.isatty():
        raise UserError("The mail server asks {user} for a password; put it into {name}.", user=account.user,
                        name=PASSWORD)  # fmt: skip
    return click.prompt(cli.t("Password of {user}", user=account.user), hide_input=True, err=True)


@contextmanager
def _stopping(cli: CliContext, stops: list[bool]) -> Generator[None]:
    """Let Ctrl+C end the run behind the mail that is going; pressed twice, it ends it at once."""

    def stop(*_: object) -> None:
        if stops:
            raise KeyboardInterrupt
        stops.append(True)
        cli.say("Stopping behind this mail …")

    before = signal.signal(signal.SIGINT, stop)
    try:
        yield
    finally:
        signal.signal(signal.SIGINT, before)


def _watch(cli: CliContext, steps: Iterator[SendStep], stops: list[bool], *, drafts: bool = False) -> int:
    """Carry out the steps, telling how far it is where somebody watches, and what did not go; the exit code."""
    from agenda.services.mail_server import Verdict
    from agenda.services.send_text import outcome_text, step_text, verdict_text

    verdicts: list[Verdict] = []
    try:
        for step in steps:
            if step.verdict is not None:
                verdicts.append(step.verdict)
                if step.verdict.state != "sent":
                    click.echo(plain(verdict_text(step.name, step.verdict, cli.t)), err=True)
            cli.say_progress(step.done, step.of, step_text(step, cli.t))
            if stops:
                cli.say("Stopped; go on with the same command.")
                break
    finally:
        click.echo(outcome_text(verdicts, cli.t, drafts=drafts), err=True)
    return 1 if stops or any(verdict.state != "sent" for verdict in verdicts) else 0
