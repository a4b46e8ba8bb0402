"""A list of participants: columns known by their headings, rows that become people or bring them up to date."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from typing import Final, Generic, Literal, NamedTuple, TypeVar, get_args

from trips.grammar.contact_data import MAIL, PHONE
from trips.i18n.language import N_, Message, UserError
from trips.importers.door import door
from trips.importers.private_texts import set_apart
from trips.importers.result import Skipped
from trips.importers.tables.sheets import MOST_COLUMNS, MOST_ROWS, Sheet, sheets_of
from trips.model.doors import RefusedError
from trips.model.entities import Group, Organisation, Person, by_key, changed
from trips.model.field_text import read_presence_text, refusal
from trips.model.fields import rules
from trips.model.trip import Trip
from trips.names.index import named_entry
from trips.names.titles import ADDRESS, name_words, untitled, without_titles

E = TypeVar("E", Organisation, Group)
Field = Literal[
    "name", "first", "last", "title", "form", "role", "organisation", "languages", "groups", "rank", "phone", "email",
    "diet", "access", "room", "note", "arrives", "leaves", "ignore",
]  # fmt: skip
FIELDS: Final[tuple[Field, ...]] = get_args(Field)
FIELD_WORDS: Final[dict[Field, str]] = {
    "name": N_("name"), "first": N_("first name"), "last": N_("last name"), "title": N_("title before the name"),
    "form": N_("form of address"), "role": N_("role"), "organisation": N_("organisation"), "languages": N_("languages"),
    "groups": N_("groups"), "rank": N_("rank"), "phone": N_("phone"), "email": N_("e-mail"), "diet": N_("diet"),
    "access": N_("access needs"), "room": N_("room"), "note": N_("private note"), "arrives": N_("arrives"),
    "leaves": N_("leaves"), "ignore": N_("not taken over"),
}  # fmt: skip

_HEADINGS: Final[dict[Field, str]] = {
    "name": r"name|teilnehmer(?:in|innen|/-?in(?:nen)?|:innen|\*innen)?|teilnehmende[rn]?|participants?|delegates?"
        r"|full name"
    r"|vollständiger name|person|vor- und (?:nach|zu)name|name, vorname|nachname, vorname|gast|guest",
    "first": r"vornamen?|(?:fore|first|given|christian) ?name(?:\(?s\)?)?|rufname",
    "last": r"nachname|familienname|zuname|last ?name|surname|family ?name",
    "title": r"titel|akad(?:\.|emischer) (?:grad|titel)|title|academic title|grad",
    "form": r"anrede|form of address|salutation|herr/frau|mr/ms",
    "role": r"funktion|position|rolle|amt|role|function|job ?title|beruf|dienststellung|amtsbezeichnung",
    "organisation": r"organisation|organization|institution|firma|company|dienststelle|behörde|gemeinde|kommune"
        r"|stadt|ort"
    r"|einrichtung|arbeitgeber|employer|verein|municipality|city|verband|affiliation|entsendende stelle",
    "languages": r"sprachen?|languages?|sprachkenntnisse",
    "groups": r"gruppen?|groups?|team",
    "rank": r"rang|rank|reihenfolge|protokoll(?:arischer rang)?|precedence",
    "phone": r"(?:telefon|tel\.?|handy|mobil(?:telefon)?|phone|telephone|mobile|cell)(?:[ -]?(?:nummer|nr\.?|no\.?"
        r"|numbers?|phone))?|rufnummer",
    "email": r"e-?mail(?:-?adresse|s)?|mail|e-?mail address",
    "diet": r"ernährung|essen|diät|verpflegung|diet(?:ary)?(?: requirements?)?|unverträglichkeit(?:en)?|allergien?"
        r"|allergies"
    r"|essenswunsch|kost(?:form)?|vegetarisch",
    "access": r"barrierefreiheit|mobilität|access(?: needs)?|einschränkungen|special needs|assistenzbedarf|bedarf",
    "room": r"zimmer(?:nummer|wunsch|art)?|room(?: no\.?| number)?|unterbringung|hotelzimmer",
    "note": r"bemerkung(?:en)?|anmerkung(?:en)?|notiz(?:en)?|notes?|hinweise?|remarks?|comments?|kommentar|sonstiges",
    "arrives": r"(?:tag der )?anreise(?:tag|datum)?|ankunft(?:stag|sdatum)?|(?:date of )?arrival(?: date| day)?"
        r"|arrives?(?: on)?|check-?in(?: date)?|von|from",
    "leaves": r"(?:tag der )?abreise(?:tag|datum)?|abfahrt(?:stag|sdatum)?|(?:date of )?departure(?: date| day)?"
        r"|leaves?(?: on)?|check-?out(?: date)?|bis|to|until",
}  # fmt: skip
_OF_SECTION: Final = 3
"""Columns of a table in which a row with one word heads a section."""
_PRIVATE: Final = frozenset(("phone", "email", "diet", "access", "room", "note"))
_LANGUAGES: Final = {
    "deutsch": "de", "german": "de", "englisch": "en", "english": "en", "französisch": "fr", "french": "fr",
    "polnisch": "pl", "polish": "pl", "spanisch": "es", "spanish": "es", "italienisch": "it", "italian": "it",
    "niederländisch": "nl", "dutch": "nl", "tschechisch": "cs", "czech": "cs", "ukrainisch": "uk", "ukrainian": "uk",
    "russisch": "ru", "russian": "ru", "chinesisch": "zh", "chinese": "zh", "türkisch": "tr", "turkish": "tr",
    "portugiesisch": "pt", "portuguese": "pt", "arabisch": "ar", "arabic": "ar", "japanisch": "ja", "japanese": "ja",
}  # fmt: skip
_NO_NEED: Final = frozenset(
    ("-", "–", "/", "none", "no", "nein", "keine", "kein", "keiner", "keines", "nichts", "n/a", "na", "n.a.", "nil")
)
"""What stands in the cell of a need that somebody does not have."""
_NEEDS: Final = frozenset(("diet", "access"))
_COUNTS: Final = re.compile(
    r"(?:summe|gesamt|insgesamt|anzahl|total|sum|count|zwischensumme|subtotal)\b.*|\d[\d.,\s]*", re.IGNORECASE
)
"""What stands where a name would in a row that only counts."""
_ADDRESS: Final = re.compile(rf"(?<!\w)(?P<form>{ADDRESS})(?!\w)\s*", re.IGNORECASE)
_LOOKED_AT: Final = 15
"""Rows within which the headings stand."""


class Column(NamedTuple):
    """A column of the table.

    Attributes:
        place: from 0.
        heading: as the table has it.
        field: the field that it fills.
        example: what stands in it, if it has no heading.
        asks: whether it seems to hold the first names, so that somebody has to say what it holds.
    """

    place: int
    heading: str
    field: Field
    example: str = ""
    asks: bool = False


@dataclass(frozen=True, slots=True)
class Filled:
    """A trip with a list of participants taken in.

    Attributes:
        trip: the trip.
        added, updated, same: the names of who is new, was brought up to date, or was so already.
        left: rows and cells that were not taken over, with the reason.
    """

    trip: Trip
    added: tuple[str, ...]
    updated: tuple[str, ...]
    same: tuple[str, ...]
    left: tuple[Skipped, ...]


class Participants:
    """A table of people, with the fields that its headings stand for; new ones take part, unless they are `guests`."""

    def __init__(
        self, columns: Sequence[Column], rows: Sequence[tuple[int, tuple[str, ...]]], *, guests: bool = False
    ) -> None:
        self.columns = tuple(columns)
        self._rows = tuple(rows)
        self._guests = guests

    def as_guests(self) -> Participants:
        """The same people as such who do not travel along."""
        return Participants(self.columns, self._rows, guests=True)

    def with_fields(self, fields: Mapping[str, str]) -> Participants:
        """The same with other fields for some headings.

        Raises:
            UserError: there is no such heading or field.
        """
        known = {column.heading.casefold(): place for place, column in enumerate(self.columns)}
        columns = list(self.columns)
        for heading, text in fields.items():
            place = known.get(heading.casefold())
            if place is None:
                headings = ", ".join(column.heading for column in columns)
                raise UserError('There is no column "{name}"; there are: {known}.', name=heading, known=headings)
            if text not in FIELDS:
                known_fields = ", ".join(FIELDS)
                raise UserError('"{name}" is no field of a person; choose of: {known}.', name=text, known=known_fields)
            columns[place] = columns[place]._replace(field=text, asks=False)
        return Participants(columns, self._rows, guests=self._guests)

    def into(self, trip: Trip) -> Filled:
        """The trip with the people of the list: known by e-mail or name they are brought up to date, others are new.

        Empty cells change nothing; groups are added.

        Raises:
            UserError: no column holds names.
        """
        if not {"name", "last"} & {column.field for column in self.columns}:
            raise UserError("No column of the table holds names; name it with --column HEADING=name.")
        for column in self.columns:
            if column.asks and column.field == "ignore":
                raise UserError(
                    'The column "{heading}" beside the last names is not known; if it holds the first names, say'
                    ' --column "{heading}=first", else "{heading}=ignore".',
                    heading=column.heading,
                )
        used = [column for column in self.columns if column.field != "ignore"]
        with door(self.columns[0].heading):
            filling = _Filling(trip, delegates=not self._guests)
            for line, cells in self._rows:
                if self._is_heading(cells):
                    continue
                if self._heads_section(cells):
                    filling.leave(line, " ".join(filter(None, cells)), Message("It heads a section of the list."))
                    continue
                filling.row(line, {column.field: cells[column.place] for column in used if column.place < len(cells)})
            return filling.filled()

    def _is_heading(self, cells: tuple[str, ...]) -> bool:
        """Whether a row repeats the headings, as where one table was put behind another."""
        filled = [(cells[column.place], column.heading) for column in self.columns if column.place < len(cells)]
        return all(cell.casefold() == heading.casefold() for cell, heading in filled)

    def _heads_section(self, cells: tuple[str, ...]) -> bool:
        """Whether a row only heads those below it: one word in a table of several columns."""
        names = {column.place for column in self.columns if column.field in ("name", "first", "last", "title", "form")}
        filled = [place for place, cell in enumerate(cells) if cell]
        alone = len(filled) == 1 and filled[0] in names and len(cells[filled[0]].split()) == 1
        return alone and len(self.columns) >= _OF_SECTION


def read_participants(sheets: Iterable[Sheet]) -> Participants | None:
    """The first sheet that is a list of people; None if none is."""
    for sheet in sheets:
        for place, row in enumerate(sheet[:_LOOKED_AT]):
            fields: list[Field] = [field_of(cell) for cell in row]
            known = {field for field in fields if field != "ignore"}
            if len(known) >= 2 and known & {"name", "last"}:
                named = [
                    Column(n, cell, field) for n, (cell, field) in enumerate(zip(row, fields, strict=True)) if cell
                ]
                columns = _asking(_once(named))
                rows = [(n + 1, cells) for n, cells in enumerate(sheet) if n > place and any(cells)]
                return Participants(columns, rows)
    return None


def read_pasted_people(text: str) -> Participants | None:
    """People as they stand in a mail or were copied from a table, with or without headings; None if there are none.

    Without headings each line is one person: the name first, then what else there is, between tabs, semicolons or
    commas; what looks like an address or a number is one.

    Raises:
        UserError: it is more than a list of people can be.
    """
    found = None
    with suppress(UserError):  # a mail may hold what no table can
        found = read_participants(sheets_of(text.encode("utf-8", "replace"), ""))
    if found is not None:
        return found
    lines = text.splitlines()
    if len(lines) > MOST_ROWS:
        raise UserError("These are more than {n} lines; a list of people is shorter.", n=MOST_ROWS)
    filled = sum(bool(line.strip()) for line in lines)
    between = next((one for one in "\t;|" if 2 * sum(one in line for line in lines) > filled), ",")
    rows = [(n, _apart(line.split(between)[:MOST_COLUMNS])) for n, line in enumerate(lines, 1) if line.strip()]
    if not rows:
        return None
    width = max(len(cells) for _, cells in rows)
    return Participants(_once([_guessed(place, rows) for place in range(width)]), rows)


_BULLET: Final = re.compile(r"^\s*(?:[-–•*·]|\d{1,3}[.)])\s+")
_IN_BRACKETS: Final = re.compile(r"^(.*?)\s*<([^<>@\s]+@[^<>\s]+)>$")
_UNTOLD: Final[tuple[Field, ...]] = ("name", "role", "organisation", "note")


def _apart(cells: Sequence[str]) -> tuple[str, ...]:
    """The cells of a line without what numbers it; an address behind a name is a cell of its own."""
    first, *rest = (" ".join(cell.split()) for cell in cells)
    first = _BULLET.sub("", first)
    if match := _IN_BRACKETS.match(first):
        return (match[1].strip("\"' "), *rest, match[2])
    return (first, *rest)


def _guessed(place: int, rows: Sequence[tuple[int, tuple[str, ...]]]) -> Column:
    """A column without a heading: what most of its cells look like, else what its place is for."""
    cells = [cells[place] for _, cells in rows if place < len(cells) and cells[place]]
    field: Field = _UNTOLD[min(place, len(_UNTOLD) - 1)]
    if 2 * sum(MAIL.fullmatch(cell) is not None for cell in cells) > len(cells):
        field = "email"
    if 2 * sum(PHONE.fullmatch(cell) is not None for cell in cells) > len(cells):
        field = "phone"
    return Column(place, str(place + 1), field, cells[0] if cells else "")


def _asking(columns: list[Column]) -> list[Column]:
    """The columns, the unknown one beside the last names marked: it may hold the first names."""
    fields = [column.field for column in columns]
    if "last" not in fields or not {"first", "name"}.isdisjoint(fields):
        return columns
    at = fields.index("last")
    beside = next((n for n in (at - 1, at + 1) if 0 <= n < len(columns) and fields[n] == "ignore"), None)
    return [column._replace(asks=n == beside) for n, column in enumerate(columns)]


def field_of(heading: str) -> Field:
    """The field of a person that a heading stands for; "ignore" if it is none."""
    plain = re.sub(r"\s*[(\[].*?[)\]]", "", heading.casefold()).strip(" *:.")
    for field, form in _HEADINGS.items():
        if re.fullmatch(form, plain):
            return field
    return "ignore"


def _once(columns: Sequence[Column]) -> list[Column]:
    """The columns, each field filled by the first one that is for it."""
    taken: set[Field] = set()
    found: list[Column] = []
    for column in columns:
        found.append(column._replace(field="ignore") if column.field in taken else column)
        if column.field != "ignore":
            taken.add(column.field)
    return found


class _Filling:
    """The people of a trip while a list is taken in, found by what they are called."""

    def __init__(self, trip: Trip, *, delegates: bool) -> None:
        self._trip = trip
        self._delegates = delegates
        self._people = by_key(trip.people)
        self._organisations = _Named(trip.organisations)
        self._groups = _Named(trip.groups)
        self._by_mail: dict[str, str] = {}
        self._by_name: dict[tuple[str, ...], str] = {}
        for person in trip.people:
            self._learn(person)
        self._added: list[str] = []
        self._updated: list[str] = []
        self._same: list[str] = []
        self._left: list[Skipped] = []

    def _learn(self, person: Person) -> None:
        """Know somebody by address and name; who came first keeps theirs."""
        if person.private.email:
            self._by_mail.setdefault(person.private.email.casefold(), person.key)
        for name in filter(None, (person.name, person.latin_name)):
            self._by_name.setdefault(words_of(name), person.key)

    def row(self, line: int, cells: Mapping[Field, str]) -> None:
        """Take in a row."""
        name = name_of(cells)
        text = " ".join(filter(None, cells.values()))
        if not name or _COUNTS.fullmatch(name):
            if text:
                self.leave(line, text, Message("It only counts.") if name else Message("It has no name."))
            return
        known = self._known(name, cells.get("email", ""))
        try:
            person = known or named_entry(Person, name, delegate=self._delegates)
            after = changed(person, **self._values(line, person, name, cells))
        except RefusedError as error:
            self._skip(line, name, refusal(error, rules("Person")))
            return
        except UserError as refused:
            self._skip(line, name, refused)
            return
        self._organisations.keep()
        self._groups.keep()
        self._people[after.key] = after
        self._learn(after)
        which = self._added if known is None else self._same if after == person else self._updated
        which.append(after.name)

    def leave(self, line: int, text: str, why: Message) -> None:
        """Note a row that is nobody."""
        self._left.append(Skipped(line, text[:200], why))

    def _skip(self, line: int, name: str, why: UserError) -> None:
        """Leave a row out, and what was made for it."""
        self._organisations.drop()
        self._groups.drop()
        self._left.append(Skipped(line, name[:200], why.message))

    def _known(self, name: str, email: str) -> Person | None:
        key = (self._by_mail.get(email.casefold()) if email else None) or self._by_name.get(words_of(name))
        return None if key is None else self._people[key]

    def _values(self, line: int, person: Person, name: str, cells: Mapping[Field, str]) -> dict[str, object]:
        values: dict[str, object] = {}
        if words_of(name) != words_of(person.name) or len(name) > len(person.name):
            values["name"] = name
        if form := form_of(cells):
            values["form"] = form
        if role := cells.get("role"):
            values["role"] = role
        private = {field: cells[field] for field in FIELDS if field in _PRIVATE and _says(field, cells.get(field, ""))}
        if private:
            values["private"] = changed(person.private, **private)
        if organisation := cells.get("organisation"):
            values["organisation"] = self._organisations.key(Organisation, organisation)
        if groups := cells.get("groups"):
            named = (self._groups.key(Group, name) for name in re.split(r"\s*[,;/]\s*", groups))
            values["groups"] = tuple(dict.fromkeys((*person.groups, *named)))
        if rank := cells.get("rank"):
            values |= {"rank": int(rank)} if rank.isdecimal() else self._not(line, "rank", rank)
        if languages := cells.get("languages"):
            values |= self._languages(line, languages)
        return values | self._presence(line, cells)

    def _not(self, line: int, field: Field, text: str) -> dict[str, object]:
        """Tell a cell that says nothing a person can have."""
        why = Message("It is not understood as {field}.", field=Message(FIELD_WORDS[field]))
        self._left.append(Skipped(line, text[:200], why))
        return {}

    def _languages(self, line: int, text: str) -> dict[str, object]:
        codes: list[str] = []
        for word in filter(None, re.split(r"[\s,;/]+", text.casefold())):
            code = _LANGUAGES.get(word, word if re.fullmatch("[a-z]{2}", word) else "")
            if not code:
                return self._not(line, "languages", text)
            codes.append(code)
        return {"languages": tuple(dict.fromkeys(codes))}

    def _presence(self, line: int, cells: Mapping[Field, str]) -> dict[str, object]:
        arrives, leaves = cells.get("arrives", ""), cells.get("leaves", "")
        if not arrives and not leaves:
            return {}
        said = f"{arrives} - {leaves}" if arrives and leaves else f"ab {arrives}" if arrives else f"bis {leaves}"
        try:
            return {"present": read_presence_text(self._trip, said)}
        except UserError:
            told = " - ".join(filter(None, (arrives, leaves)))
            return self._not(line, "arrives" if arrives else "leaves", told)

    def filled(self) -> Filled:
        """What it has become."""
        trip = changed(
            self._trip,
            people=tuple(self._people.values()),
            organisations=self._organisations.entries,
            groups=self._groups.entries,
        )
        trip, told = set_apart(self._trip, self._trip if trip == self._trip else trip)
        left = (*self._left, *told)
        return Filled(trip, tuple(self._added), tuple(self._updated), tuple(self._same), left)


class _Named(Generic[E]):
    """Organisations or groups by their names; new ones count when the row that names them does."""

    def __init__(self, entries: Sequence[E]) -> None:
        self._entries = list(entries)
        self._keys: dict[tuple[str, ...], str] = {}
        for entry in entries:
            self._keys.setdefault(words_of(entry.name), entry.key)
        self._fresh: dict[tuple[str, ...], E] = {}

    @property
    def entries(self) -> tuple[E, ...]:
        """Those there were, and the new ones."""
        return tuple(self._entries)

    def key(self, model: type[E], name: str) -> str:
        """The key of the entry of that name, made if there is none.

        Raises:
            UserError: the name is none.
        """
        words = words_of(name)
        if words in self._keys:
            return self._keys[words]
        if words not in self._fresh:
            self._fresh[words] = named_entry(model, name)
        return self._fresh[words].key

    def keep(self) -> None:
        """Let the new ones count."""
        self._entries += self._fresh.values()
        self._keys |= {words: entry.key for words, entry in self._fresh.items()}
        self._fresh.clear()

    def drop(self) -> None:
        """Forget the new ones."""
        self._fresh.clear()


def _says(field: Field, text: str) -> bool:
    """Whether a cell says something: "none" says nothing of a need."""
    return bool(text) and not (field in _NEEDS and text.casefold() in _NO_NEED)


def form_of(cells: Mapping[Field, str]) -> str:
    """The form of address, which lists also have in the column of titles or before the name."""
    for field in ("form", "title", "name", "first"):
        if (match := _ADDRESS.match(cells.get(field, ""))) is not None:
            return {"herrn": "Herr"}.get(match["form"].casefold(), match["form"])
    return cells.get("form", "")


def name_of(cells: Mapping[Field, str]) -> str:
    """The name with its title, first name first, without a form of address."""
    cells = {field: _ADDRESS.sub("", text, count=1) if field != "form" else text for field, text in cells.items()}
    whole = cells.get("name", "")
    if whole.count(",") == 1 and not cells.get("first"):
        last, first = (part.strip() for part in whole.split(","))
        whole = f"{first} {last}" if first and without_titles(f"{first} x") != "x" else whole
    elif cells.get("first"):
        whole = f"{cells['first']} {cells.get('last') or whole}"
    elif cells.get("last"):
        whole = cells["last"]
    title = cells.get("title", "")
    return f"{title} {whole}".strip() if title and not whole.startswith(title) else whole.strip()


def words_of(name: str) -> tuple[str, ...]:
    """The words by which a name is compared."""
    return untitled(name_words(name))
