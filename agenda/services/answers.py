"""Answers to invitations taken in: read, understood for the trip they are about, and what was chosen of them saved."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from exports.calendar.day_events import event_ids
from exports.snapshot import released
from trips.contacts.answers import Answer, Proposal, Understood, apply, understand
from trips.i18n.language import Message, Translator, UserError
from trips.i18n.os_errors import reason
from trips.importers.calendar.answers import LARGEST_MAILBOX, read_answers

if TYPE_CHECKING:
    from trips.history.releases import Release
    from trips.store import Listed, Saved, Store


class AnswersOfTrip(NamedTuple):
    """What answers mean for a trip: where it is, how it stands, its versions."""

    listed: Listed
    before: Saved
    releases: tuple[Release, ...]
    understood: Understood


def read_answer_files(paths: Iterable[Path]) -> list[Answer]:
    """The answers in files.

    Raises:
        UserError: a file cannot be read.
    """
    found: list[Answer] = []
    for path in paths:
        try:
            with path.open("rb") as file:
                data = file.read(LARGEST_MAILBOX)
        except OSError as error:
            raise UserError("{path} cannot be read ({why}).", path=path.name, why=reason(error)) from None
        found += read_answers(data, path.name)
    return found


def answers_of_trips(store: Store, answers: Iterable[Answer], t: Translator) -> Iterator[AnswersOfTrip]:
    """What answers mean, trip by trip; those to trips that the store does not have are passed over."""
    by_trip: defaultdict[str, list[Answer]] = defaultdict(list)
    for answer in answers:
        by_trip[answer.trip_id].append(answer)
    for listed in store.trips("active", "archived"):
        if listed.id in by_trip:
            before, releases = store.load(listed.id), store.versions.load(listed.id)
            snapshots = released(releases)
            ids = event_ids(snapshots[-1]) if snapshots else {}
            days = {ids[day.id]: day.date for one in snapshots for day in one.trip.days}
            understood = understand(by_trip[listed.id], before.trip, releases, days, t)
            yield AnswersOfTrip(listed, before, releases, understood)


def take_answers(store: Store, one: AnswersOfTrip, chosen: Iterable[Proposal]) -> Saved:
    """Save what was chosen, as one step.

    Raises:
        UserError: it cannot be saved.
    """
    words = Translator(one.before.trip.language)
    after = apply(one.before.trip, chosen, one.releases, words)
    return store.save(one.before, after, Message("Answers to invitations")).saved
