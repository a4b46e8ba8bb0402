"""People taken out of a whole store: out of trips, history, versions, ledger and feeds, and out of the file itself."""

from __future__ import annotations

import json
import time
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from typing import Any, Final, NamedTuple, cast

from trips.history.erasing import (
    Erasure,
    Scrubber,
    erasure,
    has_surname,
    matches,
    scrubbed,
    texts_in,
    without,
)
from trips.history.releases import Frozen
from trips.i18n.language import N_, UserError
from trips.i18n.text import slug
from trips.model.doors import checked, plain_json
from trips.model.tables import new_key
from trips.model.trip import Trip
from trips.names.titles import without_titles
from trips.store.documents import Document, decode_json, encode, encode_json
from trips.store.engine import Engine, Transaction

_DOCUMENTS: Final = {
    "trip": "SELECT 0, doc, digest FROM trip WHERE id = ? AND 0 > ? LIMIT ?",
    "revision": "SELECT rev, doc, digest FROM revision WHERE trip_id = ? AND rev > ? ORDER BY rev LIMIT ?",
    "release": "SELECT number, doc, digest FROM release WHERE trip_id = ? AND number > ? ORDER BY number LIMIT ?",
}


class Found(NamedTuple):
    """A trip that knows the person, or only speaks of them.

    Attributes:
        trip_id, slug, title: the trip.
        names: the names they ever had in it; none if it only speaks of them.
        near: places of its texts that may mean them, which only somebody can decide.
    """

    trip_id: str
    slug: str
    title: str
    names: tuple[str, ...]
    near: tuple[str, ...] = ()


_People = dict[str, list[Mapping[str, Any]]]
"""What the documents of a trip say of the people who are meant, under their keys."""

_AT_ONCE: Final = 400
"""Documents that are read or written in one transaction, so that nobody waits for long."""
_PAUSE: Final = 0.1
"""Seconds between two of them in which others can write: who waits for the database looks again only now and then."""
_UNFINISHED: Final = "erasing"
"""The row that says what an erasing that was interrupted has left to do."""
_ALL: Final = 2**31 - 1
_NEAR_TOLD: Final = 5


class _Task(NamedTuple):
    """A person to be taken out of some trips: whom that means in each, their new keys, and whether near hits go too."""

    near: bool
    people: dict[str, _People]
    keys: dict[str, dict[str, str]]

    def gone(self, trip_id: str) -> Erasure:
        """How to take them out of a trip; what names them in one trip names them in all."""
        everybody = (person for known in self.people.values() for some in known.values() for person in some)
        found = erasure(everybody, self.keys.get(trip_id, {}))
        return found.with_near() if self.near and self.people.get(trip_id) else found


