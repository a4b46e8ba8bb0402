"""What the shell can complete: the names of trips."""

from __future__ import annotations

import click
from click.shell_completion import CompletionItem


class TripParam(click.ParamType[str]):
    """A TRIP argument; the shell completes the short names in the store, and files."""

    name = "trip"

    def shell_complete(self, ctx: click.Context, param: click.Parameter, incomplete: str) -> list[CompletionItem]:
        """The trips whose short name begins like this."""
        del ctx, param
        from trips.language import Refused
        from trips.store import open_store
        from trips.store.store import store_path

        if "/" in incomplete or not store_path().exists():
            return [CompletionItem(incomplete, type="file")]
        try:
            with open_store() as store:
                return [
                    CompletionItem(one.slug, help=one.title) for one in store.trips() if one.slug.startswith(incomplete)
                ]
        except Refused:
            return []


TRIP = TripParam()
