"""The README: every command of its first trip runs as printed on an empty machine, and prints what it says there."""

from __future__ import annotations

import re
import shlex
from collections.abc import Iterator

from tests import ROOT
from tests.agenda.cli.test_cli import agenda as agenda

README = (ROOT / "README.md").read_text(encoding="utf-8")


def transcript() -> Iterator[tuple[str, list[str]]]:
    """The commands of the page, each with the lines that stand below it."""
    command, told = "", []
    for line in README.splitlines():
        if line.startswith("    $ "):
            if command:
                yield command, told
            command, told = line.removeprefix("    $ "), []
        elif command and (line.startswith("    ") or not line):
            told.append(line.removeprefix("    "))
        elif command:
            break
    yield command, told


def alike(text: str) -> str:
    """A text without what is another one on each machine: ids, the random end of a key, the moment of a draft."""
    text = re.sub(r"\b[0-9a-f]{6}\b", "ID", text)
    text = re.sub(r"\b(anna-weber)-\w{4}\b", r"\1-KEY", text)
    return re.sub(r"DRAFT of .*", "DRAFT", text)


def test_the_first_trip_runs_as_printed_on_an_empty_machine(agenda) -> None:
    ran = 0
    for command, told in transcript():
        done = agenda(*shlex.split(command)[1:])
        assert done.code == 0, (command, done.err)
        assert alike((done.out + done.err).strip()) == alike("\n".join(told).strip()), command
        ran += 1
    assert ran == 6


def test_every_command_that_the_page_names_is_one(agenda) -> None:
    for words in re.findall(r"`agenda ([a-z]+)", README):
        assert agenda(words, "--help").code == 0, words


def test_every_picture_and_page_that_it_shows_is_there() -> None:
    for path in re.findall(r"\]\(([^)#:]+)\)", README):
        assert (ROOT / path).exists(), path
