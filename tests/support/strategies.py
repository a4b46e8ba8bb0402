"""Every trip that hypothesis can make."""

from __future__ import annotations

from datetime import date, datetime, timedelta

from hypothesis import strategies as st

from trips.edits.items import in_programme_order
from trips.grammar.choices import AUDIENCES, KINDS, STATUSES
from trips.grammar.when import Clock, Length, Part, Then, When, With
from trips.grammar.when_text import PART_WORDS
from trips.model.entities import (
    Assignment,
    Day,
    Distance,
    Group,
    Item,
    Meet,
    Organisation,
    Person,
    Presence,
    Private,
    Venue,
    Waiver,
)
from trips.model.trip import Trip

ZONES = ("Europe/Berlin", "Asia/Tokyo", "America/New_York", "UTC", "Australia/Lord_Howe", "Asia/Kathmandu")
_TEXT = st.characters(exclude_categories=("Cs", "Cc", "Zl", "Zp"), exclude_characters="\ufeff\ufffe\uffff")
lines = st.text(_TEXT, max_size=30).map(str.strip)
names = st.text(_TEXT, min_size=1, max_size=30).map(str.strip).filter(bool) | st.sampled_from(
    [
        "[/b]",
        '#read("/etc/passwd")',
        "<script>alert(1)</script>",
        "=1+1",
        "Καλημέρα",
        "مرحبا",
        "👩‍👩‍👧 e\u0301",
        'a"b\\c',
        "'''",
        "# x",
    ]
)
texts = st.lists(st.text(_TEXT, max_size=20), max_size=4).map("\n".join)
ids = st.uuids(version=4).map(lambda one: one.hex)

minutes = st.integers(0, 2879)
gaps = st.integers(-600, 600)
starts = st.one_of(
    st.none(),
    st.builds(Clock, minutes, st.sampled_from(("exactly", "about", "from"))),
    st.builds(Then, gaps),
    st.builds(With, gaps),
    st.builds(Part, st.sampled_from(tuple(PART_WORDS))),
)
lengths = st.builds(Length, st.integers(1, 6000), st.booleans())
end_clocks = st.one_of(
    st.builds(Clock, minutes, st.sampled_from(("exactly", "until"))),
    st.builds(Clock, st.integers(0, 1439), st.sampled_from(("exactly", "until")), st.integers(0, 9)),
)
whens = st.builds(When, starts, st.one_of(st.none(), lengths, end_clocks))


def optional(strategy: st.SearchStrategy) -> st.SearchStrategy:
    return st.none() | strategy


def some(keys: tuple[str, ...]) -> st.SearchStrategy:
    return st.lists(st.sampled_from(keys), max_size=2, unique=True).map(tuple) if keys else st.just(())


def one_of(keys: tuple[str, ...]) -> st.SearchStrategy:
    return optional(st.sampled_from(keys)) if keys else st.none()


kinds = st.sampled_from(KINDS)
counts = optional(st.integers(0, 9999))
moments = st.datetimes(datetime(2000, 1, 1), datetime(2050, 1, 1))
meets = st.builds(Meet, minute=minutes, place=lines) | st.builds(
    Meet, place=names.filter(lambda one: not one[0].isdigit())
)
venues = st.builds(
    Venue, key=st.just("v"), name=names, address=lines, room=lines, lat=optional(st.floats(-90, 90)),
    lon=optional(st.floats(-180, 180)), timezone=optional(st.sampled_from(ZONES)),
    url=st.sampled_from(("", "https://example.org/a?b=c#d")), phone=lines, capacity=counts, hours=lines, note=texts,
    staff_note=texts,
)  # fmt: skip


@st.composite
def places(draw, person_keys, group_keys):
    rooms = draw(st.lists(names.filter(lambda one: ";" not in one), max_size=2, unique=True))
    return tuple(
        Assignment(place=room, seats=draw(counts), people=draw(some(person_keys)), groups=draw(some(group_keys)))
        for room in rooms
    )


