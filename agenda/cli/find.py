"""find."""

from __future__ import annotations

from typing import Final

import click

from agenda.cli.context import CliContext, pass_cli, t
from agenda.cli.output import columns, print_json
from agenda.cli.params import TRIP
from trips.i18n.language import N_
from trips.i18n.text import one_line

KINDS: Final = {
    "people": N_("Person"), "organisations": N_("Organisation"), "groups": N_("Group"), "venues": N_("Place"),
}  # fmt: skip
_JSON_TABLES: Final = {
    "item": "items", "people": "people", "organisations": "organisations", "groups": "groups", "venues": "places",
}  # fmt: skip


@click.command(
    "find",
    help=t("Search items, people and places.")
    + "\n\n"
    + t(
        "All words must be there; capitals and accents do not count. Prints the short id or key, what it is, and where."
    ),
)
@click.argument("trip", type=TRIP)
@click.argument("words", nargs=-1, required=True)
@click.option("--json", "as_json", is_flag=True, help=t("As JSON."))
@pass_cli
def find_command(cli: CliContext, trip: str, words: tuple[str, ...], *, as_json: bool) -> None:
    """Print what holds all words: its short id or key, what it is, its name and the line that matches."""
    from trips.grammar.choices import KIND_WORDS
    from trips.model.entities import by_id
    from trips.model.tables import entries
    from trips.names.items import short_ids
    from trips.queries.search import search

    whole = cli.source(trip).trip
    ids, items = short_ids(whole), by_id(whole.items)
    rows: list[tuple[str, ...]] = []
    found = search(whole, " ".join(words))
    if as_json:
        print_json({"found": [{"table": _JSON_TABLES[hit.kind], "key": hit.key, "text": hit.text} for hit in found]})
        return
    for hit in found:
        if hit.kind == "item":
            item = items[hit.key]
            key, kind, name = ids[hit.key], cli.t(KIND_WORDS[item.kind]), item.title
        else:
            name = next(entry.name for entry in entries(whole, hit.kind) if entry.key == hit.key)
            key, kind = hit.key, cli.t(KINDS[hit.kind])
        rows.append((key, kind, one_line(name), "" if hit.text == name else one_line(hit.text)))
    for line in columns(rows):
        click.echo(line)
    if not rows:
        cli.say("Nothing found.")
