"""The one place that turns what went wrong into a sentence and an exit code."""

from __future__ import annotations

import sys
from collections.abc import Generator
from contextlib import contextmanager
from dataclasses import dataclass

import click

from agenda.cli.output import tell
from agenda.services.failures import failure, note_failure
from agenda.services.settings import calm_settings
from trips.i18n.language import UserError
from trips.i18n.os_errors import reason
from trips.importers import door


@dataclass
class ExitCode:
    """What the program will say to its caller."""

    code: int = 0


@contextmanager
def telling_errors() -> Generator[ExitCode]:
    """Carry out a command; whatever goes wrong is told in a sentence on stderr."""
    outcome = ExitCode()
    door.note = note_failure
    t = calm_settings().words()
    try:
        yield outcome
        if sys.stdout is not None:
            sys.stdout.flush()
    except UserError as refused:
        tell(refused.say(t))
        outcome.code = 1
    except click.exceptions.Exit as stop:
        outcome.code = stop.exit_code
    except click.UsageError as wrong:
        wrong.show()
        outcome.code = 2
    except (click.Abort, KeyboardInterrupt):
        tell(t("Stopped; nothing was changed."))
        outcome.code = 130
    except click.ClickException as wrong:
        tell(wrong.format_message())
        outcome.code = 1
    except BrokenPipeError:
        sys.stderr.close()  # the reader has gone; nobody is left to tell
        outcome.code = 1
    except OSError as error:
        what = error.filename or t("the output")
        tell(t("{path} cannot be used ({why}).", path=str(what), why=reason(error).say(t)))
        outcome.code = 1
    except Exception as error:
        tell(failure(error).say(t))
        outcome.code = 1
