"""add, set, remove."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from typing import TYPE_CHECKING

import click

from agenda.cli.context import CliContext, pass_cli, t
from agenda.cli.params import ITEM, ONLY_SHOW, TRIP, WHAT
from trips.i18n.language import Message, UserError

if TYPE_CHECKING:
    from agenda.presenters.editable import Editable
    from trips.importers.line.read import Understood
    from trips.model.entities import Item
    from trips.model.trip import Trip


_TRIP = "trip"
_DAY = "day:"


@click.command(
    "set",
    help=t("Change fields of items, of a day or of the trip.")
    + "\n\n"
    + t(
        "Fields are written like time=10:30-12:00 title=Welcome venue=kgst speakers=effing,weber;"
        " an empty value takes it away."
    )
    + "\n\n"
    + t('Several items are changed alike, in one step. The trip itself is called "trip", its second day "day:2".'),
)
@click.argument("trip", type=TRIP)
@click.argument("words", nargs=-1, required=True, type=WHAT, metavar="ITEM... FIELD=VALUE...")
@ONLY_SHOW
@pass_cli
def set_command(cli: CliContext, trip: str, words: tuple[str, ...]) -> None:
    """Change fields of items, of days or of the trip, as one revision."""
    begin = next((place for place, word in enumerate(words) if "=" in word), len(words))
    named, fields = words[:begin], words[begin:]
    if not named or not fields:
        raise click.UsageError(t("Say what to change and then its fields: ITEM... FIELD=VALUE..."))
    editable = _editable(cli.draft(trip).trip, named)
    texts = editable.texts(fields)
    cli.change(trip, editable.edit(texts), editable.note(texts))


def _editable(trip: Trip, named: Sequence[str]) -> Editable:
    from agenda.presenters.editable import days_editable, items_editable, trip_editable
    from trips.names.days import read_day
    from trips.names.items import items_named

    if all(word == _TRIP for word in named):
        return trip_editable(trip)
    if all(word.startswith(_DAY) for word in named):
        days = {day.id: day for day in (read_day(trip, word.removeprefix(_DAY)) for word in named)}
        return days_editable(list(days.values()), ", ".join(str(day.date) for day in days.values()))
    if any(word == _TRIP or word.startswith(_DAY) for word in named):
        raise UserError("Name the trip, or days, or items; they have different fields.")
    return items_editable(items_named(trip, named))


@click.command(
    "add",
    help=t("Add an item from one line of text.")
    + "\n\n"
    + t(
        'Day, time, length, place, people, group and status in any order: "Thu 14:30 Group photo", "then 45 min Lunch".'
    )
    + "\n\n"
    + t("With - instead of the line, every line of standard input becomes an item, all in one step."),
)
@click.argument("trip", type=TRIP)
@click.argument("line", nargs=-1, required=True)
@click.option("--after", type=ITEM, metavar="ITEM", help=t("Behind this item."))
@ONLY_SHOW
@pass_cli
def add_command(cli: CliContext, trip: str, line: tuple[str, ...], after: str | None) -> None:
    """Add items and print their short ids."""
    from agenda.services.operations import ADDED
    from trips.names.items import item_named, short_ids

    before = cli.draft(trip).trip
    adding = _Adding(cli, item_named(before, after) if after else None)
    texts = _lines_of(line)
    note = Message("Added {title}", title=texts[0]) if len(texts) == 1 else ADDED.note(texts)
    if cli.only_shows:
        after_all = adding.into(before, texts)
        adding.tell(after_all)
        cli.say("Nothing was written (--dry-run).")
        return
    saved = cli.edit(trip, lambda now: adding.into(now, texts), note).saved
    ids = short_ids(saved.trip)
    for key, _ in adding.made:
        click.echo(ids[key])
    adding.tell(saved.trip)


def _lines_of(words: Sequence[str]) -> list[str]:
    """The lines that were said: the words as one, or those of standard input.

    Raises:
        UserError: standard input has no line, or is no text.
    """
    if tuple(words) != ("-",):
        return [" ".join(words)]
    data = sys.stdin.buffer.read() if sys.stdin is not None else b""
    try:
        lines = [line.strip() for line in data.decode("utf-8-sig").splitlines()]
    except UnicodeDecodeError:
        raise UserError("Standard input is no text in UTF-8.") from None
    if not any(lines):
        raise UserError("Standard input has no lines; write an item on each.")
    return [line for line in lines if line]


class _Adding:
    """Lines that become items, and what was understood of each; a line without a day is of the day before it."""

    def __init__(self, cli: CliContext, behind: Item | None) -> None:
        self._cli = cli
        self._behind = behind
        self.made: list[tuple[str, Understood]] = []

    def into(self, trip: Trip, texts: Sequence[str]) -> Trip:
        """The trip with an item for each line."""
        self.made.clear()
        behind, day = self._behind, self._behind.day if self._behind else None
        for text in texts:
            trip, item = self._add(trip, text, behind, day)
            behind, day = item if behind else None, item.day
        return trip

    def _add(self, trip: Trip, text: str, behind: Item | None, day: str | None) -> tuple[Trip, Item]:
        from agenda.services.completion import earlier_entries, may_name
        from trips.edits.items import add_item
        from trips.importers.line.read import item_of, read_line, with_new

        earlier = earlier_entries(self._cli.store, trip.id) if may_name(text) else ()
        understood = read_line(trip, text, earlier)
        item = item_of(understood, day)
        self.made.append((item.id, understood))
        near = behind.id if behind and item.day == behind.day else None
        return add_item(with_new(trip, understood), item, near), item

    def tell(self, trip: Trip) -> None:
        """Say of each line what it became."""
        from trips.importers.line.read import understood_text
        from trips.model.entities import by_id

        items = by_id(trip.items)
        for key, understood in self.made:
            click.echo(f"→ {understood_text(trip, items[key], self._cli.t, understood.new)}", err=True)
            for told in understood.told:
                click.echo(told.say(self._cli.t), err=True)


@click.command("remove", help=t("Remove items.") + "\n\n" + t("Their parts go along."))
@click.argument("trip", type=TRIP)
@click.argument("items", nargs=-1, required=True, type=ITEM, metavar="ITEM...")
@ONLY_SHOW
@pass_cli
def remove_command(cli: CliContext, trip: str, items: tuple[str, ...]) -> None:
    """Remove items and their parts."""
    from agenda.services.operations import REMOVED
    from trips.edits.items import remove_items
    from trips.names.items import items_named

    named = items_named(cli.draft(trip).trip, items)
    ids = [item.id for item in named]
    note = REMOVED.note([item.title for item in named])
    if cli.change(trip, lambda before: remove_items(before, ids), note):
        cli.say("Take it back with: agenda undo {trip}", trip=trip)
