"""What all tests share."""

from __future__ import annotations

import os

import pytest
from hypothesis import HealthCheck, settings

from agenda.services.settings import settings as own_settings

# The gate gives the same answer for the same tree; the search for what nobody foresaw is the thorough profile's.
settings.register_profile(
    "default", deadline=None, max_examples=60, derandomize=True, suppress_health_check=list(HealthCheck)
)
settings.register_profile("thorough", deadline=None, max_examples=2000, suppress_health_check=list(HealthCheck))
settings.register_profile(
    "mutants", deadline=None, max_examples=25, derandomize=True, suppress_health_check=list(HealthCheck)
)
settings.load_profile(os.environ.get("HYPOTHESIS_PROFILE", "default"))


@pytest.fixture(autouse=True)
def own_world(tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch) -> None:
    """No test sees the tester's store, settings, memory, language, name or terminal."""
    home = tmp_path_factory.mktemp("home")
    monkeypatch.setenv("AGENDA_STORE", str(home / "agenda.db"))
    monkeypatch.setenv("AGENDA_CONFIG", str(home / "settings.toml"))
    monkeypatch.setenv("AGENDA_STATE", str(home / "exports.json"))
    own_settings.cache_clear()
    monkeypatch.setenv("AGENDA_LANG", "en")
    monkeypatch.setenv("AGENDA_USER", "tester")
    monkeypatch.setenv("XDG_STATE_HOME", str(home / "state"))
    for name in ("NO_COLOR", "TEXTUAL_THEME", "COLUMNS", "LINES"):
        monkeypatch.delenv(name, raising=False)
