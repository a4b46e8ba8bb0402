"""What every command needs: the words, the store, and the trip and item that somebody named."""

from __future__ import annotations

import sys
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Final, NamedTuple

import click

from agenda.cli.output import tell
from agenda.services.office_store import office_store
from agenda.services.settings import Settings, calm_settings, settings
from trips.i18n.language import Message, Translator, UserError
from trips.i18n.text import plain
from trips.store import NETWORK_DRIVE, Listed, Outcome, PasswordError, Saved, Store

if TYPE_CHECKING:
    from exports.snapshot import Snapshot
    from trips.history.releases import Release
    from trips.model.trip import Trip


t: Final = calm_settings().words()


class Source(NamedTuple):
    """A trip that somebody named: from the store, or only read from a file.

    `release` is the version that it is, `given` are those that a file tells of, `rev` is the revision of a draft.
    """

    trip: Trip
    issued: datetime
    name: str
    stored: bool = False
    has_ids: bool = True
    release: Release | None = None
    given: tuple[Release, ...] = ()
    rev: int = 0


class CliContext:
    """The words and the store of one command, opened when first needed.

    `only_shows` is set by -n where a command does nothing but change the draft: nothing is saved then.
    """

    only_shows = False

    @cached_property
    def t(self) -> Translator:
        """The words of the person at the machine."""
        return calm_settings().words()

    @cached_property
    def settings(self) -> Settings:
        """The settings, for what depends on them.

        Raises:
            UserError: the file is wrong; nothing is made from a guess.
        """
        return settings()

    @cached_property
    def calm_settings(self) -> Settings:
        """The settings for what can do without them: a wrong file is told, and counts for nothing."""
        try:
            return settings()
        except UserError as wrong:
            tell(wrong.say(self.t))
            return Settings()

    @cached_property
    def store(self) -> Store:
        """The office's store."""
        try:
            store = office_store()
        except PasswordError as asked:
            if sys.stdin is None or not sys.stdin.isatty():
                raise
            tell(asked.say(self.t))
            store = office_store(click.prompt(self.t("Password"), hide_input=True, err=True))
        if store.on_network_drive:
            self.say(NETWORK_DRIVE)
        return store

    def say(self, text: str, /, **values: object) -> None:
        """Talk to the person; never data."""
        tell(self.t(text, **values))

    def say_progress(self, done: int, of: int, text: str = "") -> None:
        """Tell how far it is, over the last line, where somebody watches; in numbers if no text says more."""
        if sys.stderr is not None and sys.stderr.isatty():
            far = text or self.t("{n} of {all}", n=done, all=of)
            click.echo(f"\r{far} ", nl=done == of, err=True)

    def confirmed(self, question: str, /, **values: object) -> bool:
        """Ask; only a yes, in either language, is one."""
        if sys.stdin is None:
            raise UserError("There is nobody here to answer; say it beforehand with --yes.")
        answers = self.t("[y/N]")
        asked = f"{self.t(question, **values)} {answers}"
        answer: str = click.prompt(asked, default="", show_default=False, err=True)
        return answer.strip().lower() in ("y", "yes", "j", "ja")

    def source(self, named: str, *, latest: bool = False) -> Source:
        """The trip that a TRIP argument names, to be read; without a version the draft.

        With `latest` it is the last version that was issued, if there is one: what exports take.

        Raises:
            UserError: there is none, or no such version of it.
        """
        name, _, version = named.partition("@")
        if is_path(named):
            from trips.tripfile import read_trip_file

            path = Path(named)
            file = read_trip_file(path)
            issued = datetime.fromtimestamp(int(path.stat().st_mtime), UTC)
            return Source(file.trip, issued, path.stem, has_ids=file.has_ids, given=file.releases)
        listed = self.store.find(name)
        number = version_number(version)
        if number is None and latest and not version:
            number = listed.release
        if number is not None:
            release = self.store.versions.one(listed.id, number)
            return Source(release.trip, release.at, listed.slug, stored=True, release=release)
        issued = datetime.fromisoformat(listed.updated_at).replace(microsecond=0)
        saved = self.store.load(listed.id)
        return Source(saved.trip, issued, listed.slug, stored=True, rev=saved.rev)

    def snapshot(
        self, source: Source, day: str | None = None, *, earlier: bool = False, calm: bool = False
    ) -> Snapshot:
        """What is exported of a trip.

        With `earlier` it knows the versions that readers may have already; with `calm` wrong settings are only told.

        Raises:
            UserError: the trip has no such day.
        """
        number = None if day is None else day_number(source.trip, day)
        from exports.snapshot import Snapshot, released

        forms = (self.calm_settings if calm else self.settings).word_forms
        last = source.release.number if source.release else None
        before: tuple[Snapshot, ...] = ()
        if source.stored and earlier:
            before = released(self.store.versions.load(source.trip.id, last), forms)
        if source.release is None:
            return Snapshot(source.trip, source.issued, day=number, forms=forms, earlier=before)
        return replace((before or released([source.release], forms))[-1], day=number)

    def releases(self, source: Source) -> tuple[Release, ...]:
        """The versions that were issued of a trip up to the one that was named, the oldest first."""
        if not source.stored:
            return source.given
        return self.store.versions.load(source.trip.id, source.release.number if source.release else None)

    def version(self, release: Release) -> Snapshot:
        """A version as it is exported, alone."""
        from exports.snapshot import released

        return released([release], self.settings.word_forms)[0]

    @staticmethod
    def check_stored(named: str) -> None:
        """Refuse a TRIP argument that is a file: files are only read."""
        if is_path(named):
            raise UserError("{path} is a file and is only read; import it with: agenda import {path}", path=named)

    def draft(self, named: str) -> Saved:
        """The draft that a TRIP argument names, to be changed.

        Raises:
            UserError: it is a file or a version, which are only read, or there is none.
        """
        return self.store.load(self.find_draft(named).id)

    def find_draft(self, named: str) -> Listed:
        """Where the draft that a TRIP argument names is in the list.

        Raises:
            UserError: it is a file or a version, which are only read, or there is none.
        """
        self.check_stored(named)
        name, _, version = named.partition("@")
        if version not in ("", "draft"):
            raise UserError("Versions do not change; name the trip without @{version}.", version=version)
        return self.store.find(name)

    def edit(self, named: str, change: Callable[[Trip], Trip], note: Message) -> Outcome:
        """Change a draft and save it; nothing is written if it cannot be."""
        saved = self.draft(named)
        return self.store.save(saved, _changed(saved.trip, change), note)

    def change(self, named: str, change: Callable[[Trip], Trip], note: Message) -> Outcome | None:
        """Change a draft, save it and say what was done; with -n only say what would be, and save nothing."""
        from agenda.presenters.changes import told_changes

        saved = self.draft(named)
        after = _changed(saved.trip, change)
        if after == saved.trip:
            self.say("Nothing changes.")
        else:
            for line in told_changes(saved.trip, after, note, self.t):
                tell(plain(line))
        if self.only_shows:
            self.say("Nothing was written (--dry-run).")
            return None
        return self.store.save(saved, after, note)


