"""Places that a sentence names: "Empfang im Historischen Rathaus", "Dinner at the Harbour Inn", "(Raum 2.14)"."""

from __future__ import annotations

import re
from typing import Final, NamedTuple

from trips.grammar.kinds import kind_of
from trips.grammar.vocabulary import vocabulary
from trips.names.titles import ADDRESS, OFFICE, TITLE


def _nouns(language: str, name: str, table: str = "places") -> str:
    """The nouns of a list as alternatives, the longest first."""
    return "|".join(sorted(vocabulary(language, table, name), key=len, reverse=True))


_NEUTER: Final = _nouns("de", "neuter")
_MASCULINE: Final = _nouns("de", "masculine")
_FEMININE: Final = _nouns("de", "feminine")
_ENGLISH: Final = _nouns("en", "nouns")
_GERMAN: Final = rf"{_NEUTER}|{_MASCULINE}|{_FEMININE}"
_ABSTRACT: Final = frozenset(vocabulary("de", "places", "abstract"))
_GENERAL: Final = frozenset(
    ("stadt", "gemeinde", "straße", "strasse", "city", "site", "court", "exchange", "room", "raum")
)
"""Nouns for a place that name none alone."""
_FOLLOWED: Final = rf"(?:(?:[A-ZÄÖÜ]\w+-)?(?:{_nouns('de', 'named')}|{_nouns('en', 'named')}))"
_WORD: Final = r"(?:[„\"“][^„\"“”]{2,40}[\"“”]|[A-ZÄÖÜ0-9][\w'’&-]*)"
_NAME_BEHIND: Final = rf"(?:\s+(?:(?:am|an der|zum|zur|von|of|the|im|de|la|del|du|der|des|&)\s+)?{_WORD}){{0,3}}"
_GOES_ON: Final = re.compile(
    rf"\s(?:(?i:for|to|by|with|mit|und|nach|via|durch)\s|(?:von|vom|der|des|zum)\s(?={OFFICE}|{TITLE}|{ADDRESS}))"
)
"""What stands behind the name of a place and is none of it."""
_QUOTED_AT: Final = re.compile(
    r"(?<![\w-])(?:at|in|im|am|beim|ins|in der|auf dem|auf der|inside)\s(?:the\s)?(?P<name>[„“\"][^„“\"”]{2,60}[“\"”])"
)
_DE_LEAD: Final = re.compile(
    r"(?<![\w-])(?P<lead>im|in der|in den|am|an der|auf dem|auf der|vor dem|vor der|ab|beim|bei der|ins|in die|zum|zur"
    r"|in|bei)\s+"
)
_EN_LEAD: Final = re.compile(r"(?<![\w-])(?:at|in|inside|@)\s+(?P<the>the\s+)?", re.IGNORECASE)
_DE_NOUN: Final = re.compile(
    rf"(?P<adjectives>(?:[A-ZÄÖÜ][a-zäöüß-]+(?:en|er|em)\s+){{0,2}})"
    rf"(?P<noun>(?:St\.\s)?(?:[A-ZÄÖÜ][\wäöüß]*(?:[-/][A-ZÄÖÜ]?[\wäöüß]+)*)?-?(?:(?i:{_GERMAN})))(?![\wäöüß])"
)
_ROOM: Final = re.compile(
    r"(?P<open>\()?\s*(?P<room>(?:Raum|(?:Committee |Conference |Board |Class)?[Rr]oom"
    r"|Saal|Sitzungssaal|Hörsaal|Zimmer|Konferenzraum|Meeting Room"
    r"|Lecture Hall|Seminarraum"
    r"|Besprechungsraum|Sitzungsraum|Sitzungszimmer|Seminar Room)\s+(?:Nr\.?\s*)?[A-Z]{0,3}[\d][\w.\-/]*"
    r"(?:,?\s+\d\.\s*(?:OG|Etage|Stock))?)\s*(?(open)\))"
)

