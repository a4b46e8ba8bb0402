"""The office's mail server: the door to smtplib, which says of each mail what became of it (RFC 5321).

The password comes from AGENDA_MAIL_PASSWORD or is asked for; no setting, no error and no log holds it. A certificate
that does not hold ends the connection.
"""

from __future__ import annotations

import os
import re
import smtplib
import ssl
from contextlib import suppress
from dataclasses import dataclass
from email.utils import parseaddr
from typing import TYPE_CHECKING, Final, Literal, NamedTuple

from exports.calendar.itip import Mailbox
from exports.kit.mail import addresses
from trips.i18n.language import N_, UserError
from trips.i18n.os_errors import reason

if TYPE_CHECKING:
    from agenda.services.settings import Settings

Security = Literal["starttls", "tls", "none"]
PASSWORD: Final = "AGENDA_MAIL_PASSWORD"  # noqa: S105 - the name of a variable
_PORTS: Final[dict[str, int]] = {"starttls": 587, "tls": 465, "none": 25}
_PATIENCE: Final = 60.0
"""Seconds that the server may take to answer."""
_OK: Final = (250, 251)
_ENHANCED: Final = re.compile(r"\d\.\d{1,3}\.\d{1,3}")


@dataclass(frozen=True, slots=True)
class MailAccount:
    """Where mails go out, and whom they are from.

    Attributes:
        host, port, security: the server, and how the connection is kept from others.
        user: the name that a password belongs to; "" for a server that asks for none.
        sender: the office, which is the organiser of invitations.
        an_hour: how many mails may go in an hour; None for any number.
    """

    host: str
    port: int
    security: Security
    user: str
    sender: Mailbox
    an_hour: int | None = None


def mail_account(settings: Settings) -> MailAccount:
    """The account that the settings name.

    Raises:
        UserError: they name no server or no sender, or something that cannot be one.
    """
    sender = mail_sender(settings)
    if not settings.mail_server:
        raise UserError("No mail server is set. Set one with: agenda settings mail_server=mail.example.org")
    host, colon, port = settings.mail_server.partition(":")
    security: Security = "tls" if settings.mail_security == "tls" else "none"
    security = "starttls" if settings.mail_security in ("", "starttls") else security
    if not host or not re.fullmatch(r"[A-Za-z0-9.-]+", host) or (colon and not _is_port(port)):
        raise UserError('Settings: "{text}" in mail_server is no server; write it like mail.example.org:587.',
                        text=settings.mail_server)  # fmt: skip
    if security == "none" and settings.mail_user:
        raise UserError("Settings: with mail_security none the password of mail_user could be read by anybody on the"
                        " way; set mail_security to starttls or tls, or mail_user to nothing.")  # fmt: skip
    number = int(port) if port else _PORTS[security]
    return MailAccount(host, number, security, settings.mail_user, sender, settings.mail_hour)


def mail_sender(settings: Settings) -> Mailbox:
    """Whom mails are from.

    Raises:
        UserError: the settings do not say it.
    """
    if not settings.mail_from:
        raise UserError("No sender is set. Set one with: agenda settings mail_from=office@example.org")
    name, address = parseaddr(settings.mail_from)
    found = addresses(address)
    name = name or settings.office
    if len(found) != 1 or not name.isprintable():
        raise UserError('Settings: "{text}" in mail_from is no sender; write it like office@example.org or'
                        ' Office <office@example.org>.', text=settings.mail_from)  # fmt: skip
    return Mailbox(name, found[0])


def _is_port(text: str) -> bool:
    return text.isdecimal() and 0 < int(text) < 65_536


def known_password(account: MailAccount) -> str | None:
    """The password, if one is needed and the environment has it."""
    return os.environ.get(PASSWORD) if account.user else None


class Verdict(NamedTuple):
    """What became of a mail.

    Attributes:
        state: "later": the server cannot take it now; "unknown": it may have taken it.
        why: the codes with which it was refused, as "550 5.1.1".
        said: what the server said to it; it may hold addresses, and is shown and never kept.
    """

    state: Literal["sent", "refused", "later", "unknown"]
    why: str = ""
    said: str = ""


class ConnectionLostError(UserError):
    """The server went away before it had a mail."""


