"""What a title and the lines below it say of an entry: kind, place, people, status, gathering."""

from __future__ import annotations

import re
from typing import Final

from trips.grammar.choices import Kind
from trips.grammar.journeys import is_journey, service_in
from trips.grammar.kinds import is_body, kind_of
from trips.grammar.statuses import status_of
from trips.grammar.times import leading_time, length_at, plain, times_within
from trips.grammar.when import Clock, Then, When
from trips.grammar.when_text import read_when
from trips.i18n.text import capitalised
from trips.importers.programme.drafts import EntryDraft
from trips.importers.programme.headings import group_heading
from trips.importers.programme.labels import Label, labelled
from trips.names.people import (
    Named,
    has_office_behind,
    is_nobody,
    mentions,
    people_in,
    people_listed,
    person_at,
    speaker_in_brackets,
)
from trips.names.places import (
    Placed,
    is_address,
    is_same_place,
    place_behind,
    place_in,
    place_of_kind,
    place_visited,
    room_in,
    without_same,
)  # fmt: skip

_MARKED: Final = re.compile(
    r"\s*[(\[]\s*([^()\[\]]{2,40})\s*[)\]]\s*$|\s+[–—-]\s+([^–—-]{2,30})$|\s+(tbc|angefragt|entfällt|cancelled"
    r"|confirmed|bestätigt)$",
    re.I,
)
_FLIES: Final = re.compile(r"(?<!\w)(?:flug|flight|zug|train|ice|tgv|eurostar|bahn|fähre|ferry)(?!\w)")
_SERVICE: Final = re.compile(
    r"(?:[A-Z]{2}|[A-Z]\d|\d[A-Z])\s?\d{2,4}\s+(?:to|nach|von|from)\s|(?:ICE?|RE|TGV|EC)\s\d+\s"
)
"""A flight or a train and nothing before it: "LH 979 to Frankfurt"."""
_RECEIVED: Final = re.compile(r"(?:\w+ )?(?:empfang|begrüßung|reception)\w* (?:des|der|of(?: the)?) ", re.IGNORECASE)
"""Whose reception it is, they give: "Empfang des Landrats Peter Groß"."""
_SAYS_MORE: Final = re.compile(r"\s(?:im|in|der|des|at|with|mit)\s")
"""Words that no name of an institution holds, but "Streichquartett der Musikschule" does."""
_LONG_TITLE, _SHORT_TITLE = 10, 2
"""Words that a title has at most, and at least if it is cut."""
_ARRIVES: Final = re.compile(
    r"[\s,;–-]*\(?(?<!\w)(?:an|ank\.|ankunft|arr\.?|arrives?|arriving|arrival)\s*:?\s*(?P<clock>\d{1,2}[:.h]\d\d(?:\s?uhr"
    r"|\s?[ap]\.?m\.?)?)\)?\s*$",
    re.IGNORECASE,
)
_MORE: Final = tuple(
    re.compile(form)
    for form in (
        r"\s\([^()]{15,}\)",
        r",?\s(?:unter (?:der )?(?:Leitung|Moderation)|hosted by|led by|moderated by|given by|in the presence of"
        r"|im Beisein|in Anwesenheit|auf Einladung|at the invitation|under the|followed by|mit anschließende[rm])\s",
        r"[;–]\s|\s-\s|:\s",
        r",\s(?:die|der|das|den|dem|wo|where|which|who|including|inkl|unter anderem|u\.\s?a\.)",
        r",?\s(?:mit|with|durch|by)\s",
        r",\s",
        r"\s(?:sowie|as well as|und|and)\s",
    )
)
"""Where what a title adds begins, the surest places first."""
_WEAK_LEAVING: Final = re.compile(r"(?:abfahrt|rückfahrt|rückkehr|rückreise|departure|depart|abflug|leave)(?!\w)")
_ROLES: Final[dict[Label, str]] = {"hosts": "hosts", "speakers": "speakers", "people": "people"}
_ONLY_WITH: Final = frozenset(
    ("mit", "with", "gesprächspartner", "gesprächspartnerin", "interlocutor", "interlocutors")
)
_INLINE: Final = re.compile(
    r"\s*[,;–—|-]?\s+\(?(?=(?:ort|raum|room|venue|place|location|treffpunkt|meeting point|referent(?:in|en|innen)?"
    r"|speakers?"
    r"|moderation|moderator|gastgeber(?:in)?|hosts?|ansprechpartner(?:in)?|contact|dauer|duration|dresscode"
    r"|dress code)\s*:)",
    re.IGNORECASE,
)


