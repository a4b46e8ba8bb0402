"""The door of every reader: whatever goes wrong behind it, in a library or here, comes out as one sentence.

Files come from everywhere, and no reader foresees all of them. A reader says what it can say better; what nobody
foresaw ends here, so that no file ever ends the program.
"""

from __future__ import annotations

from collections.abc import Callable, Generator
from contextlib import contextmanager
from typing import Final

from trips.i18n.language import N_, UserError

_LONGEST: Final = 60
"""Letters of a text that name it in a sentence."""

note: Callable[[BaseException], object] | None = None
"""Takes what nobody foresaw, so that a helper finds it; the program sets it."""


class UnreadableError(UserError):
    """Something cannot be read for a reason that no reader foresaw; its cause is the error."""


@contextmanager
def door(name: str) -> Generator[None]:
    """Read behind this; `name` is what a file is called, or the text itself.

    Raises:
        UserError: what the reader says, or that it cannot be read.
    """
    try:
        yield
    except UserError:
        raise
    except Exception as error:
        if note is not None:
            note(error)
        short = name if len(name) <= _LONGEST else f"{name[:_LONGEST]}…"
        raise UnreadableError(
            N_("{path} cannot be read: it holds something that nobody foresaw ({what}). Nothing was changed."),
            path=short, what=type(error).__name__,
        ) from error  # fmt: skip
