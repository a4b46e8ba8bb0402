"""The right widget for a field: an input, an input with a list, a date with a month, or room for several lines."""

from __future__ import annotations

from datetime import date

from textual.content import Content
from textual.widgets import Input, TextArea

from agenda.tui.widgets.combo_box import ComboBox, matching
from agenda.tui.widgets.date_picker import DateEdit
from trips.edits.resolver import TripNames
from trips.i18n.language import Translator
from trips.model.field_types import Date, FieldRule, Number, Text, Time
from trips.model.trip import Trip, first_day

FieldWidget = Input | ComboBox | DateEdit | TextArea


def field_widget(
    trip: Trip, rule: FieldRule, text: str, t: Translator, name: str, placeholder: str = ""
) -> FieldWidget:
    """A widget that holds a field's text; its id is `name`. The placeholder shows while nothing is typed."""
    if isinstance(rule.type, Text):
        area = TextArea(text, id=name, tab_behavior="focus", compact=True, placeholder=Content(placeholder))
        area.styles.height = max(2, min(5, text.count("\n") + 2))
        return area
    if isinstance(rule.type, Date):
        return DateEdit(text, t, lambda: first_day(trip) or date.today(), id=name)
    several, open_ = rule.type.several, rule.type.open
    texts = rule.choices(TripNames(trip), t)
    if texts or open_:
        return ComboBox(text, matching(texts), several=several, open_=open_, placeholder=placeholder, id=name)
    return Input(text, id=name, placeholder=placeholder, select_on_focus=isinstance(rule.type, Time | Number))


def typed(widget: FieldWidget) -> str:
    """What a field widget holds now."""
    return widget.text if isinstance(widget, TextArea) else widget.value