def described(draft: EntryDraft, text: str, *, on_last_day: bool = False) -> None:
    """Give an entry its title and what the title says of it."""
    parts = _INLINE.split(text)
    title = _status(draft, _with_length(draft, parts[0]))
    title, same = without_same(title)
    draft.same_place = draft.same_place or same
    if (group := group_heading(title)) and group[1]:
        draft.group, title = group
    title, room = room_in(title)
    draft.room = draft.room or room
    draft.title = title.strip(" ;|–—-:")
    speaks = speaker_in_brackets(draft.title) if draft.timed else None
    if speaks is not None and kind_of(speaks[0]) in ("other", "talk"):
        draft.title = speaks[0]
        draft.speakers.append(speaks[1])
    draft.kind = _kind(draft, draft.title, on_last_day=on_last_day)
    _people(draft, draft.title)
    draft.title = _topic(draft)
    if not draft.place and not same and (place := _place_named(draft.title, draft.kind)):
        draft.place, draft.guessed = place.name, True
    elif not draft.place and not same and (name := _body_named(draft) or _of_kind(draft)):
        draft.place, draft.guessed = name, True
    if draft.kind in ("arrival", "departure", "transfer"):
        draft.service = service_in(draft.title)
        _arrives(draft)
    if shorter := shortened(draft.title):
        draft.texts.append(draft.title)
        draft.title = shorter
    for part in parts[1:]:
        if part.count(")") > part.count("("):
            part = part.rstrip(" .").removesuffix(")")
        if not take_label(draft, part):
            draft.texts.append(part)


_TALK_BY: Final = re.compile(
    r"(?:(?:talk|lecture|keynote|presentation|speech)\s+by|(?:(?:fach|impuls)?vortrag|impuls|referat|rede|keynote)\s+von)\s+"
    r"(?P<who>[^:]+):\s*[\"„“»]?(?P<topic>[^\"”“«]{3,})[\"”“«]?",
    re.IGNORECASE,
)


def _topic(draft: EntryDraft) -> str:
    """The title of a talk without its speaker, who has been noted: "Talk by Dr Weber: Less bureaucracy"."""
    found = _TALK_BY.fullmatch(draft.title) if draft.kind == "talk" and draft.speakers else None
    if found is None or not all(speaker.name in found["who"] for speaker in draft.speakers):
        return draft.title
    return capitalised(found["topic"].strip())


def _arrives(draft: EntryDraft) -> None:
    """Take the arrival that a journey's title ends with for its end: "Zug nach Bonn (an 14:32)"."""
    match = _ARRIVES.search(draft.title)
    found = leading_time(match["clock"]) if match is not None else None
    if match is None or found is None or draft.when.end is not None or not isinstance(draft.when.start, Clock):
        return
    if isinstance(found.when.start, Clock):
        draft.when = When(draft.when.start, Clock(found.when.start.minute))
        draft.title = draft.title[: match.start()].rstrip(" ,;–-")


def shortened(title: str) -> str:
    """What a long title begins by naming, without who comes and what else is said; empty if it is short enough."""
    if len(title.split()) <= _LONG_TITLE:
        return ""
    for form in _MORE:
        for match in form.finditer(title):
            head = title[: match.start()].rstrip(" ,;:–-")
            open_bracket = head.count("(") > head.count(")") or head.count("„") > head.count("“") + head.count("”")
            if _SHORT_TITLE <= len(head.split()) <= _LONG_TITLE and kind_of(head) != "other" and not open_bracket:
                return head
    return ""


def _place_named(title: str, kind: Kind) -> Placed | None:
    """The place that a title names; what is visited comes first, if its name says that it is a place."""
    visits = kind in ("visit", "tour", "other")
    found = place_visited(title, surely=True) if visits else None
    found = found or place_in(title) or place_behind(title, kind)
    return found or (place_visited(title) if visits else None)


