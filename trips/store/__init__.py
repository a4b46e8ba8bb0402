"""The store: every trip with its whole history, one write path."""

from trips.store.errors import PasswordError, UnreachableError
from trips.store.store import (
    NETWORK_DRIVE,
    ConflictError,
    Listed,
    Outcome,
    ReleasedLastError,
    Revision,
    Saved,
    State,
    Store,
    open_store,
)

__all__ = [
    "NETWORK_DRIVE",
    "ConflictError",
    "Listed",
    "Outcome",
    "PasswordError",
    "ReleasedLastError",
    "Revision",
    "Saved",
    "State",
    "Store",
    "UnreachableError",
    "open_store",
]