def _changed(trip: Trip, change: Callable[[Trip], Trip]) -> Trip:
    """What an edit makes of a trip.

    Raises:
        UserError: it cannot be.
    """
    from trips.edits.order import settled
    from trips.model.doors import RefusedError
    from trips.model.field_text import refusal
    from trips.model.fields import BY_NAME

    try:
        return settled(trip, change(trip))
    except RefusedError as error:
        raise refusal(error, BY_NAME) from None


def day_number(trip: Trip, text: str) -> int:
    """The number of a day, from 1, that somebody named by its number, date or weekday.

    Raises:
        UserError: the trip has no such day.
    """
    from trips.names.days import read_day

    return trip.days.index(read_day(trip, text)) + 1


def issued(cli: CliContext, trip: str) -> Source:
    """The version that is handed out; a draft is not.

    Raises:
        UserError: nothing was issued yet.
    """
    cli.check_stored(trip)
    source = cli.source(trip, latest=True)
    if source.release is None:
        name = trip.partition("@")[0]
        raise UserError("Only a released version can be handed out. Release one with: agenda release {trip}", trip=name)
    return source


def version_number(text: str) -> int | None:
    """The number of a version as it stands behind the @ of TRIP; None for the draft.

    Raises:
        UserError: it is neither a number nor "draft".
    """
    from trips.history.releases import MOST_VERSIONS

    if text in ("", "draft"):
        return None
    if not text.isdecimal() or int(text) > MOST_VERSIONS:
        raise UserError('"{text}" is no version; say a number, like 2, or draft.', text=text)
    return int(text)


pass_cli = click.make_pass_decorator(CliContext, ensure=True)


def is_path(named: str) -> bool:
    """Whether a TRIP argument is a file, not a name in the store."""
    return "/" in named or "\\" in named or named.endswith(".toml")
