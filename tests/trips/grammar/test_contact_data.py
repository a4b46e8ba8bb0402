"""Phone numbers and e-mail addresses are found in any text, also in one that is a single endless word."""

from __future__ import annotations

import time

import pytest

from trips.grammar.contact_data import contact_data


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("bitte an anna.weber+x@stadt-koeln.example.org, sonst 0221 99887766", ["0221 99887766",
         "anna.weber+x@stadt-koeln.example.org"]),
        ("mailto:anna@example.org", ["anna@example.org"]),
        ("<anna@example.org>;jan@example.org", ["anna@example.org", "jan@example.org"]),
        ("@ 10:00, anna@ example.org", []),
    ],
)  # fmt: skip
def test_what_people_write_is_found(text: str, found: list[str]) -> None:
    assert contact_data(text) == found


def test_a_long_word_takes_no_longer_than_its_letters() -> None:
    def took(letters: int) -> float:
        """The least of some tries: what else the machine does only ever adds."""
        text, times = "0a" * letters, []
        for _ in range(5):
            start = time.process_time()
            contact_data(text)
            times.append(time.process_time() - start)
        return min(times)

    assert took(160_000) < 12 * took(40_000)  # a search that begins anew at every letter takes 16 times as long
