"""What stands above a mail reaches its reader letter by letter."""

from __future__ import annotations

from datetime import UTC, datetime
from email import message_from_bytes
from email.header import decode_header, make_header
from email.utils import parseaddr

from hypothesis import given
from hypothesis import strategies as st

from exports.calendar.itip import Mailbox
from exports.kit.mail import Headers, mail_with_files

_WORDS = ("für", "Städte", "Schüler", "لقاء", "رؤساء", "البلديات", "in", "Köln", "naïve", "Zażółć", "a", "round")
words_ = st.lists(st.sampled_from(_WORDS), min_size=1, max_size=24).map(" ".join)


def decoded(text: str) -> str:
    """A header's text as RFC 2047 has it: what stands between two encoded words does not count."""
    return str(make_header(decode_header(text)))


@given(words_, words_)
def test_no_blank_and_no_letter_of_a_subject_or_a_name_is_lost(subject: str, name: str) -> None:
    sender = Mailbox(name, "office@example.org")
    headers = Headers(subject, name, ("guest@example.org",), datetime(2026, 1, 2, tzinfo=UTC), sender)
    data = mail_with_files(headers, "Text", [])
    mail = message_from_bytes(data)
    assert decoded(mail["Subject"]) == subject
    for header, address in (("From", "office@example.org"), ("To", "guest@example.org")):
        told, to = parseaddr(mail[header])
        assert (decoded(told), to) == (name, address)
    assert max(map(len, data.partition(b"\r\n\r\n")[0].split(b"\r\n"))) <= 998
