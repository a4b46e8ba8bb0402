"""A trip as it lies in the store: zlib-compressed JSON and its checksum."""

from __future__ import annotations

import hashlib
import json
import zlib
from typing import Any, NamedTuple, cast

from trips.language import Message, Refused
from trips.model import Trip


class Document(NamedTuple):
    """The bytes of a trip, and their SHA-256; a database's own checks do not see rot inside a blob."""

    data: bytes
    digest: bytes


def encode(trip: Trip) -> Document:
    """A trip as a document."""
    data = zlib.compress(trip.model_dump_json(exclude_defaults=True).encode(), 3)
    return Document(data, hashlib.sha256(data).digest())


def decode(document: Document) -> Trip:
    """The trip of a document.

    Raises:
        Refused: the bytes are not those that were written.
    """
    if hashlib.sha256(document.data).digest() != document.digest:
        raise damaged()
    return Trip.model_validate_json(zlib.decompress(document.data))


def damaged() -> Refused:
    """The sentence for a trip whose bytes have changed on the disk."""
    return Refused("This trip is damaged on the disk; nothing was changed. Restore a backup with: agenda restore FILE")


def encode_note(note: Message) -> str:
    """What a command did, so that every reader of the history gets it in their language."""
    return json.dumps(_plain(note), ensure_ascii=False)


def _plain(note: Message) -> list[Any]:
    return [note.text, {key: _plain(one) if isinstance(one, Message) else str(one) for key, one in note.values.items()}]


def decode_note(text: str) -> Message:
    """The message of a note."""
    return _message(json.loads(text))


def _message(plain: list[Any]) -> Message:
    text, values = plain
    return Message(
        text, **{key: _message(cast("list[Any]", one)) if isinstance(one, list) else one for key, one in values.items()}
    )
