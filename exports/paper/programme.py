"""The programme on A4, for any audience; with a cover, a page a day, or in small type."""

from __future__ import annotations

from typing import Any

from exports.paper.job import Job
from exports.paper.shared import changed_days, head


def compose(job: Job) -> dict[str, Any]:
    """The values of programme.typ."""
    view = job.view
    return {
        **head(job, view.words("Programme")),
        "cover": "cover" in job.options.layout,
        "page_a_day": "days" in job.options.layout,
        "dense": "dense" in job.options.layout,
        "days": changed_days(job, view),
        "pool": [line.title for line in view.pool],
    }
