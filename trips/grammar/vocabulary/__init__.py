"""The words by which programmes are understood, one file a language, so that a translator can add to them.

Each table has lists of words, read when they are first asked for.
"""

from __future__ import annotations

import tomllib
from functools import cache
from pathlib import Path
from typing import cast

from trips.i18n.language import LANGUAGES


@cache
def _tables(language: str) -> dict[str, dict[str, str | list[str]]]:
    text = (Path(__file__).parent / f"{language}.toml").read_text("utf-8")
    return cast("dict[str, dict[str, str | list[str]]]", tomllib.loads(text))


def vocabulary(language: str, table: str, name: str) -> list[str]:
    """The words of a list in one language; some are patterns, in which a blank is written as one."""
    found = _tables(language)[table].get(name, "")
    return found.split() if isinstance(found, str) else found


def all_words(table: str, name: str) -> list[str]:
    """The words of a list in every language that is read."""
    return [word for language in LANGUAGES for word in vocabulary(language, table, name)]
