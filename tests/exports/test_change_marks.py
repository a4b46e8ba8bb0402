"""The words that mark what is new: they say what is new where there is room for it."""

from __future__ import annotations

from io import BytesIO
from typing import Any

import pytest
from docx import Document

from exports.audience import PARTICIPANTS, Audience
from exports.change_marks import marked
from exports.news import news
from exports.news.sentences import under_its_title
from exports.paper import Options
from exports.programme import programme
from exports.snapshot import Snapshot
from exports.web import programme_page
from exports.word import programme_docx
from tests.exports.test_text import ISSUED
from tests.support.papermaking import make, text_of
from tests.trips.schedule.test_timeline import day_of
from trips.edits.items import change_item
from trips.i18n.language import Language, words
from trips.model.entities import Assignment, Group, Meet, Person

GROUPS = (Group(key="council", name="Council"), Group(key="choir", name="Choir"))
ANNA = Person(key="anna", name="Anna Weber", delegate=True, groups=("council",))
BUS = Assignment(place="Bus 2", groups=("council",))


def marks(language: Language = "en", who: Audience = PARTICIPANTS, **fields: Any) -> tuple[str, list[str]]:
    """The mark of the only item after a change, and what stands below it on the change sheet."""
    trip = day_of(
        {"title": "Visit", "when": "10:00-12:00", "status": "tentative"}, {"title": "Lunch", "when": "13:00",
        "status": "confirmed"}, groups=GROUPS, people=(ANNA,),
    )  # fmt: skip
    after = change_item(trip, trip.items[0].id, **fields)
    before, now = (programme(Snapshot(one, ISSUED), who, language) for one in (trip, after))
    mark = marked(now, before).days[0].lines[0].mark
    assert mark is not None
    (change,) = news(before, now)
    return mark.word, list(under_its_title(change, words(language)))


@pytest.mark.parametrize(
    ("fields", "english", "german"),
    [
        ({"status": "confirmed"}, "now confirmed", "jetzt bestätigt"),
        ({"status": "requested"}, "now requested", "jetzt angefragt"),
        ({"assignments": (BUS,)}, "Council now Bus 2", "Council jetzt Bus 2"),
    ],
)
def test_a_mark_says_what_is_so_now_and_nothing_says_it_again(
    fields: dict[str, Any], english: str, german: str
) -> None:
    assert marks("en", **fields) == (english, [])
    assert marks("de", **fields) == (german, [])


def test_somebodys_own_new_place_is_theirs_alone() -> None:
    anna = Audience("participants", "person", "anna")
    assert marks("de", anna, assignments=(BUS,)) == ("jetzt Bus 2", [])


def test_many_new_places_are_told_below_the_word() -> None:
    word, below = marks(assignments=(BUS, Assignment(place="Bus 3", groups=("choir",))))
    assert (word, below) == ("new assignment", ["Council now Bus 2.", "Choir now Bus 3."])


def test_which_text_is_new_is_said() -> None:
    assert marks(note="Bring a coat")[0] == "new note"
    assert marks("de", meet=Meet(minute=570, place="Lobby"))[0] == "neuer Treffpunkt"
    assert marks(groups=("council",))[0] == "changed"


def test_what_an_item_was_called_stands_with_its_mark_on_every_document() -> None:
    trip = day_of({"title": "Visit", "when": "10:00-12:00"}, {"title": "Lunch", "when": "13:00"})
    after = change_item(trip, trip.items[0].id, title="Grand tour")
    first = Snapshot(trip, ISSUED, release=1)
    now = Snapshot(after, ISSUED, earlier=(first,))
    paper = text_of(make("programme", now, language="en", options=Options(since=1)).data, "-raw")
    word = "".join(
        str(text)
        for text in Document(BytesIO(programme_docx(now, PARTICIPANTS, "en", before=first))).element.itertext()
    )
    page = programme_page(now, PARTICIPANTS, "en").decode()
    assert "previously Visit" in paper
    assert "previously Visit" in word
    assert "previously “Visit”" in page
