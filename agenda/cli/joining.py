"""Somebody who comes late: the last version with them in it, and their folder of the kit."""

from __future__ import annotations

from pathlib import Path

import click

from agenda.cli.desk import Desk
from trips.history.releases import Release, joined
from trips.i18n.language import Refused
from trips.model.entities import by_key


def check_issued(desk: Desk, trip: str) -> Release:
    """The last version.

    Raises:
        Refused: nothing was issued yet, so there is no kit to join.
    """
    latest = desk.store.versions.latest(desk.find_draft(trip).id)
    if latest is None:
        raise Refused("Only what is issued is handed out. Issue a version with: agenda release {trip}", trip=trip)
    return latest


def join(desk: Desk, trip: str, key: str, folder: Path) -> None:
    """Issue the last version once more with a person in it, and write their folder of its kit.

    Nothing of the draft goes out, and nobody else's copy is another one.
    """
    from agenda.services.branding import office_brand
    from agenda.services.hand_out import kit_of, write_kit

    office_brand(desk.settings, "pdf")  # a look that papers cannot have is refused before a version is issued
    latest, saved = check_issued(desk, trip), desk.draft(trip)
    person = by_key(saved.trip.people)[key]
    note = desk.t("{name} joins", name=person.name)
    made = desk.store.versions.issue(saved.trip.id, latest.rev, note, joined(latest.content, person))
    edition = desk.edition(desk.source(f"{saved.slug}@{made.number}"), earlier=True)
    kit = kit_of(desk.store, edition, saved.slug, desk.settings, desk.t)
    for step in write_kit(desk.store, kit, saved.trip.id, made.number, folder, only=key):
        click.echo(str(folder / step.path))
    desk.say("Version {n} is issued: the one before with {name} in it.", n=made.number, name=person.name)
