"""The change sheet: what is new for a reader since an earlier version, day by day, in sentences."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from exports.change_marks import word_of
from exports.news import Changed, everything_new
from exports.news.sentences import under_its_title
from exports.paper.job import Job
from exports.paper.shared import NothingNewError, clock_rows, head
from exports.programme import programme
from trips.i18n.language import Translator, UserError


def compose(job: Job) -> dict[str, Any]:
    """The values of changes.typ; without a version named, what is new since the one before.

    Raises:
        UserError: there is no earlier version.
    """
    if job.options.since is None:
        if not job.snapshot.earlier:
            raise UserError("There is no earlier version that this one could be compared with.")
        job = replace(job, options=replace(job.options, since=job.snapshot.earlier[-1].number))
    before = job.before
    t = job.words
    old = programme(before, job.audience, job.language) if before else None
    now = programme(job.snapshot, job.audience, job.language, before)
    grouped: dict[str, list[dict[str, Any]]] = {}
    for change, day, sentence in everything_new(old, now, t):
        grouped.setdefault(day, []).append(_of_item(change, t) if change else _of_whole(sentence, t))
    if not grouped:
        raise NothingNewError(job)
    data = head(job, t("What is new"))
    return {
        **data,
        "signs": {},
        "since": t("Compared with: {stamp}", stamp=before.stamp(t) if before else ""),
        "words": {**data["words"], "news": t("What is new")},
        "sections": [{"label": day, "news": news} for day, news in grouped.items()],
    }


def _of_item(change: Changed, t: Translator) -> dict[str, Any]:
    """What is new about an item: its time now and as it was, a word for it, its title, and what else to say."""
    line = change.seen.line
    off = change.after is None or change.what[0] == "cancelled"
    before = change.before.line.time if change.before is not None and not off else line.time
    return {
        "time": clock_rows(line.time.clock),
        "extent": line.time.extent,
        "off": off,
        "mark": {
            "word": word_of(change, t),
            "time": clock_rows(before.clock) if before.clock != line.time.clock else [],
            "place": "",
        },
        "title": line.title,
        "groups": line.groups,
        "said": list(under_its_title(change, t)),
    }


def _of_whole(sentence: str, t: Translator) -> dict[str, Any]:
    """What is new about a day or the whole."""
    nothing: list[str] = []
    mark = {"word": t("changed"), "time": nothing, "place": ""}
    return {"time": nothing, "extent": "", "off": False, "mark": mark, "title": "", "groups": "", "said": [sentence]}
