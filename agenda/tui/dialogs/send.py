"""Send the last version by mail: who gets what and why, every mail to read, then how far it is."""

from __future__ import annotations

import time
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from threading import Event
from typing import TYPE_CHECKING, Final, Literal, TypeVar

from textual import on, work
from textual.app import ComposeResult
from textual.containers import VerticalScroll
from textual.message import Message
from textual.widgets import Button, Input

from agenda.services.session import Session
from agenda.services.state import remember, remembered
from agenda.tui.dialogs.base import JobDialog
from agenda.tui.dialogs.text import TextDialog
from agenda.tui.widgets.combo_box import ComboBox, matching
from agenda.tui.widgets.paragraphs import Paragraphs
from agenda.tui.widgets.path_input import path_pick
from trips.i18n.language import N_, Translator, UserError

if TYPE_CHECKING:
    from agenda.services.mail_server import MailAccount, Verdict
    from agenda.services.send import Plan
    from agenda.services.send_run import SendStep
    from exports.calendar.itip import Mailbox

Way = Literal["invitation", "file"] | None
Shape = Literal["days", "items"] | None
Means = Literal["server", "drafts"]
C = TypeVar("C", bound=Way | Shape | Means)

_WAYS: Final[dict[Way, str]] = {
    None: N_("as before; invitations for whoever is new"), "invitation": N_("invitations"), "file": N_("files"),
}  # fmt: skip
_SHAPES: Final[dict[Shape, str]] = {
    None: N_("as before; days for participants"), "days": N_("whole days"), "items": N_("single items"),
}  # fmt: skip
_MEANS: Final[dict[Means, str]] = {
    "server": N_("through the mail server"), "drafts": N_("as drafts for your mail program"),
}  # fmt: skip


@dataclass(frozen=True)
class _Wanted:
    """What the fields ask for."""

    who: str
    way: Way
    shape: Shape
    again: bool


