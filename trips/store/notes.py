"""What a command did, as it lies in the history: the message, put into words by whoever reads it."""

from __future__ import annotations

import json
from typing import Any, cast

from trips.i18n.language import Message


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
