"""move."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

import click

from agenda.cli.context import CliContext, pass_cli, t
from agenda.cli.params import DAY, ITEM, ONLY_SHOW, TRIP

if TYPE_CHECKING:
    from trips.model.trip import Trip

_STEPS = {"up": "move_up", "down": "move_down", "out": "out", "day_before": "day_before", "day_after": "day_after"}


@click.command("move", help=t("Move items to another day or place.") + "\n\n" + t("Their parts go along."))
@click.argument("trip", type=TRIP)
@click.argument("items", nargs=-1, required=True, type=ITEM, metavar="ITEM...")
@click.option("--to", "day", type=DAY, metavar="DAY", help=t("The day: its number, date or weekday, or pool."))
@click.option("--after", type=ITEM, metavar="ITEM", help=t("Behind this item."))
@click.option("--into", type=ITEM, metavar="ITEM", help=t("Into this item, as a part of it."))
@click.option("--out", is_flag=True, help=t("Out of the item that it is part of."))
@click.option("--up", is_flag=True, help=t("One place up, over the edge of its day too."))
@click.option("--down", is_flag=True, help=t("One place down, over the edge of its day too."))
@click.option("--day-before", is_flag=True, help=t("To the day before, where its time puts it."))
@click.option("--day-after", is_flag=True, help=t("To the day after, where its time puts it."))
@ONLY_SHOW
@pass_cli
def move_command(
    cli: CliContext,
    trip: str,
    items: tuple[str, ...],
    day: str | None,
    after: str | None,
    into: str | None,
    **steps: bool,
) -> None:
    """Move items with their parts, as one revision."""
    from agenda.services.item_edits import EDITS
    from agenda.services.operations import MOVED
    from trips.names.items import items_named

    chosen = [name for name, wanted in steps.items() if wanted]
    if len(chosen) + any(one is not None for one in (day, after, into)) != 1:
        raise click.UsageError(
            t(
                "Say where to, in one way: --to DAY, --after ITEM, --into ITEM, --out, --up, --down, --day-before or"
                " --day-after."
            )
        )
    named = items_named(cli.draft(trip).trip, items)
    ids = [item.id for item in named]
    change = EDITS[_STEPS[chosen[0]]] if chosen else _to(day, after, into)
    note = MOVED.note([item.title for item in named])
    cli.change(trip, lambda before: change(before, ids), note)


def _to(day: str | None, after: str | None, into: str | None) -> Callable[[Trip, Sequence[str]], Trip]:
    """A move to a day, behind an item or into one; a part stands for its whole where something goes into it."""
    from trips.names.days import read_day_or_pool
    from trips.names.items import item_named

    def change(before: Trip, ids: Sequence[str]) -> Trip:
        from trips.edits.items import move_items

        behind = item_named(before, after) if after else None
        whole = item_named(before, into) if into else None
        near = whole or behind
        target = read_day_or_pool(before, day) if day else near.day if near else None
        inside = (whole.part_of or whole.id) if whole else None
        return move_items(before, ids, target, behind.id if behind else None, into=inside)

    return change