_NUMBERED_ROOM: Final = re.compile(
    r"\s*\((?P<room>[A-Z]{0,3}\s?\d{1,3}[.\-/]\d{1,3}\w?(?:,\s\d{1,2}\.?\s?(?:OG|UG|Etage|Stock|floor))?"
    r"|[A-Z]{0,3}\s?\d{1,4}\w?,\s(?:\d{1,2}\.?\s?(?:OG|UG|Etage|Stock)|EG|\d{1,2}(?:st|nd|rd|th) floor))\)\s*$"
)
"""A room by its number alone, in brackets at the end: "(2.14)", "(A 105, 1. OG)"."""


_NOUN: Final = re.compile(
    rf"(?:(?i:{_ENGLISH})|[\wäöüß-]*(?i:{_GERMAN}|räume|eingang|haupteingang|memorial hall|reception|entrance))"
    r"(?![\wäöüß])"
)
_SEGMENT: Final = re.compile(
    r"[,(–—]\s*(?P<name>[A-ZÄÖÜ„\"][^,()–—;:]{1,60}?)\s*(?=$|[,)–—;])(?P<room>,\s*(?:[\w.]+\s+){0,2}(?:Saal|Room"
    r"|Raum|Zimmer|Ballroom|OG|floor|Building|Committee Room|Nebenraum)\b[^,()]{0,20}(?=$|[)]))?"
)


_IN_BRACKET: Final = re.compile(r"\([A-ZÄÖÜ][\w .'-]{1,40},\s[A-ZÄÖÜ][\w .'-]{1,40}\)")
"""A room and its house, or a house and its town, in brackets."""
_TABLE_AT: Final = re.compile(
    r"(?:[Gg]emeinsames\s)?(?:Mittag(?:s|essen)?|Abendessen|Essen|Frühstück|Imbiss|Mittagsimbiss|Lunch|Dinner|Breakfast)\s"
    r"(?P<name>[A-ZÄÖÜ][\w-]+(?:\s[A-ZÄÖÜ][\w-]+){0,2})(?:\s\(.*\))?"
)
"""A meal with nothing but the place behind it: "Mittag Kantine", "Essen Ratskeller"."""
_QUOTED: Final = re.compile('[„"“][^„"“”]*["“”]')


_SAMENESS: Final = (
    r"(?:ebenda|ebendort|ebd\.?|ibid\.?|(?:am )?(?:selben|gleichen|selber|gleicher) ort|(?:at the )?same (?:place|venue"
    r"|location))"
)
_SAME: Final = re.compile(_SAMENESS, re.IGNORECASE)
_SAME_BEHIND: Final = re.compile(rf"\s*[,;(–—-]?\s*(?<!\w){_SAMENESS}\)?\s*$", re.IGNORECASE)
_LONGEST_ADDRESS: Final = 90
_TOWN: Final = (
    r"(?:[A-Z]{1,2}-)?\d{4,5}(?:\s[A-Z]{2})?\s+[A-ZÄÖÜ][\w.\-/]*(?:[ -][\w.()/-]+){0,3}|[\w.' -]{2,30},?\s*"
    r"[A-Z]{1,2}\d[A-Z\d]?\s\d[A-Z]{2}"
)
_STREET: Final = r"[A-ZÄÖÜ][\w.'-]*(?:\s[\w.'-]+){0,4}\s\d{1,4}\s?[a-z]?(?:\s?[-–/]\s?\d{1,4}\s?[a-z]?)?"
_ROAD: Final = (
    r"[A-ZÄÖÜ][\w.' -]*(?:str\.|straße|strasse|platz|weg|allee|gasse|ring|ufer|markt|damm|chaussee)"
    r"\s\d{1,4}\s?[a-z]?(?:\s?[-–/]\s?\d{1,4}\s?[a-z]?)?"
    r"|\d{1,4}[a-z]?,?\s[A-Z][\w' -]+\s(?:Street|Road|Avenue|Lane|Square|Place|Quay|St|Rd|Ave)\.?"
)
_FLOOR: Final = r"(?:,\s\d{1,2}(?:st|nd|rd|th)\sfloor|,\s\d{1,2}\.\s(?:OG|Stock|Etage))?(?:\s\([^)]{2,30}\))?"
_ADDRESS: Final = re.compile(rf"(?:{_STREET}|{_ROAD})(?:,|\s[–-])\s*(?:{_TOWN})|{_TOWN}|{_ROAD}{_FLOOR}")


