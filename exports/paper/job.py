"""What a paper is made of: a snapshot, a reader, a language, the office's look, and what was chosen for it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from functools import cached_property
from typing import Any, Final, Literal

from exports.audience import Audience, delegates
from exports.brand import PLAIN, Brand
from exports.change_marks import marked
from exports.programme import Programme, programme
from exports.snapshot import Snapshot
from trips.i18n.language import Translator, UserError
from trips.model.entities import Person, Value, by_key
from trips.model.fields import rules
from trips.names.family import sorted_by
from trips.queries.readers import may_see

Layout = Literal["cover", "days", "dense", "large", "vehicles", "booklet"]
Order = Literal["name", "organisation", "group", "rank"]
LAYOUTS: Final[tuple[Layout, ...]] = ("cover", "days", "dense", "large", "vehicles", "booklet")
ORDERS: Final[tuple[Order, ...]] = ("name", "organisation", "group", "rank")


@dataclass(frozen=True, slots=True)
class Options:
    """What can be chosen for a paper.

    Attributes:
        layout: a cover page, a page a day, small type, large print; a sheet for each vehicle; sheets
            to print and fold.
        since: the version against which changes are marked; None marks nothing.
        only_changed: only the days, hosts or transfers with something new since then.
        order: how people are listed.
        fields: further columns of a list of people, by their names in the trip file; () for the usual ones.
        offset: by how much badges are moved on their sheet, in millimetres to the right and down.
        label: the width and height of a badge or of a place card's face, in millimetres; None for the usual.
        link: the web address of the reader's page; "" for none.
        beside: the second language of a programme in two, BCP 47; "" for one in one.
    """

    layout: frozenset[Layout] = frozenset()
    since: int | None = None
    only_changed: bool = False
    order: Order = "name"
    fields: tuple[str, ...] = ()
    offset: tuple[float, float] = (0.0, 0.0)
    label: tuple[float, float] | None = None
    link: str = ""
    beside: str = ""


@dataclass(frozen=True)
class Job:
    """A paper to be made.

    Attributes:
        snapshot: the trip, as it reads in the language of the paper.
        granted: the fields that this paper may show beyond what its audience sees ("Private.phone").
        own: the trip in its own words.
    """

    snapshot: Snapshot
    audience: Audience
    language: str
    brand: Brand = PLAIN
    options: Options = field(default_factory=Options)
    granted: Mapping[str, str] = field(default_factory=dict[str, str])
    own: Snapshot | None = field(default=None, repr=False, compare=False)

    def __post_init__(self) -> None:
        """Whatever a paper tells is told in its language."""
        object.__setattr__(self, "own", self.own or self.snapshot)
        object.__setattr__(self, "snapshot", self.snapshot.told_in(self.language, self.audience))

    @cached_property
    def view(self) -> Programme:
        """The reader's programme, with change marks if they are asked for."""
        return self.view_for(self.audience)

    def view_for(self, audience: Audience) -> Programme:
        """Another reader's programme in the language of this paper, with change marks if they are asked for."""
        before = self.before
        now = programme(self.snapshot, audience, self.language, before)
        return now if before is None else marked(now, programme(before, audience, self.language))

    @property
    def told(self) -> Snapshot:
        """The trip in its own words."""
        return self.own or self.snapshot

    @cached_property
    def beside(self) -> Programme | None:
        """The programme in its second language; None if it is in one."""
        if not self.options.beside:
            return None
        return replace(self, snapshot=self.told, language=self.options.beside).view

    @cached_property
    def before(self) -> Snapshot | None:
        """The version that the paper is compared with; None if with none.

        Raises:
            UserError: there is no such earlier version.
        """
        since = self.options.since
        if since is None:
            return None
        own = self.told
        found = next((snapshot.in_words_of(own) for snapshot in own.earlier if snapshot.number == since), None)
        if found is None:
            raise UserError("There is no version {n} before this one to mark changes against.", n=since)
        return found

    @property
    def words(self) -> Translator:
        """The words of its language."""
        return self.view.words

    @cached_property
    def delegates(self) -> tuple[Person, ...]:
        """The delegates that it may name, in the order that was chosen."""
        return self.in_order(delegates(self.snapshot.timeline, self.audience))

    def in_order(self, people: tuple[Person, ...]) -> tuple[Person, ...]:
        """People by rank, those without one last, or by organisation, else by family name; companions behind theirs."""
        known = by_key(self.snapshot.trip.people)
        houses = by_key(self.snapshot.trip.organisations)

        def key(person: Person) -> tuple[Any, ...]:
            with_whom = known.get(known[person.key].accompanies or "", known[person.key])
            rank = with_whom.rank if with_whom.rank is not None else 10**9
            house = houses[with_whom.organisation].name.casefold() if with_whom.organisation else "\uffff"
            first = {"rank": (rank,), "organisation": (house, rank)}.get(self.options.order, ())
            return (*first, sorted_by(with_whom), with_whom.key, person.key != with_whom.key, sorted_by(person))

        return tuple(sorted(people, key=key))

    def grant(self, table: str, entity: Value, name: str) -> Any:
        """A field of an entity of the whole trip that this paper may show.

        Args:
            table: the entity's name in the table of fields.
            entity: the entity, with all its fields.
            name: the field.

        Raises:
            AssertionError: neither the audience nor this paper's allow-list has the field.
        """
        if not may_see(self.audience.level, rules(table)[name].see) and f"{table}.{name}" not in self.granted:
            raise AssertionError(f"{table}.{name} is not for this paper")
        return getattr(entity, name)
