"""A line as the grammar knows it: what people, Word, scanners and PDF viewers write in ten ways, in one."""

from __future__ import annotations

import re
import unicodedata
from typing import Final

_WIDE: Final = re.compile("[\ufb00-\ufb06\uff01-\uff5e\u2000-\u200a\u3000]")
"""Ligatures, letters of full width and blanks of other widths; the rest keeps its form ("½", "¹ Anmeldung")."""
_RAISED: Final = str.maketrans("⁰¹²³⁴⁵⁶⁷⁸⁹", "0123456789")
_LIGHTER: Final = str.maketrans({"\u00ad": None})
_HOUR: Final = r"(?<![\d.,:/])(?P<h>[01]?\d|2[0-4])"
_MINUTE: Final = r"(?P<m>[0-5]\d)(?!\d)"
_UHR: Final = r"(?=\s*(?:Uhr|uhr|h\b|hrs))"
_COUNTED: Final = (
    r"(?!\s*(?:%|€|Euro|EUR|Personen|Pers|Teilnehm|Gäste|Kinder|Schüler|Minuten|Min\b|Stunden|people|persons|pax|guests"
    r"|participants|minutes|min\b))"
)
_BEGINS: Final = r"^(?P<lead>[\s>|•*–—-]*)"
_RULES: Final = tuple(
    (re.compile(form), by)
    for form, by in (
        # "9⁰⁰ Uhr", as town halls write it in Word
        (rf"{_HOUR}\s?(?P<m>[⁰¹²³⁴⁵][⁰¹²³⁴⁵⁶⁷⁸⁹])", r"\g<h>:\g<m>"),
        # "9.oo Uhr", "9:oo"
        (rf"{_HOUR}[.:][oO]{{2}}(?!\w)", r"\g<h>:00"),
        # "9. 00 Uhr", "09 : 00 Uhr", as scanners and old Word space them
        (rf"{_HOUR}\s?[.:]\s(?P<m>[0-5]\d)(?=\s*(?:Uhr|uhr|hrs|[-–—]\s*\d))", r"\g<h>:\g<m>"),
        (rf"{_HOUR}\s[.:]\s?(?P<m>[0-5]\d)(?=\s*(?:Uhr|uhr|hrs|[-–—]\s*\d))", r"\g<h>:\g<m>"),
        (rf"{_BEGINS}(?P<h>[01]?\d|2[0-4])\s:\s?{_MINUTE}(?=\s|$)", r"\g<lead>\g<h>:\g<m>"),
        (rf"(?<=\d[-–—]|[-–—]\s)(?P<h>[01]?\d|2[0-4])\s?[.:]\s(?P<m>[0-5]\d){_UHR}", r"\g<h>:\g<m>"),
        # "9,00 Uhr", "9,00-10,30 Uhr"
        (rf"{_HOUR},(?P<m>[0-5]\d)(?=\s*[-–—]\s*(?:[01]?\d|2[0-4])[,.:][0-5]\d\s*(?:Uhr|uhr|h\b))", r"\g<h>:\g<m>"),
        (rf"(?<![\d.,:/])(?P<h>[01]?\d|2[0-4]),(?P<m>[0-5]\d){_UHR}", r"\g<h>:\g<m>"),
        # "9 Uhr 30", "7 h 30"
        (rf"{_HOUR}\s?(?:Uhr|uhr|h)\s(?P<m>[0-5]\d)(?![\d.:])(?!\s*(?:Uhr|uhr|h\b)){_COUNTED}", r"\g<h>:\g<m>"),
        # "9.30hoursRegistration": what stood in two cells of a PDF
        (r"(?<=[.:]\d\d)(?P<sp>\s?)(?P<u>hours|hrs|Uhr)(?=[A-ZÄÖÜ„\"“])", r"\g<sp>\g<u> "),
        # "[09:00] Begrüßung"
        (rf"{_BEGINS}\[\s*(?P<t>\d{{1,2}}[:.]\d\d(?:\s*[-–—]\s*\d{{1,2}}[:.]\d\d)?(?:\s*Uhr)?)\s*\]", r"\g<lead>\g<t>"),
        # "100-200pm", "1145-1200 pm"
        (
            r"(?<![\d.,:/])(?P<h>1?\d)(?P<m>[0-5]\d)\s?[-–—]\s?(?P<to>1?\d)(?P<end>[0-5]\d)\s?(?P<half>[ap])\.?m\b",
            r"\g<h>:\g<m>-\g<to>:\g<end> \g<half>m",
        ),
        # "1 1/2 hours"
        (r"(?<![\d.,:/])(?P<h>\d{1,2})\s1/2(?=\s*(?:h\b|hours?|hrs?|Std|Stunden?))", r"\g<h>.5"),
        # "0900L", "09:00A": with the letter of its zone, as soldiers write it
        (r"(?<![\w.,:/])(?P<h>[01]\d|2[0-3]):?(?P<m>[0-5]\d)[ALZ](?![\w.])(?=\s|$|[-–—])", r"\g<h>:\g<m>"),
        # "| 09:00 Begrüßung": what is left of a table
        (r"^\s*\|\s+(?=\d{1,2}[:.]\d\d[^|]*$)", ""),
    )
)
"""How a time is written, and what it is; each of these has stood in a real programme."""


_MARKS: Final = re.compile(
    r"[⁰¹²³⁴⁵]|\s1/2\s|[.:][oO]{2}|\d\s?[.:]\s\d|\d\s[.:]\s?\d|\d,\d\d|(?:[Uu]hr|h)\s\d\d|\[\s*\d|\d[ALZ](?!\w)|\d\s?(?:hours|hrs|Uhr)[A-ZÄÖÜ„\"“]"
    r"|\d{3}\s?[-–—]\s?\d{3,4}\s?[ap]|^\s*\|"
)
"""What each line has that one of the rules is for; most have nothing of it."""


def normalised(line: str) -> str:
    """A line with its times in the forms that the grammar reads, without what only sets its letters."""
    line = line.translate(_LIGHTER)
    if _WIDE.search(line):
        line = _WIDE.sub(lambda found: unicodedata.normalize("NFKC", found[0]), line)
    if _MARKS.search(line) is None:
        return line
    for form, by in _RULES:
        line = form.sub(by, line)
    return re.sub(r"(?<=\d:)[⁰¹²³⁴⁵⁶⁷⁸⁹]{2}", lambda found: found[0].translate(_RAISED), line)
