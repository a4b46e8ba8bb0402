"""The programme on A4, for any audience: with a cover, a page a day, in small type, or in two languages."""

from __future__ import annotations

from typing import Any

from exports.paper.job import Job
from exports.paper.shared import changed_days, common_words, days, guests, head, own_page
from exports.programme import Programme
from trips.model.translations import OWN_NAMES, RIGHT_TO_LEFT, primary


def compose(job: Job) -> dict[str, Any]:
    """The values of programme.typ."""
    view = job.view
    shown = changed_days(job, view)
    values: dict[str, Any] = {
        **head(job, view.words("Programme")),
        "cover": "cover" in job.options.layout,
        "guests": guests(job),
        "page_a_day": "days" in job.options.layout,
        "dense": "dense" in job.options.layout,
        "large": "large" in job.options.layout,
        "days": shown,
        "pool": [line.title for line in view.pool],
    }
    if job.beside is not None:
        values |= {"beside": _second(view, job.beside), "days": _side_by_side(shown, job.beside)}
        twins = [own_page(page, job) for page in job.beside.pages]
        both = zip(values["pages"], twins, strict=True)
        values["pages"] = [page if _same(page, twin) else {**page, "beside": twin} for page, twin in both]
    return values


def _second(view: Programme, other: Programme) -> dict[str, Any]:
    """What the second language is called, and what the head of the paper says in it."""
    return {
        "own": _name(view.tag),
        "name": _name(other.tag),
        "title": other.title,
        "theme": other.theme,
        "languages": dict(other.languages),
        "spoken": other.language,
        "words": common_words(other.words),
        "right_to_left": primary(other.tag) in RIGHT_TO_LEFT,
    }


def _same(page: dict[str, Any], twin: dict[str, Any]) -> bool:
    """Whether nobody has translated a page: then it is not said twice."""
    return all(page[name] == twin[name] for name in ("title", "paragraphs"))


def _name(tag: str) -> str:
    return OWN_NAMES.get(primary(tag), tag)


def _side_by_side(shown: list[dict[str, Any]], other: Programme) -> list[dict[str, Any]]:
    """Days with each text in the second language beside it; an address that is the same there is not said twice."""
    twins = {day["number"]: day for day in days(other)}
    found: list[dict[str, Any]] = []
    for day in shown:
        twin = twins[day["number"]]
        lines = [
            {**line, "beside": {**same, "address": "" if same["address"] == line["address"] else same["address"]}}
            for line, same in zip(day["lines"], twin["lines"], strict=True)
        ]
        head_ = {"title": twin["title"], "note": twin["note"], "languages": twin["languages"]}
        in_words = twin["label"] != day["label"] and any(map(str.isalpha, twin["label"]))
        label = f"{day['label']} · {twin['label']}" if in_words else day["label"]
        found.append({**day, "label": label, "lines": lines, "beside": head_})
    return found
