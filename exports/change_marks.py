"""Change marks: a programme in which each line says what is new in it since an earlier version."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from typing import Final

from exports.news.compare import Changed, What, differences
from exports.news.sentences import new_place
from exports.programme import DayView, Line, Mark, Programme
from trips.grammar.choices import STATUS_WORDS
from trips.i18n.language import N_, Translator

_WORDS: Final[dict[What, str]] = {
    "new": N_("new"), "back": N_("takes place after all"), "cancelled": N_("cancelled"), "gone": N_("no longer"),
    "day": N_("new day"), "moved": N_("new time"), "place": N_("new place"), "title": N_("new title"),
    "people": N_("new people"), "status": N_("changed"), "assigned": N_("new assignment"), "text": N_("changed"),
}  # fmt: skip


def marked(view: Programme, before: Programme | None) -> Programme:
    """The programme with change marks; what is gone stands struck out where its time was.

    Args:
        view: the programme as it is now.
        before: what the same reader had, in the same language; None marks nothing.
    """
    if before is None:
        return view
    changes = {difference.id: difference for difference in differences(before, view)}
    gone = [change for change in changes.values() if change.after is None and change.before is not None]
    days = tuple(
        replace(day, lines=_with_gone([_marked(line, changes, view.words) for line in day.lines], day, gone, view))
        for day in _days(view, before)
    )
    return replace(view, days=tuple(day for day in days if day.lines or day in view.days))


def _days(view: Programme, before: Programme) -> list[DayView]:
    """The days of a programme, and those of an earlier one on which nothing is left for the reader."""
    shown = {day.date for day in view.days}
    left = [replace(day, lines=()) for day in before.days if day.date not in shown]
    return sorted((*view.days, *left), key=lambda day: day.date)


def word_of(change: Changed, t: Translator) -> str:
    """What happened to an item, in a few words."""
    old, new = (seen.line if seen else None for seen in (change.before, change.after))
    return _words(change.what, old, new, t)


def _words(what: Iterable[What], old: Line | None, new: Line | None, t: Translator) -> str:
    return ", ".join(word for kind in what for word in _word(kind, old, new, t))


def _word(what: What, old: Line | None, new: Line | None, t: Translator) -> list[str]:
    """What happened: of a state and of a place within the item what it is now, if that is short; of texts which."""
    if old is not None and new is not None:
        if what == "status":
            return [t("now {status}", status=t(STATUS_WORDS[new.item.status]))]
        if what == "assigned" and (place := new_place(old, new, t)):
            return [place]
        if what == "text":
            texts = ((N_("new note"), old.note, new.note), (N_("new meeting point"), old.meet, new.meet),
                     (N_("new travel details"), old.travel, new.travel))  # fmt: skip
            return [t(word) for word, before, now in texts if before != now] or [t(_WORDS["text"])]
    return [t(_WORDS[what])]


def is_marked(day: DayView) -> bool:
    """Whether anything on a day is new."""
    return any(line.mark is not None for line in day.lines)


def _marked(line: Line, changes: dict[str, Changed], t: Translator) -> Line:
    changed = changes.get(line.item.id)
    if changed is None or line.carried:
        return line
    old = changed.before.line if changed.before else None
    what: list[What] = [kind for kind in changed.what if kind != "moved" or old is None or old.time != line.time]
    if not what:
        return line
    time = _earlier_time(old, line) if old and "moved" in what else ""
    place = old.place if old and "place" in what else ""
    title = old.title if old and old.title != line.title else ""
    return replace(line, mark=Mark(_words(what, old, line, t), time, place, title))


def _earlier_time(old: Line, new: Line) -> str:
    """The time that a line had, as far as it differs."""
    if old.time == new.time:
        return ""
    return old.time.text if old.time.clock == new.time.clock else old.time.clock


def _with_gone(lines: list[Line], day: DayView, gone: list[Changed], view: Programme) -> tuple[Line, ...]:
    for changed in gone:
        if changed.before is None or changed.before.date != day.date:
            continue
        start = changed.before.start
        place = next((n for n, line in enumerate(lines) if _begins_later(line, changed.before.line)), len(lines))
        mark = Mark(word_of(changed, view.words))
        lines.insert(place if start else len(lines), replace(changed.before.line, mark=mark, gone=True))
    return tuple(lines)


def _begins_later(line: Line, gone: Line) -> bool:
    return line.start is not None and gone.start is not None and line.start > gone.start and not line.is_part
