"""Lengths as people type them where times are moved."""

from __future__ import annotations

import pytest

from agenda.presenters.times import read_shift
from trips.i18n.language import UserError


@pytest.mark.parametrize(
    ("text", "minutes"),
    [("20", 20), ("+20m", 20), ("-1h", -60), ("+1h30m", 90), ("2 hours", 120), ("2 Std.", 120), ("1 Stunde 15 Min", 75),
     ("90 minutes", 90), ("1 H", 60)],
)  # fmt: skip
def test_a_length_is_read_however_it_is_written(text: str, minutes: int) -> None:
    assert read_shift(text) == minutes


@pytest.mark.parametrize("text", ["", "soon", "h", "2 days", "1:30"])
def test_what_is_no_length_is_refused(text: str) -> None:
    with pytest.raises(UserError):
        read_shift(text)
