"""completion."""

from __future__ import annotations

import click
from click.shell_completion import get_completion_class

from agenda.cli.language import t
from trips.i18n.language import Refused


@click.command("completion", help=t("Print the completion script for your shell.") + "\n\n"
               + t("For bash, add to ~/.bashrc:") + ' eval "$(agenda completion bash)"')  # fmt: skip
@click.argument("shell", type=click.Choice(["bash", "zsh", "fish"]))
def completion_command(shell: str) -> None:
    """Print the completion script for a shell."""
    from agenda.cli import command_line

    found = get_completion_class(shell)
    if found is None:
        raise Refused('There is no "{text}".', text=shell)
    click.echo(found(command_line(), {}, "agenda", "_AGENDA_COMPLETE").source())
