"""What a field wants, as a form and its help say it: an example, a sentence, and the group it stands in."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Final, NamedTuple

from trips.i18n.language import N_


class FieldHelp(NamedTuple):
    """An example of what can be typed, and a sentence on what the field is for."""

    example: str
    about: str


H = FieldHelp

_ITEM: Final[dict[str, FieldHelp]] = {
    "title": H(N_("Tour of the town hall"), N_("The title, as it stands in all documents.")),
    "when": H(N_("10:30-12:00 · about 15:30, 2 h · then +10 min, 45 min"),
              N_("When it is, as one would say it: a clock, about, from, until, then, a length, morning, tba.")),
    "kind": H(N_("visit"), N_("What it is; signs, colours, checks and alarms follow from it.")),
    "status": H(N_("requested"), N_("How sure it is: idea, requested, tentative, confirmed or cancelled.")),
    "venue": H(N_("Town hall"), N_("Where it is. A name that is new becomes a place.")),
    "room": H(N_("Hansa hall, 1st floor"), N_("The room there, or the place in words if it is no place of the list.")),
    "meet": H(N_("9:15, hotel lobby"), N_("When and where people meet before it.")),
    "hosts": H(N_("City of Cologne, Dr Anna Weber"), N_("Who receives the delegation: people or organisations.")),
    "speakers": H(N_("Dr Anna Weber, Jan Kowal"), N_("Who gives the talk; commas part several.")),
    "people": H(N_("Eva Dolmetsch"), N_("Who else is there: interpreters, guests, somebody of the office.")),
    "groups": H(N_("group A"), N_("Only for these groups; empty means the whole delegation.")),
    "only": H(N_("yes"), N_("Yes: for nobody but those it names, such as a flight of three.")),
    "audience": H(N_("participants"), N_("Who may read of it: everybody, the press, participants, or staff alone.")),
    "contact": H(N_("Porter, +49 221 123456"), N_("Who to call there; only staff see it.")),
    "responsible": H(N_("Lena Leerfeld"), N_("Who in the office sees to it.")),
    "assignments": H(N_("Bus 1 (30): group A; Bus 2: group B"),
                     N_("Who is in which bus or room or at which table; Shift+F2 shows it as a list.")),
    "note": H(N_("Please bring an identity card."), N_("Everybody whom the item is for can read it.")),
    "url": H("https://www.example.org", N_("A page with more; it stands in calendars and on the web page.")),
    "bring": H(N_("Guest book, presents"), N_("Things that the office brings along; commas part several.")),
    "capacity": H("40", N_("For how many there is room; a check tells if more come.")),
    "to": H(N_("Main station"), N_("Where the journey ends; its time zone counts for the arrival.")),
    "mode": H(N_("train"), N_("How one goes: on foot, bus, train, plane.")),
    "carrier": H("Deutsche Bahn", N_("Who carries: the railway, the airline, the bus company.")),
    "service": H("ICE 612", N_("The number of the train or the flight.")),
    "reference": H("X7K2QP", N_("The booking code; it never leaves the office.")),
    "fixed": H(N_("yes"), N_("Yes: nothing moves it when the rest of the day shifts.")),
    "priority": H(N_("must · may go · shorten to 20 min"), N_("What may happen to it when the day runs late.")),
    "staff_note": H(N_("Present is in the safe."), N_("Only the office reads this.")),
}  # fmt: skip
_PERSON: Final[dict[str, FieldHelp]] = {
    "name": H("Dr. Anna Weber", N_("The name with its title, as it stands on badges and lists.")),
    "role": H(N_("Mayor"), N_("Office or function.")),
    "organisation": H(N_("City of Steinfurt"), N_("Where they come from. A name that is new becomes an organisation.")),
    "form": H(N_("Ms"), N_("How one addresses them: Ms, Mr; empty where nobody knows.")),
    "salutation": H(N_("Dear Professor Oyelaran,"), N_("How letters to them begin, if not in the usual way.")),
    "latin_name": H("Anna Weber", N_("The name in Latin letters, if it is written in others.")),
    "languages": H("de, en", N_("The languages they speak, the best first.")),
    "rank": H("1", N_("The place in the order of precedence; 1 comes first on lists.")),
    "delegate": H(N_("yes"), N_("Yes: of the delegation, so that the whole programme is theirs.")),
    "groups": H(N_("group A"), N_("The groups whose programme is theirs.")),
    "accompanies": H("Dr. Anna Weber", N_("With whom they travel, as a spouse or an assistant does.")),
    "present": H(N_("from Wed 14:00"), N_("When they are there: from, until, or both; empty means all the time.")),
    "declined": H("", N_("Items that they do not come to.")),
    "note": H(N_("Speaks for the group"), N_("Only the office reads this.")),
    "private.phone": H("+49 170 1234567", N_("Only staff see it.")),
    "private.email": H("weber@example.org", N_("Only staff see it.")),
    "private.diet": H(N_("vegetarian"), N_("Counted for meals without names.")),
    "private.access": H(N_("wheelchair"), N_("What they need; checks ask whether each place has it.")),
    "private.room": H("214", N_("The hotel room of the whole trip.")),
    "private.note": H(N_("Arrives with a driver of their own"), N_("It never leaves the office.")),
}  # fmt: skip
_VENUE: Final[dict[str, FieldHelp]] = {
    "name": H(N_("Town hall"), N_("What the place is called.")),
    "address": H("Rathausplatz 2, 50667 Köln", N_("Street, number, postcode and town; maps and letters use it.")),
    "room": H(N_("Hansa hall"), N_("The usual room there.")),
    "lat": H("50.9383", N_("Degrees north, for maps and for how long ways take.")),
    "lon": H("6.9599", N_("Degrees east.")),
    "timezone": H("Europe/Berlin", N_("Only if it differs from the trip's.")),
    "url": H("https://www.example.org", N_("Its web page.")),
    "phone": H("+49 221 123456", N_("Only staff see it.")),
    "capacity": H("40", N_("For how many there is room; a check tells if more come.")),
    "hours": H(N_("Tue-Sun 10-17"), N_("When it is open; a check tells if an item lies outside.")),
    "note": H(N_("Entrance at the back"), N_("Everybody who comes here can read it.")),
    "staff_note": H(N_("Step-free; key at the porter's"), N_("Only the office reads this.")),
}  # fmt: skip
_ORGANISATION: Final[dict[str, FieldHelp]] = {
    "name": H(N_("City of Steinfurt"), N_("What it is called.")),
    "latin_name": H("Beijing Shi", N_("The name in Latin letters, if it is written in others.")),
    "country": H(N_("Tunisia"), N_("It stands on the badges of its people.")),
    "contact": H("+49 2551 690", N_("Who to reach there; only staff see it.")),
    "note": H("", N_("Only the office reads this.")),
}
_GROUP: Final[dict[str, FieldHelp]] = {
    "name": H(N_("group A"), N_("What it is called.")),
    "expected": H("12", N_("How many come, while not all have a name.")),
    "note": H("", N_("Only the office reads this.")),
}
_DAY: Final[dict[str, FieldHelp]] = {
    "title": H(N_("Cologne and the region"), N_("What stands beside the date.")),
    "note": H(N_("Please wear sturdy shoes."), N_("Everybody reads it above the day.")),
    "timezone": H("Europe/Berlin", N_("Only if it differs from the trip's.")),
}
_TRIP: Final[dict[str, FieldHelp]] = {
    "title": H(N_("Visit of the mayors"), N_("The title of the trip, as it stands in all documents.")),
    "first": H("12.10.", N_("Days move along with the first one.")),
    "last": H("14.10.", N_("Days are added or, if they are empty, taken away.")),
    "theme": H(N_("Artificial intelligence in town halls"), N_("What the trip is about; it stands below the title.")),
    "organiser": H(N_("City of Steinfurt"), N_("Who invites.")),
    "contact": H(N_("Protocol office, +49 2551 690"), N_("Who participants can ask.")),
    "provisional": H(N_("yes"), N_("Yes: each copy says that the programme may still change.")),
    "timezone": H("Europe/Berlin", N_("The zone of all times that say no other.")),
    "language": H("de", N_("The language of copies, if nobody asks for another.")),
    "series": H(
        N_("Mayors' round"), N_("The group that meets again and again; its next meeting can be made from this.")
    ),
    "walking": H(N_("4.5"), N_("How fast the delegation walks; ways are reckoned with it.")),
    "boarding": H("4", N_("Seconds that each person needs to get on a bus.")),
    "allowance": H("5", N_("Extra minutes before each transfer.")),
    "keep_until": H("31.12.2027", N_("After this day the trip may be erased, with all that is known of its people.")),
}  # fmt: skip
_PAGE: Final[dict[str, FieldHelp]] = {
    "title": H(N_("Welcome"), N_("The heading of the page.")),
    "text": H(N_("Dear guests, …"), N_("An empty line begins a new paragraph.")),
    "audience": H(N_("participants"), N_("Who may read it: everybody, the press, participants, or staff alone.")),
    "where": H(N_("before the days"), N_("Whether it stands before or after the days.")),
    "picture": H("portrait.jpg", N_("A portrait or another picture: a PNG, JPEG or SVG file on this machine.")),
}  # fmt: skip
_PARTNER: Final[dict[str, FieldHelp]] = {
    "name": H(N_("City of Cologne"), N_("Who stands beside the office: the guests' town, a sponsor.")),
    "what": H(N_("With the kind support of"), N_("What they are; it stands before the name.")),
    "logo": H("emblem.png", N_("Their emblem: a PNG, JPEG or SVG file on this machine.")),
}  # fmt: skip
HELP: Final = {
    "Item": _ITEM, "Person": _PERSON, "Venue": _VENUE, "Organisation": _ORGANISATION, "Group": _GROUP, "Day": _DAY,
    "Trip": _TRIP, "Page": _PAGE, "Partner": _PARTNER,
}  # fmt: skip

WHEN_AND_WHERE: Final = N_("When and where")
OFFICE: Final = N_("Office only")
GROUPS: Final[dict[str, dict[str, tuple[str, ...]]]] = {
    "Item": {
        WHEN_AND_WHERE: ("title", "when", "kind", "status", "venue", "room", "meet"),
        N_("Who"): ("hosts", "speakers", "people", "groups", "only", "audience", "assignments", "capacity"),
        N_("Texts"): ("note", "url"),
        N_("Journey"): ("to", "mode", "carrier", "service", "reference"),
        OFFICE: ("contact", "responsible", "bring", "staff_note", "fixed", "priority"),
    },
    "Person": {
        N_("Person"): ("name", "role", "organisation", "form", "salutation", "latin_name", "languages"),
        N_("On the trip"): ("delegate", "groups", "present", "accompanies", "rank", "declined"),
        OFFICE: ("note", "private.phone", "private.email", "private.diet", "private.access", "private.room",
                 "private.note"),
    },
    "Venue": {
        N_("Place"): ("name", "address", "room", "hours", "capacity"),
        N_("Map and time zone"): ("lat", "lon", "timezone"),
        N_("Texts"): ("note", "url"),
        OFFICE: ("phone", "staff_note"),
    },
    "Trip": {
        N_("Trip"): ("title", "first", "last", "theme", "organiser", "contact", "series", "provisional"),
        N_("Language and time"): ("language", "timezone"),
        N_("Transfer times"): ("walking", "boarding", "allowance"),
        OFFICE: ("keep_until",),
    },
}  # fmt: skip
"""The fields of an entity's form under the headings they stand below; one with few fields has none."""


def help_of(entity: str, path: str) -> FieldHelp:
    """What a field wants; nothing for one that no form has."""
    return HELP.get(entity, {}).get(path, FieldHelp("", ""))


def grouped(entity: str, paths: Iterable[str]) -> Iterator[tuple[str, tuple[str, ...]]]:
    """Fields in the order of their form, each group with its heading, "" where there is none."""
    left = list(paths)
    for heading, members in GROUPS.get(entity, {}).items():
        found = tuple(path for path in members if path in left)
        left = [path for path in left if path not in found]
        if found:
            yield heading, found
    if left:
        yield "", tuple(left)
