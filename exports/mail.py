"""A covering text with its attachments as a draft that any mail program opens (RFC 5322, RFC 2045)."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from datetime import datetime
from email.errors import MessageError
from email.headerregistry import Address
from email.message import EmailMessage
from email.policy import SMTP
from typing import Final

from exports.letter import Letter

_TYPES: Final = {"ics": ("text", "calendar"), "pdf": ("application", "pdf")}


def mail_draft(
    letter: Letter, name: str, address: str, issued: datetime, attachments: Sequence[tuple[str, bytes]]
) -> bytes:
    """A mail to one reader, unsent; the same input gives the same bytes.

    Args:
        letter: subject and text.
        name: to whom.
        address: their e-mail address; without one, or with one that cannot be, the mail has no To.
        issued: the moment of the version, which becomes the date.
        attachments: file names and their content.
    """
    mail = EmailMessage(policy=SMTP)
    mail["Subject"] = letter.subject
    to = _address(name, address)
    if to is not None:
        mail["To"] = to
    mail["Date"] = issued
    mail["X-Unsent"] = "1"  # Outlook opens it for sending, not for reading
    mail.set_content(letter.text, cte="quoted-printable")
    for file, data in attachments:
        main, sub = _TYPES.get(file.rpartition(".")[2], ("application", "octet-stream"))
        mail.add_attachment(data, maintype=main, subtype=sub, filename=file, cte="base64")
        if main == "text":
            part = list(mail.iter_attachments())[-1]
            part.set_param("charset", "utf-8")
    if attachments:
        digest = hashlib.sha256(b"".join((letter.text.encode(), *(data for _, data in attachments)))).hexdigest()
        mail.set_boundary(f"=_{digest[:32]}")
    return mail.as_bytes()


def _address(name: str, address: str) -> Address | None:
    if not address.isascii() or address.count("@") != 1:
        return None
    try:
        return Address(display_name=name, addr_spec=address)
    except (MessageError, ValueError, IndexError):
        return None