def _body_named(draft: EntryDraft) -> str:
    """The institution whose name an entry begins with, where that is all: "Landesvertretung: Gespräch"."""
    first = re.split(r"\s*[,:(–]|\s-\s", draft.title)[0].strip()
    named = first[:1].isupper() and kind_of(first) == "other" and is_body(first) and not _SAYS_MORE.search(first)
    return first if draft.timed and named else ""


def _of_kind(draft: EntryDraft) -> str:
    found = place_of_kind(draft.title, draft.kind)
    return found.name if found is not None else ""


def _with_length(draft: EntryDraft, text: str) -> str:
    """A title without the length that stands at its end: "Vortrag (45 min)"."""
    small = plain(text)
    for match in reversed(
        list(
            re.finditer(
                r"\s*[(,;–-]\s*(?=(?:dauer|duration|ca\.?|etwa|about|approx|~|\d+|eine|one|halbe|half|anderthalb)\b)",
                small,
            )
        )
    ):
        found = length_at(text, match.start())
        if found is None or found[1] < len(text.rstrip(" .)")):
            continue
        if draft.when.end is None and draft.when.start is not None:
            draft.when = When(draft.when.start, read_when(found[0]).end)
        elif draft.when.end is None:
            draft.when = When(None, read_when(found[0]).end)
        else:
            return text
        return text[: match.start()]
    return text


def _status(draft: EntryDraft, text: str) -> str:
    """A title without the status, or an "im Anschluss", that stands at its end in brackets."""
    match = _MARKED.search(text)
    if match is None:
        return text
    said = plain(match[1] or match[2] or match[3])
    follows = leading_time(said) if match[1] else None
    if follows is not None and isinstance(follows.when.start, Then) and draft.when == When():
        draft.when = follows.when
        return text[: match.start()]
    if (status := status_of(said)) is not None:
        draft.status = status
        return text[: match.start()]
    if "tbc" in said or "angefragt" in said:
        draft.status = draft.status or ("requested" if "angefragt" in said else "tentative")
    return text


def _kind(draft: EntryDraft, title: str, *, on_last_day: bool) -> Kind:
    small = plain(title)
    kind = kind_of(title)
    if kind == "departure" and not on_last_day and _WEAK_LEAVING.match(small):
        return "transfer"
    if kind == "other" and is_journey(title) and (_FLIES.search(small) or any(times_within(title))):
        return "transfer"
    if kind == "other" and _SERVICE.match(title):
        return "departure" if on_last_day else "transfer"
    if kind == "other" and draft.timed and is_body(title):
        return "visit"
    if kind == "other" and re.match(r"(?:an|arr\.?)\s+[A-ZÄÖÜ]", title):
        return "arrival"
    if kind == "other" and draft.speakers and not draft.hosts:
        return "talk"
    return kind


def _people(draft: EntryDraft, text: str) -> None:
    for mention in mentions(text):
        role = mention.role
        if role == "speakers" and draft.kind in ("transfer", "arrival", "departure"):
            continue
        if role == "hosts" and draft.kind == "talk":
            role = "speakers"
        if role == "hosts" and draft.kind in ("tour", "meal", "break", "other"):
            role = "people" if draft.kind == "tour" else "hosts"
        if role == "speakers" and draft.kind not in ("talk", "other"):
            role = "people" if draft.kind != "reception" else "hosts"
        _add(draft, role, list(mention.who))
    if draft.kind == "reception" and (host := _RECEIVED.match(text)) and (who := person_at(text, host.end())):
        _add(draft, "hosts", [who[0]])
    _add(draft, "speakers" if draft.kind == "talk" else "people", list(people_in(text)))


def named_below(draft: EntryDraft, text: str) -> None:
    """Add the people whom a line of an entry's note names with title, office or form of address."""
    _add(draft, "speakers" if draft.kind == "talk" else "people", list(people_in(text)))


def _add(draft: EntryDraft, role: str, who: list[Named]) -> None:
    known = {
        name
        for named in (*draft.hosts, *draft.speakers, *draft.people)
        for name in (named.name, named.name.split()[-1])
    }
    into = {"hosts": draft.hosts, "speakers": draft.speakers}.get(role, draft.people)
    into += [named for named in who if named.name not in known and named.name.split()[-1] not in known]


