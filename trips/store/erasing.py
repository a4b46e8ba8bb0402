"""People taken out of a whole store: out of trips, history, versions, ledger and feeds, and out of the file itself."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from typing import Any, Final, NamedTuple, cast

from trips.history.erasing import Erasure, erasure, matches, scrubbed, without
from trips.history.releases import Frozen
from trips.i18n.language import UserError
from trips.i18n.text import slug
from trips.model.tables import new_key
from trips.model.trip import Trip
from trips.store.documents import Document, decode_json, encode
from trips.store.engine import Engine, Transaction

_DOCUMENTS: Final = {
    "trip": "SELECT 0, doc, digest FROM trip WHERE id = ?",
    "revision": "SELECT rev, doc, digest FROM revision WHERE trip_id = ?",
    "release": "SELECT number, doc, digest FROM release WHERE trip_id = ?",
}


class Found(NamedTuple):
    """A trip that knows the person: its short name and title, and the names they ever had in it."""

    trip_id: str
    slug: str
    title: str
    names: tuple[str, ...]


_People = dict[str, list[Mapping[str, Any]]]
"""What the documents of a trip say of the people who are meant, under their keys."""


class Erasing:
    """Finds a person in every document of a store and takes them out."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine

    def find(self, wanted: str, trip_id: str | None = None) -> list[Found]:
        """The trips that know a person by a key, name or e-mail address, at any time.

        Args:
            wanted: key, name or address.
            trip_id: only this trip.
        """
        with self._engine.reading() as now:
            return [found for found, _ in _found(now, wanted, trip_id)]

    def erase(self, wanted: str, trip_id: str | None = None) -> list[Found]:
        """Take a person out of everything, all or nothing, and rewrite the file so that no page of it keeps them.

        Raises:
            UserError: nobody is called so.
        """
        with self._engine.writing() as now:
            found = _found(now, wanted, trip_id)
            if not found:
                raise UserError('There is no "{text}" in any trip.', text=wanted)
            for one, known in found:
                _erase(now, one, known)
        self._engine.scrub()
        return [one for one, _ in found]


def _found(now: Transaction, wanted: str, trip_id: str | None) -> list[tuple[Found, _People]]:
    rows = now.all("SELECT id, slug, title FROM trip ORDER BY slug")
    result: list[tuple[Found, _People]] = []
    for one, short, title in rows:
        if trip_id not in (None, one):
            continue
        known = _known(now, one, wanted)
        if known:
            names = dict.fromkeys(str(person["name"]) for some in known.values() for person in some)
            result.append((Found(one, short, title, tuple(names)), known))
    return result


def _known(now: Transaction, trip_id: str, wanted: str) -> _People:
    everybody: defaultdict[str, list[Mapping[str, Any]]] = defaultdict(list)
    meant: set[str] = set()
    for _, _, content in _documents(now, trip_id):
        for person in _trip_of(content).get("people", []):
            if person not in everybody[person["key"]]:
                everybody[person["key"]].append(person)
            if matches(person, wanted):
                meant.add(person["key"])
    return {key: some for key, some in everybody.items() if key in meant}


def _documents(now: Transaction, trip_id: str) -> Iterator[tuple[str, int, dict[str, Any]]]:
    for table, sql in _DOCUMENTS.items():
        for number, doc, digest in now.all(sql, (trip_id,)):
            yield table, number, decode_json(Document(doc, digest))


def _trip_of(content: dict[str, Any]) -> dict[str, Any]:
    """The trip of a document; a release keeps more than that."""
    return cast("dict[str, Any]", content["trip"]) if "placed" in content else content


def _erase(now: Transaction, found: Found, known: _People) -> None:
    keys = {key: new_key("removed") for key in known}
    gone = erasure((person for some in known.values() for person in some), keys)
    for table, number, content in list(_documents(now, found.trip_id)):
        _rewrite(now, table, found.trip_id, number, content, gone)
    _notes(now, found.trip_id, gone)
    readers = [f"person:{key}" for key in keys]
    for reader in readers:
        now.run("DELETE FROM handout WHERE trip_id = ? AND reader = ?", (found.trip_id, reader))
        now.run(  # the name stays, so that what lies under it is removed with the next publication
            "UPDATE feed SET reader = '', revoked_at = coalesce(revoked_at, made_at) WHERE trip_id = ? AND reader = ?",
            (found.trip_id, reader),
        )
    short = _slug(found.slug, gone.names)
    taken = now.one("SELECT 1 FROM trip WHERE slug = ? AND id <> ?", (short, found.trip_id))
    title = gone.text(found.title)
    now.run(
        "UPDATE trip SET title = ?, slug = ? WHERE id = ?",
        (title, f"{short}-{found.trip_id[:4]}" if taken else short, found.trip_id),
    )


def _slug(before: str, names: Iterable[str]) -> str:
    """The short name of a trip, which may have been made from a title with the name in it."""
    for name in names:
        before = before.replace(slug(name), "removed") if len(slug(name)) > 3 else before
    return before


def _rewrite(now: Transaction, table: str, trip_id: str, number: int, content: dict[str, Any], gone: Erasure) -> None:
    if table == "release":
        frozen = Frozen.model_validate({**content, "trip": without(content["trip"], gone)})
        draft = encode(frozen.trip).digest
        sql = "UPDATE release SET doc = ?, digest = ?, draft = ? WHERE trip_id = ? AND number = ?"
        now.run(sql, (*encode(frozen), draft, trip_id, number))
        return
    document = encode(Trip.model_validate(without(content, gone)))
    if table == "trip":
        now.run("UPDATE trip SET doc = ?, digest = ? WHERE id = ?", (*document, trip_id))
    else:
        now.run("UPDATE revision SET doc = ?, digest = ? WHERE trip_id = ? AND rev = ?", (*document, trip_id, number))


def _notes(now: Transaction, trip_id: str, gone: Erasure) -> None:
    """What history and versions say of themselves."""
    for rev, note in now.all("SELECT rev, note FROM revision WHERE trip_id = ?", (trip_id,)):
        plain = json.dumps(scrubbed(json.loads(note), gone), ensure_ascii=False)
        now.run("UPDATE revision SET note = ? WHERE trip_id = ? AND rev = ?", (plain, trip_id, rev))
    for number, note in now.all("SELECT number, note FROM release WHERE trip_id = ?", (trip_id,)):
        now.run("UPDATE release SET note = ? WHERE trip_id = ? AND number = ?", (gone.text(note), trip_id, number))
