"""The store that the settings name, opened by whom they name."""

from __future__ import annotations

from agenda.services.settings import calm_settings
from trips.store import Store, open_store
from trips.store.location import author, store_location


def office_store(password: str | None = None) -> Store:
    """The store of AGENDA_STORE, else of the settings, else of this machine.

    Args:
        password: for a database, where libpq does not find one itself.

    Raises:
        PasswordError: the database asks for a password.
        UserError: it cannot be opened.
    """
    said = calm_settings()
    return open_store(store_location(said.store), by=author(said.name, said.words()("Office")), password=password)
