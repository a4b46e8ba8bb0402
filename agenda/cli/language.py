"""The words for the declarations of commands, in the language of the office."""

from __future__ import annotations

from typing import Final

from trips.language import office_language, words

t: Final = words(office_language())