@st.composite
def items(draw, venue_keys, person_keys, organisation_keys, group_keys, *, when=whens, kind=kinds):
    named = person_keys + organisation_keys
    return Item(
        id=draw(ids), title=draw(names), kind=draw(kind), when=draw(when), venue=draw(one_of(venue_keys)),
        room=draw(lines), hosts=draw(some(named)), speakers=draw(some(named)), people=draw(some(named)),
        groups=draw(some(group_keys)), status=draw(st.sampled_from(STATUSES)),
        audience=draw(st.sampled_from(AUDIENCES)), fixed=draw(st.booleans()),
        priority=draw(st.sampled_from((None, "must", "may go", 20))), note=draw(texts), staff_note=draw(texts),
        meet=draw(optional(meets)), contact=draw(lines), responsible=draw(one_of(person_keys)),
        bring=draw(st.lists(names, max_size=2).map(tuple)), url=draw(st.sampled_from(("", "https://example.org/x"))),
        capacity=draw(counts), assignments=draw(places(person_keys, group_keys)),
        to=draw(one_of(venue_keys)), mode=draw(lines), carrier=draw(lines),
        service=draw(lines), reference=draw(lines),
    )  # fmt: skip


@st.composite
def persons(draw, key, organisation_keys, group_keys, item_ids=()):
    return Person(
        key=key, name=draw(names), form=draw(lines), role=draw(lines), organisation=draw(one_of(organisation_keys)),
        languages=draw(st.sampled_from(((), ("de",), ("en", "pt-BR")))), latin_name=draw(lines),
        delegate=draw(st.booleans()), rank=draw(optional(st.integers(-5, 99))), groups=draw(some(group_keys)),
        present=draw(st.builds(Presence, start=optional(moments), end=optional(moments))), note=draw(texts),
        private=draw(st.builds(Private, phone=lines, email=lines, diet=lines, access=lines, room=lines, note=texts)),
    )  # fmt: skip


@st.composite
def trips(draw, *, when=whens, kind=kinds, max_items=8):
    venue_keys = tuple(f"v{n}" for n in range(draw(st.integers(0, 3))))
    person_keys = tuple(f"p{n}" for n in range(draw(st.integers(0, 4))))
    organisation_keys = tuple(f"o{n}" for n in range(draw(st.integers(0, 2))))
    group_keys = tuple(f"g{n}" for n in range(draw(st.integers(0, 3))))
    first = draw(
        st.dates(date(2020, 1, 1), date(2040, 1, 1)) | st.sampled_from((date(2026, 3, 28), date(2026, 10, 24)))
    )
    days = tuple(
        Day(
            id=draw(ids),
            date=first + timedelta(days=n),
            timezone=draw(optional(st.sampled_from(ZONES))),
            title=draw(lines),
            note=draw(texts),
        )
        for n in range(draw(st.integers(0, 3)))
    )
    one = items(venue_keys, person_keys, organisation_keys, group_keys, when=when, kind=kind)
    loose = draw(st.lists(one, max_size=max_items, unique_by=lambda item: item.id))
    placed: list[Item] = []
    for item in loose:
        day = draw(st.sampled_from([*(day.id for day in days), None]))
        whole = draw(st.none() | st.sampled_from([other.id for other in placed if other.part_of is None] or [None]))
        placed.append(item.model_copy(update={"day": day, "part_of": whole}))
    ordered = in_programme_order(placed, days)
    return Trip(
        id=draw(ids), title=draw(names), theme=draw(lines), organiser=draw(lines), contact=draw(lines),
        provisional=draw(st.booleans()), timezone=draw(st.sampled_from(ZONES)),
        language=draw(st.sampled_from(("de", "en"))), series=draw(lines), days=days,
        venues=tuple(draw(venues.map(lambda venue: venue)).model_copy(update={"key": key}) for key in venue_keys),
        people=tuple(draw(persons(key, organisation_keys, group_keys)) for key in person_keys),
        organisations=tuple(
            Organisation(key=key, name=draw(names), contact=draw(lines), note=draw(texts)) for key in organisation_keys
        ),
        groups=tuple(Group(key=key, name=draw(names), expected=draw(counts), note=draw(texts)) for key in group_keys),
        items=ordered,
        waivers=tuple(Waiver(code="overlap", item=item.id, because=draw(lines)) for item in ordered[:1]),
        walking=draw(st.sampled_from((None, 3.5))), boarding=draw(optional(st.integers(0, 60))),
        allowance=draw(optional(st.integers(0, 30))),
        distances=tuple(Distance(one="v0", other=key, minutes=12, mode=draw(lines)) for key in venue_keys[1:2]),
    )  # fmt: skip
