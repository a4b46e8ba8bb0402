"""Which texts participants read: those of what they are told, and no others."""

from dataclasses import replace
from datetime import UTC, datetime

from hypothesis import given

from exports.audience import PARTICIPANTS, delegates
from exports.snapshot import Snapshot
from tests.support.strategies import programmes
from trips.model.translations import texts
from trips.model.trip import Trip
from trips.queries.readers import texts_read

ISSUED = datetime(2025, 9, 1, 9, tzinfo=UTC)


@given(programmes())
def test_what_is_translated_is_what_the_programme_and_the_list_of_participants_say(trip: Trip) -> None:
    seen = Snapshot(trip, ISSUED).seen(PARTICIPANTS).trip
    named = {person.key for person in seen.people}
    more = [person for person in delegates(Snapshot(trip, ISSUED).timeline, PARTICIPANTS) if person.key not in named]
    people = (*seen.people, *more)
    of = {person.organisation for person in people} | {organisation.key for organisation in seen.organisations}
    told = replace(seen, people=people, organisations=tuple(one for one in trip.organisations if one.key in of))
    assert {one.place for one in texts_read(trip, "pl")} == {one.place for one in texts(told, "pl")}
