"""What is on and what is next, as a user asks it."""

from __future__ import annotations

import json

import pytest

from tests.agenda.cli.test_cli import KOELN, agenda

__all__ = ["agenda"]


def test_what_is_on_is_told_with_place_and_contact(agenda) -> None:
    out = agenda("now", KOELN, "--at", "Thu 11:00").out
    assert (
        "now   Thu 9 Oct 10:30–12:30  Besuch der Stadt Köln · Historisches Rathaus, Hansasaal · contact Protokoll"
        in out
    )
    assert "now   Thu 9 Oct 10:50–11:30  Einsatz von KI" in out
    assert "next  Thu 9 Oct 11:30–12:00  Wesentliche rechtliche Grundlagen" in out


def test_between_items_nothing_is_on_and_gathering_is_told(agenda) -> None:
    out = agenda("now", KOELN, "--at", "1 18:50").out
    assert "nothing is on" in out
    assert "meet 18:45 Hotelhalle" in out


def test_groups_are_told_apart_only_where_they_differ(agenda) -> None:
    slug = agenda("new", "Köln", "--from", "9.10.2025", "--to", "9.10.2025").out.strip()
    agenda("groups", slug, "add", "Nord")
    agenda("groups", slug, "add", "Süd")
    for line in ("Thu 10:00-11:00 Talk", "Thu 11:00-12:00 Port", "Thu 11:00-12:00 Castle", "Thu 12:00-13:00 Lunch"):
        agenda("add", slug, line)
    known = {e["title"]: e["id"] for e in json.loads(agenda("show", slug, "--json").out)["days"][0]["entries"]}
    agenda("set", slug, known["Port"], "groups=Nord")
    agenda("set", slug, known["Castle"], "groups=Süd")
    together = agenda("now", slug, "--at", "1 12:30").out.splitlines()
    assert together[0].startswith("now  Thu 9 Oct 12:00–13:00  Lunch")
    apart = agenda("now", slug, "--at", "1 11:30").out.splitlines()
    assert [line.split("  ")[-1] for line in apart] == ["Nord", "Port", "Lunch", "Süd", "Castle", "Lunch"]
    document = json.loads(agenda("now", slug, "--at", "1 11:30", "--json").out)
    assert [one["on"][0]["title"] for one in document["people"]] == ["Port", "Castle"]


def test_before_and_after_the_trip_it_says_so(agenda) -> None:
    assert "The trip is over; the last was: Fri 10 Oct 13:45–16:15 Rückreise" in agenda("now", KOELN).out
    slug = agenda("new", "Bonn", "--from", "9.10.2095", "--to", "9.10.2095").out.strip()
    assert "Nothing has a time yet." in agenda("now", slug).out
    agenda("add", slug, "9.10. 10:00 Talk")
    assert "The trip begins in" in agenda("now", slug).out
    assert "The trip begins today: " in agenda("now", slug, "--at", "1 8:00").out


def test_others_are_not_told_what_is_internal(agenda) -> None:
    for who in ("participants", "person:vorlage", "public"):
        out = agenda("now", KOELN, "--at", "1 19:30", "--for", who).out
        assert "Notiz" not in out
        assert "0221" not in out
    assert "Notiz" in agenda("now", KOELN, "--at", "1 19:30").out


@pytest.mark.parametrize(
    ("when", "said"), [("soon", "is not a time"), ("11:00", "Which day?"), ("Sat 11:00", "There is no day")]
)
def test_bad_input_gets_one_sentence(agenda, when: str, said: str) -> None:
    done = agenda("now", KOELN, "--at", when)
    assert (done.code, done.out, said in done.err) == (1, "", True), done.err
