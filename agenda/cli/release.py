"""release, releases, diff."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from agenda.cli.context import CliContext, pass_cli, t, version_number
from agenda.cli.output import columns, print_json
from agenda.cli.params import TRIP, YES
from trips.i18n.language import UserError, as_language
from trips.i18n.text import plain

if TYPE_CHECKING:
    from exports.news.preview import Told
    from exports.snapshot import Snapshot


@click.command(
    "release",
    help=t("Release a version: what everybody gets from now on.")
    + "\n\n"
    + t("Shows first what would go out, then asks. TRIP@2 releases the content of version 2 again, as a new version."),
)
@click.argument("trip", type=TRIP)
@click.option("-m", "--note", default="", metavar="NOTE", help=t("A note that everybody reads with it."))
@click.option("-n", "--dry-run", is_flag=True, help=t("Only show what would go out."))
@YES
@pass_cli
def release_command(cli: CliContext, trip: str, note: str, *, dry_run: bool, yes: bool) -> None:
    """Show what would go out, ask, and issue a version."""
    from exports.news.preview import preview

    cli.check_stored(trip)
    source = cli.source(trip)
    trip_id, rev = source.trip.id, source.rev
    latest = cli.store.versions.latest(trip_id)
    before = cli.version(latest) if latest else None
    shown = preview(before, cli.snapshot(source), cli.t.language)
    cli.say("New in version {n} of {title}:", n=shown.number, title=source.trip.title)
    for line in shown.lines(cli.t):
        click.echo(plain(line), err=not dry_run)
    if not shown.changes and not shown.translations:
        cli.say("Nothing that anybody sees has changed.")
    if dry_run:
        return
    if not yes and not cli.confirmed("Release version {n}?", n=shown.number):
        raise click.Abort
    if source.release:
        made = cli.store.versions.issue(trip_id, source.release.rev, note, source.release.content)
    else:
        made = cli.store.versions.issue(trip_id, rev, note)
    click.echo(str(made.number))
    cli.say(
        "Version {n} is released. Hand it out with: agenda kit {trip} -o DIR",
        n=made.number,
        trip=trip.partition("@")[0],
    )


@click.command("releases", help=t("List the versions of a trip."))
@click.argument("trip", type=TRIP)
@click.option("--json", "as_json", is_flag=True, help=t("As JSON."))
@pass_cli
def releases_command(cli: CliContext, trip: str, *, as_json: bool) -> None:
    """List the versions, the newest first."""
    from agenda.presenters.times import moment

    cli.check_stored(trip)
    listed = cli.store.versions.listed(cli.store.find(trip.partition("@")[0]).id)
    if as_json:
        rows = [
            {"number": issued.number, "time": issued.at.isoformat(), "by": issued.by, "note": issued.note}
            for issued in listed
        ]
        print_json({"releases": rows})
        return
    if not listed:
        cli.say("Nothing has been released yet. Release a version with: agenda release {trip}", trip=trip)
    for line in columns(
        [
            (str(issued.number), moment(issued.at, cli.t), plain(issued.by), plain(issued.note))
            for issued in reversed(listed)
        ]
    ):
        click.echo(line)


@click.command(
    "diff",
    help=t("Tell what differs between two versions.")
    + "\n\n"
    + t("A and B are numbers of versions or draft; left out, the last version and the draft."),
)
@click.argument("trip", type=TRIP)
@click.argument("a", required=False)
@click.argument("b", required=False)
@click.option("--for", "who", default="staff", metavar="WHO", help=t("Only what an audience sees of it."))
@click.option("--lang", type=click.Choice(["de", "en"]), help=t("In this language."))
@click.option("--plain", "only_sentences", is_flag=True, help=t("Only the sentences, to send them to somebody."))
@click.option("--json", "as_json", is_flag=True, help=t("As JSON."))
@pass_cli
def diff_command(
    cli: CliContext, trip: str, a: str | None, b: str | None, who: str, lang: str | None,
    *, only_sentences: bool, as_json: bool,
) -> None:  # fmt: skip
    """Tell what is new, sentence by sentence."""
    from exports.news.messages import message
    from exports.news.preview import change_lines, compared, translation_news
    from trips.i18n.language import words

    before, after = _two(cli, trip, a, b)
    language = as_language(lang) or cli.t.language
    changes = compared(before, after, after.audience(who), language)
    if as_json:
        print_json({"changes": [_json(change) for change in changes]})
        return
    t_ = words(language, after.forms)
    translations = [] if only_sentences else list(translation_news(before.trip, after.trip))
    if not changes and not translations:
        cli.say("Nothing differs.")
        return
    for told in translations:
        click.echo(plain(told.say(t_)))
    if not changes:
        return
    for line in message(after, changes, t_) if only_sentences else change_lines(changes, t_):
        click.echo(plain(line))


def _two(cli: CliContext, trip: str, a: str | None, b: str | None) -> tuple[Snapshot, Snapshot]:
    """The two snapshots that are compared, each with those before it."""
    from trips.store.versions import no_such_version

    cli.check_stored(trip)
    name, _, version = trip.partition("@")
    source = cli.source(f"{name}@{b or version or 'draft'}")
    listed = cli.store.find(name)
    last = listed.release if source.release is None else source.release.number - 1
    wanted = last if a is None else version_number(a)
    after = cli.snapshot(source, earlier=True)
    if wanted is None and a is not None:
        return cli.snapshot(cli.source(f"{name}@draft")), after
    if a is not None and not wanted:
        raise no_such_version(0, last or 0)
    if not wanted:
        raise UserError("There is no version to compare with. Release one with: agenda release {trip}", trip=name)
    return cli.version(cli.store.versions.one(listed.id, wanted)), after


def _json(told: Told) -> dict[str, object]:
    change = told.change
    if change is None:
        return {"what": ["trip"], "item": None, "sentence": told.sentence}
    line = change.seen.line
    return {
        "what": list(change.what),
        "item": change.id,
        "title": line.title,
        "date": change.seen.date.isoformat() if change.seen.date else None,
        "before": _seen(change.before and change.before.line),
        "after": _seen(change.after and change.after.line),
        "follows": [other.id for other in change.follows],
        "delegates": len(told.concerns.delegates),
        "others": list(told.concerns.others),
        "sentence": told.sentence,
    }


def _seen(line: object) -> dict[str, object] | None:
    from exports.programme import Line

    if not isinstance(line, Line):
        return None
    start, end = (moment_ and moment_.isoformat() for moment_ in (line.start, line.end))
    return {"start": start, "end": end, "time": line.time.text, "place": line.place, "title": line.title,
            "status": line.item.status}  # fmt: skip
