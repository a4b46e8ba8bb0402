"""News in sentences, one a change: to read on a screen, to print, to send by messenger."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from datetime import timedelta
from typing import Final

from exports.news.compare import Changed, Seen, What
from exports.programme import Line, Name
from trips.grammar.choices import STATUS_WORDS
from trips.grammar.when import Clock
from trips.grammar.when_text import write_length
from trips.i18n.dates import format_clock, long_date, weekday_date
from trips.i18n.language import Translator
from trips.i18n.text import capitalised, title_quoted
from trips.schedule.told_time import format_clock_on

SIGNS: Final[dict[What, str]] = {
    "new": "+", "back": "+", "gone": "-", "cancelled": "-", "day": "~", "moved": "~", "place": "~", "title": "~",
    "people": "~", "status": "~", "assigned": "~", "text": "~",
}  # fmt: skip


def format_news(changes: Sequence[Changed], t: Translator, *, personal: bool = False) -> Iterator[tuple[str, str]]:
    """A sentence for each change and its consequences, each behind the day it is about.

    The day is "" where an item has none. Sentences hold no line breaks; `personal` ones speak to one reader, whose
    programme may have lost what still takes place.
    """
    names = Counter(_speakers(change.seen.line) for change in changes if change.seen.line.item.kind == "talk")
    for change in changes:
        day = long_date(t, change.seen.date) if change.seen.date else ""
        alone = names[_speakers(change.seen.line)] == 1
        yield (
            day,
            " ".join(
                " ".join((*_sentences(change, t, alone=alone, personal=personal), *_consequences(change, t))).split()
            ),
        )


_UNSAID: Final = "\x00"
"""The subject of sentences that stand under the title of what they are about."""


def under_its_title(changed: Changed, t: Translator) -> Iterator[str]:
    """The sentences on a change for where its title, its time now and before, and a word for it stand above them."""
    said: list[str] = []
    if changed.before is None or changed.what[0] == "new":
        line = changed.seen.line
        said.append(", ".join(part for part in (line.place, _listed([one.name for one in line.speakers], t)) if part))
    elif changed.after is not None and changed.what[0] not in ("cancelled", "back"):
        for which in changed.what:
            if which == "title":
                said.append(t("Previously called “{old}”.", old=title_quoted(changed.before.line.title)))
            elif not _is_told_above(which, changed.before, changed.after, t):
                said += _difference(which, changed.before, changed.after, _UNSAID, t)
    for text in (*said, *_consequences(changed, t)):
        short = text.removeprefix(_UNSAID).removeprefix(":").strip()
        if short:
            yield capitalised(" ".join(short.split()))


def _is_told_above(what: What, old: Seen, new: Seen, t: Translator) -> bool:
    """Whether the time beside the old one, or the word for a change, says all of it."""
    if what == "moved":
        return old.date == new.date and old.line.time.clock != new.line.time.clock
    return what == "status" or (what == "assigned" and new_place(old.line, new.line, t) != "")


def by_day(sentences: Iterable[tuple[str, str]]) -> Iterator[str]:
    """Sentences as lines under the day that each is about."""
    before: str | None = None
    for day, sentence in sentences:
        if day != before:
            yield from () if before is None else ("",)
            yield from (day,) if day else ()
            before = day
        yield f"- {sentence}"


def _sentences(changed: Changed, t: Translator, *, alone: bool, personal: bool) -> Iterator[str]:
    subject = _subject(changed, t, alone=alone)
    what = changed.what[0]
    if changed.before is None or what == "new":
        yield _new(changed, t)
        return
    if changed.after is None and personal:
        yield t("{what} is no longer in your programme ({when}).", what=subject, when=_when(changed.before, t))
        return
    if changed.after is None:
        yield t("{what} is no longer in the programme ({when}).", what=subject, when=_when(changed.before, t))
        return
    if what == "cancelled":
        yield t("{what} is cancelled ({when}).", what=subject, when=_when(changed.before, t))
        return
    if what == "back":
        yield t("{what} takes place after all ({when}).", what=subject, when=_when(changed.after, t))
        return
    for which in changed.what:
        yield from _difference(which, changed.before, changed.after, subject, t)


def _subject(changed: Changed, t: Translator, *, alone: bool) -> str:
    line = (changed.before or changed.seen).line if "title" in changed.what else changed.seen.line
    if line.item.kind == "talk" and line.speakers and alone:
        return t("The talk by {names}", names=_listed([name.name for name in line.speakers], t))
    return t("“{title}”", title=title_quoted(line.title))


def _speakers(line: Line) -> tuple[str, ...]:
    return tuple(name.name for name in line.speakers)


def _listed(names: Sequence[str], t: Translator) -> str:
    if len(names) < 2:
        return "".join(names)
    return t("{some} and {last}", some=", ".join(names[:-1]), last=names[-1])


def _new(changed: Changed, t: Translator) -> str:
    line = changed.seen.line
    parts = [f"{line.time.text} {line.title}" if changed.seen.date else line.title, line.place]
    if line.speakers:
        parts.append(_listed([name.name for name in line.speakers], t))
    return t("New: {what}.", what=", ".join(part for part in parts if part))


def _difference(what: What, old: Seen, new: Seen, subject: str, t: Translator) -> Iterator[str]:
    a, b = old.line, new.line
    match what:
        case "day":
            dates = {"new": _date(new, t), "old": _date(old, t)}
            yield t("The programme of {old} moves to {new}.", **dates)
        case "moved":
            yield _moved(old, new, subject, t)
        case "place":
            there, here = (a.place, b.place) if a.address == b.address else (_place(a), _place(b))
            yield field_changed(subject, t("Place"), there, here, t)
        case "title":
            yield t("“{old}” is now called “{new}”.", old=title_quoted(a.title), new=title_quoted(b.title))
        case "people":
            for label, theirs, mine in (
                (t("Hosts"), a.hosts, b.hosts),
                (t("Speakers"), a.speakers, b.speakers),
                (t("With"), a.people, b.people),
            ):
                if theirs != mine:
                    yield field_changed(subject, label, _names(theirs), _names(mine), t)
        case "assigned":
            yield from _assigned(a, b, subject, t)
        case "status":
            if b.item.status == "confirmed":
                yield t("{what} is confirmed now.", what=subject)
            else:
                yield t("{what} is not certain ({status}).", what=subject, status=t(STATUS_WORDS[b.item.status]))
        case _:
            yield from _texts(a, b, subject, t)


_SHORT: Final = 32
"""A mark has room for so many characters."""


def new_place(a: Line, b: Line, t: Translator) -> str:
    """The reader's new place within an item, or whose is new, in a few words; "" if there is more to say."""
    was, now = dict(a.whereabouts), dict(b.whereabouts)
    moved = [name for name in {**was, **now} if was.get(name) != now.get(name)]
    if moved:
        name, place = moved[0], now.get(moved[0], "")
        told = t("{name} now {place}", name=name, place=place) if len(moved) == 1 and place else ""
    else:
        told = t("now {place}", place=b.assigned) if b.assigned else ""
    return told if len(told) <= _SHORT else ""


