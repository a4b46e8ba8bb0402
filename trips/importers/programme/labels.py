"""What lines of a programme label: "Ort: Rathaus", "Referentin: Dr. Weber", "Treffpunkt: 8:45 Uhr Lobby"."""

from __future__ import annotations

import re
from typing import Final, Literal, NamedTuple, get_args

from trips.grammar.times import plain
from trips.grammar.vocabulary import all_words

Label = Literal[
    "place", "room", "address", "hosts", "speakers", "people", "meet", "contact", "bring", "time", "note", "theme",
    "organiser", "group", "end",
]  # fmt: skip

_LABELS: Final[dict[str, Label]] = {word: label for label in get_args(Label) for word in all_words("labels", label)}
_FORM: Final = re.compile(
    rf"(?P<label>{'|'.join(sorted(map(re.escape, _LABELS), key=len, reverse=True))})"
    r"(?:\s*\([^)]{1,20}\))?\s*:\s*(?P<value>.*)"
)
_BARE: Final = re.compile(
    r"(?P<label>hosted by|moderated by|guided by|presented by|organised by|organized by|accompanied by|welcomed by"
    r"|received by|vorgestellt von|gastgeber ist|treffpunkt|meeting point|moderation|tel\.|dresscode|dress code"
    r"|hinweis)"
    r"(?:\s+|\s*[-–]\s*)(?P<value>\S.*)"
)
_SECTIONS: Final = re.compile(
    r"(?:liste der |list of )?(?:teilnehmer(?:innen)?(?: und teilnehmer(?:innen)?)?|teilnehmer/-?innen"
    r"|teilnehmende[nr]?"
    r"|teilnehmer[*:_]innen|participants|participant list|teilnehmer(?:innen)?liste|teilnehmendenliste"
    r"|delegation(?:smitglieder|sliste)?|members of the delegation|delegation members|delegates|the delegation"
    r"|delegationsteilnehmer|mitglieder der delegation|kontakte?|contacts?|contact details|contact information"
    r"|ansprechpartner(?:innen)?|kontaktdaten|wichtige (?:telefon)?nummern|wichtige rufnummern"
    r"|emergency (?:numbers|contacts)"
    r"|useful (?:numbers|contacts|information)|practical information|praktische (?:hinweise|informationen)"
    r"|organisatorische hinweise|allgemeine hinweise|hinweise|hinweis|notes|general notes|anmerkungen|fußnoten"
    r"|footnotes"
    r"|legende|legend|abkürzungen|abbreviations|anfahrt|directions|how to get there|unterkunft|accommodation|hotels?"
    r"|verteiler|distribution|anlagen?|attachments?|enclosures?|impressum|logistics|packliste|reisekosten|kosten"
    r"|leistungen|im preis enthalten|included|not included|organisation|organisationsteam|programmkomitee|dress ?code)"
)
_GREETING: Final = re.compile(
    r"(?:sehr geehrte|liebe[rs]?\s|dear\s|guten (?:tag|morgen)|hallo|hello|hi\s|mit (?:freundlichen|besten"
    r"|herzlichen) grüßen"
    r"|(?:viele|beste|herzliche|freundliche|liebe|schöne) grüße|kind regards|best (?:regards|wishes)|yours sincerely"
    r"|yours faithfully|sincerely|regards|with (?:kind|best) regards|cordially|many thanks|thank you|vielen dank"
    r"|für rückfragen|i\.\s?a\.\s|gez\.)"
)


class Labelled(NamedTuple):
    """A label and what stands behind it; `colon` is whether a colon does, too."""

    label: Label
    value: str
    word: str
    colon: bool


def labelled(text: str) -> Labelled | None:
    """What a line labels; None if it does not begin with a label."""
    small = plain(text)
    marked = _FORM.match(small)
    match = marked or _BARE.match(small)
    if match is None:
        return None
    word = match["label"]
    return Labelled(
        _LABELS.get(word, "place") if word != "gastgeber ist" else "hosts",
        text[match.start("value") :].strip(),
        text[: match.end("label")],
        marked is not None,
    )


def is_section(text: str) -> bool:
    """Whether a line heads what is no programme any more: participants, contacts, notes."""
    small = plain(text).strip(" :.-*")
    match = _SECTIONS.match(small)
    if match is None:
        return False
    return (
        re.fullmatch(
            r"(?:\s*\(.*\)|\s+(?:und|and|&|der|zur?|the|of|of the|für|for|vor)\s.{0,40}|\s*\d+)?", small[match.end() :]
        )
        is not None
    )


def is_greeting(text: str) -> bool:
    """Whether a line opens or closes a letter."""
    return _GREETING.match(plain(text)) is not None
