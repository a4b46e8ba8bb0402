"""What all tests share."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings

from agenda.services.settings import settings as own_settings
from tests.support.postgres import OfficeServer, programs

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
    monkeypatch.setenv("TERM", "xterm-256color")
    monkeypatch.setenv("COLORTERM", "truecolor")
    monkeypatch.setenv("XDG_STATE_HOME", str(home / "state"))
    monkeypatch.setenv("XDG_DATA_HOME", str(home / "data"))
    for name in ("NO_COLOR", "TEXTUAL_THEME", "COLUMNS", "LINES"):
        monkeypatch.delenv(name, raising=False)


@pytest.fixture(scope="session")
def office_server() -> Iterator[OfficeServer]:
    """A PostgreSQL server; where it is not installed, what needs it is skipped, or fails if nothing may be missing."""
    if programs() is None:
        if os.environ.get("AGENDA_TEST_ALL"):
            pytest.fail("PostgreSQL is not installed")
        pytest.skip("needs the programs of PostgreSQL (Debian: postgresql)")
    server = OfficeServer()
    yield server
    server.remove()


@pytest.fixture(params=["SQLite", "PostgreSQL"])
def where(request: pytest.FixtureRequest, tmp_path: Path) -> Path | str:
    """Where a new store may be, in each kind of database."""
    if request.param == "SQLite":
        return tmp_path / "agenda.db"
    server: OfficeServer = request.getfixturevalue("office_server")
    return server.database()
