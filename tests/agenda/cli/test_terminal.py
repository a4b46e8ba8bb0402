"""What reaches a terminal: texts, and the bold that is ours."""

from __future__ import annotations

import io

import pytest

from agenda.cli.output import print_columns_with_bold_heads, tell
from agenda.cli.terminal import guard_terminal


class ATerminal(io.TextIOWrapper):
    def isatty(self) -> bool:
        return True


def shown_on(term: str, monkeypatch: pytest.MonkeyPatch) -> str:
    """What a terminal of that kind gets when the rows are printed."""
    got = io.BytesIO()
    terminal = ATerminal(got, "utf-8")
    monkeypatch.setattr("sys.stdout", terminal)
    monkeypatch.setattr("sys.stderr", io.StringIO())
    monkeypatch.setenv("TERM", term)
    guard_terminal()
    print_columns_with_bold_heads(ROWS)
    return got.getvalue().decode()


ROWS = [("error", "time.order", "Lunch \x1b[1mfirst"), ("hint", "travel.none", "\x1b[2J\u202eon foot")]


def test_heads_are_bold_on_a_terminal_and_nobodys_text_is(monkeypatch: pytest.MonkeyPatch) -> None:
    text = shown_on("xterm-256color", monkeypatch)
    assert "\x1b[1merror\x1b[22m" in text
    assert "\x1b[1mhint\x1b[22m" in text
    assert text.count("\x1b") == 4
    assert "\u202e" not in text


def test_sentences_are_broken_between_words_in_a_terminal(monkeypatch: pytest.MonkeyPatch) -> None:
    got = io.BytesIO()
    terminal = ATerminal(got, "utf-8")
    monkeypatch.setattr("sys.stderr", terminal)
    monkeypatch.setenv("COLUMNS", "30")
    tell("There is no trip of this name; those there are shows: agenda list\nShort.")
    lines = got.getvalue().decode().splitlines()
    assert lines == ["There is no trip of this name;", "those there are shows: agenda", "list", "Short."]


def test_where_a_terminal_has_no_bold_there_is_none(monkeypatch: pytest.MonkeyPatch) -> None:
    assert "\x1b" not in shown_on("dumb", monkeypatch)


def test_other_programs_get_rows_as_they_are(capsys: pytest.CaptureFixture[str]) -> None:
    print_columns_with_bold_heads([("error", "time.order"), ("hint", "travel.none")])
    assert capsys.readouterr().out == "error  time.order\nhint   travel.none\n"
