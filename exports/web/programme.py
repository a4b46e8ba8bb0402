"""The programme as a page."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from urllib.parse import quote

from exports.audience import Audience
from exports.lines import details
from exports.paper.shared import script_of
from exports.programme import DayView, Line, Name, Programme, programme
from exports.snapshot import Snapshot
from exports.web.event import event_of
from exports.web.page import Html, Page, break_lines, data_block, element, joined, page
from exports.web.times import time_of
from trips.i18n.language import Translator


@dataclass(frozen=True, slots=True)
class Links:
    """Where the calendar file beside a page lies, and its web address if it is known ("https://…/calendar.ics").

    `front` says that it is the page by which a folder of pages is known to be the trip's.
    """

    file: str = ""
    address: str = ""
    front: bool = False


def programme_page(
    snapshot: Snapshot, audience: Audience, language: str | None = None, links: Links | None = None
) -> bytes:
    """The programme of a snapshot for an audience as one self-contained page."""
    view = programme(snapshot, audience, language)
    found = audience.level in ("public", "press") and not audience.whose
    return page(
        Page(
            view.title,
            view.language,
            (*_days(view), *(_calendar(links, view.words) if links and links.file else ())),
            header=tuple(_head(view)),
            footer=(element("p", view.stamp, class_="quiet"),),
            skip=view.words("To the programme"),
            data=data_block(event_of(view)) if found else "",
            listed=audience.level == "public" and not audience.whose,
            trip=snapshot.trip.id if links and links.front else "",
        )
    )


def _head(view: Programme) -> Iterator[Html]:
    t = view.words
    title = f"{view.title} ({view.provisional})" if view.provisional else view.title
    told = [element("h1", title)]
    told += [element("p", text) for text in (view.theme, view.dates) if text]
    for label, text in (("For: {groups}", view.for_whom), ("Organiser: {name}", view.organiser)):
        if text:
            told.append(element("p", t(label, groups=text, name=text), class_="quiet"))
    if view.contact:
        told.append(element("p", t("Contact: {contact}", contact=view.contact), class_="quiet"))
    yield from told
    if len(view.days) > 1:
        days = [element("li", element("a", day.label, href=f"#day-{n}")) for n, day in enumerate(view.days, 1)]
        yield element("nav", element("ul", *days), aria_label=t("Days"))


def _days(view: Programme) -> Iterator[Html]:
    for number, day in enumerate(view.days, 1):
        heading = element("h2", day_heading(day), id=f"day-{number}")
        lines = [_line(line, view.words) for line in day.lines]
        content = element("ol", *lines, class_="day") if lines else element("p", view.words("Nothing is planned."))
        note = [element("p", break_lines(day.note))] if day.note else []
        yield element("section", heading, *note, content, aria_labelledby=f"day-{number}")
    if view.pool:
        heading = element("h2", view.words("Unscheduled"), id="pool")
        listed = element("ul", *(element("li", line.title) for line in view.pool))
        yield element("section", heading, listed, aria_labelledby="pool")


def _line(line: Line, t: Translator) -> Html:
    status = f" ({line.status})" if line.status else ""
    place = ", ".join(part for part in (line.place, line.address) if part)
    rest = [element("p", place)] if place else []
    rest += [element("p", _details(label, names), class_="quiet") for label, names in _people(line, t) if names]
    rest += [_detail(text) for text in details(replace(line, hosts=(), speakers=(), people=()), t)]
    names = [
        name for name, wanted in (("part", line.is_part), ("cancelled", line.item.status == "cancelled")) if wanted
    ]
    body = element("div", element("h4" if line.is_part else "h3", f"{line.title}{status}"), *rest)
    attributes = {"class_": " ".join(names)} if names else {}
    return element("li", time_of(line), body, **attributes)


def _people(line: Line, t: Translator) -> tuple[tuple[str, tuple[Name, ...]], ...]:
    return ((t("Hosts"), line.hosts), (t("Speakers"), line.speakers), (t("With"), line.people))


def _details(label: str, names: Sequence[Name]) -> Html:
    """People behind a label, each name in other letters with the language that it is read aloud in."""
    told = [joined(_named(name), f", {name.about}" if name.about else "") for name in names]
    return joined(f"{label}: ", Html("; ".join(told)))


def _named(name: Name) -> Html:
    """A name; one in other letters by itself, so that names written from the right do not change places."""
    lang = script_of(name.name)
    if not lang:
        return joined(name.name)
    latin = f" ({name.latin})" if name.latin else ""
    return joined(element("bdi", name.name.removesuffix(latin), lang=lang), latin)


def _detail(text: str) -> Html:
    if text.startswith(("https://", "http://")) and len(text.split()) == 1:
        return element("p", element("a", text, href=text))
    return element("p", break_lines(text), class_="quiet")


def _calendar(links: Links, t: Translator) -> Iterator[Html]:
    heading = element("h2", t("Into your calendar"), id="calendar")
    told = [heading, element("p", element("a", t("Calendar file"), href=links.file))]
    if links.address:
        subscribed = "webcal://" + links.address.partition("://")[2]
        told.append(element("p", element("a", t("Subscribe, so that changes come by themselves"), href=subscribed)))
        others = [element("li", element("a", name, href=href)) for name, href in _subscribe_links(links.address)]
        told.append(element("ul", *others))
        told.append(element("p", t("Address to subscribe to: {address}", address=links.address), class_="quiet"))
        told.append(code_of(links.address, t("The address as a code for a phone's camera")))
    yield element("section", *told, aria_labelledby="calendar")


def _subscribe_links(address: str) -> Iterator[tuple[str, str]]:
    """Where single programs take a subscription with one tap."""
    webcal = "webcal://" + address.partition("://")[2]
    yield "Google Calendar", f"https://calendar.google.com/calendar/render?cid={quote(webcal, safe='')}"
    yield "Outlook (Web)", f"https://outlook.office.com/calendar/0/addfromweb?url={quote(address, safe='')}"


def code_of(address: str, about: str) -> Html:
    """A web address as a QR code, with what it is for those who do not see it."""
    import segno

    made = segno.make(address, micro=False, error="m")
    inner = made.svg_inline(scale=4, border=4, svgclass="code", lineclass=None, omitsize=True, title=about)
    return Html(inner.replace("<svg ", '<svg role="img" ', 1))


def day_heading(day: DayView) -> str:
    """The heading of a day in plain text."""
    return f"{day.label} · {day.title}" if day.title else day.label
