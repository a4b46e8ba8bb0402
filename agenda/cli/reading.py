"""Values on the command line that are read as people write them."""

from __future__ import annotations

from datetime import date

import click

from agenda.cli.language import t
from trips.grammar.dates import read_date
from trips.i18n.language import Refused


class DateParam(click.ParamType[date]):
    """A date as people write it: 2025-10-09 or 9.10.2025."""

    name = "date"

    def convert(self, value: object, param: click.Parameter | None, ctx: click.Context | None) -> date:
        """The date, or a usage error."""
        try:
            return read_date(str(value))
        except Refused as refused:
            self.fail(refused.say(t), param, ctx)
