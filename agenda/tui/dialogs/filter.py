"""Show only some items: a group, a person, a kind, a status, words."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from textual import on
from textual.app import ComposeResult
from textual.content import Content
from textual.widgets import Button, Input, Label

from agenda.tui.dialogs.base import FormDialog
from agenda.tui.widgets.combo_box import ComboBox, matching
from trips.grammar.choices import AUDIENCE_WORDS, KIND_WORDS, STATUS_WORDS
from trips.i18n.language import N_, Translator, UserError
from trips.model.trip import Trip
from trips.queries.filters import Filter, kept

_LABELS = {
    "text": N_("Words"), "groups": N_("Group"), "people": N_("Person"), "kinds": N_("Kind"), "statuses": N_("Status"),
    "audiences": N_("Audience"),
}  # fmt: skip


def _names(trip: Trip, t: Translator) -> dict[str, dict[str, str]]:
    """The choices of each field: labels under their keys."""
    return {
        "groups": {group.key: group.name for group in trip.groups},
        "people": {person.key: person.name for person in trip.people},
        "kinds": {key: t(word) for key, word in KIND_WORDS.items()},
        "statuses": {key: t(word) for key, word in STATUS_WORDS.items()},
        "audiences": {key: t(word) for key, word in AUDIENCE_WORDS.items()},
    }


def filter_text(trip: Trip, chosen: Filter, t: Translator) -> str:
    """A filter in words: "group A, confirmed"."""
    parts = [t("“{title}”", title=chosen.text)] if chosen.text else []
    for field, known in _names(trip, t).items():
        keys: frozenset[str] = getattr(chosen, field)
        parts += sorted(known.get(key, key) for key in keys)
    return ", ".join(parts)


class FilterDialog(FormDialog[Filter]):
    """Answers with a filter; an empty one shows everything."""

    ABOUT = N_(
        "Shows only the items that fit all that you choose. The others are still there, and Esc in the list "
        "shows them again. Documents are not affected."
    )

    def __init__(self, trip: Trip, now: Filter | None, words: Translator) -> None:
        super().__init__(words)
        self._trip = trip
        self._start = now or Filter()
        self._known: Mapping[str, Mapping[str, str]] = _names(trip, words)

    def compose(self) -> ComposeResult:
        with self.window(self.t("Show only"), self.t("Enter shows · ↓ shows choices · Esc closes")):
            for field, label in _LABELS.items():
                yield from self.row(self.t(label), self._asked(field))
            yield from self.foot(save=self.t("Show"), all=self.t("Show all"))

    def _asked(self, field: str) -> Input | ComboBox:
        if field not in self._known:
            return Input(self._start.text, id=field)
        known = self._known[field]
        keys: frozenset[str] = getattr(self._start, field)
        value = ", ".join(known[key] for key in known if key in keys)
        return ComboBox(value, matching(tuple(known.values())), several=True, id=field)

    def on_mount(self) -> None:
        """Begin with the words."""
        self.query_one("#text", Input).focus()

    def answer(self) -> Filter:
        chosen = Filter(text=self.query_one("#text", Input).value.strip())
        for field, known in self._known.items():
            typed = [part.strip().casefold() for part in self.query_one(f"#{field}", ComboBox).value.split(",")]
            wanted = {one for one in typed if one}
            keys = frozenset(key for key, label in known.items() if label.casefold() in wanted)
            unknown = wanted - {known[key].casefold() for key in keys}
            if unknown:
                raise UserError('There is no "{text}".', text=sorted(unknown)[0])
            chosen = replace(chosen, **{field: keys})
        return chosen

    @on(Input.Changed)
    def _echo(self) -> None:
        try:
            chosen = self.answer()
        except UserError:
            return  # a name that is not typed to its end yet
        count = len(kept(self._trip, chosen)) if chosen else len(self._trip.items)
        self.query_one("#wrong", Label).update(Content(self.t.plural("{n} item", "{n} items", count)))

    @on(Button.Pressed, "#all")
    def _all(self) -> None:
        self.dismiss(Filter())