class SendDialog(JobDialog):
    """Shows what would go, sends it beside the screen, and can be stopped and continued."""

    ABOUT = N_(
        "Sends the last version by mail: invitations that update themselves in the calendar, or files. It "
        "shows who gets which mail and why, and every mail can be read first. What went out is noted; nothing "
        "goes twice unasked."
    )

    class Planned(Message):
        """It is known what would go."""

        def __init__(self, wanted: _Wanted, plan: Plan, lines: list[str]) -> None:
            super().__init__()
            self.wanted = wanted
            self.plan = plan
            self.lines = lines

    class Read(Message):
        """All mails as texts."""

        def __init__(self, lines: list[str]) -> None:
            super().__init__()
            self.lines = lines

    class Progress(Message):
        """A mail is through, or all are; `lines` say what became of those that did not go."""

        def __init__(self, step: SendStep | None, lines: list[str], outcome: str = "") -> None:
            super().__init__()
            self.step = step
            self.lines = lines
            self.outcome = outcome

    def __init__(self, session: Session, words: Translator) -> None:
        super().__init__(words)
        self._session = session
        self._before = remembered(session.trip.id)
        self._plan: Plan | None = None
        self._looked_for: _Wanted | None = None
        self._again = False

    def compose(self) -> ComposeResult:
        t = self.t
        title = t("Send version {n} by mail", n=self._session.release or 0)
        with self.window(title, t("Enter sends · ↓ shows choices · Esc closes"), "tall"):
            who = t("everybody; or a name, group:KEY")
            yield from self.row(t("Who"), Input(id="who", placeholder=who))
            for name, label, words in (
                ("way", t("How"), _WAYS), ("shape", t("Events"), _SHAPES), ("means", t("Sent"), _MEANS),
            ):  # fmt: skip
                choices = list(map(t, words.values()))
                yield from self.row(label, ComboBox(choices[0], matching(choices), id=name))
            folder = self._before.get("drafts", str(Path.cwd() / f"{self._session.slug}-drafts"))
            yield from self.row(t("Folder"), path_pick(folder, id="folder"))
            if self.agenda.set_up.mail_user:
                asked = Input(password=True, id="password", placeholder=t("of the mail server; it is not kept"))
                yield from self.row(t("Password"), asked)
            with VerticalScroll(classes="preview", can_focus=False):
                yield Paragraphs((t("Looking who gets what…"),), id="preview")
            yield from self.foot(
                send=t("Send"), read=t("Read the mails"), me=t("Only to me"), again=t("Again"), close=t("Close")
            )

    def on_mount(self) -> None:
        """Begin with whom, and show what would go to everybody."""
        super().on_mount()
        self.query_one("#again", Button).display = False
        self._show_row("folder", shown=False)
        self.query_one("#who", Input).focus()
        self._look()

    def _wanted(self) -> _Wanted:
        who = self.query_one("#who", Input).value.strip()
        return _Wanted(who, self._chosen("way", _WAYS), self._chosen("shape", _SHAPES), self._again)

    def _chosen(self, field: str, words: Mapping[C, str]) -> C:
        """What a field says of its choices.

        Raises:
            UserError: something else.
        """
        said = self.query_one(f"#{field}", ComboBox).value.strip()
        for choice, word in words.items():
            if self.t(word) == said:
                return choice
        raise UserError('"{text}" is not one of {choices}', text=said, choices=", ".join(map(self.t, words.values())))

    @on(Input.Changed)
    def _changed(self) -> None:
        """Ask for a folder or a password where one is needed, and show what would go by now."""
        try:
            means, wanted = self._chosen("means", _MEANS), self._wanted()
        except UserError as why:  # perhaps it is not written out yet
            self._plan = self._looked_for = None
            self.complain(why)
            return
        self._show_row("folder", shown=means == "drafts")
        self._show_row("password", shown=means == "server")
        if wanted != self._looked_for:
            self._look()

    def _show_row(self, field: str, *, shown: bool) -> None:
        for widget in self.query(f"#{field}"):
            if widget.parent is not None:
                widget.parent.display = shown

    def _look(self) -> None:
        """Show what would go now."""
        if self.busy:
            return
        self._plan = None
        try:
            self._looked_for = self._wanted()
            self._find(self._looked_for)
        except UserError as why:
            self.complain(why)

    @work(thread=True, exclusive=True, exit_on_error=False)
    def _find(self, wanted: _Wanted) -> None:
        from agenda.services.send_text import plan_lines

        plan = self._planned(wanted)
        self.post_message(self.Planned(wanted, plan, list(plan_lines(plan, self.t))))

    def _planned(self, wanted: _Wanted) -> Plan:
        from agenda.services.send import Choice, Planner

        session = self._session
        session.store.outbox.begin(session.trip.id)
        snapshot = session.snapshots(self.t.forms)[-1]
        planner = Planner(session.store, snapshot, session.slug, self.agenda.set_up, self.t)
        only = planner.keys_of(wanted.who) if wanted.who else None
        choice = Choice(only, wanted.way, wanted.shape)
        plan = planner.plan(choice)
        if not wanted.again:
            return plan
        return planner.plan(
            replace(choice, again=frozenset(one.mail.reader.partition(":")[2] for one in plan.held_back))
        )

    def on_send_dialog_planned(self, message: Planned) -> None:
        """Show who gets what, unless the fields ask for something else by now."""
        if self.busy or message.wanted != self._wanted():
            return
        self._plan = message.plan
        self.tell("")
        self.query_one("#preview", Paragraphs).show(message.lines or [self.t("There is nothing to send.")])
        self.query_one("#again", Button).display = bool(message.plan.held_back)

    @on(Button.Pressed, "#again")
    def _once_more(self) -> None:
        """Let what was refused or may have arrived go once more."""
        self._again = True
        self._look()

    @on(Button.Pressed, "#read")
    def _show_mails(self) -> None:
        if self._plan is not None:
            self._make_texts(self._plan)

    @work(thread=True, exclusive=True, exit_on_error=False)
    def _make_texts(self, plan: Plan) -> None:
        from agenda.services.mail_server import mail_sender
        from agenda.services.send_run import posting_of
        from agenda.services.send_text import mail_lines

        sender = mail_sender(self.agenda.set_up)
        lines: list[str] = []
        for one in plan.mails:
            lines += [*mail_lines(one.make(posting_of(one, sender)), self.t), "", "─" * 20, ""]
        self.post_message(self.Read(lines or [self.t("There is nothing to send.")]))

    def on_send_dialog_read(self, message: Read) -> None:
        """Show the mails."""
        self.agenda.push_screen(TextDialog(self.t("Mails"), message.lines, self.t))

    @on(Input.Submitted)
    @on(Button.Pressed, "#send")
    def _send(self) -> None:
        try:
            means = self._chosen("means", _MEANS)
        except UserError as why:
            self.complain(why)
            return
        if means == "drafts":
            self._begin_drafts()
        else:
            self._begin(to_me=False)

    @on(Button.Pressed, "#me")
    def _send_to_me(self) -> None:
        self._begin(to_me=True)

    def _begin(self, *, to_me: bool) -> None:
        from agenda.services.mail_server import known_password, mail_account

        plan = self._plan
        if self.busy or plan is None:
            return
        try:
            account = mail_account(self.agenda.set_up)
            typed = self.query_one("#password", Input).value if account.user else ""
            password = typed or known_password(account)
            if account.user and not password:
                raise UserError("The mail server asks {user} for a password.", user=account.user)
        except UserError as why:
            self.complain(why)
            return
        if self._anything_in(plan):
            self._run(plan, account, password, self.begin(), to_me=to_me)

    def _begin_drafts(self) -> None:
        from agenda.services.mail_server import mail_sender

        plan = self._plan
        if self.busy or plan is None:
            return
        try:
            sender = mail_sender(self.agenda.set_up)
            if not self.query_one("#folder", ComboBox).value.strip():
                raise UserError("Say which folder the drafts go into.")
            folder = self.said_folder()
        except UserError as why:
            self.complain(why)
            return
        if self._anything_in(plan):
            self._before = {**self._before, "drafts": str(folder)}
            remember(self._session.trip.id, self._before)
            self._write(plan, sender, folder, self.begin())

    def _anything_in(self, plan: Plan) -> bool:
        if not plan.mails:
            self.tell(self.t("There is nothing to send."))
        return bool(plan.mails)

    @work(thread=True, exclusive=True, exit_on_error=False)
    def _write(self, plan: Plan, sender: Mailbox, folder: Path, stop: Event) -> None:
        from agenda.services.send_run import write_drafts

        steps = write_drafts(self._session.store, self._session.trip.id, plan, sender, folder)
        self._watch(steps, stop, drafts=True)

    @work(thread=True, exclusive=True, exit_on_error=False)
    def _run(self, plan: Plan, account: MailAccount, password: str | None, stop: Event, *, to_me: bool) -> None:
        from agenda.services.mail_server import MailServer
        from agenda.services.send_run import Run, send_to_sender

        with MailServer(account, password) as server:
            run = Run(self._session.store, self._session.trip.id, account, server, time.sleep)
            self._watch(send_to_sender(plan, account, server) if to_me else run.steps(plan), stop)

    def _watch(self, steps: Iterator[SendStep], stop: Event, *, drafts: bool = False) -> None:
        """Carry steps out until somebody stops it, and tell of each."""
        from agenda.services.send_text import outcome_text

        verdicts: list[Verdict] = []
        lines: list[str] = []
        for step in steps:
            lines += self._told(step)
            verdicts += [step.verdict] if step.verdict is not None else []
            self.post_message(self.Progress(step, lines))
            if stop.is_set():
                break
        self.post_message(self.Progress(None, lines, outcome_text(verdicts, self.t, drafts=drafts)))

    def _told(self, step: SendStep) -> Iterator[str]:
        from agenda.services.send_text import verdict_text

        if step.verdict is not None and step.verdict.state != "sent":
            yield verdict_text(step.name, step.verdict, self.t)

    def on_send_dialog_progress(self, message: Progress) -> None:
        """Tell how far it is, and at the end what became of all."""
        from agenda.services.send_text import step_text

        if message.step is not None:
            self.tell(self.t("Sending {far}. Esc stops.", far=step_text(message.step, self.t)))
            return
        self._plan, self._again, self._looked_for = None, False, None
        stopped = self.t("Stopped; the rest goes with the next time.") if self.stop.is_set() else ""
        self.end(" ".join(part for part in (message.outcome, stopped) if part))
        self.query_one("#preview", Paragraphs).show(message.lines)

    def work_failed(self, why: UserError) -> None:
        """Say it; another run may begin, from what is left."""
        was_sending, self.busy = self.busy, False
        if was_sending:
            self._look()
        super().work_failed(why)
