"""What stands for a value in usage and help, in the words of the office."""

from __future__ import annotations

import re
from typing import Final

import click

from trips.i18n.language import N_, Translator

WORDS: Final = frozenset((
    N_("ARGS"), N_("CODE"), N_("COMMAND"), N_("DATE"), N_("DAY"), N_("DIR"), N_("FIELD"), N_("FILE"), N_("FILES"),
    N_("FORMAT"), N_("GONE"), N_("HEADING"), N_("HH"), N_("HOW"), N_("ITEM"), N_("KEEP"), N_("KEY"), N_("KEYS"),
    N_("LANG"), N_("LANGUAGE"), N_("LINE"), N_("MIN"), N_("MINUTES"), N_("MM"), N_("NAME"), N_("NAMES"), N_("NOTE"),
    N_("NUMBER"), N_("ONE"), N_("OPTIONS"), N_("OTHER"), N_("PAGE"), N_("PAPER"), N_("PATH"), N_("PERSON"),
    N_("PLACE"), N_("TEXT"), N_("TITLE"), N_("TRIP"), N_("VALUE"), N_("WHAT"), N_("WHEN"), N_("WHICH"), N_("WHO"),
    N_("WORDS"), N_("YEAR"),
))  # fmt: skip
"""What is the same in every language (A, B, N, URL, X/Y) and what is typed as it stands are not among them."""
_WORD: Final = re.compile("[A-Z]{2,}")


def say_metavars(command: click.Command, t: Translator) -> None:
    """Give a command, and those within it, the metavars of a language."""
    context = click.Context(command)
    command.options_metavar = _said(command.options_metavar or "", t)
    for param in command.params:
        if not isinstance(param.type, click.Choice) and not (isinstance(param, click.Option) and param.is_flag):
            param.metavar = _said(param.make_metavar(context), t)
    if isinstance(command, click.Group):
        command.subcommand_metavar = _said(command.subcommand_metavar, t)
        for within in command.commands.values():
            say_metavars(within, t)


def _said(metavar: str, t: Translator) -> str:
    return _WORD.sub(lambda word: t(word[0]) if word[0] in WORDS else word[0], metavar)
