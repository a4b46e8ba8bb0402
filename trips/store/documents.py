"""A trip as it lies in the store: zlib-compressed JSON and its checksum.

The checksum vouches that this program wrote the bytes, after it had checked the values; so they are read without
checking them again (see `trips.store.reading`).
"""

from __future__ import annotations

import hashlib
import json
import zlib
from typing import TYPE_CHECKING, Any, NamedTuple

from trips.i18n.language import UserError
from trips.model.doors import plain_json, write_json
from trips.model.trip import Trip
from trips.store.reading import read_own

if TYPE_CHECKING:
    from trips.history.releases import Frozen


class Document(NamedTuple):
    """The bytes of a trip, and their SHA-256; a database's own checks do not see rot inside a blob."""

    data: bytes
    digest: bytes


def encode(content: Trip | Frozen) -> Document:
    """A trip, or what a release keeps of one, as a document."""
    data = zlib.compress(write_json(content), 3)
    return Document(data, hashlib.sha256(data).digest())


def encode_json(content: dict[str, Any]) -> Document:
    """A document of plain values, as `decode_json` gave it, that nobody compares with a trip's."""
    data = zlib.compress(plain_json(content), 3)
    return Document(data, hashlib.sha256(data).digest())


def decode(document: Document) -> Trip:
    """The trip of a document.

    Raises:
        UserError: the bytes are not those that were written.
    """
    return read_own(Trip, _text(document))


def decode_release(document: Document) -> Frozen:
    """What a release keeps, of a document.

    Raises:
        UserError: the bytes are not those that were written.
    """
    from trips.history.releases import Frozen

    return read_own(Frozen, _text(document))


def decode_json(document: Document) -> dict[str, Any]:
    """A document as JSON has it, not validated: what an older program wrote may be read so.

    Raises:
        UserError: the bytes are not those that were written.
    """
    return json.loads(_text(document))


def _text(document: Document) -> bytes:
    if hashlib.sha256(document.data).digest() != document.digest:
        raise damaged()
    return zlib.decompress(document.data)


def damaged() -> UserError:
    """The sentence for a trip whose bytes have changed on the disk."""
    return UserError(
        "This trip is damaged on the disk; nothing was changed. Restore a backup with: agenda restore FILE"
    )
