"""What lines of a programme label: "Ort: Rathaus", "Referentin: Dr. Weber", "Treffpunkt: 8:45 Uhr Lobby"."""

from __future__ import annotations

import re
from typing import Final, Literal, NamedTuple

from trips.grammar.times import plain

Label = Literal[
    "place", "room", "address", "hosts", "speakers", "people", "meet", "contact", "bring", "time", "note", "theme",
    "organiser", "group", "end",
]  # fmt: skip

_WORDS: Final[dict[Label, str]] = {
    "place": "ort|place|venue|location|where|wo|veranstaltungsort|tagungsort|örtlichkeit|lokal|restaurant|hotel",
    "room": "raum|room|saal|sitzungssaal|hörsaal|besprechungsraum|sitzungsraum|konferenzraum|meeting"
    " room|seminarraum"
    "|sitzungszimmer|zimmer",
    "address": "adresse|address|anschrift",
    "hosts": "gastgeber|gastgeberin|gastgeberinnen|gastgebende|host|hosts|hosted by|einladung durch"
    "|auf einladung von|gastgeber/in|at the invitation of",
    "speakers": "referent|referentin|referenten|referentinnen|referierende|referent/in|referent:in|referent*in|speaker"
    "|speakers|vortragende|vortragender|vortrag von|presenter|presenters|presentation by|redner|rednerin|input"
    "|impuls von|lecturer|keynote speaker|es spricht|es sprechen|vorgestellt von|presented by|by|durch|von",
    "people": "moderation|moderator|moderatorin|moderated by|chair|leitung|führung|guide|guided by|begleitung"
    "|accompanied by|mit|with|gesprächspartner|gesprächspartnerin|gesprächspartnerinnen|gesprächspartner:innen"
    "|interlocutor|interlocutors|participants from the host|dolmetscher|dolmetscherin|interpreter|facilitator"
    "|facilitation|teilnahme|anwesend|panel|panellists|panelists|podium|diskutanten|begleitet von|empfang durch"
    "|begrüßung durch|welcomed by|received by|welcome by",
    "meet": "treffpunkt|meet at|meeting point|treffen|gathering point|sammelpunkt|abfahrtsort|meet|meeting"
    " place|rendezvous"
    "|gather|assembly point|pick-up|pickup|pick up",
    "contact": "ansprechpartner|ansprechpartnerin|ansprechperson|ansprechpartner vor"
    " ort|kontakt|contact|contact person"
    "|kontaktperson|contact on site|rückfragen|notfallnummer|emergency contact|telefon|phone|tel|tel.|mobil|mobile",
    "bring": "mitbringen|bitte mitbringen|mitzubringen|please bring|bring|to bring|benötigt",
    "time": "uhrzeit|zeit|time|wann|when|beginn|start|dauer|duration|einlass|doors",
    "end": "ende|end|schluss",
    "theme": "thema|theme|topic|motto|schwerpunkt|titel|betreff|betr.|betr|subject|re|anlass|occasion",
    "organiser": "veranstalter|organisation|organiser|organizer|organised by|organized"
    " by|ausrichter|organisiert von"
    "|organisator|organisatoren|federführung",
    "note": "hinweis|hinweise|note|notes|dresscode|dress"
    " code|dress|kleidung|kleiderordnung|anmerkung|bemerkung|info"
    "|wichtig|important|nb|n.b.|ps|p.s.|achtung|attention|please note|bitte beachten|sprache|language|kosten"
    "|nächste besprechung|nächste sitzung|nächstes treffen|nächster termin|next meeting|next session"
    "|press|presse|media|medien"
    "|verpflegung|gepäck|luggage|ausrüstung|remark|remarks|optional|alternativ|alternative|schlechtwetter",
}
_LABELS: Final[dict[str, Label]] = {word: label for label, words in _WORDS.items() for word in words.split("|")}
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