def take_label(draft: EntryDraft, text: str) -> bool:
    """Take over what a labelled line says of an entry; False if it is not labelled, or belongs in its note."""
    label = labelled(text)
    if label is None or not label.value:
        return False
    value = label.value
    match label.label:
        case "place" if not draft.place or draft.guessed:
            _place(draft, value)
        case "address" if not draft.address:
            draft.address = value
        case "room" if not draft.room:
            draft.room = value if not value[:1].isdigit() else f"{label.word} {value}"
        case "hosts" | "speakers" | "people":
            role = _ROLES[label.label]
            if role == "people" and label.word.rstrip(": ").lower() not in _ONLY_WITH:
                draft.texts.append(text)  # "Dolmetscherin: ..." says what they are there for
            return _labelled_people(draft, role, value) or role == "people"
        case "meet":
            draft.meet_minute, draft.meet_place = gathering(value)
        case "contact" if not draft.contact:
            draft.contact = value if label.word.lower().startswith(("ansp", "kont", "cont")) else text
        case "bring":
            draft.bring += [part.strip(" .") for part in re.split(r",|;|\bund\b|\band\b", value) if part.strip(" .")]
        case "time":
            return _take_time(draft, value)
        case "group":
            draft.group = value
        case _:
            return False
    return True


def _place(draft: EntryDraft, value: str) -> None:
    if is_same_place(value):
        draft.same_place = True
        return
    if is_nobody(value):  # "tbc", "offen": nobody knows yet
        draft.texts.append(value)
        return
    value, room = room_in(value)
    draft.room = draft.room or room
    draft.guessed = False
    name, _, address = value.partition(", ")
    if is_address(value):
        draft.place, draft.address = name.strip(" .,;"), value.strip(" .")
        return
    has_address = any(letter.isdigit() for letter in address)
    draft.place = (name if has_address else value).strip(" .,;")
    draft.address = draft.address or (address.strip(" .") if has_address else "")


def _labelled_people(draft: EntryDraft, role: str, value: str, *, listed: bool = False) -> bool:
    found, left = people_listed(value)
    if role == "people" and not listed and any(not named.is_person for named in found):
        return False
    if not found:
        return False
    _add(draft, role, found)
    if role == "speakers" and draft.kind == "other":
        draft.kind = "talk"
    if left:
        draft.texts.append(left)
    return True


def take_people(draft: EntryDraft, value: str) -> bool:
    """Take over a column of people; False if it names nobody."""
    return _labelled_people(draft, "speakers" if draft.kind == "talk" else "people", value, listed=True)


def _take_time(draft: EntryDraft, value: str) -> bool:
    found = leading_time(value)
    if found is not None and found.end >= len(value.rstrip(" .")) and draft.when.start is None:
        draft.when, draft.timed = found.when, True
        return True
    length = length_at(value)
    if length is not None and length[1] >= len(value.rstrip(" .")) and draft.when.end is None:
        draft.when = When(draft.when.start, read_when(length[0]).end)
        return True
    return False


def gathering(value: str) -> tuple[int | None, str]:
    """Minutes from midnight and the place of "8:45 Uhr Hotellobby" or "hotel lobby, 8.45 am"."""
    found = leading_time(value) or next(times_within(value), None)
    if found is None or not isinstance(found.when.start, Clock):
        return None, value.strip(" .,;")
    place = f"{value[: found.start]} {value[found.end :]}"
    return found.when.start.minute, re.sub(
        r"\s+", " ", re.sub(r"\s*[(),;]\s*$|^\s*[,;:–-]\s*", "", place.strip())
    ).strip(" ,;.")


_WITH_BODY: Final = re.compile(r"[A-ZÄÖÜ][\w'-]+ [A-ZÄÖÜ][\w'-]+ \([A-ZÄÖÜ][^()]{2,50}\)")
"""First and last name, and where somebody works in brackets."""


def only_people(text: str) -> list[Named] | None:
    """The people whom a line names and nobody and nothing else: "Prof. Dr. Almut Rieck, Vorständin"."""
    if len(text) > 160 or text.endswith((".", ":")):
        return None
    if person_at(text) is None and not _WITH_BODY.fullmatch(text) and not has_office_behind(text):
        return None
    found, left = people_listed(text)
    return found if found and not left and all(named.is_person for named in found) else None
