"""Words for the declarations of commands, and the sentences of the command line library.

The library looks its sentences up in our catalog (see agenda.cli._speak); they are listed here so that the catalogs
have them.
"""

from __future__ import annotations

from trips.language import N_, office_language, words

t = words(office_language())

LIBRARY = (
    N_("Usage:"), N_("Options"), N_("Commands"), N_("Arguments"), N_("[OPTIONS]"), N_("Error: {message}"), N_("Aborted!"),
    N_("Show this message and exit."), N_("Missing argument"), N_("Missing option"), N_("Missing parameter"),
    N_("Missing command."), N_("No such command {name!r}."), N_("No such option: {name}"), N_("No such option {name!r}."),
    N_("Did you mean {possibility}?"), N_("Try '{command} {option}' for help."), N_("Invalid value: {message}"),
    N_("Invalid value for {param_hint}: {message}"), N_("{value!r} is not a valid {number_type}."),
    N_("Option {name!r} requires an argument."), N_("Got unexpected extra argument ({args})"),
    N_("Got unexpected extra arguments ({args})"), N_("[default: {default}]"), N_("default: {default}"), N_("required"),
)  # fmt: skip
