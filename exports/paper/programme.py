"""The programme on A4, for any audience: with a cover, a page a day, in small type, or in two languages."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, Final

from exports.lines import all_lines, signs
from exports.paper.job import Job
from exports.paper.shared import changed_days, common_words, days, guests, head, hosts, own_page
from exports.programme import Programme
from trips.i18n.language import Message, UserError
from trips.model.translations import OWN_NAMES, RIGHT_TO_LEFT, best_language, language_name, primary
from trips.queries.readers import texts_read


def compose(job: Job) -> dict[str, Any]:
    """The values of programme.typ.

    Raises:
        UserError: it is to be in two languages, and nothing is translated into one of them.
    """
    _check_translated(job)
    view = job.view
    shown = changed_days(job, view)
    values: dict[str, Any] = {
        **head(job, view.words("Programme")),
        "cover": "cover" in job.options.layout,
        "guests": guests(job) if "cover" in job.options.layout else "",
        "by": hosts(view) if "cover" in job.options.layout else "",
        "page_a_day": "days" in job.options.layout,
        "dense": "dense" in job.options.layout,
        "large": "large" in job.options.layout,
        "days": shown,
        "pool": [line.title for line in view.pool],
    }
    if job.beside is not None:
        values |= {"beside": _second(view, job.beside), "days": _side_by_side(shown, job.beside, values["signs"])}
        twins = [own_page(page, job) for page in job.beside.pages]
        partners = zip(values["partners"], job.beside.trip.partners, strict=True)
        values["partners"] = [{**one, "what": _both(one["what"], twin.what)} for one, twin in partners]
        both = zip(values["pages"], twins, strict=True)
        values["pages"] = [page if _same(page, twin) else {**page, "beside": twin} for page, twin in both]
    return values


def _check_translated(job: Job) -> None:
    """Refuse a second column that could only repeat the first."""
    if not job.options.beside:
        return
    if job.audience.level == "staff":
        raise UserError("Staff read a trip in the words in which it is edited; --beside is for other readers.")
    for tag in _foreign(job):
        if not job.told.in_language(tag).said:
            raise UserError(
                "Nothing is translated into {language} yet, so one column would only repeat the other; a table for a"
                " translator: agenda translate TRIP {tag} -o {tag}.xlsx",
                language=Message(language_name(tag)),
                tag=tag,
            )


_FEW: Final = 3
"""A programme of whose texts less than one in so many is translated; names mostly stay as they are."""


def translation_notices(job: Job) -> Iterator[Message]:
    """Of a programme in two languages, of which most stands in one only."""
    for tag in _foreign(job) if job.options.beside else ():
        trip = job.told.trip
        states = [text.state for text in texts_read(trip, best_language(trip, tag) or tag)]
        done = states.count("fresh")
        if done < len(states) / _FEW:
            yield Message(
                "Only {done} of {all} texts are translated into {language}; the others stand as they are.",
                done=done,
                all=len(states),
                language=Message(language_name(tag)),
            )


def _foreign(job: Job) -> list[str]:
    """The languages of a programme in two that the trip is not written in."""
    return [tag for tag in (job.language, job.options.beside) if primary(tag) != job.told.trip.language]


def _second(view: Programme, other: Programme) -> dict[str, Any]:
    """What the second language is called, and what the head of the paper says in it; labels in `both` where it must."""
    theirs = common_words(other.words)
    ours = common_words(view.words)
    return {
        "kind": other.words("Programme"),
        "own": _name(view.tag),
        "name": _name(other.tag),
        "title": other.title,
        "theme": other.theme,
        "dates": other.dates,
        "for_whom": other.for_whom,
        "organiser": other.organiser,
        "contact": other.contact,
        "stamp": other.stamp,
        "since": "",
        "languages": dict(other.languages),
        "spoken": other.language,
        "words": theirs,
        "both": {name: _both(word, theirs[name]) for name, word in ours.items()},
        "signs": _signs(view, other),
        "right_to_left": primary(other.tag) in RIGHT_TO_LEFT,
    }


def _same(page: dict[str, Any], twin: dict[str, Any]) -> bool:
    """Whether nobody has translated a page: then it is not said twice."""
    return all(page[name] == twin[name] for name in ("title", "paragraphs"))


def _name(tag: str) -> str:
    return OWN_NAMES.get(primary(tag), tag)


def _both(own: str, other: str) -> str:
    return own if own == other else f"{own} / {other}"


def _signs(view: Programme, other: Programme) -> dict[str, str]:
    """The signs of the first language under what the statuses are called in the second."""
    found = signs(view)
    pairs = zip(all_lines(view), all_lines(other), strict=True)
    return {theirs.status: found[own.status] for own, theirs in pairs if own.status in found}


_TRANSLATED: Final = ("title", "note", "place", "meet", "within", "groups", "speakers", "hosts", "people", "assigned")
_SAID_ONCE: Final = (
    *(one for one in _TRANSLATED if one not in ("title", "place", "speakers")),
    *("address", "travel", "url", "staff"),
)
"""What the second column leaves out if it is the same; where something is, and who speaks, stand in both."""


def _beside(line: dict[str, Any], other: dict[str, Any], told: dict[str, str]) -> dict[str, Any]:
    """A line with what it says in the second language; one of which nothing is translated is said once, across both.

    Labels and statuses then stand in both languages; told by a sign, a status is explained in both.
    """
    if all(line[name] == other[name] for name in _TRANSLATED):
        status = line["status"] if line["status"] in told else _both(line["status"], other["status"])
        return {**line, "beside": None, "status": status}
    again = {name: type(line[name])() for name in _SAID_ONCE if line[name] == other[name]}
    return {**line, "beside": {**other, **again}}


def _side_by_side(shown: list[dict[str, Any]], other: Programme, told: dict[str, str]) -> list[dict[str, Any]]:
    """Days with each text in the second language beside it."""
    twins = {day["number"]: day for day in days(other)}
    ends = {day.number: [line.carried for line in day.lines] for day in other.days}
    found: list[dict[str, Any]] = []
    for day in shown:
        twin = twins[day["number"]]
        lines = [
            _beside(line, {**same, "tongue": other.language}, told)
            for line, same in zip(day["lines"], twin["lines"], strict=True)
        ]
        if all(line["beside"] is None or end for line, end in zip(lines, ends[day["number"]], strict=True)):
            lines = [{**line, "beside": None} for line in lines]  # that something ends there is said in our own words
        label = twin["label"] if twin["label"] != day["label"] else ""
        head_ = {"label": label, "title": twin["title"], "note": twin["note"], "languages": twin["languages"]}
        found.append({**day, "lines": lines, "beside": head_})
    return found
