"""kit, publish, ledger."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Final

import click

from agenda.cli.context import CliContext, issued, pass_cli, t
from agenda.cli.output import columns, print_json
from agenda.cli.params import TRIP, DateParam
from trips.i18n.language import N_, Translator, UserError
from trips.i18n.text import plain

if TYPE_CHECKING:
    from agenda.services.hand_out import Step
    from exports.privacy.leaks import Leak
    from exports.snapshot import Snapshot
    from trips.history.releases import How


_HOW_WORDS: Final[dict[How, str]] = {
    "kit": N_("in a pack"), "publish": N_("published"), "mailed": N_("by mail"), "invited": N_("invited"),
}  # fmt: skip


@click.command(
    "kit",
    help=t("Write everything for everyone of a version into a folder.")
    + "\n\n"
    + t("A folder for each person (calendar file, printed programme, covering text, mail draft), for each group and for"
        " all, instructions and an index. What did not change is not written again; who has what is recorded."),
)  # fmt: skip
@click.argument("trip", type=TRIP)
@click.option("-o", "--output", "folder", type=click.Path(path_type=Path, file_okay=False), required=True,
              metavar="DIR", help=t("The folder."))  # fmt: skip
@click.option(
    "-n", "--dry-run", is_flag=True, help=t("Write nothing: say what each file would reveal about people, and why.")
)
@pass_cli
def kit_command(cli: CliContext, trip: str, folder: Path, *, dry_run: bool) -> None:
    """Write the kit of the last version, or of the one that is named."""
    from agenda.services.hand_out import kit_of, kit_tells, write_kit
    from exports.web.kit import left_out_text

    if folder == Path():
        raise click.UsageError(t("Name a folder of its own with -o; this one may hold other files."))
    source = issued(cli, trip)
    number = source.release.number if source.release else 0
    snapshot = cli.snapshot(source, earlier=True)
    if dry_run:
        _say_leaks(cli, kit_tells(cli.store, snapshot, source.name, cli.settings, cli.t))
        return
    kit = kit_of(cli.store, snapshot, source.name, cli.settings, cli.t)
    steps = _watched(cli, write_kit(cli.store, kit, source.trip.id, number, folder))
    _say_written(cli, steps, folder / "index.html")
    if kit.left_out:
        click.echo(
            plain(left_out_text([snapshot.told_name(audience, cli.t) for audience in kit.left_out], cli.t)), err=True
        )


@click.command(
    "publish",
    help=t("Write a folder for a web server: pages and calendars to subscribe to.")
    + "\n\n"
    + t("Public is only what is for the public; everybody else has an address that nobody guesses. Prints these"
        " addresses.")
    + "\n\n"
    + t("With --caldav each audience gets a calendar on a calendar server (Nextcloud, Radicale and others), under the"
        " user in the URL or in calendar_user. Only what changed is put there; what somebody has edited there is named"
        " and left. The password comes from AGENDA_CALENDAR_PASSWORD or is asked for."),
)  # fmt: skip
@click.argument("trip", type=TRIP)
@click.option("-o", "--output", "folder", type=click.Path(path_type=Path, file_okay=False), metavar="DIR",
              help=t("The folder; left out, only the addresses are printed."))  # fmt: skip
@click.option("--url", "address", metavar="URL",
              help=t("The web address that the folder will have; it is remembered."))  # fmt: skip
@click.option("--as-of", "as_of", type=DateParam(), metavar="DATE",
              help=t("Fold the days before this date on the pages."))  # fmt: skip
@click.option("--revoke", metavar="WHO", multiple=True,
              help=t("Take an address away, like person:weber; the next one is another."))  # fmt: skip
@click.option("--caldav", "server", metavar="URL",
              help=t("Put calendars on a calendar server, like https://office@cloud.example.org/."))  # fmt: skip
@click.option("--for", "only", metavar="WHO", multiple=True,
              help=t("With --caldav: only their calendars."))  # fmt: skip
@click.option("--replace", is_flag=True,
              help=t("With --caldav: also replace what somebody has edited or deleted there."))  # fmt: skip
@click.option("-n", "--dry-run", is_flag=True,
              help=t("Write nothing: say what each file would reveal about people, and why; with --caldav, what would"
                     " change there."))  # fmt: skip
@click.option("--json", "as_json", is_flag=True, help=t("As JSON."))
@pass_cli
def publish_command(
    cli: CliContext,
    trip: str,
    folder: Path | None,
    address: str | None,
    revoke: tuple[str, ...],
    as_of: date | None,
    server: str | None,
    only: tuple[str, ...],
    *,
    replace: bool,
    dry_run: bool,
    as_json: bool,
) -> int:
    """Publish the last version, or the one that is named; the exit code."""
    if server is not None:
        if folder or address or as_of or revoke:
            raise click.UsageError(t("--caldav goes alone: -o, --url, --as-of and --revoke are for pages."))
        from agenda.cli.caldav import Wish, publish_calendars

        return publish_calendars(cli, trip, server, Wish(only, replace, dry_run, as_json))
    if only or replace:
        raise click.UsageError(t("--for and --replace are for --caldav."))
    _publish_pages(cli, trip, folder, address, revoke, as_of, dry_run=dry_run, as_json=as_json)
    return 0


def _publish_pages(
    cli: CliContext,
    trip: str,
    folder: Path | None,
    address: str | None,
    revoke: tuple[str, ...],
    as_of: date | None,
    *,
    dry_run: bool,
    as_json: bool,
) -> None:
    """Write pages and feeds into a folder, and print where each reader finds theirs."""
    from agenda.services.branding import office_brand
    from agenda.services.hand_out import addresses, check_address, publication_tells, write_publication
    from exports.kit.publication import Publication

    source = issued(cli, trip)
    number = source.release.number if source.release else 0
    handouts, trip_id = cli.store.handouts, source.trip.id
    if dry_run:
        _say_leaks(cli, publication_tells(cli.store, cli.snapshot(source, earlier=True)))
        return
    if address is not None:
        check_address(address)
        handouts.set_address(trip_id, address)
    snapshot = cli.snapshot(source, earlier=True)
    for who in revoke:
        reader = snapshot.audience(who).name
        if not handouts.revoke(trip_id, reader):
            raise UserError("{who} has no address that could be revoked.", who=who)
    if folder is not None:
        brand, alarms = office_brand(cli.settings, "html", snapshot.trip), cli.settings.calendar_alarms()
        publication = Publication(snapshot, handouts.address(trip_id), alarms, as_of, brand)
        for missing in brand.missing:
            click.echo(plain(missing.say(cli.t)), err=True)
        steps = _watched(cli, write_publication(cli.store, publication, trip_id, number, folder))
        _say_written(cli, steps, folder / "index.html")
    elif revoke:
        cli.say("Revoked; it is gone from the folder with the next: agenda publish {trip} -o DIR", trip=source.name)
    found = addresses(cli.store, snapshot, cli.t)
    if not found:
        cli.say("Nothing is published yet; name a folder with -o.")
    if as_json:
        print_json({"addresses": {address.reader: address.where for address in found}})
        return
    for line in columns([tuple(map(plain, address)) for address in found]):
        click.echo(line)


@click.command("ledger", help=t("Who was given which version."))
@click.argument("trip", type=TRIP)
@click.option("--all", "everything", is_flag=True, help=t("Everything that was ever handed out, the newest first."))
@click.option(
    "--not-sent",
    type=click.IntRange(1, 999_999),
    metavar="N",
    help=t("Version N was written but never sent: forget its pack."),
)
@click.option("--json", "as_json", is_flag=True, help=t("As JSON."))
@pass_cli
def ledger_command(cli: CliContext, trip: str, not_sent: int | None, *, everything: bool, as_json: bool) -> None:
    """Tell who holds which version, and for whom there is something newer."""
    from agenda.presenters.ledger import standing
    from agenda.presenters.times import moment

    cli.check_stored(trip)
    source = cli.source(trip, latest=True)
    if not_sent is not None:
        count = cli.store.handouts.take_back(source.trip.id, not_sent)
        cli.say("{n} entries of version {number} are forgotten.", n=count, number=not_sent)
    entries = cli.store.handouts.ledger(source.trip.id)
    if as_json:
        rows = [{"reader": entry.reader, "version": entry.number, "how": entry.how,
                 "time": entry.at.isoformat(), "by": entry.by}
                for entry in entries]  # fmt: skip
        print_json({"entries": rows})
        return
    if not entries:
        cli.say("Nothing was handed out yet.")
    elif everything:
        shown = cli.snapshot(source, earlier=True)
        for line in columns([(moment(entry.at, cli.t), _reader(shown, entry.reader, cli.t), str(entry.number),
                              cli.t(_HOW_WORDS[entry.how]), plain(entry.by))
                             for entry in reversed(entries)]):  # fmt: skip
            click.echo(line)
    else:
        for line in standing(cli.snapshot(source, earlier=True), entries, cli.t):
            click.echo(plain(line))


def _reader(snapshot: Snapshot, name: str, t: Translator) -> str:
    """A reader of the ledger in words; one that no version knows any more by the name that was kept."""
    audience = snapshot.reader(name)
    return plain(name if audience is None else snapshot.told_name(audience, t))


def _say_leaks(cli: CliContext, files: Iterable[tuple[str, list[Leak]]]) -> None:
    """Say what files would tell of people."""
    from agenda.services.hand_out import in_short

    for line in in_short(files, cli.t):
        click.echo(plain(line))


def _watched(cli: CliContext, steps: Iterator[Step]) -> tuple[int, int]:
    """Carry out all steps, telling how far it is where somebody watches; how many files there are, and were written."""
    done = changed = 0
    for step in steps:
        done, changed = step.done, changed + step.changed
        cli.say_progress(step.done, step.of)
    return done, changed


def _say_written(cli: CliContext, counts: tuple[int, int], index: Path) -> None:
    done, changed = counts
    if changed == done:
        cli.say("{n} files were written.", n=done)
    else:
        cli.say("{changed} of {all} files were written, the others are as they were.", changed=changed, all=done)
    cli.say("Begin with {path}", path=str(index))
