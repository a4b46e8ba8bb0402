"""A date to type, and a month to pick it from."""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta
from typing import ClassVar

from rich.segment import Segment
from rich.style import Style
from textual import events, on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.message import Message
from textual.reactive import reactive
from textual.strip import Strip
from textual.widget import Widget
from textual.widgets import Input, Label

from trips.grammar.dates import read_date
from trips.grammar.when import FIRST_YEAR, LAST_YEAR
from trips.i18n.dates import month_year, short_date, weekday, weekday_short
from trips.i18n.language import Translator, UserError


def _within(day: date) -> date:
    """The day, or the nearest one that a trip can have."""
    return min(max(day, date(FIRST_YEAR, 2, 1)), date(LAST_YEAR, 11, 30))


class DatePicker(Widget, can_focus=True):
    """A month, a week a line; the arrows move, Enter picks, PgUp and PgDn turn the page."""

    DEFAULT_CSS = """
    DatePicker { width: 24; height: 8; background: $panel; color: $foreground; overlay: screen; constrain: inside
    inflect; }
    """
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("left", "move(-1)", show=False),
        Binding("right", "move(1)", show=False),
        Binding("up", "move(-7)", show=False),
        Binding("down", "move(7)", show=False),
        Binding("pageup", "turn(-1)", show=False),
        Binding("pagedown", "turn(1)", show=False),
        Binding("enter,space", "pick", show=False),
        Binding("escape,tab", "leave", show=False),
    ]
    day: reactive[date] = reactive(date.today)

    @dataclass
    class Picked(Message):
        """A day was picked."""

        day: date

    class Left(Message):
        """Nothing was picked."""

    def __init__(self, day: date, words: Translator) -> None:
        super().__init__()
        self._t = words
        self.set_reactive(DatePicker.day, _within(day))

    def _first(self) -> date:
        first = self.day.replace(day=1)
        return first - timedelta(days=first.weekday())

    def render_line(self, y: int) -> Strip:
        style = self.rich_style
        if y == 0:
            return self._text(f" ‹ {month_year(self._t, self.day):^17} ›", style + Style(bold=True))
        if y == 1:
            monday = date(2024, 1, 1)
            names = (weekday_short(self._t, monday + timedelta(days=n))[:2] for n in range(7))
            return self._text(" " + "".join(f"{name:<3}" for name in names), style + Style(dim=True))
        segments = [Segment(" ", style)]
        for n in range(7):
            day_date = self._first() + timedelta(days=7 * (y - 2) + n)
            look = style + Style(dim=True) if day_date.month != self.day.month else style
            look = look + Style(reverse=True, bold=True) if day_date == self.day else look
            segments += [Segment(f"{day_date.day:>2}", look), Segment(" ", style)]
        return Strip(segments).adjust_cell_length(self.size.width, style)

    def _text(self, text: str, style: Style) -> Strip:
        return Strip([Segment(text, style)]).adjust_cell_length(self.size.width, style)

    def action_move(self, by: int) -> None:
        """Go some days on or back."""
        self.day = _within(self.day + timedelta(days=by))

    def action_turn(self, by: int) -> None:
        """Go a month on or back."""
        months = self.day.year * 12 + self.day.month - 1 + by
        year, month = divmod(months, 12)
        self.day = _within(date(year, month + 1, min(self.day.day, monthrange(year, month + 1)[1])))

    def action_pick(self) -> None:
        """Take the day."""
        self.post_message(self.Picked(self.day))

    def action_leave(self) -> None:
        """Take none."""
        self.post_message(self.Left())

    def on_click(self, event: events.Click) -> None:
        """Take the day under the pointer, or turn the page."""
        event.stop()
        if event.y == 0:
            self.action_turn(-1 if event.x < 12 else 1)
        elif event.y > 1:
            self.day = self._first() + timedelta(days=7 * (event.y - 2) + min(6, (event.x - 1) // 3))
            self.action_pick()

    def on_mouse_scroll_down(self) -> None:
        """The next month."""
        self.action_turn(1)

    def on_mouse_scroll_up(self) -> None:
        """The month before."""
        self.action_turn(-1)


class DateEdit(Widget):
    """An input for a date; Alt+Down shows the month."""

    DEFAULT_CSS = """
    DateEdit { height: 1; layout: horizontal; }
    DateEdit Input { width: 1fr; }
    DateEdit Label { width: auto; color: $quiet; padding: 0 1; background: $foreground 8%; }
    """
    BINDINGS: ClassVar[list[BindingType]] = [Binding("alt+down,down", "unfold", show=False)]

    def __init__(self, value: str, words: Translator, otherwise: Callable[[], date], *, id: str | None = None) -> None:  # noqa: A002
        super().__init__(id=id)
        self._value = value
        self._t = words
        self._otherwise = otherwise

    def compose(self) -> ComposeResult:
        day = self._otherwise()
        example = self._t("e.g. {example}", example=f"{day.day}.{day.month}. · {day.day}.{day.month}.{day.year}")
        yield Input(self._value, placeholder=example)
        yield Label(self._weekday(self._value), markup=False)

    def _weekday(self, text: str) -> str:
        """The weekday of what is typed, empty while it is no date."""
        try:
            return weekday(self._t, read_date(text, self._otherwise())) if text.strip() else ""
        except UserError:
            return ""

    @on(Input.Changed)
    def _typed(self, event: Input.Changed) -> None:
        self.query_one(Label).update(self._weekday(event.value))

    @property
    def value(self) -> str:
        """What is typed or picked."""
        return self.query_one(Input).value if self.is_mounted else self._value

    @value.setter
    def value(self, text: str) -> None:
        self.query_one(Input).value = text

    def action_unfold(self) -> None:
        """Show the month of the date."""
        if not self.query(DatePicker):
            try:
                day = read_date(self.value, self._otherwise())
            except UserError:
                day = self._otherwise()
            month = DatePicker(day, self._t)
            self.mount(month)
            month.focus()

    @on(DatePicker.Picked)
    def _picked(self, event: DatePicker.Picked) -> None:
        event.stop()
        self.value = short_date(self._t, event.day)
        self._close()

    @on(DatePicker.Left)
    def _left(self, event: DatePicker.Left) -> None:
        event.stop()
        self._close()

    def _close(self) -> None:
        self.query(DatePicker).remove()
        self.query_one(Input).focus()
