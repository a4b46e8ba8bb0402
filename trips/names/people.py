"""People, organisations and places that a line of a programme names, found without guessing.

A person is somebody with a title, a form of address or an office before the name, or who stands behind a label that
says so ("Referent:"). A place is a noun for one behind "im", "in der", "at the".
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final, Literal, NamedTuple

from trips.grammar.kinds import kind_of
from trips.names.places import is_place
from trips.names.titles import ADDRESS, OFFICE, TITLE

Role = Literal["hosts", "speakers", "people"]

_CAPITAL: Final = r"[A-ZÄÖÜÉÈÁÀÂÇŁŚŠŽĆČÓÍÑØÅ]"
_PARTICLE: Final = (
    r"(?:von der|van der|van den|von und zu|von|van|de la|de|der|den|zu|di|da|dos|del|la|le|al|el|bin|ter|ten|af)"
)
_NAME: Final = rf"(?:{_CAPITAL}[\w'’]+(?:[-–][\w'’]+)*|{_CAPITAL}\.(?:-{_CAPITAL}\.)?)"
_FULL: Final = rf"{_NAME}(?:\s+(?:{_PARTICLE}\s+)?{_NAME}){{0,3}}"
_PERSON: Final = re.compile(
    rf"(?P<address>{ADDRESS}\s+)?(?P<office>{OFFICE}\s+)?(?P<address2>{ADDRESS}\s+)?(?P<titles>(?:{TITLE}\s+)*)(?P<name>(?:{_PARTICLE}\s+)?{_FULL})"
)
_NO_NAME: Final = frozenset(
    (
        "Mo", "Di", "Mi", "Do", "Fr", "Sa", "So", "Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun", "Montag", "Dienstag",
        "Mittwoch", "Donnerstag", "Freitag", "Samstag", "Sonntag", "Monday", "Tuesday", "Wednesday", "Thursday",
        "Friday", "Saturday", "Sunday",
        "Uhr", "Raum", "Room", "Hotel", "Rathaus", "Stadt", "Land", "Kreis", "City", "Town", "Hall", "Amt",
        "Die", "Der", "Das", "The", "And", "Und", "Mit", "Im", "In", "Vortrag", "Talk", "Welcome", "Besuch",
        "Visit", "Kaffee", "Mittagessen", "Abendessen", "Anschließend", "Danach", "Begrüßung", "Empfang",
        "Transfer", "Bus", "Führung", "Tour", "Dinner", "Lunch", "Gruppe", "Group",
    )
)  # fmt: skip
_LEAD_WORDS: Final[dict[Role, str]] = {
    "hosts": "hosted by|given by|received by|welcomed by|invitation by|invitation from|at the invitation of|durch"
    "|gegeben von|gegeben durch|ausgerichtet von|einladung von|einladung der|einladung des|einladung durch",
    "speakers": "presented by|von|vom|by",
    "people": "moderated by|guided by|accompanied by|moderation|mit|with|under the leadership of|led by|headed by"
    "|under the coordination of|under coordination of|unter leitung von|unter der leitung von|teilnahme von",
}
_LEAD_ROLE: Final[dict[str, Role]] = {word: role for role, words in _LEAD_WORDS.items() for word in words.split("|")}
_LEAD: Final = re.compile(
    rf"(?<![\w-])(?P<word>{'|'.join(sorted(_LEAD_ROLE, key=len, reverse=True))})[:\s]\s*"
    r"(?:(?:den|dem|der|die|the|unserem|unserer|our|its|his|dessen)\s+)?",
    re.IGNORECASE,
)
_CALLED: Final = re.compile(
    rf"(?<![\w-])(?:mit|with|durch|by|bei|Leitung|leitet|led by|under|von|der|dem|the)[:\s]\s*(?:(?:der|dem|the"
    rf"|our|its|unserem|unserer)\s+)?"
    rf"(?P<what>(?:[a-z][a-z-]+\s+){{1,3}}|[A-ZÄÖÜ][a-zäöüß]{{3,}}(?:in|er|or|eur|ent|rat|chef|leitung|meister"
    rf"|führer)\s+|(?<=Leitung )|(?<=Leitung: ))"
    rf"(?P<name>{_CAPITAL}[a-zà-ÿ'’-]+(?:-{_CAPITAL}[a-zà-ÿ]+)?\s+{_CAPITAL}[a-zà-ÿ'’-]+)(?!\s+{_CAPITAL}|[\w-])"
)
"""Somebody behind what they are: "mit Gartenmeisterin Gerlinde Voss", "with ranger Jan Oosting"."""
_AND: Final = re.compile(
    r"\s*(?:,?\s*(?:und|sowie|and|&|as well as|along with|together with)|,|/|;)\s+(?:(?:dem|der|den|the)\s+)?",
    re.IGNORECASE,
)
_NAME_AND_OFFICE: Final = re.compile(
    rf"(?P<name>{_NAME}(?:\s{_CAPITAL}\.)?\s(?:{_PARTICLE}\s)?{_NAME}),\s(?:(?:the|der|die|our)\s)?"
    rf"(?:[\w-]+\s){{0,2}}?{OFFICE}(?!\w)"
)
_SPEAKS: Final = re.compile(
    rf"\s*\((?P<name>(?:{TITLE}\s+)*(?:(?:{_CAPITAL}\.[\s-]?)+{_CAPITAL}[\w'’-]+|(?<=\S\s){_CAPITAL}\w+\s{_CAPITAL}\w+))"
    r"(?P<role>,\s[^()]{2,80})?\)\s*$"
)
"""Somebody in brackets behind a title: initials and a last name, or a title and a name."""
_SHORT_WORD: Final = 3
_LONGEST_OFFICE: Final = 120
_OFFICE_WITHIN: Final = re.compile(
    rf"(?<!\w)(?:{OFFICE}|Head|Lead|Manager(?:in)?|Officer|Co-?ordinator|Koordinator(?:in)?|Researcher|Engineer|Analyst|Founder"
    r"|Expert(?:e|in)?|Advis[eo]r|Counsel(?:lor)?|Specialist|Fellow|Lecturer|Geschäftsführung|Dozent(?:in)?|Mitarbeiter(?:in)?"
    r"|Wissenschaftler(?:in)?|Referent(?:in)?|Berater(?:in)?|Architekt(?:in)?|Ingenieur(?:in)?|Redakteur(?:in)?|Partner)(?!\w)"
)
_IN_CHARGE: Final = re.compile(
    r"\((?:chair|docent|guide|leitung|moderation|moderator(?:in)?|facilitator|presenter|speaker|referent(?:in)?"
    r"|dolmetscher(?:in)?|interpreter)\s*:\s*",
    re.IGNORECASE,
)
"""A label in brackets behind a title: "Questions (chair: Leonora Finch)"."""
_APPOSED: Final = re.compile(r"(?P<role>[^,.;:()\d]{3,50}), ")
_ARTICLE_BEFORE: Final = re.compile(r"(?:the|our|its|their|den|dem|der|unserem|unserer|des) $", re.IGNORECASE)
_LETTERS: Final = re.compile(
    rf"(?P<name>{_NAME} (?:(?:{_PARTICLE}) )?{_NAME}),? (?P<behind>MdB|MdL|MdEP|MEP|MP|OBE|MBE|CBE|PhD)(?!\w)"
)
"""Somebody whose letters stand behind the name: "Carola Niebergall MdB"."""
_NOBODY: Final = re.compile(
    r"n\.?\s?n\.?|ebd\.?|ebenda|dito|s\. ?o\.|wie oben|same(?: place)?|"
    r"tbc|tba|tbd|offen|open|wird noch.*|to be (?:confirmed|announced)|folgt|-+|–+|…+|\.+|\?+",
    re.I,
)


class Named(NamedTuple):
    """A person or organisation: the name with its titles, the office, the form of address; and as what."""

    name: str
    role: str
    form: str
    is_person: bool


class Mention(NamedTuple):
    """People whom a sentence names, and as what."""

    role: Role
    who: tuple[Named, ...]


def is_nobody(text: str) -> bool:
    """Whether a text says that nobody or nothing is known yet: "N.N.", "tbc", "offen"."""
    return _NOBODY.fullmatch(text.strip()) is not None


def person_at(text: str, at: int = 0, *, sure: bool = False) -> tuple[Named, int] | None:
    """The person whose name begins at a place of a text; `sure` if a label says that one does."""
    match = _PERSON.match(text, at)
    if match is None:
        return None
    titles, name = match["titles"].strip(), match["name"].strip()
    address = (match["address"] or match["address2"] or "").strip()
    office = _nominative((match["office"] or "").strip())
    if office and re.match(r"(?:der|den|des|die)\s", name):  # "Präsident der Kammer" goes on, it is no name yet
        return None
    name, cut = _trimmed(name, least=1 if titles or address or office else 2)
    if not re.search(_CAPITAL, name) or not (sure or titles or address or office):
        return None
    if re.fullmatch(OFFICE, f"{titles} {name}".strip()):
        return None
    if len(name.split()) < 2 and not (titles or address or office):
        return None
    form = {"Herrn": "Herr", "Herr": "Herr", "Frau": "Frau"}.get(address, address)
    return Named(" ".join(part for part in (titles, name) if part), office, form, is_person=True), match.end() - cut


def _nominative(office: str) -> str:
    """An office as it stands in a list: "Landrats" is "Landrat", "Präsidenten" is "Präsident"."""
    office = re.sub(r"(ister|ktor|iter|rat|hrer|zler|fter|rrer|cher|kan|sul|tär|neter)e?s(?=\s|$)", r"\1", office)
    office = re.sub(r"(sident|nent)en(?=\s|$)", r"\1", office)
    return re.sub(r"^(Erste|Zweite)n (\w+)", lambda it: f"{it[1]}{'' if it[2].endswith('in') else 'r'} {it[2]}", office)


def _trimmed(name: str, *, least: int) -> tuple[str, int]:
    """A name of at least so many words without those at its end that belong to none, and how many letters that are."""
    words = name.split(" ")
    kept = words
    for place, word in enumerate(words):
        if word in _NO_NAME or (place >= least and kind_of(word) != "other"):
            kept = words[:place]
            break
    left = " ".join(kept)
    return left, len(name) - len(left)


def mentions(text: str) -> Iterator[Mention]:
    """Who is named in a sentence: "durch Bürgermeisterin Anna Weber", "hosted by the City of Cork"."""
    for lead in _LEAD.finditer(text):
        role = _LEAD_ROLE[lead["word"].lower()]
        who = tuple(_several(text, lead.end()))
        if who:
            yield Mention(role, who)
        elif role == "hosts" and lead["word"].lower() not in ("durch",) and (found := _organisation(text, lead.end())):
            yield Mention(role, (found,))
        elif lead["word"].lower() == "durch" and (
            match := re.compile(r"(?:Stadt|Gemeinde|Kreis|Universität|IHK|Kammer)\b[^,;.()]{0,60}").match(
                text, lead.end()
            )
        ):
            yield Mention(role, (Named(match[0].strip(), "", "", is_person=False),))


def people_in(text: str) -> Iterator[Named]:
    """People whom a sentence names with a title, a form of address or an office before the name."""
    for match in _CALLED.finditer(text):
        titled = re.search(rf"(?<!\w)(?:{OFFICE}|{TITLE})(?!\w)", match["name"]) is not None
        first, *others = match["name"].split()
        known = first in _NO_NAME or any(kind_of(word) != "other" for word in others)
        if not known and not titled and not _is_body(match["name"]):
            yield Named(match["name"], match["what"].strip(), "", is_person=True)
    for match in _LETTERS.finditer(text):
        if match["name"].split()[0] not in _NO_NAME:
            yield Named(match["name"], match["behind"], "", is_person=True)
    for match in _IN_CHARGE.finditer(text):
        if (found := person_at(text, match.end(), sure=True)) is not None:
            yield found[0]
    at = len(text) - len(text.lstrip('("„ '))
    while at < len(text):
        found = person_at(text, at)
        if found is not None:
            yield found[0]
            at = found[1] + len(text[found[1] :]) - len(text[found[1] :].lstrip(" ,;()/"))
            continue
        step = re.compile(r"\W*\w+\W*").match(text, at)
        at = step.end() if step else len(text)


def _several(text: str, at: int) -> Iterator[Named]:
    while (found := _apposed(text, at) or person_at(text, at) or _with_office(text, at)) is not None:
        who, end = found
        role, end = _office_behind(text, end)
        yield who._replace(role=who.role or role)
        joined = _AND.match(text, end)
        if joined is None:
            return
        at = joined.end()


def _with_office(text: str, at: int) -> tuple[Named, int] | None:
    """Somebody with first and last name and an office behind it: "Jane Roe, Executive Director of the Port"."""
    match = _NAME_AND_OFFICE.match(text, at)
    if match is None or match["name"].split()[0] in _NO_NAME or _is_body(match["name"]):
        return None
    return Named(match["name"], "", "", is_person=True), match.end("name")


def _apposed(text: str, at: int) -> tuple[Named, int] | None:
    """Somebody behind what they are and a comma: "the Mayor, Cllr Jane Roe", "our President, Gillian Stead"."""
    match = _APPOSED.match(text, at)
    if match is None or _is_body(match["role"]) or not _ARTICLE_BEFORE.search(text[:at]):
        return None
    found = person_at(text, match.end(), sure=True)
    if found is None or len(found[0].name.split()) < 2 or is_place(found[0].name) or _is_body(found[0].name):
        return None
    if not re.match(r"\s*(?:$|[,;.()]|(?:und|and|at|in|im|am)\s)", text[found[1] :]):
        return None
    return found[0]._replace(role=_nominative(match["role"].strip())), found[1]


def _office_behind(text: str, at: int) -> tuple[str, int]:
    """The office behind a name: ", Vorstand der KGSt" or "(Universität Köln)"; and where it ends."""
    if match := re.compile(r"\s*\(([^)]{2,80})\)").match(text, at):
        return match[1].strip(), match.end()
    match = re.compile(
        rf",\s+(?=(?:[\w-]+\s){{0,2}}?{OFFICE})([^,;()]{{2,90}}?)(?=\s*(?:$|[;,()]|\s(?:und|and|sowie)\s+{_CAPITAL}))"
    ).match(text, at)
    return (match[1].strip(" ."), match.end()) if match else ("", at)


def has_office_behind(text: str) -> bool:
    """Whether a line is a first and last name with an office behind a comma: "Norbert Kliem, Kulturdezernent"."""
    return _NAME_AND_OFFICE.match(text) is not None


def speaker_in_brackets(text: str) -> tuple[str, Named] | None:
    """A title without the speaker in brackets at its end, and who that is: "Smart Cities (J. Doe, Bonn)"."""
    match = _SPEAKS.search(text)
    if match is None or match.start() == 0:
        return None
    name = " ".join(match["name"].split())
    words = [word if not word.isupper() or len(word) <= _SHORT_WORD else word.title() for word in name.split()]
    return text[: match.start()].rstrip(), Named(" ".join(words), (match["role"] or "").strip(" ,"), "", is_person=True)


def only_name(text: str) -> Named | None:
    """Somebody whose first and last name, with titles or none, is all that a line says; None if it says more."""
    if not _plain_name(text) or any(word in _NO_NAME or kind_of(word) != "other" for word in text.split()):
        found = person_at(text)
        return found[0] if found is not None and found[1] == len(text) and len(found[0].name.split()) > 1 else None
    return None if is_place(text) or text.isupper() else Named(text, "", "", is_person=True)


def names_office(text: str) -> bool:
    """Whether a line says what somebody is: "Head of Department, City of Cork", "Vorstand der KGSt"."""
    if len(text) > _LONGEST_OFFICE or text.endswith("."):
        return False
    return _OFFICE_WITHIN.search(text) is not None or _is_body(text)


def _organisation(text: str, at: int) -> Named | None:
    match = re.compile(rf"{_CAPITAL}[^,;()]{{2,80}}?(?=\s+(?:zu|zum|zur|to)\s|\s*(?:$|[,;()]))").match(text, at)
    if match is None or re.fullmatch(OFFICE, match[0].strip()):
        return None  # an office without a name is nobody yet
    return Named(match[0].strip(" ."), "", "", is_person=False) if match else None


def people_listed(value: str) -> tuple[list[Named], str]:
    """The people and organisations behind a label, and what of the text names none."""
    found: list[Named] = []
    left: list[str] = []
    value = re.sub(r"(?<![\w.])(?:Fr|Hr)\.\s", lambda match: "Frau " if match[0][0] == "F" else "Herr ", value)
    for chunk in re.split(r"\s*;\s*|\s+(?:und|and|sowie|&)\s+(?=[A-ZÄÖÜ])|\s+/\s+|\n", value):
        _one(chunk.strip(" .,"), found, left)
    return found, "; ".join(left)


def _one(chunk: str, found: list[Named], left: list[str]) -> None:
    if not chunk or _NOBODY.fullmatch(chunk):
        if chunk:
            left.append(chunk)
        return
    if not re.match(rf"{TITLE}|{ADDRESS}|{OFFICE}", chunk) and _is_body(chunk.split(",")[0]):
        found.append(Named(re.sub(r"^(?:the|die|der|das) ", "", chunk, flags=re.I), "", "", is_person=False))
        return
    if re.fullmatch(_NAME, chunk) and not _is_body(chunk) and chunk not in _NO_NAME and not chunk.isupper():
        found.append(Named(chunk, "", "", is_person=True))
        return
    who = person_at(chunk, sure=True)
    if who is None or (who[1] < len(chunk) and chunk[who[1] : who[1] + 1] not in ",( -–/|:"):
        if re.match(r"(?:the |die |der |das )?[A-ZÄÖÜ]", chunk) and len(chunk) <= 100:
            found.append(Named(re.sub(r"^(?:the|die|der|das) ", "", chunk, flags=re.I), "", "", is_person=False))
        else:
            left.append(chunk)
        return
    named, end = who
    rest = chunk[end:].strip()
    if rest.startswith("("):
        inner, _, more = rest[1:].partition(")")
        found.append(named._replace(role=named.role or inner.strip()))
        rest = more.strip(" ,")
        if rest:
            _one(rest, found, left)
        return
    rest = rest.lstrip(",-–/|: ")
    following = person_at(rest)
    if following is not None and not re.match(OFFICE, rest):
        found.append(named)
        _one(rest, found, left)
        return
    parts = re.split(r",\s+", rest)
    split = next((place for place, part in enumerate(parts) if place and (person_at(part) or _plain_name(part))), None)
    if rest and all(_plain_name(part) for part in parts):
        found.append(named)
        for part in parts:
            _one(part, found, left)
        return
    role = ", ".join(parts[:split]) if split else rest
    found.append(named._replace(role=", ".join(part for part in (named.role, role) if part)))
    if split:
        _one(", ".join(parts[split:]), found, left)


def _plain_name(text: str) -> bool:
    """Whether a text looks like first and last name and nothing else."""
    words = text.split()
    return len(words) in (2, 3) and all(re.fullmatch(_NAME, word) for word in words) and not _is_body(text)


def _is_body(text: str) -> bool:
    return bool(
        re.search(
            r"(?:amt|verwaltung|universität|university|ministerium|stadt|gmbh|e\.v\.|verein|verband|institut"
            r"|kammer|college"
            r"|council|office|department|abteilung|dezernat|referat|stelle|büro|dienst"
            r"|team|bank|werke|agentur|agency|school|schule|zentrum|centre)\b",
            text,
            re.IGNORECASE,
        )
    )
