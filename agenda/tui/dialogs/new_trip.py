"""The dialog for a new trip."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from textual import on
from textual.app import ComposeResult
from textual.content import Content
from textual.widgets import Input, Label

from agenda.tui.dialogs.base import FormDialog
from agenda.tui.widgets.combo_box import ComboBox, matching
from agenda.tui.widgets.date_picker import DateEdit
from trips.edits.days import set_dates
from trips.grammar.dates import read_date
from trips.i18n.dates import span
from trips.i18n.language import N_, Translator, UserError
from trips.model.doors import RefusedError, checked
from trips.model.entities import changed, defaults, new_id
from trips.model.field_text import refusal
from trips.model.fields import rules
from trips.model.trip import Trip
from trips.model.zones import zone_names, zone_of_town
from trips.templates.patterns import Pattern, trip_like


class NewTripDialog(FormDialog[Trip]):
    """Title, first and last day, time zone; the office becomes the organiser."""

    ABOUT = N_(
        "A title and the first day are enough; the rest can be changed later. A template brings days and "
        "items along, an earlier trip its people and places."
    )

    AUTO_FOCUS = "#title"

    def __init__(
        self, words: Translator, office: str = "", patterns: Sequence[Pattern] = (), chosen: Pattern | None = None
    ) -> None:
        super().__init__(words)
        self._office = office
        self._patterns = {pattern.label: pattern for pattern in patterns}
        self._chosen = chosen
        self._zone: str = str(defaults(Trip)["timezone"])
        """The zone as the program proposed it: what stands otherwise in the field was typed."""

    def compose(self) -> ComposeResult:
        t = self.t
        like = self._chosen.label if self._chosen else ""
        with self.window(t("New trip"), t("Enter saves · ↓ shows the month · Esc closes")):
            yield from self.row(t("Title"), Input(self._chosen.title if self._chosen else "", id="title"))
            for name, label in (("first", t("First day")), ("last", t("Last day"))):
                yield from self.row(label, DateEdit("", t, self._first_day, id=name))
            known, nothing = matching(list(self._patterns)), t("nothing: empty days")
            yield from self.row(t("Like"), ComboBox(like, known, placeholder=nothing, id="like"))
            zones = ComboBox(self._zone, matching(zone_names()), id="zone")
            yield from self.row(t("Time zone"), zones)
            yield from self.foot(save=t("Make"), cancel=t("Cancel"))

    def _typed(self, name: str) -> str:
        return self.query_one(f"#{name}", DateEdit).value

    def _first_day(self) -> date:
        try:
            return read_date(self._typed("first"), date.today())
        except UserError:
            return date.today()

    def _pattern(self) -> Pattern | None:
        """The pattern that was chosen.

        Raises:
            UserError: what was typed is none.
        """
        wanted = self.query_one("#like", ComboBox).value.strip()
        if not wanted:
            return None
        found = self._patterns.get(wanted)
        if found is None:
            raise UserError('"{text}" is neither a trip nor a template; ↓ shows them.', text=wanted)
        return found

    def answer(self) -> Trip:
        pattern = self._pattern()
        try:
            title, office = self.query_one("#title", Input).value, self._office
            zone = self.query_one("#zone", ComboBox).value.strip() or self._zone
            language = self.t.language
            trip = checked(Trip, id=new_id(), title=title, organiser=office, language=language, timezone=zone)
        except RefusedError as error:
            raise refusal(error, rules("Trip")) from None
        if not self._typed("first").strip():
            raise UserError("When does it begin? Write the first day like 9.10. or 9.10.2026; ↓ shows a month.")
        start = read_date(self._typed("first"), date.today())
        last = self._typed("last")
        end = read_date(last, start) if last.strip() else None
        if pattern is None:
            return set_dates(trip, start, end or start)
        made = trip_like(pattern.load(), trip.title, start, end)
        zone = made.timezone if trip.timezone == self._zone else trip.timezone
        series = pattern.series or made.series
        return changed(made, organiser=made.organiser or self._office, series=series, timezone=zone)

    @on(Input.Changed, "#title")
    def _propose_zone(self, event: Input.Changed) -> None:
        """Propose the zone of the town that the title names, unless somebody has chosen one."""
        field = self.query_one("#zone", ComboBox)
        if field.value == self._zone and (found := zone_of_town(event.value)) is not None:
            self._zone = field.value = found

    @on(Input.Changed)
    def _echo(self) -> None:
        echo = self.query_one("#wrong", Label)
        echo.remove_class("wrong")
        try:
            trip = self.answer()
        except UserError:
            echo.update("")
            return
        waiting = len([item for item in trip.items if item.day is None and item.part_of is None])
        said = [span(self.t, trip.days[0].date, trip.days[-1].date)]
        said += [self.t.plural("{n} item without a day", "{n} items without a day", waiting)] if waiting else []
        echo.update(Content(" · ".join(said)))

    def refused(self, why: UserError) -> None:
        super().refused(why)
        if self.query_one("#title", Input).value.strip():
            self.query_one("#last" if self._typed("last").strip() else "#first").query_one(Input).focus()
