"""A covering text with its attachments as a draft that any mail program opens (RFC 5322, RFC 2045)."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Sequence
from datetime import datetime
from email.errors import MessageError
from email.headerregistry import Address
from email.message import EmailMessage
from email.policy import SMTP
from typing import Final

from exports.kit.letter import Letter

_TYPES: Final = {"ics": ("text", "calendar"), "pdf": ("application", "pdf"), "txt": ("text", "plain")}


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
    to = tuple(Address(name, addr_spec=one) for one in addresses(address))
    if to:
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
