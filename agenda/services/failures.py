"""What nobody foresaw: put into a sentence, with the details where a helper can find them."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from trips.i18n.language import N_, Message, UserError


def failure(error: BaseException) -> UserError:
    """The sentence for an error of the program itself; what is refused in a sentence of its own stays that."""
    if isinstance(error, UserError):
        return error
    what, where = type(error).__name__, note_failure(error)
    text = N_("Agenda itself has failed ({what}); nothing of yours is lost. The details are in {path}.")
    return UserError(Message(text, what=what, path=where))


def failure_notes() -> Path:
    """The file in which what nobody foresaw is noted; its folder is made."""
    from platformdirs import user_log_path

    return user_log_path("agenda", appauthor=False, ensure_exists=True) / "error.txt"


def note_failure(error: BaseException) -> str:
    """Write where in the program it happened, for a helper; the path of that file, "-" if it cannot be written.

    Only places of the program and kinds of errors: what an error says may quote a name or a phone number.
    """
    from agenda.services.files import write_whole

    try:
        path = failure_notes()
        write_whole(path, "\n".join(_told(error)).encode("utf-8", "replace"), seen_by="owner")
    except (OSError, UserError):
        return "-"
    return str(path)


def _told(error: BaseException) -> Iterator[str]:
    """The chain of errors, what came first first."""
    import traceback

    before = error.__cause__ or error.__context__
    if before is not None:
        yield from _told(before)
        yield ""
    for frame in traceback.extract_tb(error.__traceback__):
        yield f"{frame.filename}:{frame.lineno} {frame.name}"
        yield f"    {frame.line}"
    yield f"{type(error).__module__}.{type(error).__qualname__}"
    yield ""
