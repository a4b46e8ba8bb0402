"""Which items a text means on the command line."""

from __future__ import annotations

import pytest

from agenda.services.import_ import example
from trips.i18n.language import UserError, words
from trips.names.items import item_label, item_named, items_named, short_ids
from trips.tripfile import read_trip

KOELN = read_trip(example("koeln")).trip
LUNCH = next(item for item in KOELN.items if item.title == "Gemeinsames Mittagessen")


@pytest.mark.parametrize(
    "text",
    [LUNCH.id, LUNCH.id[:6], LUNCH.id[:6].upper(), "Gemeinsames Mittagessen", "gemeinsames MITTAGESSEN", "Mittagessen",
     "mittagess", item_label(KOELN, LUNCH, words("de"))],
)  # fmt: skip
def test_an_item_is_named_by_its_id_or_by_words_of_its_title(text: str) -> None:
    assert item_named(KOELN, text) == LUNCH


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("Gemeinsames Mitagessen", 'did you mean "Gemeinsames Mittagessen"'),
        ("Mondfahrt", "the ids are in: agenda show TRIP"),
        ("mi", "the ids are in: agenda show TRIP"),
        ("", "the ids are in: agenda show TRIP"),
        ("Besuch der", "name it by its id"),
    ],
)
def test_what_names_no_item_or_several_is_refused_with_what_would_be_right(text: str, said: str) -> None:
    with pytest.raises(UserError) as refused:
        item_named(KOELN, text)
    assert said in str(refused.value)


def test_the_items_that_a_text_could_mean_are_told_by_id() -> None:
    short = short_ids(KOELN)
    several = [item for item in KOELN.items if item.title.startswith("Besuch der")]
    with pytest.raises(UserError) as refused:
        item_named(KOELN, "Besuch der")
    assert all(short[item.id] in str(refused.value) for item in several[:5])


def test_items_come_in_the_order_of_the_programme_each_once() -> None:
    first, second = KOELN.items[0], KOELN.items[-1]
    assert items_named(KOELN, [second.id, first.title, first.id[:6]]) == (first, second)
