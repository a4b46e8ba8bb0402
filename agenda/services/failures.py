"""What nobody foresaw: put into a sentence, with the details where a helper can find them."""

from __future__ import annotations

from pathlib import Path

from trips.i18n.language import Message, UserError


def failure(error: BaseException) -> UserError:
    """The sentence for an error of the program itself; what is refused in a sentence of its own stays that."""
    if isinstance(error, UserError):
        return error
    what, where = type(error).__name__, note_failure(error)
    text = "Agenda itself has failed ({what}); nothing of yours is lost. The details are in {path}."
    return UserError(Message(text, what=what, path=where))


def note_failure(error: BaseException) -> str:
    """Write the traceback where a helper can find it, without the values of variables; the path of that file."""
    import traceback

    from platformdirs import user_log_path

    try:
        folder: Path = user_log_path("agenda", appauthor=False, ensure_exists=True)
        path = folder / "error.txt"
        path.write_text("".join(traceback.format_exception(error)), encoding="utf-8")
        path.chmod(0o600)
    except OSError:
        return "-"
    return str(path)
