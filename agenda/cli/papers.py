"""What export can be told about papers: which one, how it is laid out, what is marked in it."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any, Final, TypedDict, TypeVar, cast

import click

from agenda.cli.language import t
from exports.formats import FORMATS, TABLES, check_paper
from exports.paper.job import LAYOUTS, ORDERS, Layout, Options, Order

if TYPE_CHECKING:
    from agenda.cli.desk import Desk

F = TypeVar("F", bound=Callable[..., Any])


class PaperWords(TypedDict):
    """What somebody said about papers."""

    paper: str | None
    layout: tuple[str, ...]
    since: int | None
    only_changed: bool
    sort: str
    columns: str | None
    offset: str | None
    link: str | None


_WHICH: Final = t(
    "Which paper. pdf: {names}; docx and md: programme, report; csv and xlsx: {tables}.",
    names=", ".join(FORMATS["pdf"].papers),
    tables=", ".join(TABLES),
)
_OPTIONS: Final = (
    click.option("--paper", metavar="PAPER", help=_WHICH),
    click.option("--layout", multiple=True, type=click.Choice(LAYOUTS),
                 help=t("The programme with a cover, a page a day, or in small type; can be said several times.")),
    click.option("--since", type=int, metavar="N",
                 help=t("Calendar files: only what is new or changed since version N. Papers: mark what is.")),
    click.option("--only-changed", is_flag=True, help=t("With --since: only the days or sheets with something new.")),
    click.option("--sort", type=click.Choice(ORDERS), default="name", help=t("How people are listed.")),
    click.option("--columns", metavar="NAMES",
                 help=t("Columns of the list of participants, like role,organisation; private ones for staff only.")),
    click.option("--offset", metavar="X/Y", help=t("Move badges by millimetres to the right and down, like 1.5/-2.")),
    click.option("--link", metavar="URL",
                 help=t("A web address to print with its code; left out, the published page of the reader.")),
)  # fmt: skip


def paper_options(command: F) -> F:
    """Give a command the options about papers."""
    for option in reversed(_OPTIONS):
        command = option(command)
    return command


def options_of(desk: Desk, form: str, words: PaperWords) -> tuple[str, Options]:
    """The paper and what was chosen for it.

    Raises:
        Refused: the format does not have the paper, or something that was said cannot be.
        click.UsageError: something was said that is not about this format.
    """
    from agenda.services.hand_out import check_address
    from agenda.services.settings import read_offset

    paper = words["paper"] or FORMATS[form].usual
    check_paper(form, paper)
    said = [name for name in ("layout", "only_changed", "columns", "offset", "link") if words[name] is not None
            and words[name] not in ((), False)]  # fmt: skip
    said += ["sort"] if words["sort"] != "name" else []
    if said and form != "pdf":
        raise click.UsageError(t("--{option} is about papers: agenda export pdf.", option=said[0].replace("_", "-")))
    if words["offset"] is not None and paper != "badges":
        raise click.UsageError(t("--offset is about badges: --paper badges."))
    if words["columns"] is not None and not words["columns"].strip(" ,"):
        raise click.UsageError(t("--columns names columns, like role,organisation."))
    if words["only_changed"] and words["since"] is None:
        raise click.UsageError(t("--only-changed needs a version to compare with: --since N."))
    if words["link"]:
        check_address(words["link"])
    offset = read_offset(words["offset"]) if words["offset"] is not None else desk.settings.badge_offset()
    options = Options(
        layout=cast("frozenset[Layout]", frozenset(words["layout"])),
        since=words["since"] if form == "pdf" else None,
        only_changed=words["only_changed"],
        order=cast("Order", words["sort"]),
        fields=tuple(one.strip() for one in (words["columns"] or "").split(",") if one.strip()),
        offset=offset,
        link=words["link"] or "",
    )
    return paper, options
