"""The words of a programme in the languages of guests: all of them in each, and none that no programme says."""

from __future__ import annotations

import re
from datetime import date
from typing import cast

import pytest
from babel.dates import format_date
from babel.messages.catalog import Catalog
from babel.messages.pofile import read_po

from exports.audience import Audience, read_audience
from exports.calendar import calendar_file
from exports.paper import Job, Options, compose
from exports.programme import programme
from exports.snapshot import Snapshot
from exports.text import text_file
from exports.web import programme_page
from tests.support.papermaking import ISSUED, example_trip, second_version
from trips.i18n.dates import long_date
from trips.i18n.language import GUESTS, LOCALE_DIR, Translator, guest_words, words
from trips.i18n.text import fold
from trips.queries.readers import may_see

SENTENCES = (
    "As a result", "{what}", "The talk by", "The programme of", "{people}, and", "Without a name", "This is no",
    "Nobody is named",
)  # fmt: skip
"""What is new and how many have no name are told in sentences, which are English."""
OF_STAFF = {"Bring", "Internal", "Responsible", "Capacity"}
"""Labels that no guest reads."""


def catalog(tag: str) -> Catalog:
    with (LOCALE_DIR / tag / "LC_MESSAGES/agenda.po").open("rb") as file:
        return read_po(file, locale=tag)


def ids(one: Catalog) -> set[str]:
    return {
        message.id[0] if isinstance(message.id, tuple) else cast("str", message.id) for message in one if message.id
    }


@pytest.mark.parametrize("tag", GUESTS)
def test_each_language_has_the_same_words_with_the_same_places_to_fill_in(tag: str) -> None:
    one = catalog(tag)
    assert ids(one) == ids(catalog(GUESTS[0]))
    for message in one:
        if message.id:
            said = message.string if isinstance(message.string, tuple) else (message.string,)
            text = message.id[0] if isinstance(message.id, tuple) else message.id
            assert all(said), text
            for form in said:
                assert sorted(re.findall(r"{\w+", form)) == sorted(re.findall(r"{\w+", text)), (text, form)


def everything_for(reader: Audience, snapshot: Snapshot) -> None:
    """Whatever a reader gets in Polish."""
    if programme(snapshot, reader, "pl").empty:
        return
    papers = ("programme", "pocket", "daysheet", *(("participants",) if may_see(reader.level, "participants") else ()))
    for paper in papers:
        since = 1 if snapshot.earlier and paper != "participants" else None
        compose(paper, Job(snapshot, reader, "pl", options=Options(since=since)))
    programme_page(snapshot, reader, "pl")
    text_file(snapshot, reader, "pl")
    calendar_file(snapshot, reader, "pl")


def test_a_programme_says_nothing_that_is_not_in_them_but_sentences(monkeypatch: pytest.MonkeyPatch) -> None:
    known, told = ids(catalog("pl")), set[str]()
    say, count = Translator.__call__, Translator.plural

    def spy(self: Translator, text: str, /, **values: object) -> str:
        told.update({text} if self.spoken == "pl" and text else ())
        return say(self, text, **values)

    def spy_plural(self: Translator, one: str, many: str, n: int, /, **values: object) -> str:
        told.update({one} if self.spoken == "pl" else ())
        return count(self, one, many, n, **values)

    monkeypatch.setattr(Translator, "__call__", spy)
    monkeypatch.setattr(Translator, "plural", spy_plural)
    for name in ("koeln", "lisbon", "koeln-weich"):
        snapshot = second_version(name) if name != "koeln-weich" else Snapshot(example_trip(name), ISSUED)
        readers = ("participants", "public", *(f"group:{group.key}" for group in snapshot.trip.groups))
        for reader in (read_audience(snapshot.trip, who) for who in readers):
            everything_for(reader, snapshot)
    assert {text for text in told - known - OF_STAFF if not text.startswith(SENTENCES)} == set()


@pytest.mark.parametrize("tag", GUESTS)
def test_dates_are_as_the_common_locale_data_has_them(tag: str) -> None:
    for month in range(1, 13):
        day = date(2025, month, 9)
        ours, theirs = long_date(guest_words(tag), day), format_date(day, "full", tag)
        assert set(re.findall(r"\w+", fold(ours))) == set(re.findall(r"\w+", fold(theirs))), (ours, theirs)


def test_sentences_to_a_guest_stay_in_one_language() -> None:
    assert words("pl").figures
    assert words("pl").spoken == "en"
    assert guest_words("pl-PL").spoken == "pl"
    assert guest_words("fi").figures
    assert guest_words("de").spoken == "de"
