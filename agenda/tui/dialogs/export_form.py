"""What can be chosen for an export, and the order that was chosen."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path
from typing import Final, cast

from agenda.services.branding import office_brand
from agenda.services.export import Order
from agenda.services.session import Session
from agenda.services.settings import Settings
from exports.audience import read_audience
from exports.calendar import CalendarOptions
from exports.formats import FORMATS
from exports.paper import PAPERS
from exports.paper.job import Layout, Options
from exports.paper.job import Order as Sorting
from exports.paper.participants import COLUMNS
from exports.snapshot import Snapshot
from trips.grammar.choices import AUDIENCE_WORDS
from trips.i18n.language import N_, Translator, UserError
from trips.model.translations import language_name, languages_of
from trips.model.trip import Trip

LANGUAGES: Final = {N_("as the trip"): "", N_("German"): "de", N_("English"): "en"}
LAYOUT_WORDS: Final[dict[Layout, str]] = {
    "cover": N_("with a cover"), "days": N_("a page a day"), "dense": N_("in small type"),
    "large": N_("in large print"), "vehicles": N_("one per vehicle"),
    "booklet": N_("as a booklet to print and fold"),
}  # fmt: skip
SORTING_WORDS: Final[dict[Sorting, str]] = {
    "name": N_("by name"), "organisation": N_("by organisation"), "group": N_("by group"), "rank": N_("by rank"),
}  # fmt: skip


PAPER_WORDS: Final = {name: paper.about for name, paper in PAPERS.items()} | {
    "report": N_("report after the trip (Word, Markdown)"), "rooms": N_("rooms (table)"),
    "assignments": N_("assignments (table)"),
    "transfers": N_("journeys (table)"),
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Choice:
    """One field: its name, its label, what can be chosen (labels and keys), what is if nothing is, whether several."""

    name: str
    label: str
    known: Mapping[str, str]
    default: str = ""
    several: bool = False


def whom(trip: Trip, t: Translator) -> dict[str, str]:
    """Everybody a file can be for: labels and the names of their audiences."""
    found = {t("as usual"): ""}
    found |= {t(word): key for key, word in reversed(AUDIENCE_WORDS.items())}
    found |= {t("group {name}", name=group.name): f"group:{group.key}" for group in trip.groups}
    found |= {person.name.replace(",", " "): f"person:{person.key}" for person in trip.people}
    found |= {
        t("host {name}", name=organisation.name.replace(",", " ")): f"host:{organisation.key}"
        for organisation in trip.organisations
    }
    return found


def choices(session: Session, t: Translator) -> tuple[Choice, ...]:
    """The fields of the dialog, in its order."""
    versions = {t("Draft"): ""}
    if session.release is not None:
        versions = {t("Version {n}", n=session.release): "latest", **versions}
    marks = {t("nothing"): ""} | {t("since version {n}", n=n): str(n) for n in range(session.release or 0, 0, -1)}
    return (
        Choice("who", t("For whom"), whom(session.trip, t), "", several=True),
        Choice("formats", t("Formats"), {f"{t(one.about)} ({name})": name for name, one in FORMATS.items()}, "ics, pdf",
               several=True),
        Choice("papers", t("Documents"), {t(about).replace(",", ""): name for name, about in PAPER_WORDS.items()},
               "programme", several=True),
        Choice("layout", t("Layout"), {t(word): key for key, word in LAYOUT_WORDS.items()}, "", several=True),
        Choice("since", t("Mark changes"), marks),
        Choice("sort", t("List people"), {t(word): key for key, word in SORTING_WORDS.items()}, "name"),
        Choice("columns", t("Columns of lists"), {t(word): key for key, (_, word) in COLUMNS.items()}, several=True),
        Choice("language", t("Language"), _languages(session, t)),
        *_beside(session, t),
        Choice("version", t("What"), versions, next(iter(versions.values()))),
    )  # fmt: skip


def _languages(session: Session, t: Translator) -> dict[str, str]:
    """Our languages, and those that something of the trip is translated into."""
    return {t(label): key for label, key in LANGUAGES.items()} | _translated(session, t)


def _translated(session: Session, t: Translator) -> dict[str, str]:
    """The languages that something of the trip is translated into."""
    return {t(language_name(tag)): tag for tag in languages_of(session.trip)}


def _beside(session: Session, t: Translator) -> tuple[Choice, ...]:
    """The second language of a programme in two; no question where there is none."""
    known = _translated(session, t)
    return (Choice("beside", t("Beside it"), {t("nothing"): ""} | known),) if known else ()


def keys_of(choice: Choice, typed: str) -> tuple[str, ...]:
    """The keys of what was typed into a field.

    Raises:
        UserError: something in it is no choice.
    """
    folded = {label.casefold(): key for label, key in choice.known.items()}
    words = [part.strip() for part in typed.split(",") if part.strip()]
    for word in words:
        if word.casefold() not in folded and word not in choice.known.values():
            known = ", ".join(list(choice.known)[:8])
            raise UserError('"{text}" is not one of {choices}', text=word, choices=known)
    return tuple(dict.fromkeys(folded.get(word.casefold(), word) for word in words))


def order_of(session: Session, set_up: Settings, chosen: Mapping[str, tuple[str, ...]], folder: Path) -> Order:
    """What is to be written.

    Args:
        session: the trip.
        set_up: the settings of this machine.
        chosen: the keys that were chosen, by field.
        folder: where to.

    Raises:
        UserError: nothing was chosen, or a setting cannot be.
    """
    names = chosen["who"] or ("",)
    formats, papers = chosen["formats"], chosen["papers"]
    if not formats:
        raise UserError("Say for whom and in which formats; the arrow down shows the choices.")
    since = "".join(chosen["since"])
    options = Options(
        layout=cast("frozenset[Layout]", frozenset(chosen["layout"])),
        since=int(since) if since else None,
        order=cast("Sorting", "".join(chosen["sort"][:1]) or "name"),
        fields=chosen["columns"],
        offset=set_up.badge_offset(),
        beside="".join(chosen.get("beside", ())[:1]),
    )
    order = Order(
        tuple(read_audience(session.trip, name) if name else None for name in names),
        formats,
        folder,
        "".join(chosen["language"][:1]) or None,
        CalendarOptions(set_up.calendar_alarms()),
        latest="latest" in chosen["version"],
        papers=papers or ("programme",),
        options=options,
        links=_links(session, set_up.words()),
        brand=partial(office_brand, set_up, trip=session.trip),
    )
    if "toml" not in formats:
        return order
    store, trip_id = session.store, session.trip.id
    handouts = tuple(store.handouts.ledger(trip_id))
    return replace(order, releases=store.versions.load(trip_id), handouts=handouts)


def _links(session: Session, t: Translator) -> dict[str, str]:
    """Where readers find their pages, if the trip was published."""
    if session.release is None or not session.store.handouts.address(session.trip.id):
        return {}
    from agenda.services.hand_out import addresses

    snapshot = session.snapshots(t.forms)[-1]
    return {address.reader: address.where for address in addresses(session.store, snapshot, t)}


def snapshot_of(session: Session, order: Order, t: Translator) -> Snapshot:
    """What is written: the version that was issued last, or the draft; trip files are always of the draft."""
    if order.latest and "toml" not in order.formats:
        return session.snapshots(t.forms)[-1]
    return session.snapshot(t.forms)
