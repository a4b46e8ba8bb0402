"""A mail as it was saved (.eml): its text, or the first file attached to it that holds a programme."""

from __future__ import annotations

from collections.abc import Iterator
from email import message_from_bytes, policy
from email.message import EmailMessage
from typing import Final, NamedTuple, cast

_FEW: Final = 2
_MOST: Final = 20
"""Attachments that are looked at."""


class Attached(NamedTuple):
    """A file attached to a mail."""

    name: str
    data: bytes


class Mail(NamedTuple):
    """What a mail holds.

    Attributes:
        head: its subject and date, as lines of a quoted mail have them.
        plain, html: its text in both forms; empty if it has none.
        attached: the files attached to it.
    """

    head: str
    plain: str
    html: str
    attached: tuple[Attached, ...]


def read_mail(data: bytes) -> Mail:
    """Take a mail apart; what is damaged in it is left out, as mail programs do."""
    message = message_from_bytes(data, policy=policy.default)
    head = "\n".join(
        f"{word}: {value}"
        for word, value in (("Gesendet", message.get("date")), ("Betreff", message.get("subject")))
        if value
    )
    plain, html = (_body(message, kind) for kind in ("plain", "html"))
    return Mail(head, plain, html, tuple(_attached(message)))


def looks_like_mail(data: bytes) -> bool:
    """Whether data begin with the fields of a mail."""
    head = data[:4_000].split(b"\r\n\r\n")[0].split(b"\n\n")[0].lower()
    fields = [line.split(b":")[0] for line in head.split(b"\n") if b":" in line]
    known = (b"from", b"date", b"subject", b"received", b"return-path", b"message-id", b"mime-version", b"content-type")
    return len(fields) > 1 and fields[0].strip() in (*known, b"to", b"delivered-to", b"x-mozilla-status") and (
        (sum(field.strip() in known for field in fields) > _FEW and b"mime-version" in fields)
        or b"message-id" in fields or b"received" in fields
    )  # fmt: skip


def _body(message: EmailMessage, kind: str) -> str:
    part = message.get_body((kind,))
    if part is None:
        return ""
    try:
        return str(cast("EmailMessage", part).get_content())
    except (LookupError, ValueError):  # a charset that nobody knows, or none of what it says
        payload = cast("bytes | None", part.get_payload(decode=True))
        return (payload or b"").decode("utf-8", "replace")


def _attached(message: EmailMessage) -> Iterator[Attached]:
    for part in list(message.iter_attachments())[:_MOST]:
        payload = part.get_payload(decode=True)
        if isinstance(payload, bytes) and payload:
            yield Attached(part.get_filename() or part.get_content_type(), payload)