_PROPER: Final = (
    r"(?:'t\s|e-)?[A-ZÄÖÜ][\w'&.-]*(?:\s(?:of|the|de|la|du|zum|zur|am)\s[A-ZÄÖÜ][\w'&-]*|\s[A-ZÄÖÜ\d][\w'&-]*){0,3}"
)
_AT: Final = re.compile(rf"(?<![\w-])(?:at|AT)\s(?:the\s|THE\s)?(?P<name>{_PROPER})")
_TABLES: Final = re.compile(
    r"(?:(?<![\w-])(?:at|AT|im|in der|beim|in the|IN THE)|(?:essen|imbiss|[Ll]unch|[Dd]inner)(?=\s[„\"]))\s"
    rf"(?:the\s|THE\s)?(?P<name>[„\"][^„“\"”]{{2,40}}[“\"”]|{_PROPER})"
)
_END: Final = r"(?=\s*(?:$|[,(.;–-]|(?i:for|to|by|with|and|mit|und|nach|via|per|durch)\s))"
_STOPS: Final = re.compile(
    r"(?:^(?i:abfahrt|ankunft|arrivals?|arrives?|arr\.?|departures?|departs?|dep\.?|leaves?|eintreffen|treffen|emplane)"
    rf"|(?<![\w-])(?:at|ab))\s(?i:the\s|at\s|am\s|from\s)?(?P<name>{_PROPER}){_END}"
)
_NO_PLACE: Final = re.compile(
    r"(?:Mon|Tue|Wed|Thu|Fri|Sat|Sun)|(?:Mo|Di|Mi|Do|Fr|Sa|So)\b|Uhr\b|Noon|Midday|[A-Z]{2}\s?\d{2,4}\b|ICE?\b|\d"
    r"|(?:\w*(?:[Aa]bend|[Mm]orgen|[Mm]ittag|[Nn]acht)|\w+tag|Evening|Morning|Afternoon|Night|\w+day)\b"
    r"|Christmas|Easter|Gäste|Delegation|Gruppe|Teilnehm|Bus\b|Zug\b|Hotel$|Anschluss|Rahmen|Herrn?\b|Frau\b|Dr\b"
    r"|Prof|Mr|Ms|Rückreise|Anreise"
)
"""What stands behind such words and is no place."""


class Placed(NamedTuple):
    """A place in a sentence: its name and where it stands."""

    name: str
    start: int
    end: int


def place_in(text: str) -> Placed | None:
    """The first place that a sentence names behind a preposition, outside of quotes; None if it names none for sure."""
    quotes = [match.span() for match in _QUOTED.finditer(text)]
    if (quoted := _QUOTED_AT.search(text)) is not None:
        return Placed(_clean(quoted["name"]), quoted.start("name"), quoted.end("name"))
    found = [
        placed
        for placed in (_german(text), _english(text))
        if placed is not None and not any(start < placed.start < end for start, end in quotes)
    ]
    return min(found, key=lambda placed: placed.start) if found else None


