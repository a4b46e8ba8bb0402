"""A mail server that keeps what it gets, and says what a test wants it to say."""

from __future__ import annotations

import email
import email.policy
import socket
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from email.message import EmailMessage
from typing import Any

from aiosmtpd.controller import Controller

HANG_UP = "421 hang up"


class Mailbox:
    """What a server was given: for each mail who it was for and the message.

    `says` answers the address of a recipient, `takes` a whole mail; None means that all is well. HANG_UP breaks the
    connection off instead of an answer; a mail is kept all the same.
    """

    def __init__(self) -> None:
        self.mails: list[tuple[tuple[str, ...], EmailMessage]] = []
        self.says: Callable[[str], str | None] = lambda address: None
        self.takes: Callable[[int], str | None] = lambda number: None
        self.port = 0

    async def handle_RCPT(self, server: Any, session: Any, envelope: Any, address: str, options: Any) -> str:  # noqa: N802
        said = self.says(address)
        if said == HANG_UP:
            server.transport.abort()
        if said is None:
            envelope.rcpt_tos.append(address)
        return said or "250 OK"

    async def handle_DATA(self, server: Any, session: Any, envelope: Any) -> str:  # noqa: N802
        said = self.takes(len(self.mails))
        if said == HANG_UP:
            server.transport.abort()
        elif said is not None:
            return said
        message = email.message_from_bytes(envelope.content, policy=email.policy.default)
        assert isinstance(message, EmailMessage)
        self.mails.append((tuple(envelope.rcpt_tos), message))
        return "250 OK"

    def taken(self) -> list[tuple[tuple[str, ...], EmailMessage]]:
        """What came since somebody last asked."""
        found, self.mails = self.mails, []
        return found


@contextmanager
def mail_server(mailbox: Mailbox, **options: Any) -> Iterator[Mailbox]:
    """A server on a free port of this machine."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        mailbox.port = probe.getsockname()[1]
    controller = Controller(mailbox, hostname="127.0.0.1", port=mailbox.port, **options)
    controller.start()
    try:
        yield mailbox
    finally:
        controller.stop()
