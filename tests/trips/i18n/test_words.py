"""One thing, one word: what the catalog calls things, in both languages, and what it does not call them."""

from __future__ import annotations

import re
from collections.abc import Iterator

import pytest
from babel.messages.pofile import read_po

from tests import ROOT

CATALOG = ROOT / "trips/i18n/locale/de/LC_MESSAGES/agenda.po"

ENGLISH = {
    "release": r"\b[Ii]ssu(e|es|ed|ing)\b",
    "unscheduled": r"[Nn]ot scheduled",
    "internal note": r"\bstaff note\b",
    "database": r"\bstore\b(?! is a file| may hold)",
    "document": r"(?<!white )(?<!on )(?<!--)(?<!\{)(?<![Ll]etter )\bpapers?\b",
    "pack": r"(?<!agenda )\b[Kk]its?\b",
    "who has what": r"\b[Ll]edger\b",
    "import": r"\b[Tt]ak(e|en|es) (it )?in\b",
    "fix": r"\b[Pp]ut (it )?right\b",
    "accommodation": r"^stay$",
    "headcount": r"\bheads\b(?=,|$)",
    "meet": r"\b[Gg]ather",
    "driver sheet, host sheet, press sheet": r"[Dd]river's sheet|(?<!run )[Ss]heet for|[Pp]ress programme",
    "participant list": r"[Ll]ist of participants",
    "dismiss": r"\b[Ww]aive",
    "who to call": r"\b[Ww]hom to (phone|ask|reach)",
}
"""What an English text must not say, under what it says instead."""

GERMAN = {
    "Reise": r"Programmdatei",
    "Prüfhinweis": r"Prüfpunkt|Befund",
    "Datenbank": r"Ablage|\bSpeichers?\b",
    "Archiv": r"\bweglegen|\babgelegt",
    "Cursor": r"Zeiger|Schreibmarke",
    "zusammenführen": r"\b[Vv]ereinen|\bvereint",
    "Adresse": r"\bAnschrift",
    "Reihe": r"\bSerie",
    "Delegierte": r"Delegationsmitglied|Mitreisende",
    "freigeben": r"\b[Hh]erausg[aei]b|herausgegeben|gibt .*heraus",
    "verteilen": r"\bausgegeben|Ausgabebuch",
    "Mappe": r"\bAusgaben?\b",
    "Dokument": r"(?<!weißem )(?<!auf )\bPapier(?!korb)",
    "nicht eingeplant": r"noch nicht eingeplant|[Aa]usplan",
    "akzeptieren": r"\b[Hh]innehm|hingenommen|gelten lassen",
    "bestätigen": r"\b[Zz]usage|\bzugesagt",
    "Kürzel": r"\bSchlüssel",
    "Hinweis": r"\bNotiz",
    "Übernachtung": r"\bUnterkunft",
    "Fahrerblatt, Gastgeberblatt, Presseblatt": r"Fahrtenblatt|Blatt für|Presseprogramm",
    "Teilnehmendenliste": r"Teilnehmerliste|Teilnahmeliste|Liste der Teilnehmenden",
    "Einrichtung": r"\bOrganisation\b",
}
"""What a German text must not say, under what it says instead."""

MEANT = frozenset(
    (
        "die Ausgabe",  # of a program, where it is named in place of a file
        "Stufenlos; Schlüssel an der Pforte",  # a key of metal
    )
)


def texts() -> tuple[list[str], list[str]]:
    """Every English text, and every German one."""
    with CATALOG.open("rb") as file:
        catalog = read_po(file)

    def each(said: object) -> Iterator[str]:
        yield from said if isinstance(said, tuple | list) else (said,)

    known = [message for message in catalog if message.id]
    return [text for one in known for text in each(one.id)], [text for one in known for text in each(one.string)]


@pytest.mark.parametrize(("language", "words"), [(0, ENGLISH), (1, GERMAN)], ids=["English", "German"])
def test_one_thing_has_one_word(language: int, words: dict[str, str]) -> None:
    found = [
        f"{right}: {text}"
        for text in texts()[language]
        for right, wrong in words.items()
        if re.search(wrong, text) and text not in MEANT
    ]
    assert found == []
