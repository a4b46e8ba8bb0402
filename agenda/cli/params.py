"""The values that commands take: trips, items, days, dates and names, and how the shell completes them."""

from __future__ import annotations

import os
import re
from collections.abc import Iterable, Sequence
from datetime import date
from typing import TYPE_CHECKING, Final

import click
from click.shell_completion import CompletionItem, split_arg_string

from agenda.cli.context import CliContext, t
from trips.i18n.language import UserError

if TYPE_CHECKING:
    from trips.model.tables import Table
    from trips.model.trip import Trip


class DateParam(click.ParamType[date]):
    """A date as people write it: 2025-10-09 or 9.10.2025."""

    name = "date"

    def convert(self, value: object, param: click.Parameter | None, ctx: click.Context | None) -> date:
        """The date, or a usage error."""
        from trips.grammar.dates import read_date

        try:
            return read_date(str(value))
        except UserError as refused:
            self.fail(refused.say(t), param, ctx)


def read_language(text: str | None) -> str | None:
    """A language as somebody named it, BCP 47; None if nobody did.

    Raises:
        UserError: it is none.
    """
    if text is None:
        return None
    first, dash, rest = text.partition("-")
    tag = f"{first.lower()}{dash}{rest}"
    if not _TAG.fullmatch(tag):
        raise UserError('"{text}" is no language; say its short name, like pl or pt-BR.', text=text)
    return tag


_TAG: Final = re.compile("[a-z]{2,3}(-[A-Za-z0-9]{2,8})*")


class TripParam(click.ParamType[str]):
    """A TRIP argument; the shell completes the short names in the store, and files."""

    name = "trip"

    def shell_complete(self, ctx: click.Context, param: click.Parameter, incomplete: str) -> list[CompletionItem]:
        """The trips whose short name begins like this."""
        del ctx, param
        from agenda.services.office_store import office_store
        from agenda.services.settings import calm_settings
        from trips.i18n.language import UserError
        from trips.store.location import store_location

        where = store_location(calm_settings().store)
        if "/" in incomplete or not (isinstance(where, str) or where.exists()):
            return [CompletionItem(incomplete, type="file")]
        try:
            with office_store() as store:
                return [
                    CompletionItem(trip.slug, help=trip.title)
                    for trip in store.trips()
                    if trip.slug.startswith(incomplete)
                ]
        except UserError:
            return []


class FormatParam(click.ParamType[str]):
    """A FORMAT argument, which may stand before or behind the trip; the shell completes the names."""

    name = "format"

    def shell_complete(self, ctx: click.Context, param: click.Parameter, incomplete: str) -> list[CompletionItem]:
        """The formats that begin like this."""
        del ctx, param
        from exports.formats import FORMATS

        return [CompletionItem(name, help=t(one.about)) for name, one in FORMATS.items() if name.startswith(incomplete)]


class _InTrip(click.ParamType[str]):
    """An argument that names something within the trip that is named before it."""

    name = "text"

    def shell_complete(self, ctx: click.Context, param: click.Parameter, incomplete: str) -> list[CompletionItem]:
        """What begins like this."""
        del param
        from trips.i18n.language import UserError

        try:
            trip = _trip_before(ctx)
        except (UserError, OSError):
            return []
        found = self._known(trip, ctx.params.get("words") or ()) if trip else ()
        return [CompletionItem(name, help=about) for name, about in found if name.startswith(incomplete)]

    def _known(self, trip: Trip, before: tuple[str, ...]) -> Iterable[tuple[str, str]]:
        """Names and what they are; `before` is what stands on the line already."""
        raise NotImplementedError


