"""translate."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Final

import click

from agenda.cli.context import CliContext, Source, pass_cli, t
from agenda.cli.output import columns, print_json
from agenda.cli.params import DRY_RUN, TRIP, WHAT, read_language
from trips.i18n.language import N_, Message, UserError
from trips.i18n.text import one_line, plain

if TYPE_CHECKING:
    from trips.importers.tables.translations import TranslationTable
    from trips.model.entities import Translated
    from trips.model.translations import Translatable
    from trips.model.trip import Trip

_PREFIXES: Final[dict[str, Translated]] = {
    "day": "day", "place": "venue", "person": "person", "organisation": "organisation", "group": "group",
    "page": "page", "partner": "partner",
}  # fmt: skip


@click.command(
    "translate",
    help=t("Translate the trip's texts.")
    + "\n\n"
    + t("LANGUAGE is a short name like pl, pt-BR or ar. Without it, the languages there are; with it, the texts.")
    + "\n\n"
    + t("WHAT is an item's id, trip, day:2, place:KEY, person:KEY, organisation:KEY, group:KEY, page:ID or partner:ID.")
    + "\n\n"
    + t("A table for a translator is written with -o, filled in, and imported again with --from.")
    + "\n\n\b\n"
    + "agenda translate koeln pl -o koeln-pl.xlsx\n"
    + 'agenda translate koeln pl trip "title=Koło Południe w Kolonii"',
)
@click.argument("trip", type=TRIP)
@click.argument("language", required=False)
@click.argument("words", nargs=-1, type=WHAT, metavar="[WHAT FIELD=TEXT...]")
@click.option("--from", "table", metavar="FILE", help=t("From a table: .csv, .xlsx, or - for standard input."))
@click.option("-o", "--output", metavar="FILE", help=t("Into a file: .csv or .xlsx."))
@DRY_RUN
@click.option("--json", "as_json", is_flag=True, help=t("As JSON."))
@pass_cli
def translate_command(
    cli: CliContext,
    trip: str,
    language: str | None,
    words: tuple[str, ...],
    table: str | None,
    output: str | None,
    *,
    dry_run: bool,
    as_json: bool,
) -> None:
    """List, say, write out or take in translations."""
    if sum(map(bool, (words, table, output))) > 1:
        raise click.UsageError(t("One thing at a time: WHAT FIELD=TEXT, --from or -o."))
    if language is None and (words or output):
        raise click.UsageError(t("Name the language, like pl."))
    language = read_language(language)
    if table is not None:
        _take(cli, trip, language, table, dry_run=dry_run)
    elif language is not None and output is not None:
        _write(cli, trip, language, output)
    elif language is not None and words:
        _say(cli, trip, language, words, dry_run=dry_run)
    elif language is not None:
        _list(cli, trip, language, as_json=as_json)
    else:
        _languages(cli, cli.source(trip), as_json=as_json)


def _languages(cli: CliContext, source: Source, *, as_json: bool) -> None:
    """Each language, with how much of the trip is said in it."""
    from trips.model.translations import language_name, languages_of
    from trips.queries.readers import texts_read

    trip = source.trip
    found = {tag: [one.state for one in texts_read(trip, tag)] for tag in languages_of(trip)}
    if as_json:
        told = [
            {"language": language, "translated": states.count("fresh"), "old": states.count("old"),
             "missing": states.count("missing")}
            for language, states in found.items()
        ]  # fmt: skip
        print_json({"languages": told})
        return
    for line in columns(
        [
            (
                language,
                cli.t(language_name(language)),
                cli.t("{n} of {all} texts", n=states.count("fresh"), all=len(states)),
                cli.t("{n} older than their text", n=states.count("old")) if "old" in states else "",
            )
            for language, states in found.items()
        ]
    ):
        click.echo(line)
    if not found:
        cli.say("Nothing is translated yet; this writes a table for a translator: agenda translate TRIP pl -o pl.xlsx")


def _list(cli: CliContext, named: str, language: str, *, as_json: bool) -> None:
    """Each text with its translation."""
    from exports.tables.translations import STATE_WORDS, field_label
    from trips.queries.readers import texts_read

    source = cli.source(named)
    found = texts_read(source.trip, language)
    name = _naming(source.trip)
    if as_json:
        told = [
            {"what": name(one), "field": one.field, "state": one.state, "original": one.original,
             "text": one.text or None}
            for one in found
        ]  # fmt: skip
        print_json({"language": language, "texts": told})
        return
    rows = [
        (name(one), field_label(one, cli.t), cli.t(STATE_WORDS[one.state]), one_line(one.text or one.original))
        for one in found
    ]
    for line in columns(rows):
        click.echo(line)


def _naming(trip: Trip) -> Callable[[Translatable], str]:
    """What texts are called on the command line: "4f21c3", "day:2", "place:kgst"."""
    from trips.names.items import short_ids

    items = short_ids(trip)
    days = {day.id: str(number) for number, day in enumerate(trip.days, 1)}
    prefixes = {of: prefix for prefix, of in _PREFIXES.items()}

    def name(text: Translatable) -> str:
        if text.of == "trip":
            return "trip"
        if text.of == "item":
            return items[text.id]
        own = text.id[:6] if text.of in ("page", "partner") else days.get(text.id, text.id)
        return f"{prefixes[text.of]}:{own}"

    return name


def _say(cli: CliContext, named: str, language: str, words: Sequence[str], *, dry_run: bool) -> None:
    """Say some fields of one thing in the language; an empty text takes the translation away."""
    from trips.edits.translations import said_of, translate
    from trips.model.translations import language_name, texts

    trip = cli.draft(named).trip
    what, fields = words[0], words[1:]
    if "=" in what or not fields:
        raise click.UsageError(t("Say what to translate and then its fields: WHAT FIELD=TEXT..."))
    of, id_ = _meant(trip, what)
    known = {one.field: one.original for one in texts(trip, language) if (one.of, one.id) == (of, id_)}
    said = [said_of(of, id_, field, text, known[field]) for field, text in _fields(fields, known)]
    note = Message("Translated {title} into {language}", title=what, language=Message(language_name(language)))
    if not dry_run:
        cli.edit(named, lambda now: translate(now, language, said), note)
    for one in said:
        cli.say("{original} → {text}", original=one_line(known[one.field]), text=one_line(one.text) or "–")


def _fields(words: Sequence[str], known: dict[str, str]) -> Iterator[tuple[str, str]]:
    for word in words:
        field, equals, text = word.partition("=")
        if not equals:
            raise UserError('"{text}" is not written like field=value.', text=word)
        if field.strip() not in known:
            there = ", ".join(known) or "–"
            raise UserError('There is no text "{name}" to translate; there are {known}.', name=field, known=there)
        yield field.strip(), text


def _meant(trip: Trip, what: str) -> tuple[Translated, str]:
    """What a word names, with its id or key."""
    from trips.edits.pages import extra_named
    from trips.names.days import read_day
    from trips.names.index import get_entry
    from trips.names.items import item_named

    prefix, colon, own = what.partition(":")
    of = _PREFIXES.get(prefix) if colon else None
    if what == "trip":
        return "trip", ""
    if of is None:
        return "item", item_named(trip, what).id
    if of == "day":
        return "day", read_day(trip, own).id
    if of == "page":
        return of, extra_named(trip, "pages", own).id
    if of == "partner":
        return of, extra_named(trip, "partners", own).id
    if of == "venue":
        return of, get_entry(trip, "venues", own).key
    if of == "person":
        return of, get_entry(trip, "people", own).key
    return of, get_entry(trip, "organisations" if of == "organisation" else "groups", own).key


def _write(cli: CliContext, named: str, language: str, output: str) -> None:
    """The table for a translator."""
    from agenda.services.files import check_folder, write_whole
    from exports.tables import csv_file, xlsx_file
    from exports.tables.translations import translations_table

    path = Path(output)
    if path.suffix.lower() not in (".csv", ".xlsx"):
        raise UserError('"{path}" is neither .csv nor .xlsx.', path=output)
    table = translations_table(cli.snapshot(cli.source(named), calm=True), language, cli.t)
    check_folder(path.parent)
    write_whole(path, csv_file(table) if path.suffix.lower() == ".csv" else xlsx_file([table]))
    cli.say("Written: {path}", path=output)


def _take(cli: CliContext, named: str, language: str | None, table: str, *, dry_run: bool) -> None:
    from agenda.services.import_ import read_translations
    from trips.importers.programme.files import LARGEST, bytes_of

    data = sys.stdin.buffer.read(LARGEST + 1) if table == "-" else bytes_of(Path(table))
    name = cli.t("standard input") if table == "-" else Path(table).name
    found = read_translations(data, name)
    if language not in (None, found.language):
        text = N_('{path} is into the language "{language}", not "{other}".')
        raise UserError(text, path=name, language=found.language, other=language)
    take_translations(cli, named, found, name, dry_run=dry_run)


def take_translations(
    cli: CliContext, named: str, table: TranslationTable, name: str, *, dry_run: bool = False, as_json: bool = False
) -> None:
    """Take a translator's table into a draft, and tell what was left out of it."""
    from agenda.services.import_ import Left, told_of_translations

    taken = table.into(cli.draft(named).trip)
    if not dry_run:
        note = Message("{n} translations from {file}", n=taken.changed, file=name)
        cli.edit(named, lambda now: table.into(now).trip, note)
    left = [Left(name, skipped) for skipped in taken.left]
    if as_json:
        document = {"trip": cli.find_draft(named).slug, "language": taken.language, "translated": taken.changed,
                "old": taken.old, "skipped": [one.plain(cli.t) for one in left]}  # fmt: skip
        print_json(document, one_line=True)
        return
    for one in left:
        click.echo(plain(one.say(cli.t)), err=True)
    for told in told_of_translations(taken):
        click.echo(told.say(cli.t), err=True)