def place_behind(text: str, kind: str) -> Placed | None:
    """The place that stands behind a comma or in brackets, or that a title names outright: "Check-in Hotel Park"."""
    for match in _SEGMENT.finditer(text):
        name = match["name"].strip()
        if (
            _NOUN.search(name)
            and _NOT_VISITED.match(name) is None
            and len(name.split()) <= 7
            and not re.search(r"\b(?:mit|with|durch|by|und|and|um|at|für|for)\s|[Hh]üpfburg", name)
        ):
            end = match.end()
            if text[match.start()] == "(" and (bracket := _IN_BRACKET.match(text, match.start())) is not None:
                end = bracket.end()
            return Placed(_clean(text[match.start("name") : end]).rstrip(")"), match.start("name"), end)
    named = re.compile(rf"(?<![\w-]){_FOLLOWED}{_NAME_BEHIND}").search(text)
    if (
        named is not None
        and " " in named[0].strip()
        and (named.start() == 0 or kind in ("stay", "visit", "transfer", "arrival", "departure", "meal"))
    ):
        return Placed(_clean(named[0]), named.start(), named.end())
    if kind in ("meal", "break") and (match := _TABLE_AT.fullmatch(text)) is not None and _NOUN.search(match["name"]):
        return Placed(match["name"], match.start("name"), match.end("name"))
    if (
        kind in ("arrival", "departure", "transfer", "other")
        and len(text) <= 50
        and (
            match := re.search(
                r"(?:^|\s)(?P<name>(?:Bahnhof|Hauptbahnhof|Hbf|ZOB|Flughafen|Kreishaus|Rathaus|Mensa|Airport"
                r"|Station)(?:\s+[A-ZÄÖÜ]\w+)?)(?:$|,)",
                text,
            )
        )
    ):
        return Placed(match["name"], match.start("name"), match.end())
    return None


_NP_WORD: Final = (
    r"(?!(?i:for|to|by|with|and|mit|und|nach|from|at|von|in|im|the|sowie|on|incl|inkl|including|followed|anschl)\b)"
    r"(?:[„\"“][^„\"“”]{2,40}[\"“”]|[A-ZÄÖÜ][\w'’&.-]*|\d+(?!\w))"
)
_JOINED: Final = r"(?:\s+(?:of the|of|für|de la|de|des|der|von|am|an der|zum|zur|&|for))?"
_NP: Final = rf"{_NP_WORD}(?:{_JOINED}\s+{_NP_WORD}){{0,6}}"
_VISITS_DE: Final = re.compile(
    rf"(?<!\w)(?i:[\wäöüß-]*(?:{_nouns('de', 'nouns', 'visits')})|{_nouns('de', 'verbs', 'visits')})"
    r"(?:\s+(?:er|sie|es|man|die (?:Delegation|Gruppe|Gäste)))?"
    r"(?P<leads>(?:\s+(?:bei der|bei dem|bei|beim|in der|in|im|durch|von|vom|der|des|die|das|den|dem|auf dem|auf der|am"
    rf"|unseres|unserer|eines|einer|eine|ein))*)\s+(?P<name>{_NP})"
)
_VISITS_EN: Final = re.compile(
    rf"(?<!\w)(?i:{_nouns('en', 'nouns', 'visits')}|{_nouns('en', 'verbs', 'visits')})"
    rf"(?P<leads>(?i:(?:\s+(?:to|of|at|in|through|around|the|a|an|our|their|new|with))*))\s+(?P<name>{_NP})"
)
_NOT_VISITED: Final = re.compile(
    rf"(?:{OFFICE}|{TITLE}|{ADDRESS}|Delegation|Gruppe|Gäste|Teilnehm\w*|Famil\w+|Schüler\w*|Vertreter\w*|Ausschuss"
    r"|Mitglied\w*|Members|Group|Guests?|Participants|Partner\w*|Kolleg\w+|Bürger\w*|Students|Tag|Day|Part|Teil)(?!\w)"
)
"""Who visits, or is visited, and is no place."""


