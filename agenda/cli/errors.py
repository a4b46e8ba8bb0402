"""The one place that turns what went wrong into a sentence and an exit code."""

from __future__ import annotations

import sys
from collections.abc import Generator
from contextlib import contextmanager
from dataclasses import dataclass

import click

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
        click.echo(refused.say(t), err=True)
        outcome.code = 1
    except click.exceptions.Exit as stop:
        outcome.code = stop.exit_code
    except click.UsageError as wrong:
        wrong.show()
        outcome.code = 2
    except (click.Abort, KeyboardInterrupt):
        click.echo(t("Stopped; nothing was changed."), err=True)
        outcome.code = 130
    except click.ClickException as wrong:
        click.echo(wrong.format_message(), err=True)
        outcome.code = 1
    except BrokenPipeError:
        sys.stderr.close()  # the reader has gone; nobody is left to tell
        outcome.code = 1
    except OSError as error:
        what = error.filename or t("the output")
        click.echo(t("{path} cannot be used ({why}).", path=str(what), why=reason(error).say(t)), err=True)
        outcome.code = 1
    except Exception as error:
        click.echo(failure(error).say(t), err=True)
        outcome.code = 1
