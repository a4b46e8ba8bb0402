"""The ways between places as somebody knows them: noted, taken away."""

from __future__ import annotations

from trips.model.entities import Distance, Trip, changed


def same_way(way: Distance, one: str, other: str, mode: str | None) -> bool:
    """Whether a way leads between two places, in either direction; by `mode`, None for any."""
    return {way.one, way.other} == {one, other} and mode in (None, way.mode)


def without_way(trip: Trip, one: str, other: str, mode: str | None) -> Trip:
    """The trip without the ways between two places: those of a mode, or all of them."""
    return changed(trip, distances=tuple(way for way in trip.distances if not same_way(way, one, other, mode)))


def with_way(trip: Trip, way: Distance) -> Trip:
    """The trip with a way, in the place of the one of the same mode that was noted before."""
    kept = without_way(trip, way.one, way.other, way.mode)
    return changed(kept, distances=(*kept.distances, way))


def ways_of(trip: Trip, place: str) -> tuple[tuple[str, Distance], ...]:
    """The ways that are noted from a place, each behind the key of the place where it leads."""
    return tuple(
        (way.other if way.one == place else way.one, way) for way in trip.distances if place in (way.one, way.other)
    )