class MailServer:
    """A connection to a mail server, signed in."""

    def __init__(self, account: MailAccount, password: str | None) -> None:
        self._account = account
        self._password = password
        self._smtp: smtplib.SMTP | None = None

    def __enter__(self) -> MailServer:
        self.connect()
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def connect(self) -> None:
        """Connect, anew if there was a connection.

        Raises:
            UserError: the server cannot be reached, does not prove who it is, or does not let one in.
        """
        self.close()
        where = f"{self._account.host}:{self._account.port}"
        try:
            self._smtp = self._connected()
        except smtplib.SMTPAuthenticationError as error:
            why = _codes(error.smtp_code, error.smtp_error)
            text = N_("The mail server {where} refuses the user {user} or the password ({why}).")
            raise UserError(text, where=where, user=self._account.user, why=why) from None
        except ssl.SSLCertVerificationError as error:
            raise UserError("The mail server {where} does not prove who it is ({why}); nothing was sent.", where=where,
                            why=error.verify_message) from None  # fmt: skip
        except smtplib.SMTPNotSupportedError:
            text = N_("The mail server {where} offers no STARTTLS, or no sign-in; nothing was sent.")
            raise UserError(text, where=where) from None
        except smtplib.SMTPResponseException as error:
            text = N_("The mail server {where} does not let us in ({why}).")
            raise UserError(text, where=where, why=_codes(error.smtp_code, error.smtp_error)) from None
        except smtplib.SMTPException:
            text = N_("The mail server {where} broke off the connection; nothing was sent.")
            raise UserError(text, where=where) from None
        except OSError as error:
            text = N_("The mail server {where} cannot be reached ({why}).")
            raise UserError(text, where=where, why=reason(error)) from None

    def _connected(self) -> smtplib.SMTP:
        account, context = self._account, ssl.create_default_context()
        if account.security == "tls":
            smtp: smtplib.SMTP = smtplib.SMTP_SSL(account.host, account.port, timeout=_PATIENCE, context=context)
        else:
            smtp = smtplib.SMTP(account.host, account.port, timeout=_PATIENCE)
        try:
            if account.security == "starttls":
                smtp.starttls(context=context)
            if account.user:
                smtp.login(account.user, self._password or "")
            smtp.ehlo_or_helo_if_needed()
        except BaseException:
            smtp.close()
            raise
        return smtp

    def close(self) -> None:
        """Leave, if there is a connection."""
        if self._smtp is not None:
            with suppress(smtplib.SMTPException, OSError):
                self._smtp.quit()
            self._smtp = None

    def send(self, mail: bytes, to: tuple[str, ...]) -> Verdict:
        """Give a mail to the server; to all of its addresses or to none.

        Raises:
            ConnectionLostError: the connection was lost before the server had it.
            UserError: the server takes nothing from this sender.
        """
        if self._smtp is None:
            self.connect()
        smtp = self._smtp
        if smtp is None:
            raise AssertionError("connected, or refused")
        try:
            verdict = self._addressed(smtp, to)
        except (smtplib.SMTPException, OSError):
            self._smtp = None
            text = N_("The connection to the mail server {where} was lost.")
            raise ConnectionLostError(text, where=self._account.host) from None
        return verdict or self._given(smtp, mail)

    def _addressed(self, smtp: smtplib.SMTP, to: tuple[str, ...]) -> Verdict | None:
        """Name sender and addresses; a verdict if one of them is refused."""
        code, said = smtp.mail(self._account.sender.address)
        if code // 100 == 5:
            smtp.rset()
            raise UserError("The mail server {where} takes no mail from {address} ({why}).", where=self._account.host,
                            address=self._account.sender.address, why=_codes(code, said))  # fmt: skip
        for one in to:
            if code not in _OK:
                break
            code, said = smtp.rcpt(one)
        if code in _OK:
            return None
        smtp.rset()
        return _refused(code, said)

    def _given(self, smtp: smtplib.SMTP, mail: bytes) -> Verdict:
        """Give the text of a mail whose addresses were taken; whatever breaks now, the server may have it."""
        try:
            code, said = smtp.data(mail)
        except smtplib.SMTPDataError as error:
            with suppress(smtplib.SMTPException, OSError):
                smtp.rset()
            said = error.smtp_error
            return _refused(error.smtp_code, said if isinstance(said, bytes) else said.encode())
        except (smtplib.SMTPException, OSError):
            self._smtp = None
            return Verdict("unknown")
        return Verdict("sent") if code == 250 else _refused(code, said)


def _refused(code: int, said: bytes) -> Verdict:
    """The verdict of an answer: 4 is for now, 5 for good (RFC 5321 4.2.1)."""
    told = " ".join(said.decode("utf-8", "replace").split())
    return Verdict("later" if code // 100 == 4 else "refused", _codes(code, said), told)


def _codes(code: int, said: bytes | str) -> str:
    """The codes of an answer, without its words, which may hold addresses."""
    text = said if isinstance(said, str) else said.decode("utf-8", "replace")
    enhanced = _ENHANCED.match(text)
    return f"{code} {enhanced[0]}" if enhanced else str(code)
