"""The form of an item: typed as people type, with an echo of how the time was understood."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import ClassVar, Final, cast

from pydantic import ValidationError
from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal, Vertical, VerticalScroll
from textual.content import Content
from textual.widgets import Button, Input, Label, Select, TextArea

from agenda.assign import assigned
from agenda.screens.base import Dialog
from trips.edits import change_item
from trips.fields import FieldRule, rules
from trips.forms import refusal, to_text
from trips.language import Refused, Words
from trips.model import KIND_WORDS, STATUS_WORDS, Item, Trip, changed
from trips.plain import capitalised
from trips.whentext import read_when, write_when

SHOWN: Final = ("title", "when", "venue", "room", "hosts", "speakers", "people", "note", "staff_note")
LONG: Final = ("note", "staff_note")
CHOICES: Final = {"kind": KIND_WORDS, "status": STATUS_WORDS}


@dataclass(frozen=True)
class FormResult:
    """The edit that a form asks for, and the names of the fields it changes."""

    change: Callable[[Trip], Trip]
    names: tuple[str, ...]


class ItemForm(Dialog[FormResult]):
    """Title, time, kind, status, place, people and notes of an item."""

    CSS_PATH = "dialog.tcss"
    AUTO_FOCUS = "#title"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("ctrl+s", "save", show=False, priority=True),
        Binding("f2", "save", show=False),
    ]

    def __init__(self, trip: Trip, item: Item, words: Words, now: Callable[[], Trip]) -> None:
        super().__init__(words)
        self._trip = trip
        self._now = now
        self._warned = False
        self._item = item
        self._rules = rules("Item")
        self._names = {one.key: one.name for one in (*trip.venues, *trip.groups, *trip.organisations, *trip.people)}

    def compose(self) -> ComposeResult:
        """The window."""
        with VerticalScroll(classes="window", can_focus=False) as window:
            window.border_title = Content(self._item.title)
            window.border_subtitle = Content(self.t("Enter saves · Esc closes"))
            yield from self._field("title")
            yield from self._field("when")
            yield Label("", classes="echo", id="time-echo", markup=False)
            with Horizontal(classes="row"):
                yield from self._choice("kind")
                yield from self._choice("status")
            with Horizontal(classes="row"):
                for name in ("venue", "room"):
                    with Vertical(classes="field"):
                        yield from self._field(name)
            for name in ("hosts", "speakers", "people", *LONG):
                yield from self._field(name)
            yield Label("", classes="echo", id="wrong", markup=False)
            with Horizontal(classes="buttons"):
                yield Button(Content(self.t("Save")), variant="primary", id="save")
                yield Button(Content(self.t("Cancel")), id="cancel")

    def _field(self, name: str) -> ComposeResult:
        rule = self._rules[name]
        yield Label(Content(capitalised(self.t(rule.label))), classes="label")
        if name in LONG:
            area = TextArea(self._text(rule), id=name, tab_behavior="focus", compact=True)
            area.styles.height = 2
            yield area
        else:
            yield Input(self._text(rule), id=name, select_on_focus=name == "when")

    def _choice(self, name: str) -> ComposeResult:
        options = [(Content(self.t(word)), key) for key, word in CHOICES[name].items()]
        with Vertical(classes="field"):
            yield Label(Content(capitalised(self.t(self._rules[name].label))), classes="label")
            yield Select(options, value=getattr(self._item, name), allow_blank=False, id=name, compact=True)

    def _text(self, rule: FieldRule) -> str:
        """A value as text, with names for keys (the key where a name would be read as two)."""
        value = getattr(self._item, rule.name)
        if rule.form == "ref":
            return self._names.get(value or "", "")
        if rule.form == "refs":
            return ", ".join(key if "," in self._names[key] else self._names[key] for key in value)
        return to_text(value, self.t)

    def _typed(self, name: str) -> str:
        return self.query_one(f"#{name}", TextArea).text if name in LONG else self.query_one(f"#{name}", Input).value

    def on_mount(self) -> None:
        """Tell at once how the time is understood."""
        self._echo()

    @on(Input.Changed, "#when")
    def _echo(self) -> None:
        echo = self.query_one("#time-echo", Label)
        try:
            when = read_when(self._typed("when"))
        except Refused as refused:
            echo.update(Content(refused.say(self.t)))
        else:
            echo.update(Content(f"→ {write_when(when, self.t)}"))

    @on(Input.Submitted)
    @on(Button.Pressed, "#save")
    def action_save(self) -> None:
        """Save if everything can be understood; else say what cannot."""
        try:
            result = self._result()
            if result is not None:
                result.change(self._now())
        except ValidationError as error:
            self._wrong(refusal(error, self._rules))
        except Refused as refused:
            self._wrong(refused)
        else:
            self.dismiss(result)

    async def may_leave(self) -> bool:
        """Whether the program may end: nothing typed would be lost."""
        return self._nothing_lost()

    def action_leave(self) -> None:
        """Leave without saving; what was typed is not thrown away without a word."""
        if self._nothing_lost():
            self.dismiss(None)

    def _nothing_lost(self) -> bool:
        typed = any(self._typed(name) != self._text(self._rules[name]) for name in SHOWN)
        if typed and not self._warned:
            self._warned = True
            self._wrong(Refused("Not saved yet: Enter or Ctrl+S saves, once more leaves without saving."))
            return False
        return True

    def _wrong(self, refused: Refused) -> None:
        label = self.query_one("#wrong", Label)
        label.update(Content(refused.say(self.t)))
        label.add_class("wrong")
        label.scroll_visible()

    def _result(self) -> FormResult | None:
        """The edit that the form asks for; only fields that were changed, so that others' edits of the rest stay."""
        texts = {name: self._typed(name) for name in SHOWN if self._typed(name) != self._text(self._rules[name])}
        picked: dict[str, object] = {}
        for name in CHOICES:
            value: object = cast("Select[str]", self.query_one(f"#{name}")).value
            if value != getattr(self._item, name):
                picked[name] = value
        if not texts and not picked:
            return None
        item_id, item_rules = self._item.id, self._rules
        trip, values = self._trip, dict(picked)
        for name, text in texts.items():
            trip, values[name] = assigned(trip, item_rules[name], text)
        made = {name: getattr(trip, name) for name in ("venues", "people", "organisations")}
        before = {name: len(getattr(self._trip, name)) for name in made}

        def change(now: Trip) -> Trip:
            fresh = {name: (*getattr(now, name), *entries[before[name] :]) for name, entries in made.items()}
            return change_item(changed(now, **fresh), item_id, **values)

        return FormResult(change, tuple(item_rules[name].label for name in (*texts, *picked)))

    @on(Button.Pressed, "#cancel")
    def _cancel(self) -> None:
        self.dismiss(None)
