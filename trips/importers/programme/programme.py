"""A programme that somebody wrote as text: read once, then made into a new trip or added to one."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date
from typing import Final

from trips.grammar.dates import Heading
from trips.grammar.foreign import foreign_language
from trips.i18n.language import N_, Language, Message, UserError, words
from trips.importers.cleaning import one_line
from trips.importers.door import door
from trips.importers.private_texts import set_apart
from trips.importers.programme.day_dates import date_days
from trips.importers.programme.drafts import ProgrammeRead
from trips.importers.programme.forms import unfolded
from trips.importers.programme.layouts import titles_below, without_numbers
from trips.importers.programme.mail import without_mail
from trips.importers.programme.readings import best_reading
from trips.importers.programme.resolve import settle
from trips.importers.programme.rows import Row, lines_of, rows_of
from trips.importers.programme.title_block import TitleBlock, years_in
from trips.importers.programme.to_trip import made
from trips.importers.result import Skipped, Taken
from trips.model.doors import checked
from trips.model.entities import new_id
from trips.model.trip import Trip

EDGE: Final = N_("It stands at the edge of the page.")
MOST_LINES: Final = 10_000
MOST_LETTERS: Final = 500_000
"""Some 250 pages."""
_LINE: Final = 500
_ASKS: Final = {
    "year": N_("The text does not say which year it is; say it with --year."),
    "first": N_("The text does not say on which dates its days are; say the first one with --from."),
}


class Programme:
    """A text as it was understood; its days get their dates when it is asked for a trip."""

    def __init__(self, rows: Sequence[Row], edges: Iterable[str] = (), *, begun: bool = False) -> None:
        self._years = tuple(years_in(rows))
        rows, mail = without_mail(rows)
        reading = best_reading(titles_below(unfolded(without_numbers(rows))), begun=begun)
        self._rows: list[Row] = reading.rows
        self._found: ProgrammeRead = reading.found
        self._headings: list[Heading] = reading.headings
        self._above: TitleBlock = reading.above
        self._found.left += [*mail, *reading.told(), *(Skipped(0, edge, Message(EDGE), plain=True) for edge in edges)]
        self._found.left.sort(key=lambda skipped: skipped.line)

    @property
    def _name(self) -> str:
        """What names the text in a sentence: how it begins."""
        return self._rows[0].text if self._rows else "?"

    @property
    def entries(self) -> int:
        """How many entries were found."""
        return sum(1 for _ in self._found.entries())

    def asks(self, today: date, year: int | None = None, first: date | None = None) -> str | None:
        """What the text does not say and somebody has to: "year" or "first" (the first day); None if nothing.

        Raises:
            UserError: its dates cannot be read.
        """
        if not self._found.days:
            return None
        with door(self._name):
            return date_days(
                self._found, self._headings, (*self._above.dates, *self._found.spans), self._years,
                today=today, year=year, first=first,
            )  # fmt: skip

    def new_trip(
        self, language: Language, name: str, today: date, year: int | None = None, first: date | None = None
    ) -> Taken:
        """A new trip.

        Args:
            language: of the trip.
            name: its title if the text has none.
            today: a weekday with a date means the year next to it.
            year: the year, for a text that does not say it.
            first: the first day, for a text that does not say it.

        Raises:
            UserError: nothing in the text looks like a programme, or it does not say when.
        """
        self._check(today, year, first)
        above = self._above
        title = above.title or one_line(name)[:_LINE] or words(language)("Programme")
        with door(self._name):
            trip = checked(
                Trip,
                id=new_id(),
                title=title,
                theme=above.theme,
                organiser=above.organiser,
                contact=above.contact,
                language=language,
            )
            return self._taken(trip)

    def into(
        self, trip: Trip, today: date, year: int | None = None, first: date | None = None, start: date | None = None
    ) -> Taken:
        """A trip with the text's entries added.

        A text that counts or names its days without their dates begins on `first`, else on the trip's first day; one
        that names no day at all is about `start`, if that is given.

        Raises:
            UserError: likewise.
        """
        if trip.days:
            year = year or trip.days[0].date.year
            if self.asks(today, year) == "first":
                named = any(heading.number is not None or heading.weekday is not None for heading in self._headings)
                first = first or (None if named else start) or trip.days[0].date
        self._check(today, year, first)
        with door(self._name):
            return self._taken(trip)

    def check(self) -> None:
        """Refuse a text that holds no programme.

        Raises:
            UserError: nothing in it looks like one.
        """
        if not self._rows:
            raise UserError("There is nothing in it: the text is empty.")
        dated = any(heading.said is not None or heading.weekday is not None for heading in self._headings)
        language = None if dated else foreign_language("\n".join(row.text for row in self._rows))
        if language is not None:
            raise UserError(
                "The text seems to be {language}; only German and English are read.", language=Message(language)
            )
        if not self.entries:
            raise UserError("Nothing in the text looks like a programme: no line has a day or a time.")

    def _check(self, today: date, year: int | None, first: date | None) -> None:
        self.check()
        asked = self.asks(today, year, first)
        if asked is not None:
            raise UserError(_ASKS[asked])

    def _taken(self, trip: Trip) -> Taken:
        settle(self._found, self._rows)
        after, lines = made(trip, self._found)
        taken, told = set_apart(trip, after)
        return Taken(taken, (*self._found.left, *told), lines=lines)


def read_programme(text: str, *, begun: bool = False) -> Programme:
    """Read a programme from text; with `begun` every line of one without a day or a time is an entry.

    Raises:
        UserError: it has more than 10,000 lines or 500,000 characters.
    """
    with door(text.strip()):
        if len(text) > MOST_LETTERS * 2:  # blanks and breaks do not count, but even cutting it up takes long
            raise UserError(
                "The text has {n} characters; a programme has at most {most}.", n=len(text), most=MOST_LETTERS
            )
        rows = list(rows_of(lines_of(text)))
        found = read_programme_rows(rows)
        return found if found.entries or not begun else Programme(rows, begun=True)


def read_programme_rows(rows: Iterable[Row], edges: Iterable[str] = ()) -> Programme:
    """Read a programme from rows; `edges` are texts that stand outside of them, like headers and footnotes.

    Raises:
        UserError: likewise.
    """
    rows = list(rows)
    if len(rows) > MOST_LINES:
        raise UserError("The text has {n} lines; a programme has at most {most}.", n=len(rows), most=MOST_LINES)
    letters = sum(len(row.text) for row in rows)
    if letters > MOST_LETTERS:
        raise UserError("The text has {n} characters; a programme has at most {most}.", n=letters, most=MOST_LETTERS)
    return Programme(rows, edges)
