"""What is to be sent, and what became of it, in the words of the person at the machine."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from email import message_from_bytes, policy
from typing import TYPE_CHECKING

from trips.i18n.dates import format_clock
from trips.i18n.language import Translator

if TYPE_CHECKING:
    from email.message import EmailMessage

    from agenda.services.mail_server import Verdict
    from agenda.services.send import Plan, PlannedMail
    from agenda.services.send_run import SendStep


def plan_lines(plan: Plan, t: Translator) -> Iterator[str]:
    """Who gets what and why, and who gets nothing and why."""
    counts: dict[str, Counter[str]] = {}
    for one in plan.mails:
        counts.setdefault(one.name, Counter())[one.why] += 1
    yield from (f"{name}: {', '.join(_counted(count, t))}" for name, count in counts.items())
    if plan.held_back:
        yield t("Not sent again unless you ask for it:")
        yield from (f"    {held_text(one, t)}" for one in plan.held_back)
    for text, names in (
        (t("They were given a calendar file before; the mail says which calendar to delete:"), plan.beside_file),
        (t("They were invited before; their invitations are cancelled first:"), plan.from_invitation),
        (t("They get files, as they were given files before (choose invitations to invite them):"), plan.given_files),
        (t("No usable e-mail address, so on paper:"), plan.on_paper),
        (t("Nothing new ({n}):", n=len(plan.nothing)), plan.nothing),
    ):
        if names:
            yield f"{text} {', '.join(names)}"


def _counted(count: Counter[str], t: Translator) -> Iterator[str]:
    if n := count["new"]:
        yield t.plural("{n} invitation", "{n} invitations", n)
    if n := count["changed"]:
        yield t.plural("{n} change", "{n} changes", n)
    if n := count["cancelled"]:
        yield t.plural("{n} cancellation", "{n} cancellations", n)
    if count["file"]:
        yield t("mail with calendar file and programme")


def held_text(one: PlannedMail, t: Translator) -> str:
    """A mail that is not sent again unasked, and why."""
    told = {"name": one.name, "subject": one.subject, "why": one.mail.why}
    if one.mail.state == "refused":
        return t("{name}: “{subject}” was refused ({why})", **told)
    return t("{name}: “{subject}” may have arrived; sending was interrupted", **told)


def verdict_text(name: str, verdict: Verdict, t: Translator) -> str:
    """What became of a mail that did not go."""
    said = " ".join(part for part in (verdict.why.partition(" ")[0], verdict.said) if part)
    if verdict.state == "refused":
        return t("{name}: refused by the mail server ({why})", name=name, why=said)
    if verdict.state == "later":
        return t("{name}: not now, says the mail server ({why}); it waits for the next time", name=name, why=said)
    return t("{name}: the connection was lost; the mail may have arrived", name=name)


def step_text(step: SendStep, t: Translator) -> str:
    """How far it is."""
    if step.until is not None:
        until = format_clock(step.until.astimezone())
        return t("{n} of {all}; the limit of this hour is reached, it goes on at {time}",
                 n=step.done, all=step.of, time=until)  # fmt: skip
    return t("{n} of {all}", n=step.done, all=step.of)


def outcome_text(verdicts: Sequence[Verdict], t: Translator, *, drafts: bool = False) -> str:
    """What became of all; drafts are written and count as sent."""
    count = Counter(verdict.state for verdict in verdicts)
    n = count["sent"]
    if drafts:
        return t.plural("{n} draft was written; it counts as sent.", "{n} drafts were written; they count as sent.", n)
    told = [t.plural("{n} mail was sent.", "{n} mails were sent.", n)]
    if n := count["refused"]:
        told.append(t.plural("{n} was refused.", "{n} were refused.", n))
    if n := count["later"]:
        told.append(t.plural("{n} waits for the next time.", "{n} wait for the next time.", n))
    if n := count["unknown"]:
        told.append(t.plural("{n} may have arrived.", "{n} may have arrived.", n))
    return " ".join(told)


def mail_lines(data: bytes, t: Translator) -> Iterator[str]:
    """A mail to be read: whom it is from and to, its subject, its text, what it carries."""
    mail: EmailMessage = message_from_bytes(data, policy=policy.default)
    yield t("From: {who}", who=mail["From"])
    yield t("To: {who}", who=mail["To"])
    yield t("Subject: {text}", text=mail["Subject"])
    plain = mail.get_body(("plain",))
    if plain is not None:
        yield ""
        yield from str(plain.get_content()).rstrip().splitlines()
    for part in mail.walk():
        if name := part.get_filename():
            yield f"[{name}]"
        elif part.get_content_type() == "text/calendar":
            yield f"[{part.get_content_type()}; method={part.get_param('method')}]"
