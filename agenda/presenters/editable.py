"""Something whose fields can be changed, by whichever face: items, days, the trip, or entries of its tables.

A form, a field in place and the command line hand over texts by field and get one edit and one note for the history.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from operator import attrgetter
from typing import Final, cast

from agenda.presenters.details import fields_by_path, fields_of
from trips.edits.days import change_dates, change_days
from trips.edits.directory import change_entry, put
from trips.edits.items import change_items
from trips.edits.pages import EXTRAS, Extra, ExtraTable, extras, put_extra
from trips.edits.pages import name_of as extra_name
from trips.edits.resolver import TripNames
from trips.edits.translations import said_of, translate
from trips.grammar.choices import Kind
from trips.i18n.language import LANGUAGES, N_, Message, Translator, UserError, listed, words
from trips.i18n.text import nearest
from trips.model.doors import RefusedError
from trips.model.entities import Day, Item, Page, Partner, Person, Value, changed, new_id
from trips.model.field_text import refusal
from trips.model.field_types import FieldRule, Text
from trips.model.fields import BY_NAME, DATE, LINE, TEXT, rules
from trips.model.tables import TABLES, Entry, Table, new_key
from trips.model.translations import ENTITIES, Translatable, language_name
from trips.model.trip import Trip, first_day, last_day

Values = dict[str, object]
DATES: Final = (
    FieldRule("first", DATE, "public", N_("first day")),
    FieldRule("last", DATE, "public", N_("last day")),
)
NEW_WORDS: Final[dict[Table, str]] = {
    "people": N_("New person"), "organisations": N_("New organisation"), "groups": N_("New group"),
    "venues": N_("New place"),
}  # fmt: skip
_OWN: Final = frozenset(("title", "when", "name", "latin_name"))
"""Fields in which several things are meant to differ, so that no form of several has them."""


_IN_FORMS: Final = tuple(map(words, LANGUAGES))
"""What forms call the fields, in each language."""


@dataclass(frozen=True)
class Editable:
    """One or several things with the same fields.

    Attributes:
        entity: their name in the table of fields.
        title: what a user calls them.
        fields: the fields by path ("note", "private.phone"), in the order of the form.
        values: what they are now, of the first one.
        save: puts other values of some of them into a trip, in all of them.
        count: how many they are.
        mixed: the fields in which they differ: they read as empty, and stay so unless something is typed.
        language: what the language is called that the fields are translations into; "" if they are none.
        hints: what a field is about, where that is not the same for all of its kind: the text to be translated.
    """

    entity: str
    title: str
    fields: Mapping[str, FieldRule]
    values: Mapping[str, object]
    save: Callable[[Trip, Values], Trip]
    count: int = 1
    mixed: frozenset[str] = frozenset()
    hints: Mapping[str, str] = field(default_factory=dict[str, str])
    language: str = ""

    @property
    def asked(self) -> dict[str, FieldRule]:
        """The fields that a form asks for."""
        return {path: rule for path, rule in self.fields.items() if self.count == 1 or path not in _OWN}

    def text(self, trip: Trip, path: str, t: Translator) -> str:
        """A field as a person would type it."""
        return "" if path in self.mixed else self.fields[path].write_text(self.values[path], TripNames(trip), t)

    def texts(self, said: Iterable[str]) -> dict[str, str]:
        """What FIELD=VALUE texts say, by path.

        Raises:
            UserError: one is not written like this, or there is no such field.
        """
        paths = {key_of(path, rule): path for path, rule in self.fields.items()}
        texts: dict[str, str] = {}
        for word in said:
            key, equals, text = word.partition("=")
            if not equals:
                raise UserError('"{text}" is not written like field=value.', text=word)
            texts[self._path(paths, key.strip())] = text
        return texts

    def _path(self, paths: Mapping[str, str], key: str) -> str:
        """The path of a field that the command line names; one that forms call so is proposed by its name there."""
        if key in paths:
            return paths[key]
        labels = {t(rule.label).casefold(): key_of(path, rule) for path, rule in self.fields.items() for t in _IN_FORMS}
        near = labels.get(key.casefold()) or nearest(key, paths)
        if near:
            raise UserError('There is no field "{name}"; did you mean "{near}"?', name=key, near=near)
        raise UserError('There is no field "{name}"; known are {known}.', name=key, known=", ".join(paths))

    def edit(self, texts: Mapping[str, str]) -> Callable[[Trip], Trip]:
        """The edit that gives some fields what was typed; names that are not known are made.

        The edit raises UserError if something cannot be understood, or cannot be.
        """

        def change(now: Trip) -> Trip:
            names = TripNames(now)
            try:
                values = {path: self.fields[path].read_text(text, names) for path, text in texts.items()}
                return self.save(names.trip, values)
            except RefusedError as error:
                raise refusal(error, BY_NAME | {self.fields[path].name: self.fields[path] for path in texts}) from None

        return change

    def note(self, texts: Mapping[str, str]) -> Message:
        """What the edit does, for the history."""
        labels = listed(list(dict.fromkeys(rule.label for path, rule in self.fields.items() if path in texts)))
        if self.language:
            return Message("Translated {title} into {language}", title=self.title, language=Message(self.language))
        if self.entity == "Item" and self.count > 1:
            return Message("Changed {fields} of {n} items", fields=labels, n=self.count)
        return Message("Changed {fields} of {title}", fields=labels, title=self.title)


def key_of(path: str, rule: FieldRule) -> str:
    """What the command line calls a field: as the trip file does, private details with what they stand in."""
    return path.removesuffix(rule.name) + rule.file_key


def applies(path: str, kind: Kind) -> bool:
    """Whether a field means something for items of a kind."""
    return any(rule.name == path for rule in fields_of("Item", kind))


def _alike(entity: str, things: Sequence[Value], title: str, save: Callable[[Trip, Values], Trip]) -> Editable:
    """Things of one kind: what is the same for all of them, and what differs; what is typed is for all."""
    fields = fields_by_path(entity)
    values = [_values(thing, fields) for thing in things]
    mixed = frozenset(path for path in fields if any(other[path] != values[0][path] for other in values))
    return Editable(entity, title, fields, values[0], save, len(things), mixed)


def _values(thing: Value, paths: Iterable[str]) -> Values:
    return {path: attrgetter(path)(thing) for path in paths}


def items_editable(items: Sequence[Item], title: str = "") -> Editable:
    """Items, with the fields of every kind; several have a title together."""
    ids = [item.id for item in items]
    title = title if len(items) > 1 else items[0].title
    return _alike("Item", items, title, lambda trip, values: change_items(trip, ids, **values))


def days_editable(days: Sequence[Day], title: str) -> Editable:
    """Days of the trip: title, note and zone."""
    ids = {day.id for day in days}
    editable = _alike("Day", days, title, lambda trip, values: change_days(trip, ids, **values))
    return replace(editable, fields={path: rule for path, rule in editable.fields.items() if path != "date"})


def entries_editable(table: Table, entries: Sequence[Entry], title: str = "") -> Editable:
    """People, organisations, groups or places; several have a title together."""

    def save(trip: Trip, values: Values) -> Trip:
        for entry in entries:
            trip = change_entry(trip, table, entry.key, values)
        return trip

    return _alike(TABLES[table].__name__, entries, title if len(entries) > 1 else entries[0].name, save)


def new_entry(table: Table, t: Translator, *, delegate: bool = False, key: str = "") -> Editable:
    """An entry that is not there yet; a person may be a delegate from the start. Without a key it gets one."""
    entity = TABLES[table].__name__
    fields, blank = fields_by_path(entity), TABLES[table](key="new", name="-")
    if isinstance(blank, Person):
        blank = replace(blank, delegate=delegate)

    def save(trip: Trip, values: Values) -> Trip:
        if "name" not in values:
            raise UserError("{field} cannot be empty.", field=Message(fields["name"].label))
        made = key or new_key(str(values["name"]))
        return change_entry(put(trip, table, replace(blank, key=made)), table, made, values)

    return Editable(entity, t(NEW_WORDS[table]), fields, {**_values(blank, fields), "name": ""}, save)


def extra_editable(table: ExtraTable, extra: Extra) -> Editable:
    """A page of the office's own, or a partner."""
    entity = EXTRAS[table].__name__
    fields = fields_by_path(entity)

    def save(trip: Trip, values: Values) -> Trip:
        now = next((one for one in extras(trip, table) if one.id == extra.id), extra)
        return put_extra(trip, table, changed(now, **values))

    return Editable(entity, extra_name(extra), fields, _values(extra, fields), save)


