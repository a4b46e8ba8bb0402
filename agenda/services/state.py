"""What the editor remembers of each trip on this machine: where and for whom it was last exported."""

from __future__ import annotations

import json
import os
from collections.abc import Mapping
from pathlib import Path
from typing import Any, Final, cast

from trips.i18n.language import UserError

_MOST: Final = 200


def _path() -> Path:
    if named := os.environ.get("AGENDA_STATE"):
        return Path(named)
    from platformdirs import user_state_path

    return user_state_path("agenda", appauthor=False) / "exports.json"


def remembered(trip_id: str) -> dict[str, str]:
    """What is remembered of a trip; nothing if the file cannot be read: it is only a convenience."""
    found = _all().get(trip_id, {})
    return {str(key): str(value) for key, value in found.items()}


def remember(trip_id: str, values: Mapping[str, str]) -> None:
    """Remember something of a trip."""
    from agenda.services.files import write_whole

    known = {key: value for key, value in _all().items() if key != trip_id}
    kept = dict(list(known.items())[-_MOST:])
    try:
        write_whole(_path(), json.dumps({**kept, trip_id: dict(values)}, indent=1).encode(), seen_by="owner")
    except UserError:
        return


def forget(trip_id: str) -> None:
    """Remember nothing of a trip any more."""
    if trip_id in _all():
        remember(trip_id, {})


def _all() -> dict[str, dict[str, Any]]:
    try:
        raw: object = json.loads(_path().read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return {}
    if not isinstance(raw, dict):
        return {}
    known = cast("dict[str, object]", raw)
    return {key: cast("dict[str, Any]", value) for key, value in known.items() if isinstance(value, dict)}
