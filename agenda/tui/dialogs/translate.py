"""The texts of the trip in another language: which language, which text, and a form for what it says there."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Final

from agenda.presenters.editable import translations_editable
from agenda.tui.dialogs.choose import Choose
from agenda.tui.dialogs.form import Form
from trips.i18n.language import Translator
from trips.i18n.text import one_line
from trips.model.entities import Translated
from trips.model.translations import LANGUAGE_WORDS, State, Translatable, language_name, languages_of
from trips.queries.readers import texts_read

if TYPE_CHECKING:
    from agenda.tui.ports import Editor

_SIGNS: Final[dict[State, str]] = {"fresh": "✓", "old": "!", "missing": "○"}
_GRAVITY: Final[tuple[State, ...]] = ("old", "missing", "fresh")
"""Of several texts of a thing, the one that is to be looked at first tells its state."""


def edit_translations(editor: Editor, t: Translator) -> None:
    """Let somebody choose a language, those first that something is said in."""
    trip = editor.session.trip
    known = languages_of(trip)
    others = sorted((t(word), tag) for tag, word in LANGUAGE_WORDS.items() if tag not in (*known, trip.language))
    options = [(tag, _language(editor, tag, t)) for tag in known] + [(tag, f"{word} ({tag})") for word, tag in others]

    def chosen(tag: str | None) -> None:
        if tag is not None:
            _choose(editor, tag, t)

    about = t("A table for a translator: agenda translate TRIP pl -o FILE.xlsx; Ctrl+O imports it again.")
    editor.agenda.push_screen(Choose(t("Translate into…"), options, t, about), chosen)


def _texts(editor: Editor, tag: str) -> tuple[Translatable, ...]:
    """The texts as they are on the screen: what was just said may still be on its way to the store."""
    return texts_read(editor.session.trip, tag)


def _language(editor: Editor, tag: str, t: Translator) -> str:
    found = [one.state for one in _texts(editor, tag)]
    return f"{t(language_name(tag))} ({tag}) · " + t("{n} of {all} texts", n=found.count("fresh"), all=len(found))


def _choose(editor: Editor, tag: str, t: Translator) -> None:
    """Let somebody choose what to translate; after each form they are here again."""
    by_thing: dict[tuple[Translated, str], list[Translatable]] = {}
    for text in _texts(editor, tag):
        by_thing.setdefault((text.of, text.id), []).append(text)
    options = [(f"{of} {id_}", _label(found)) for (of, id_), found in by_thing.items()]

    def chosen(key: str | None) -> None:
        if key is not None:
            of_id = next(one for one in by_thing if f"{one[0]} {one[1]}" == key)
            _form(editor, tag, by_thing[of_id], t)

    about = t("✓ translated   ! older than the text   ○ not translated")
    editor.agenda.push_screen(Choose(t(language_name(tag)), options, t, about), chosen)


def _label(found: list[Translatable]) -> str:
    states: list[State] = [text.state for text in found]
    state = min(states, key=_GRAVITY.index)
    said = next((text.text for text in found if text.text), "")
    return f"{_SIGNS[state]} {one_line(found[0].original)}" + (f" → {one_line(said)}" if said else "")


def _form(editor: Editor, tag: str, found: list[Translatable], t: Translator) -> None:
    trip = editor.session.trip
    editable = translations_editable(found, tag)

    def save(said: Mapping[str, str] | None) -> None:
        if said:
            editor.edit_since(trip, editable.edit(said), editable.note(said))
        _choose(editor, tag, t)

    editor.agenda.push_screen(Form(trip, editable, t), save)