def new_extra(table: ExtraTable, t: Translator, name: str = "") -> Editable:
    """A page or a partner that is not there yet."""
    blank = Page(id=new_id(), title="-") if table == "pages" else Partner(id=new_id(), name="-")
    made = extra_editable(table, blank)
    own = "title" if table == "pages" else "name"
    title = name or (t("New page") if table == "pages" else t("New partner"))
    return replace(made, title=title, values={**made.values, own: ""})


def translations_editable(texts: Sequence[Translatable], language: str) -> Editable:
    """The texts of one thing in another language (BCP 47); an empty one takes the translation away."""
    known = rules(ENTITIES[texts[0].of])
    lines = {text.field: isinstance(known[text.field].type, Text) for text in texts}
    fields = {
        name: replace(known[name], name=name, type=TEXT if long else LINE, unit="") for name, long in lines.items()
    }

    def save(trip: Trip, values: Values) -> Trip:
        said = [
            said_of(text.of, text.id, text.field, cast("str", values[text.field]), text.original)
            for text in texts
            if text.field in values
        ]
        return translate(trip, language, said)

    return Editable(
        "Translation", texts[0].original.partition("\n")[0], fields, {text.field: text.text for text in texts}, save,
        hints={text.field: text.original for text in texts}, language=language_name(language),
    )  # fmt: skip


def trip_editable(trip: Trip) -> Editable:
    """The trip itself, with its first and last day."""
    known = fields_by_path("Trip")
    fields = {"title": known.pop("title"), **{rule.name: rule for rule in DATES}, **known}
    values = _values(trip, known) | {"title": trip.title, "first": first_day(trip), "last": last_day(trip)}
    return Editable("Trip", trip.title, fields, values, _save_trip)


def _save_trip(trip: Trip, values: Values) -> Trip:
    if any(rule.name in values and values[rule.name] is None for rule in DATES):
        raise UserError("The trip needs a first and a last day.")
    begin, end = (cast("date | None", values.pop(rule.name, None)) for rule in DATES)
    had_first, had_last = first_day(trip), last_day(trip)
    if begin or end:
        first = begin or had_first or cast("date", end)
        last = end or had_last or first
        if begin and not end and had_first and had_last:
            last = begin + (had_last - had_first)
        trip = change_dates(trip, first, last).trip
    return changed(trip, **values)