def place_visited(text: str, *, surely: bool = False) -> Placed | None:
    """What is visited, in a title that says so: "Besuch des Klärwerks", "A visit to Trinity College".

    With `surely` only what has a noun for a place in its name.
    """
    for form in (_VISITS_DE, _VISITS_EN):
        for match in form.finditer(text):
            name = _genitive(match["name"], match["leads"]) if form is _VISITS_DE else match["name"]
            named = _NOUN.search(name) is not None
            if _NOT_VISITED.match(name) or name.lower() in _ABSTRACT | _GENERAL or (surely and not named):
                continue
            if not named and (kind_of(name) != "other" or (form is _VISITS_EN and not match["leads"].strip())):
                continue
            if not named and "with" in match["leads"].lower():
                continue
            return Placed(_clean(name), match.start("name"), match.end("name"))
    return None


def _genitive(name: str, leads: str) -> str:
    """A name behind "des" or "der" as it stands in a list: "Deutschen Fußballmuseums" is "Deutsches Fußballmuseum"."""
    last = leads.split()[-1:] or [""]
    if last[0] not in ("des", "der", "unseres", "unserer", "dem", "den"):
        return name
    words = name.split()
    place = 0
    while place < len(words) - 1 and re.fullmatch(r"[A-ZÄÖÜ][a-zäöüß-]+(?:en|er)", words[place]):
        place += 1
    noun = _without_s(words[place]) if last[0] in ("des", "unseres") else words[place]
    known = re.search(rf"(?i:{_GERMAN})$", noun) is not None
    adjectives = " ".join(words[:place])
    first = _nominative(f"{adjectives} " if adjectives else "", noun) if known else " ".join([*words[:place], noun])
    return " ".join([first, *words[place + 1 :]])


def _without_s(noun: str) -> str:
    """A noun without the ending of its genitive."""
    for end in ("es", "s"):
        stem = noun[: -len(end)]
        if noun.endswith(end) and re.search(rf"(?i:{_NEUTER}|{_MASCULINE})$", stem):
            return stem
    return noun[:-1] if re.search(r"[a-zäöü]{4,}[^s]s$", noun) and not noun.endswith(("us", "is", "os")) else noun


def place_of_kind(text: str, kind: str) -> Placed | None:
    """A place that only the kind of an entry lets one take for one: "Lunch at Rafters", "Ankunft Bruxelles-Midi"."""
    form = _TABLES if kind in ("meal", "break") else _STOPS if kind in ("arrival", "departure", "transfer") else _AT
    match = form.search(text)
    if match is None or _NO_PLACE.match(match["name"]):
        return None
    return Placed(_clean(match["name"]), match.start("name"), match.end("name"))


def is_same_place(text: str) -> bool:
    """Whether a text says that something is where the entry before it is: "ebenda", "same venue"."""
    return _SAME.fullmatch(text.strip(" .,;()")) is not None


def without_same(text: str) -> tuple[str, bool]:
    """A title without "ebenda" or the like at its end, and whether it stood there."""
    match = _SAME_BEHIND.search(text)
    return (text[: match.start()], True) if match else (text, False)


def is_address(text: str) -> bool:
    """Whether a line is an address and nothing else: "Coolsingel 40, 3011 AD Rotterdam", "Hauptstr. 5"."""
    return len(text) <= _LONGEST_ADDRESS and _ADDRESS.fullmatch(text.strip(" .")) is not None


def is_place(text: str) -> bool:
    """Whether a line names a place and nothing else: "Sitzungszimmer, 2. OG", "Hotel Park, Rooftop Room"."""
    if (
        len(text) > 80
        or re.search(r"[.!?:]$|\b(?:mit|with|durch|by|um|at|und|and|wird|is|are)\s", text)
        or not text[:1].isupper()
    ):
        return False
    first = text.split(",")[0]
    return _NOUN.search(first) is not None and len(first.split()) <= 6


def room_in(text: str) -> tuple[str, str]:
    """A text without the room that it names by number, and the room ("Saal 3"); empty if there is none."""
    match = _ROOM.search(text)
    if match is None:
        numbered = _NUMBERED_ROOM.search(text)
        return (text[: numbered.start()], numbered["room"]) if numbered is not None else (text, "")
    before, behind = text[: match.start()].rstrip(" ,;-–|/"), text[match.end() :].lstrip(" ,;")
    if match["open"] or not behind or text[: match.start()].rstrip().endswith((",", "-", "–", ";", "|", "/")):
        return " ".join(part for part in (before, behind) if part).strip(), match["room"]
    return text, match["room"]


