"""Mails as bytes (RFC 5322, RFC 2045): a text with files, or with an event that a calendar takes (RFC 6047)."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from email.errors import MessageError
from email.header import Header
from email.headerregistry import Address
from email.message import EmailMessage
from email.policy import SMTP
from email.utils import formataddr
from typing import Final

from exports.calendar.itip import Mailbox, Method

_TYPES: Final = {"ics": ("text", "calendar"), "pdf": ("application", "pdf"), "txt": ("text", "plain")}


@dataclass(frozen=True, slots=True)
class Headers:
    """What stands above a mail.

    Attributes:
        subject: one line.
        name: whom it is to.
        to: their addresses; without any, the mail has no To.
        date: when it was made, with its zone.
        sender: whom it is from; None leaves that to the mail program that sends it.
        message_id, references: the ids (RFC 5322 3.6.4) of this mail and of those it follows, without brackets.
        draft: whether a mail program is to open it for sending.
    """

    subject: str
    name: str
    to: tuple[str, ...]
    date: datetime
    sender: Mailbox | None = None
    message_id: str = ""
    references: tuple[str, ...] = ()
    draft: bool = False


def mail_with_files(headers: Headers, text: str, files: Sequence[tuple[str, bytes]]) -> bytes:
    """A mail of a text and files, each by its name; the same input gives the same bytes."""
    mail = _mail(headers, text)
    for file, data in files:
        main, sub = _TYPES.get(file.rpartition(".")[2], ("application", "octet-stream"))
        mail.add_attachment(data, maintype=main, subtype=sub, filename=file, cte="base64")
        if main == "text":
            part = list(mail.iter_attachments())[-1]
            part.set_param("charset", "utf-8")
    if files:
        _set_boundary(mail, text, *(data for _, data in files))
    return _as_bytes(mail, headers)


def mail_with_event(headers: Headers, text: str, calendar: bytes, method: Method) -> bytes:
    """A mail whose event a calendar program takes over by itself; the same input gives the same bytes.

    The method stands beside the type as well (RFC 6047 2.4), and the event is an alternative to the text: as an
    attachment, programs would show it as a file.
    """
    mail = _mail(headers, text)
    mail.add_alternative(calendar, maintype="text", subtype="calendar", cte="base64")
    part = list(mail.iter_parts())[-1]
    part.set_param("method", method)
    part.set_param("charset", "utf-8")
    _set_boundary(mail, text, calendar)
    return _as_bytes(mail, headers)


def _mail(headers: Headers, text: str) -> EmailMessage:
    mail = EmailMessage(policy=SMTP)
    mail["Subject"] = headers.subject
    if headers.sender is not None:
        mail["From"] = Address(headers.sender.name, addr_spec=headers.sender.address)
    if headers.to:
        mail["To"] = tuple(Address(headers.name, addr_spec=one) for one in headers.to)
    mail["Date"] = headers.date
    if headers.message_id:
        mail["Message-ID"] = f"<{headers.message_id}>"
    if headers.references:
        mail["In-Reply-To"] = f"<{headers.references[-1]}>"
        mail["References"] = " ".join(f"<{one}>" for one in headers.references)
    if headers.draft:
        mail["X-Unsent"] = "1"  # Outlook opens it for sending, not for reading
    mail.set_content(text, cte="quoted-printable")
    return mail


def _as_bytes(mail: EmailMessage, headers: Headers) -> bytes:
    """The mail, its words in other letters written by the older header class of the library.

    Where the newer one divides a header between two encoded words, it loses the blank between them (RFC 2047 6.2).
    """
    head, blank, body = mail.as_bytes().partition(b"\r\n\r\n")
    told = {"Subject": _encoded(headers.subject, "Subject")}
    if headers.sender is not None:
        told["From"] = _addressed(headers.sender.name, (headers.sender.address,), "From")
    if headers.to:
        told["To"] = _addressed(headers.name, headers.to, "To")
    for name, text in told.items():
        line = f"{name}: {text}".encode()
        head = re.sub(rb"(?ms)^" + name.encode() + rb":.*?(?=\r\n[^ \t]|\Z)", lambda _, line=line: line, head, count=1)
    return head + blank + body


def _encoded(text: str, name: str) -> str:
    """A header's text in lines of at most 76 characters (RFC 2047 2)."""
    charset = "us-ascii" if text.isascii() else "utf-8"
    return Header(text, charset, header_name=name, maxlinelen=76).encode(linesep="\r\n")


def _addressed(name: str, to: tuple[str, ...], header: str) -> str:
    """Addresses with the name of whose they are."""
    said = formataddr((name, "")).removesuffix(" <>") if name.isascii() else _encoded(name, header)
    return ",\r\n ".join(f"{said} <{one}>" if name else one for one in to)


def _set_boundary(mail: EmailMessage, text: str, *parts: bytes) -> None:
    """A boundary that is made from what it divides, so that it is the same the next time."""
    digest = hashlib.sha256(b"".join((text.encode(), *parts))).hexdigest()
    mail.set_boundary(f"=_{digest[:32]}")


def addresses(text: str) -> tuple[str, ...]:
    """The e-mail addresses in a text, with commas or semicolons between them; domains in other letters as IDNA.

    Nothing if one of them cannot be: half of the recipients would be worse than none.
    """
    found: list[str] = []
    for one in filter(None, (part.strip() for part in re.split("[,;]", text))):
        user, at, domain = one.rpartition("@")
        try:
            plain = f"{user}{at}{domain.encode('idna').decode()}"
            Address(addr_spec=plain)
        except (MessageError, ValueError, IndexError):
            return ()
        if not user or not plain.isascii():
            return ()
        found.append(plain)
    return tuple(found)