def _trip_before(ctx: click.Context) -> Trip | None:
    """The trip that the line names so far."""
    named: str | None = None
    where: click.Context | None = ctx
    while where is not None and named is None:
        named, where = where.params.get("trip"), where.parent
    if named is None:  # behind an option that waits for its value click has not come to the arguments yet
        words = split_arg_string(os.environ.get("COMP_WORDS", ""))
        named = words[2] if len(words) > 2 else None
    if not named:
        return None
    from agenda.cli.context import is_path
    from agenda.services.office_store import office_store
    from trips.tripfile import read_trip_file

    if is_path(named):
        from pathlib import Path

        return read_trip_file(Path(named)).trip
    with office_store() as store:
        return store.load(store.find(named.partition("@")[0]).id).trip


class ItemParam(_InTrip):
    """An ITEM argument; the shell completes short ids and shows their titles."""

    name = "item"

    def _known(self, trip: Trip, before: tuple[str, ...]) -> Iterable[tuple[str, str]]:
        del before
        from trips.names.items import short_ids

        ids = short_ids(trip)
        return [(ids[item.id], item.title) for item in trip.items]


class DayParam(_InTrip):
    """A DAY argument; the shell completes the numbers of the days and shows their dates."""

    name = "day"

    def _known(self, trip: Trip, before: tuple[str, ...]) -> Iterable[tuple[str, str]]:
        del before
        return [*((str(number), str(day.date)) for number, day in enumerate(trip.days, 1)), ("pool", "")]


class WhatParam(ItemParam):
    """What `set` takes: items, days, the trip, then fields."""

    name = "what"

    def _known(self, trip: Trip, before: tuple[str, ...]) -> Iterable[tuple[str, str]]:
        from trips.model.fields import ITEM

        fields = [(f"{rule.file_key}=", "") for rule in ITEM if rule.type.by_hand] if before else []
        if any("=" in word for word in before):
            return fields
        days = [(f"day:{number}", str(day.date)) for number, day in enumerate(trip.days, 1)]
        return [*super()._known(trip, before), *days, ("trip", trip.title), *fields]


class EntryParam(_InTrip):
    """The key of a person, an organisation, a group or a place."""

    name = "key"

    def __init__(self, table: Table) -> None:
        self._table: Table = table

    def _known(self, trip: Trip, before: tuple[str, ...]) -> Iterable[tuple[str, str]]:
        del before
        from trips.model.tables import entries

        return [(entry.key, entry.name) for entry in entries(trip, self._table)]


class SettingParam(click.ParamType[str]):
    """NAME=VALUE of a setting; the shell completes both where there is a choice."""

    name = "setting"

    def shell_complete(self, ctx: click.Context, param: click.Parameter, incomplete: str) -> list[CompletionItem]:
        """The settings that begin like this."""
        del ctx, param
        from agenda.services.settings import ABOUT, CHOICES

        known = [f"{name}={value}" for name in ABOUT for value in CHOICES.get(name, ("",))]
        return [CompletionItem(one) for one in known if one.startswith(incomplete)]


DRY_RUN: Final = click.option("-n", "--dry-run", is_flag=True, help=t("Only show what would change."))


def _only_show(context: click.Context, parameter: click.Parameter, given: bool) -> None:
    del parameter
    if given:
        context.obj = context.find_object(CliContext) or CliContext()
        context.obj.only_shows = True


class OnlyShow(click.Option):
    """-n of a command that does nothing but change the draft: it is marked, and `CliContext.change` heeds it."""

    def __init__(self, declared: Sequence[str] = ("-n", "--dry-run")) -> None:
        about = t("Only show what would change.")
        super().__init__(declared, is_flag=True, expose_value=False, callback=_only_show, help=about)


ONLY_SHOW: Final = click.option("-n", "--dry-run", cls=OnlyShow)

YES: Final = click.option("-y", "--yes", is_flag=True, help=t("Do not ask."))

PLAIN: Final = click.option("--plain", is_flag=True, help=t("One fact a line, without columns: for screen readers."))

TRIP = TripParam()
FORMAT = FormatParam()
ITEM = ItemParam()
DAY = DayParam()
WHAT = WhatParam()
SETTING = SettingParam()
