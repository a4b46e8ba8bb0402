"""Trips for property tests.

`trips` draws every field with every text, which is what file formats need; its size budget then leaves few items.
`programmes` draws full days with plain fields, which is what the solver, merges and edits need.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date, datetime, timedelta
from typing import cast

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
    Page,
    Partner,
    Person,
    Presence,
    Private,
    Translated,
    Translation,
    Venue,
    Waiver,
)
from trips.model.translations import digest_of
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
        placed.append(replace(item, day=day, part_of=whole))
    ordered = in_programme_order(placed, days)
    said = [(of, id_, field, text) for of, id_, field, text in _texts_of(days, ordered) if draw(st.booleans())]
    return Trip(
        id=draw(ids), title=draw(names), theme=draw(lines), organiser=draw(lines), contact=draw(lines),
        provisional=draw(st.booleans()), timezone=draw(st.sampled_from(ZONES)),
        language=draw(st.sampled_from(("de", "en"))), series=draw(lines), days=days,
        venues=tuple(replace(draw(venues), key=key) for key in venue_keys),
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
        pages=tuple(draw(st.lists(pages, max_size=2, unique_by=lambda page: page.id))),
        partners=tuple(draw(st.lists(partners, max_size=2, unique_by=lambda partner: partner.id))),
        translations=tuple(
            Translation(of=of, id=id_, field=field, language="pl", text=draw(names), digest=digest_of(text))
            for of, id_, field, text in said
        ),
    )  # fmt: skip


pages = st.builds(
    Page, id=ids, title=names, text=texts, audience=st.sampled_from(AUDIENCES),
    where=st.sampled_from(("before", "after")), picture=lines,
)  # fmt: skip
partners = st.builds(Partner, id=ids, name=names, what=lines, logo=lines)


def _texts_of(days: Sequence[Day], items: Sequence[Item]) -> Iterator[tuple[Translated, str, str, str]]:
    """Some texts that may be said in another language."""
    for of, field, entities in (("day", "title", days), ("item", "title", items), ("item", "note", items)):
        for entity in entities:
            if text := getattr(entity, field):
                yield cast("Translated", of), entity.id, field, text


PROGRAMME_KINDS = ("visit", "visit", "visit", "talk", "talk", "meal", "meal", "transfer", "stay", "task")
_FIRST_DAYS = st.sampled_from((date(2025, 10, 9), date(2026, 3, 28), date(2026, 10, 24)))  # clocks change on the others
_QUARTERS = st.integers(7 * 4, 21 * 4).map(lambda quarter: quarter * 15)
_GAPS = st.sampled_from((0, 0, 10, 45, -15))
_SPANS = st.sampled_from((10, 30, 45, 60, 90, 600)).map(Length)
_ENDS = st.builds(Clock, _QUARTERS, st.sampled_from(("exactly", "until")))
plain_times = st.one_of(
    st.builds(When, _QUARTERS.map(Clock), _SPANS),
    st.builds(When, st.builds(Clock, _QUARTERS, st.sampled_from(("exactly", "about", "from")))),
    st.builds(When, st.builds(Then, _GAPS), st.none() | _SPANS),
    st.sampled_from((When(), When(Part("morning")), When(Part("afternoon")))),
)
"""Times that say nothing of an end but how long something lasts, and hang on nothing but what is before."""
soft_times = st.one_of(
    plain_times,
    plain_times,
    st.builds(When, _QUARTERS.map(Clock), _ENDS),
    st.builds(When, _QUARTERS.map(Clock), st.sampled_from((Clock(1320), Clock(360), Clock(540, day=1)))),
    st.builds(When, st.builds(Then, _GAPS), _ENDS),
    st.builds(When, st.builds(With, _GAPS), st.none() | _SPANS),
    st.builds(When, st.none(), _ENDS),
)


def _numbered(number: int) -> str:
    return f"{number:08x}000040008000000000000000"


@st.composite
def delegations(draw):
    """Two groups that mostly share somebody, and one who only hosts."""
    away = st.builds(datetime, st.just(2025), st.just(10), st.sampled_from((9, 10)), st.sampled_from((9, 12, 18)))
    presence = st.just(Presence()) | st.builds(Presence, start=away) | st.builds(Presence, end=away)
    both = draw(st.sampled_from((("a", "b"), ("a", "b"), ("a",), ())))
    people = (
        Person(key="p0", name="Ada", delegate=True, groups=("a",)),
        Person(key="p1", name="Ben", delegate=True, groups=("b",), present=draw(presence)),
        Person(key="p2", name="Cem", delegate=True, groups=both, present=draw(presence)),
        Person(key="p3", name="Dora", organisation="o0"),
    )
    groups = (Group(key="a", name="A", expected=draw(st.sampled_from((None, 5)))), Group(key="b", name="B"))
    return people, groups


@st.composite
def programmes(draw, *, when=soft_times, most=12):
    """Trips of 4 to `most` items on 1 to 3 days, about half with a plenary item that ends and a group's "then".

    Ids are numbered, so two programmes have ids in common.
    """
    people, groups = draw(delegations())
    first = draw(_FIRST_DAYS)
    zones = st.sampled_from((None, None, "Asia/Tokyo"))
    days = tuple(
        Day(id=_numbered(0xD0 + n), date=first + timedelta(days=n), timezone=draw(zones))
        for n in range(draw(st.integers(1, 3)))
    )
    count = draw(st.integers(4, most))
    pair = draw(st.integers(0, count - 2)) if draw(st.booleans()) else None
    named = st.sampled_from(((), (), (), ("p0",), ("p2",), ("p3",)))
    whose = st.sampled_from(((), (), ("a",), ("b",), ("a", "b")))
    where = st.sampled_from([*(day.id for day in days)] * 3 + [None])
    made: list[Item] = []
    for number in range(count):
        fields = {"kind": "visit", "day": days[0].id}
        if number == pair:
            fields |= {"when": When(Clock(draw(_QUARTERS)), draw(_SPANS))}
        elif number - 1 == pair:
            fields |= {
                "when": When(Then(draw(_GAPS)), draw(st.none() | _SPANS)),
                "groups": draw(st.sampled_from((("a",), ("b",)))),
            }
        else:
            day = draw(where)
            wholes = [one.id for one in made if one.part_of is None and one.day == day]
            fields = {
                "kind": draw(st.sampled_from(PROGRAMME_KINDS)), "day": day, "when": draw(when), "groups": draw(whose),
                "part_of": draw(st.sampled_from((None, None, *wholes[-1:]))), "people": draw(named),
                "hosts": draw(st.sampled_from(((), (), ("p3",), ("o0",)))),
                "fixed": draw(st.sampled_from((False, False, True))),
                "status": draw(st.sampled_from(("confirmed", "confirmed", "requested", "cancelled"))),
                "venue": draw(st.sampled_from((None, None, "v0", "v1"))),
                "to": draw(st.sampled_from((None, None, "v1"))),
            }  # fmt: skip
        made.append(Item(id=_numbered(number), title="abcdefghijkl"[number], **fields))
    return Trip(
        id=_numbered(0xF0), title="x", timezone="Europe/Berlin", days=days, people=people, groups=groups,
        organisations=(Organisation(key="o0", name="O"),),
        venues=(Venue(key="v0", name="V"), Venue(key="v1", name="W", timezone="America/New_York")),
        items=in_programme_order(made, days),
    )  # fmt: skip