def _german(text: str) -> Placed | None:
    for lead in _DE_LEAD.finditer(text):
        named = re.compile(rf"{_FOLLOWED}{_NAME_BEHIND}").match(text, lead.end())
        if named is not None and " " in named[0]:
            return Placed(_clean(named[0]), lead.end(), named.end())
        noun = _DE_NOUN.match(text, lead.end())
        if noun is None or lead["lead"] in ("in", "bei", "zum", "zur", "in den"):
            continue
        if noun["noun"].lower() in _ABSTRACT | _GENERAL and not re.match(r"\s+(?:der\s+)?[A-ZÄÖÜ]", text[noun.end() :]):
            continue
        behind = re.compile(rf"(?:\s+(?:{_WORD}|der\s+Stadt\s+{_WORD}|des\s+{_WORD}|der\s+{_WORD})){{0,2}}").match(
            text, noun.end()
        )
        tail = behind[0] if behind and _belongs(behind[0]) else ""
        return Placed(_clean(_nominative(noun["adjectives"], noun["noun"]) + tail), lead.end(), noun.end() + len(tail))
    return None


def _belongs(tail: str) -> bool:
    """Whether what follows a noun is part of the name: "Rathaus Köln", "Universität Bonn"."""
    word = tail.strip()
    return (
        bool(word)
        and not re.search(r"\b(?:Fa|St)$", word)
        and not re.match(r"(?:Dr|Prof|Herr|Frau|Uhr)\b", word)
        and not word.lower().startswith("durch")
    )


def _nominative(adjectives: str, noun: str) -> str:
    """The name as it stands in a list: "Historischen Rathaus" is "Historisches Rathaus"."""
    small = noun.lower()
    end = "es" if _ends(small, _NEUTER) else "er" if _ends(small, _MASCULINE) else "e"
    words = [re.sub(r"(?:en|em|er)$", end, word) for word in adjectives.split()]
    return " ".join([*words, noun])


def _ends(noun: str, known: str) -> bool:
    return re.search(rf"(?:{known})$", noun) is not None


def _english(text: str) -> Placed | None:
    for lead in _EN_LEAD.finditer(text):
        match = re.compile(
            rf"(?P<name>(?:{_WORD}\s+|(?:and|of|the|&|de|la)\s+){{0,4}}(?P<noun>(?i:{_ENGLISH}))(?![\w-])"
            rf"(?:\s+of\s+(?:the\s+)?{_WORD}(?:\s+{_WORD}){{0,2}})?)"
        ).match(text, lead.end())
        if match is None:
            named = re.compile(rf"{_FOLLOWED}{_NAME_BEHIND}").match(text, lead.end())
            if named is None or " " not in named[0]:
                continue
            return Placed(_clean(named[0]), lead.end(), named.end())
        if not re.search(r"[A-ZÄÖÜ]", match["name"]) and (not lead["the"] or not lead[0].lower().startswith("at")):
            continue
        end = match.end()
        if re.fullmatch(_FOLLOWED, match["noun"]) and (more := re.compile(rf"(?:\s+{_WORD}){{1,2}}").match(text, end)):
            end = more.end()
        return Placed(_clean(text[lead.end() : end]), lead.end(), end)
    return None


def _clean(name: str) -> str:
    """A name as it stands in a list: on one line, without what goes on behind it, in quotes only if both are there."""
    name = _GOES_ON.split(re.sub(r"\s+", " ", name))[0].strip(" .,;:-–")
    inner = re.fullmatch(r'[„“"]([^„“"”]+)[“"”]', name)
    return inner[1] if inner is not None else name