_MOST_MOVED: Final = 8
"""People who are told by name when they got another bus or table; of more, how many they are."""


def _assigned(a: Line, b: Line, subject: str, t: Translator) -> Iterator[str]:
    """Who has another place within an item: somebody's own alone, else each by name."""
    was, now = dict(a.whereabouts), dict(b.whereabouts)
    moved = [name for name in {**was, **now} if was.get(name) != now.get(name)]
    if not moved:
        yield field_changed(subject, t("Assigned"), a.assigned, b.assigned, t)
    elif len(moved) > _MOST_MOVED:
        yield t("{what}: {n} have another place within it.", what=subject, n=len(moved))
    else:
        for name in moved:
            yield changed_to(subject, name, was.get(name, ""), now.get(name, ""), t)


def _texts(a: Line, b: Line, subject: str, t: Translator) -> Iterator[str]:
    for label, old, new in (
        (t("Meet"), a.meet, b.meet),
        (t("Note"), a.note, b.note),
        (t("For"), a.groups, b.groups),
        (t("Journey"), a.travel, b.travel),
        (t("Web page"), a.url, b.url),
        (t("internal"), " · ".join(a.staff), " · ".join(b.staff)),
    ):
        if old != new:
            yield field_changed(subject, label, old, new, t)


def field_changed(subject: str, label: str, old: str, new: str, t: Translator) -> str:
    """What a field is now; its label, which is large at the head of a list, is small within an English sentence."""
    return changed_to(subject, label[:1].lower() + label[1:] if t.language == "en" else label, old, new, t)


