"""News of the programme as a whole: its title, whom to ask, the headings and notes of its days."""

from __future__ import annotations

from collections.abc import Iterator

from exports.news.sentences import field_changed
from exports.programme import Programme
from trips.i18n.language import Translator
from trips.i18n.text import title_quoted


def frame_news(before: Programme | None, after: Programme, t: Translator) -> Iterator[tuple[str, str]]:
    """A sentence for each thing around the items that reads differently, behind the day it is about ("" for none).

    Nothing for a first programme, or for a programme beside itself.
    """
    if before is None:
        return
    if before.title != after.title:
        yield "", t("“{old}” is now called “{new}”.", old=title_quoted(before.title), new=title_quoted(after.title))
    subject = t("“{title}”", title=title_quoted(after.title))
    for label, old, new in (
        (t("Theme"), before.theme, after.theme),
        (t("Organiser"), before.organiser, after.organiser),
        (t("Contact"), before.contact, after.contact),
    ):
        if old != new:
            yield "", " ".join(field_changed(subject, label, old, new, t).split())
    if before.provisional and not after.provisional:
        yield "", t("The programme is not provisional any more.")
    elif after.provisional and not before.provisional:
        yield "", t("The programme is provisional now.")
    days = {day.id: day for day in before.days}
    for view in after.days:
        was = days.get(view.id)
        if was is not None and (was.title, was.note) != (view.title, view.note):
            for label, old, new in ((t("Title"), was.title, view.title), (t("Note"), was.note, view.note)):
                if old != new:
                    yield view.label, " ".join(field_changed(t("The day"), label, old, new, t).split())