class Erasing:
    """Finds a person in every document of a store and takes them out."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine

    def find(self, wanted: str, trip_id: str | None = None) -> list[Found]:
        """The trips that know a person by a key, name, e-mail address or phone number, at any time, or speak of them.

        Args:
            wanted: key, name, address or number.
            trip_id: only this trip.

        Raises:
            UserError: there are several of that surname.
        """
        return [found for found, _ in self._found(wanted, trip_id)]

    def _found(self, wanted: str, trip_id: str | None, *, with_near: bool = True) -> list[tuple[Found, _People]]:
        with self._engine.reading() as now:
            rows = now.all("SELECT id, slug, title FROM trip ORDER BY slug")
        rows = [row for row in rows if trip_id in (None, row[0])]
        everybody = {one: self._people(one) for one, _, _ in rows}
        meant = {one: {key for key, some in known.items() if any(matches(person, wanted) for person in some)}
                 for one, known in everybody.items()}  # fmt: skip
        if not any(meant.values()):
            meant = _by_surname(everybody, wanted)
        known = {one: {key: everybody[one][key] for key in keys} for one, keys in meant.items() if keys}
        if not known:
            return []
        task = _Task(False, known, {})
        result: list[tuple[Found, _People]] = []
        for one, short, title in rows:
            looked = with_near or one not in known
            near, speaks = self._speaks(one, title, task.gone(one)) if looked else ((), True)
            names = dict.fromkeys(str(person["name"]) for some in known.get(one, {}).values() for person in some)
            if one in known or speaks:
                near = near if one in known else ()  # elsewhere it is somebody else's surname
                result.append((Found(one, short, title, tuple(names), near), known.get(one, {})))
        return result

    def _people(self, trip_id: str) -> _People:
        """Everybody whom any document of a trip knows, each once as they ever were."""
        everybody: defaultdict[str, list[Mapping[str, Any]]] = defaultdict(list)
        seen: set[bytes] = set()
        for _, _, content in self._documents(trip_id):
            for person in _trip_of(content).get("people", []):
                name = plain_json(person)
                if name not in seen:
                    seen.add(name)
                    everybody[person["key"]].append(person)
        return everybody

    def _speaks(self, trip_id: str, title: str, gone: Erasure) -> tuple[tuple[str, ...], bool]:
        """Where the texts of a trip may mean somebody, and whether they name them for sure, at any time."""
        near = dict.fromkeys(gone.may_mean_them(title))
        speaks = gone.text(title) != title
        seen: set[bytes] = set()
        for _, _, content in self._documents(trip_id):
            for value in _trip_of(content).values():
                for entity in cast("list[Any]", value) if isinstance(value, list) else [value]:
                    name = plain_json(entity)
                    if name in seen:
                        continue
                    seen.add(name)
                    for text in texts_in(entity):
                        speaks = speaks or gone.text(text) != text
                        near |= dict.fromkeys(gone.may_mean_them(text))
        return tuple(near)[:_NEAR_TOLD], speaks

    def erase(self, wanted: str, trip_id: str | None = None, *, near: bool = False) -> list[Found]:
        """Take a person out of everything, and rewrite the file so that no page of it keeps them.

        Others work on meanwhile. What an interrupted erasing has left is done first.

        Args:
            wanted: key, name, address or number.
            trip_id: only out of this trip.
            near: what may mean them is taken as meaning them.

        Raises:
            UserError: nobody is called so.
        """
        unfinished = self.finish()
        found = self._found(wanted, trip_id, with_near=False)
        if not found and not unfinished:
            raise UserError('There is no "{text}" in any trip.', text=wanted)
        people = {trip.trip_id: known for trip, known in found}
        keys = {one: {key: new_key("removed") for key in known} for one, known in people.items()}
        self._carry_out(_Task(near, people, keys))
        return [trip for trip, _ in found]

    def finish(self) -> bool:
        """Do what an interrupted erasing has left; whether there was anything."""
        with self._engine.reading() as now:
            row = now.one("SELECT value FROM meta WHERE key = ?", (_UNFINISHED,))
        if row is None:
            return False
        self._carry_out(_Task(**json.loads(row[0])))
        return True

    def _carry_out(self, task: _Task) -> None:
        with self._engine.writing() as now:
            now.run("DELETE FROM meta WHERE key = ?", (_UNFINISHED,))
            now.run("INSERT INTO meta VALUES (?, ?)", (_UNFINISHED, json.dumps(task._asdict(), ensure_ascii=False)))
            for trip_id in task.people:
                _erase(now, trip_id, task.gone(trip_id))
        for trip_id in task.people:
            self._rewrite_history(trip_id, task.gone(trip_id))
        with self._engine.writing() as now:
            for trip_id in task.people:  # what was saved meanwhile by somebody who still had them on the screen
                _erase(now, trip_id, task.gone(trip_id))
            nothing = _Task(False, {}, {})
            now.run("UPDATE meta SET value = ? WHERE key = ?", (json.dumps(nothing._asdict()), _UNFINISHED))
        self._engine.scrub()
        with self._engine.writing() as now:
            now.run("DELETE FROM meta WHERE key = ?", (_UNFINISHED,))

    def _rewrite_history(self, trip_id: str, gone: Erasure) -> None:
        """Every revision without them, some at a time; what others save meanwhile comes of what is rid of them."""
        scrubber = Scrubber(gone)
        with self._engine.reading() as now:
            row = now.one("SELECT rev FROM trip WHERE id = ?", (trip_id,))
        last, newest = -1, row[0] if row else -1
        while last < newest:
            with self._engine.writing(trip_id) as now:
                rows = now.all(
                    "SELECT rev, note, doc, digest FROM revision WHERE trip_id = ? AND rev > ? ORDER BY rev LIMIT ?",
                    (trip_id, last, _AT_ONCE),
                )
                for rev, note, doc, digest in rows:
                    document = encode_json(scrubber.trip(decode_json(Document(doc, digest))))
                    plain = json.dumps(scrubbed(json.loads(note), gone), ensure_ascii=False)
                    sql = "UPDATE revision SET note = ?, doc = ?, digest = ? WHERE trip_id = ? AND rev = ?"
                    now.run(sql, (plain, *document, trip_id, rev))
            if not rows:
                return
            last = rows[-1][0]
            time.sleep(_PAUSE)

    def _documents(self, trip_id: str) -> Iterator[tuple[str, int, dict[str, Any]]]:
        """Every document of a trip, read some at a time."""
        for table, sql in _DOCUMENTS.items():
            last = -1
            while True:
                with self._engine.reading() as now:
                    rows = now.all(sql, (trip_id, last, _AT_ONCE))
                for number, doc, digest in rows:
                    yield table, number, decode_json(Document(doc, digest))
                if len(rows) < _AT_ONCE:
                    break
                last = rows[-1][0]


def _by_surname(everybody: Mapping[str, _People], wanted: str) -> dict[str, set[str]]:
    """Whom a surname alone means; nobody if it is none.

    Raises:
        UserError: there are several.
    """
    found = {one: {key for key, some in known.items() if any(has_surname(person, wanted) for person in some)}
             for one, known in everybody.items()}  # fmt: skip
    names = {without_titles(str(person["name"])) for one, keys in found.items() for key in keys
             for person in everybody[one][key]}  # fmt: skip
    if len(names) > 1:
        text = N_('Several people are called "{text}": {names}. Name one in full.')
        raise UserError(text, text=wanted, names=", ".join(sorted(names)))
    return found


def _trip_of(content: dict[str, Any]) -> dict[str, Any]:
    """The trip of a document; a release keeps more than that."""
    return cast("dict[str, Any]", content["trip"]) if "placed" in content else content


def _erase(now: Transaction, trip_id: str, gone: Erasure) -> None:
    """A trip as it is now, its versions, and what is noted of its readers, without somebody."""
    for table in ("trip", "release"):
        for number, doc, digest in now.all(_DOCUMENTS[table], (trip_id, -1, _ALL)):
            _rewrite(now, table, trip_id, number, decode_json(Document(doc, digest)), gone)
    for number, note in now.all("SELECT number, note FROM release WHERE trip_id = ?", (trip_id,)):
        now.run("UPDATE release SET note = ? WHERE trip_id = ? AND number = ?", (gone.text(note), trip_id, number))
    for reader in (f"person:{key}" for key in gone.keys):
        for table in ("handout", "outbox"):
            now.run(f"DELETE FROM {table} WHERE trip_id = ? AND reader = ?", (trip_id, reader))  # noqa: S608 - our tables
        now.run(  # the name stays, so that what lies under it is removed with the next publication
            "UPDATE feed SET reader = '', revoked_at = coalesce(revoked_at, made_at) WHERE trip_id = ? AND reader = ?",
            (trip_id, reader),
        )
    for old, title in now.all("SELECT slug, title FROM trip WHERE id = ?", (trip_id,)):
        short = _slug(old, gone.names)
        taken = now.one("SELECT 1 FROM trip WHERE slug = ? AND id <> ?", (short, trip_id))
        now.run(
            "UPDATE trip SET title = ?, slug = ? WHERE id = ?",
            (gone.text(title), f"{short}-{trip_id[:4]}" if taken else short, trip_id),
        )


def _slug(before: str, names: Iterable[str]) -> str:
    """The short name of a trip, which may have been made from a title with the name in it."""
    for name in names:
        before = before.replace(slug(name), "removed") if len(slug(name)) > 3 else before
    return before


def _rewrite(now: Transaction, table: str, trip_id: str, number: int, content: dict[str, Any], gone: Erasure) -> None:
    if table == "release":
        frozen = checked(Frozen, **{**content, "trip": without(content["trip"], gone)})
        draft = encode(frozen.trip).digest
        sql = "UPDATE release SET doc = ?, digest = ?, draft = ? WHERE trip_id = ? AND number = ?"
        now.run(sql, (*encode(frozen), draft, trip_id, number))
        return
    document = encode(checked(Trip, **without(content, gone)))
    now.run("UPDATE trip SET doc = ?, digest = ? WHERE id = ?", (*document, trip_id))
