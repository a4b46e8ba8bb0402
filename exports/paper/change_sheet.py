"""The change sheet: what is new for a reader since an earlier version, day by day, in sentences."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from exports.change_marks import word_of
from exports.news import everything_new
from exports.paper.job import Job
from exports.paper.shared import NothingNewError, head
from exports.programme import programme
from trips.i18n.language import UserError


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
    new = t("New: {what}.").partition("{what}")[0]  # the column before it says so
    grouped: dict[str, list[dict[str, str]]] = {}
    for change, day, sentence in everything_new(old, now, t):
        word = word_of(change, t) if change else t("changed")
        grouped.setdefault(day, []).append({"word": word, "text": sentence.removeprefix(new)})
    if not grouped:
        raise NothingNewError(job)
    data = head(job, t("What is new"))
    return {
        **data,
        "signs": {},
        "since": t("Compared with: {stamp}", stamp=before.stamp(t) if before else ""),
        "words": {**data["words"], "what": t("What"), "news": t("What is new")},
        "sections": [{"label": day, "news": news} for day, news in grouped.items()],
    }
