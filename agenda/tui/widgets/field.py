"""The right widget for a field: an input, an input with a list, a date with a month, or room for several lines."""

from __future__ import annotations

from datetime import date

from textual.content import Content
from textual.widgets import Input, TextArea

from agenda.presenters.field_text import choices
from agenda.tui.widgets.combo_box import ComboBox, matching
from agenda.tui.widgets.date_picker import DateEdit
from trips.i18n.language import Translator
from trips.model.fields import FieldRule
from trips.model.trip import Trip, first_day

FieldWidget = Input | ComboBox | DateEdit | TextArea
SEVERAL = ("refs", "keys")
OPEN = ("ref", "refs")
"""Forms in which a name that is not known yet may be typed; it is made."""


def field_widget(
    trip: Trip, rule: FieldRule, text: str, t: Translator, name: str, placeholder: str = ""
) -> FieldWidget:
    """A widget that holds a field's text; its id is `name`. The placeholder shows while nothing is typed."""
    if rule.form == "text":
        area = TextArea(text, id=name, tab_behavior="focus", compact=True, placeholder=Content(placeholder))
        area.styles.height = max(2, min(5, text.count("\n") + 2))
        return area
    if rule.form == "date":
        return DateEdit(text, t, lambda: first_day(trip) or date.today(), id=name)
    texts = choices(trip, rule, t)
    if texts or rule.form in OPEN:
        several, open_ = rule.form in SEVERAL, rule.form in OPEN
        return ComboBox(text, matching(texts), several=several, open_=open_, placeholder=placeholder, id=name)
    return Input(text, id=name, placeholder=placeholder, select_on_focus=rule.form in ("time", "number"))


def typed(widget: FieldWidget) -> str:
    """What a field widget holds now."""
    return widget.text if isinstance(widget, TextArea) else widget.value
