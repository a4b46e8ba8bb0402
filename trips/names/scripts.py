"""In which letters a name is written."""

from __future__ import annotations

import unicodedata
from typing import Final

_SCRIPTS: Final = {"ARABIC": "ar", "GREEK": "el", "HEBREW": "he", "HIRAGANA": "ja", "KATAKANA": "ja", "HANGUL": "ko",
                   "CJK": "zh", "THAI": "th", "DEVANAGARI": "hi", "GEORGIAN": "ka", "ARMENIAN": "hy"}  # fmt: skip
_CYRILLIC: Final = (("іїєґ", "uk"), ("ђјљњћџ", "sr"), ("ў", "be"))


def script_of(name: str) -> str:
    """The language that a name in other than Latin letters is read aloud in; "" for Latin letters."""
    for one in name:
        if not one.isalpha() or one.isascii():
            continue
        script = unicodedata.name(one, "").partition(" ")[0]
        if script in _SCRIPTS:
            return _SCRIPTS[script]
        if script == "CYRILLIC":
            folded = set(name.casefold())
            return next((lang for letters, lang in _CYRILLIC if folded & set(letters)), "ru")
    return ""
