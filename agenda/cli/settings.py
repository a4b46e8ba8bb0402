"""settings, completion."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from typing import cast

import click
from click.shell_completion import get_completion_class

from agenda.cli.context import CliContext, pass_cli, t
from agenda.cli.output import columns, print_json
from agenda.cli.params import SETTING
from agenda.services.settings import (
    ABOUT,
    NUMBERS,
    Settings,
    no_number,
    settings,
    settings_path,
    told_of,
)
from trips.i18n.language import Translator, UserError
from trips.i18n.text import nearest


@click.command(
    "settings",
    help=t("Show and change the settings of this machine.")
    + "\n\n"
    + t("Without arguments, every setting and its value. Keys of single commands stand under [keys] in the file.")
    + "\n\n\b\n"
    + "\n".join(f"{name:13} {told_of(name, t)}" for name in ABOUT),
)
@click.argument("given", nargs=-1, type=SETTING, metavar="[NAME=VALUE]...")
@click.option("--keys", is_flag=True, help=t("List all commands of the editor with their keys."))
@click.option("--path", is_flag=True, help=t("Print where the settings lie."))
@click.option("--json", "as_json", is_flag=True, help=t("As JSON."))
@pass_cli
def settings_command(cli: CliContext, given: tuple[str, ...], *, keys: bool, path: bool, as_json: bool) -> None:
    """Show the settings, or write some."""
    if path:
        click.echo(str(settings_path()))
        return
    if given:
        from agenda.services.settings_file import write_settings

        written = write_settings(dict(map(_read, given)))
        cli.say("Saved in {path}.", path=str(written))
    if keys:
        for line in columns(_keys(settings(), cli.t)):
            click.echo(line)
    elif as_json:
        now = settings()
        print_json({"settings": {name: getattr(now, name) for name in ABOUT}, "keys": dict(now.keys)})
    elif not given:
        for line in _told(settings(), cli.t):
            click.echo(line)


def _read(text: str) -> tuple[str, str | int]:
    """A setting and its value.

    Raises:
        UserError: it is not written like one, or there is no such setting.
    """
    name, equals, value = text.partition("=")
    if not equals:
        raise UserError('"{text}" is not written like name=value.', text=text)
    name, value = name.strip(), value.strip()
    if name not in ABOUT:
        if near := nearest(name, ABOUT):
            raise UserError('There is no setting "{name}"; did you mean "{near}"?', name=name, near=near)
        raise UserError('There is no setting "{name}"; known are {known}.', name=name, known=", ".join(ABOUT))
    if name not in NUMBERS:
        return name, value
    try:
        return name, int(value or -1)
    except ValueError:
        raise no_number(name) from None


def _told(now: Settings, words: Translator) -> Iterator[str]:
    """The settings as a file would have them, each with a comment."""
    for name in ABOUT:
        value = cast("str | int | None", getattr(now, name))
        yield f"# {told_of(name, words)}"
        yield f"{name} = {json.dumps(-1 if value is None else value, ensure_ascii=False)}"
    if now.keys:
        yield "[keys]"
        yield from (f"{name} = {json.dumps(keys, ensure_ascii=False)}" for name, keys in now.keys.items())


def _keys(now: Settings, words: Translator) -> Sequence[tuple[str, ...]]:
    """Every command of the editor, its keys as the settings have them, and what it does."""
    from agenda.commands import COMMANDS, keys_of

    keymap = "letters" if now.keymap == "letters" else "office"
    return [(command.name, keys_of(command, keymap, now.keys), words(command.about)) for command in COMMANDS]


@click.command("completion", help=t("Print the completion script for your shell.") + "\n\n"
               + t("For bash, add to ~/.bashrc:") + ' eval "$(agenda completion bash)"')  # fmt: skip
@click.argument("shell", type=click.Choice(["bash", "zsh", "fish"]))
def completion_command(shell: str) -> None:
    """Print the completion script for a shell."""
    from agenda.cli import command_line

    found = get_completion_class(shell)
    if found is None:
        raise UserError('There is no "{text}".', text=shell)
    click.echo(found(command_line(), {}, "agenda", "_AGENDA_COMPLETE").source())
