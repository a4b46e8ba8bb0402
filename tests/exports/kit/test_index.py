"""The index of a pack: the office finds people in it by their family names."""

from __future__ import annotations

import re

import pytest

from exports.kit.plan import Kit
from exports.snapshot import Snapshot
from tests.support.papermaking import ISSUED
from tests.trips.schedule.test_timeline import day_of
from trips.i18n.language import Language
from trips.model.entities import Person, Private, changed


def test_people_stand_by_family_name_and_names_in_other_letters_behind_the_latin_ones() -> None:
    people = (
        Person(key="z", name="Anna Zander", delegate=True),
        Person(key="w", name="Στυλιανός Αγγελούδης", latin_name="Dr. Stylianos Angeloudis", delegate=True),
        Person(key="b", name="Dr. Zoë Bäcker", delegate=True),
        Person(key="c", name="张伟", latin_name="Zhang Wei", delegate=True),
    )
    trip = day_of({"title": "Visit", "when": "10:00", "status": "confirmed"}, people=people)
    kit = Kit(Snapshot(trip, ISSUED, release=1), "trip", {})
    index = next(one for one in kit.files() if one.path == "index.html").make().decode()
    assert re.findall(r'<th scope="row">([^<]+)</th>', index) == [
        "Angeloudis, Dr. Stylianos (Στυλιανός Αγγελούδης)",
        "Bäcker, Dr. Zoë",
        "Zander, Anna",
        "Zhang Wei (张伟)",
    ]


@pytest.mark.parametrize(
    ("language", "mail", "letter"),
    [
        ("de", "E-Mail öffnen", "Brief</a>, da keine E-Mail-Adresse bekannt ist<"),
        ("en", "Open mail", "Letter</a>, as no e-mail address is known<"),
    ],
)
def test_who_gets_a_letter_and_no_mail_is_told_why(language: Language, mail: str, letter: str) -> None:
    people = (
        Person(key="a", name="Anna Zander", delegate=True, private=Private(email="anna@example.org")),
        Person(key="b", name="Bernd Blanko", delegate=True),
    )
    trip = day_of({"title": "Visit", "when": "10:00", "status": "confirmed"}, people=people)
    kit = Kit(Snapshot(changed(trip, language=language), ISSUED, release=1), "trip", {})
    index = next(one for one in kit.files() if one.path == "index.html").make().decode()
    assert f">{mail}</a>" in index
    assert letter in index
    assert index.count(mail) == 1
