"""When something was done, as the office tells it: in the zone of its machine."""

from __future__ import annotations

from datetime import datetime

from trips.i18n.dates import short_date
from trips.i18n.language import Words


def moment(at: datetime, t: Words) -> str:
    """Date and time: "03/10/2025 14:02"."""
    local = at.astimezone()
    return f"{short_date(t, local.date())} {local:%H:%M}"