def changed_to(subject: str, label: str, old: str, new: str, t: Translator) -> str:
    """What something is now, and what it was: "“Visit”: place now Town Hall (previously Museum)."."""
    if not new:
        return t("{what}: {label} no longer {old}.", what=subject, label=label, old=old)
    if not old:
        return t("{what}: {label} now {new}.", what=subject, label=label, new=new)
    return t("{what}: {label} now {new} (previously {old}).", what=subject, label=label, new=new, old=old)


def _moved(old: Seen, new: Seen, subject: str, t: Translator) -> str:
    if old.date != new.date:
        return t("{what} moves from {old} to {new}.", what=subject, old=_when(old, t), new=_when(new, t))
    a, b = old.line, new.line
    if a.start and b.start and _begins(a) and _begins(b):
        if a.start != b.start and (_lasts(a) == _lasts(b) or a.end is None or b.end is None):
            times = {"new": _clock(b, t), "old": _clock(a, t)}
            if b.placed.start_about:
                return t("{what} begins at about {new} instead of {old}.", what=subject, **times)
            return t("{what} begins at {new} instead of {old}.", what=subject, **times)
        if a.start == b.start and a.end and b.end and a.end != b.end and a.time.beside == b.time.beside:
            times = {"new": format_clock(b.end), "old": format_clock(a.end)}
            return t("{what} ends at {new} instead of {old}.", what=subject, **times)
    return changed_to(subject, t("time"), a.time.text, b.time.text, t)


def _begins(line: Line) -> bool:
    """Whether a start is a moment, and not a moment from which on people may come."""
    start = line.item.when.start
    return not (isinstance(start, Clock) and start.said == "from")


def _lasts(line: Line) -> timedelta | None:
    return line.end - line.start if line.start and line.end else None


def _clock(line: Line, t: Translator) -> str:
    return format_clock_on(line.start, line.placed.date, t) if line.start else line.time.text


def _date(seen: Seen, t: Translator) -> str:
    return weekday_date(t, seen.date) if seen.date else t("Unscheduled")


def _when(seen: Seen, t: Translator) -> str:
    return f"{_date(seen, t)}, {seen.line.time.text}" if seen.date else _date(seen, t)


def _place(line: Line) -> str:
    return ", ".join(part for part in (line.place, line.address) if part)


def _names(names: Sequence[Name]) -> str:
    return "; ".join(name.text for name in names)


def _consequences(changed: Changed, t: Translator) -> Iterator[str]:
    """What moved, came or went because of a change, told as one."""
    parts = [
        other.seen.line.title for other in changed.follows if other.what == changed.what and other.what != ("moved",)
    ]
    if parts and "day" not in changed.what:
        yield t("Including: {titles}.", titles=", ".join(parts))
    moved = [other for other in changed.follows if other.what == ("moved",)]
    ends = [other for other in moved if other.later == timedelta()]
    if ends:
        told = _listed_or_named([(other, other.seen.line.time.clock) for other in ends])
        yield t.plural("As a result, “{title}” ends at another time: {time}.",
                       "As a result, {n} more items end at another time: {items}.",
                       len(ends), **told)  # fmt: skip
    moved = [other for other in moved if other not in ends]
    if not moved:
        return
    told = _listed_or_named([(other, _clock(other.seen.line, t)) for other in moved])
    later = {other.later for other in moved}
    by = later.pop() if len(later) == 1 else None
    if by is None:
        yield t.plural("As a result, “{title}” moves: {time}.", "As a result, {n} more items move: {items}.",
                       len(moved), **told)  # fmt: skip
        return
    length = write_length(abs(by) // timedelta(minutes=1), t)
    if by > timedelta():
        yield t.plural("As a result, “{title}” starts {length} later, at {time}.",
                       "As a result, {n} more items start {length} later: {items}.",
                       len(moved), length=length, **told)  # fmt: skip
    else:
        yield t.plural("As a result, “{title}” starts {length} earlier, at {time}.",
                       "As a result, {n} more items start {length} earlier: {items}.",
                       len(moved), length=length, **told)  # fmt: skip


def _listed_or_named(changes: Sequence[tuple[Changed, str]]) -> dict[str, str]:
    """Changes with a time each, for a sentence that names the first by its title and lists several."""
    change, time = changes[0]
    listed = ", ".join(f"{other.seen.line.title} {when}" for other, when in changes)
    return {"title": title_quoted(change.seen.line.title), "time": time, "items": listed}
