"""The programme as a page."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from html import escape
from itertools import groupby
from typing import Final
from urllib.parse import quote

from exports.audience import Audience, knows
from exports.brand import PLAIN, Brand, Logo, as_data_url
from exports.change_marks import marked
from exports.line_breaks import joined_numbers, unbroken_address
from exports.lines import details, economical
from exports.news import everything_new
from exports.privacy.private import PHONE
from exports.programme import Line, Mark, Name, OwnPage, Programme, programme
from exports.snapshot import Snapshot
from exports.web.event import event_of
from exports.web.page import Html, Page, break_lines, data_block, element, joined, page
from exports.web.times import time_of
from trips.i18n.language import Translator
from trips.i18n.text import title_quoted
from trips.model.entities import Venue
from trips.names.scripts import script_of


@dataclass(frozen=True, slots=True)
class Links:
    """Where the calendar file beside a page lies, and its web address if it is known ("https://…/calendar.ics").

    `front` says that it is the page by which a folder of pages is known to be the trip's.
    """

    file: str = ""
    address: str = ""
    front: bool = False


def programme_page(
    snapshot: Snapshot,
    audience: Audience,
    language: str | None = None,
    links: Links | None = None,
    as_of: date | None = None,
    brand: Brand = PLAIN,
) -> bytes:
    """The programme of a snapshot for an audience as one self-contained page.

    Args:
        snapshot: the version, with those before it: what is new since the last of them stands first.
        audience: the reader.
        language: of the page; None for that of the trip.
        links: what lies beside it.
        as_of: the days before this date are folded, for a page without a script does not know what day it is.
        brand: the office's logo and colour, and the pictures of the trip's own pages and partners.
    """
    pictures = brand.pictures
    last = snapshot.earlier[-1] if snapshot.earlier and knows(snapshot.earlier[-1].trip, audience) else None
    view = programme(snapshot, audience, language, last)
    before = programme(last.in_words_of(snapshot), audience, language) if last else None
    found = audience.level in ("public", "press") and not audience.whose
    return page(
        Page(
            view.title,
            view.language,
            (
                *_news(view, before, last),
                *_own_pages(view, pictures, before=True),
                *_days(_with_marks(view, before), as_of),
                *_own_pages(view, pictures, before=False),
                *_partners(view, pictures),
                *(_calendar(links, view.words) if links and links.file else ()),
            ),
            header=(*_arms(brand), *_head(view, draft=snapshot.release is None)),
            footer=_foot(view, brand),
            skip=view.words("To the programme"),
            data=data_block(event_of(view)) if found else "",
            listed=audience.level == "public" and not audience.whose,
            trip=snapshot.trip.id if links and links.front else "",
            colour=brand.colour,
            foot=view.stamp,
        )
    )


def _foot(view: Programme, brand: Brand) -> tuple[Html, ...]:
    """What stands at the end: the office's line, and the state, which paper has in its head and foot already."""
    own = (element("p", brand.footer, class_="quiet"),) if brand.footer else ()
    return (*own, element("p", view.stamp, class_="quiet stamp"))


def _arms(brand: Brand) -> Iterator[Html]:
    if brand.logo is not None:
        yield _picture(brand.logo, brand.logo.about, "arms")


def _head(view: Programme, *, draft: bool) -> Iterator[Html]:
    t = view.words
    title = spoken(view.languages, "title", view.title)
    told = [element("h1", joined(title, f" ({view.provisional})") if view.provisional else title)]
    told += [element("p", spoken(view.languages, "theme", view.theme))] if view.theme else []
    told += [element("p", view.dates)] if view.dates else []
    told.append(element("p", element("strong", view.stamp) if draft else view.stamp, class_="quiet"))
    for label, text in (("For: {groups}", view.for_whom), ("Organiser: {name}", view.organiser)):
        if text:
            told.append(element("p", t(label, groups=text, name=text), class_="quiet"))
    if view.contact:
        contact = linked(t("Contact: {contact}", contact=view.contact))
        told.append(element("p", contact, class_="quiet"))
    yield from told
    if len(view.days) > 1:
        days = [element("li", element("a", day.label, href=f"#day-{n}")) for n, day in enumerate(view.days, 1)]
        yield element("nav", element("ul", *days), aria_label=t("Days"))


def _news(view: Programme, before: Programme | None, last: Snapshot | None) -> Iterator[Html]:
    """What is new for the reader since the version before, in the sentences of their letter."""
    if before is None or last is None or before.empty:
        return
    t = view.words
    told: list[Html] = [element("h2", t("New since version {n}", n=last.number), id="new")]
    for day, some in groupby(everything_new(before, view, t), key=lambda new: new.day):
        sentences = element("ul", *(element("li", linked(new.sentence)) for new in some))
        told += [element("h3", day), sentences] if day else [sentences]
    if len(told) == 1:
        told.append(element("p", t("Nothing has changed.")))
    yield element("section", *told, class_="new", aria_labelledby="new")


def spoken(languages: Mapping[str, str], field: str, text: str) -> Html:
    """A text, marked with its language where that is another one than our words', for who hears the page."""
    tag = languages.get(field)
    return element("span", break_lines(text), lang=tag, dir="auto") if tag else break_lines(text)


def _own_pages(view: Programme, pictures: Mapping[str, Logo], *, before: bool) -> Iterator[Html]:
    """The office's own pages: a foreword with a portrait, general information."""
    for number, own in enumerate(view.pages, 1):
        if own.before == before:
            heading = element("h2", spoken(own.languages, "title", own.title), id=f"page-{number}")
            texts = [element("p", _own_text(own, part)) for part in own.paragraphs]
            portrait = [_picture(pictures[own.picture], own.title, "portrait")] if own.picture in pictures else []
            yield element("section", heading, *portrait, *texts, class_="own", aria_labelledby=f"page-{number}")


def _own_text(own: OwnPage, part: str) -> Html:
    """A paragraph; its phone numbers are links where nobody has to hear it in another language."""
    return spoken(own.languages, "text", part) if "text" in own.languages else linked(part)


_MOST_PIXELS: Final = 480


def _picture(picture: Logo, about: str, look: str) -> Html:
    """A picture that the page itself holds, so that nothing is loaded from elsewhere."""
    return Html(f'<img class="{look}" src="{as_data_url(picture, _MOST_PIXELS)}" alt="{escape(about)}">')


def _partners(view: Programme, pictures: Mapping[str, Logo]) -> Iterator[Html]:
    """Who stands beside the office, by name, with an emblem that adds nothing to it for who hears the page."""
    partners: list[Html] = []
    for one in view.trip.partners:
        emblem = [_picture(pictures[one.logo], "", "emblem")] if one.logo in pictures else []
        what = [element("span", f"{one.what}:", class_="quiet"), " "] if one.what else []
        partners.append(element("li", *emblem, element("div", joined(*what, element("strong", one.name)))))
    if partners:
        heading = element("h2", view.words("Partners"), id="partners")
        yield element("section", heading, element("ul", *partners, class_="partners"), aria_labelledby="partners")


def _with_marks(view: Programme, before: Programme | None) -> Programme:
    """The programme with a word at each line that is another one; what is gone is told above it."""
    found = marked(view, before)
    days = (replace(day, lines=tuple(line for line in day.lines if not line.gone)) for day in found.days)
    known = {day.id for day in view.days}
    return replace(found, days=tuple(day for day in days if day.id in known))


def _days(view: Programme, as_of: date | None) -> Iterator[Html]:
    places = {venue.key: venue for venue in view.trip.venues}
    for number, day in enumerate(view.days, 1):
        title = [" · ", spoken(day.languages, "title", day.title)] if day.title else []
        heading = element("h2", joined(day.label, *title), id=f"day-{number}")
        lines = [_line(line, places.get(line.item.venue or ""), view.words) for line in economical(day.lines)]
        content = element("ol", *lines, class_="day") if lines else element("p", view.words("Nothing is planned."))
        said = spoken(day.languages, "note", day.note) if "note" in day.languages else linked(day.note)
        note = [element("p", said)] if day.note else []
        if as_of is not None and day.date < as_of:
            folded = element("details", element("summary", heading), *note, content)
            yield element("section", folded, aria_labelledby=f"day-{number}")
        else:
            yield element("section", heading, *note, content, class_="of-day", aria_labelledby=f"day-{number}")
    if view.pool:
        heading = element("h2", view.words("Unscheduled"), id="pool")
        listed = element("ul", *(element("li", line.title) for line in view.pool))
        yield element("section", heading, listed, aria_labelledby="pool")


def _line(line: Line, venue: Venue | None, t: Translator) -> Html:
    status = joined(" ", element("span", f"({line.status})", class_="status")) if line.status else ""
    place = joined(
        spoken(line.languages, "place", line.place),
        ", " if line.place and line.address else "",
        joined_numbers(unbroken_address(line.address)),
    )
    rest = (
        [element("p", joined(*_mark(line.mark, t)), class_="new")]
        if line.mark and line.item.status != "cancelled"
        else []
    )
    rest += [element("p", joined(place, *_map_link(venue, t)), class_="where")] if line.place or line.address else []
    rest += [element("p", _details(label, names), class_="quiet") for label, names in _people(line, t) if names]
    foreign = "note" in line.languages
    bare = replace(line, hosts=(), speakers=(), people=(), note="" if foreign else line.note)
    rest += [_detail(text) for text in details(bare, t)]
    rest += [element("p", spoken(line.languages, "note", line.note), class_="quiet")] if foreign and line.note else []
    names = [
        name for name, wanted in (("part", line.is_part), ("cancelled", line.item.status == "cancelled")) if wanted
    ]
    title = joined(spoken(line.languages, "title", line.title), status)
    body = element("div", element("h4" if line.is_part else "h3", title), *rest)
    attributes = {"class_": " ".join(names)} if names else {}
    return element("li", time_of(line), body, **attributes)


def _mark(mark: Mark, t: Translator) -> Iterator[Html]:
    """What is new in a line, and the time, place and title that it had."""
    yield element("mark", mark.word)
    title = t("“{title}”", title=title_quoted(mark.title)) if mark.title else ""
    if was := ", ".join(part for part in (mark.time, mark.place, title) if part):
        yield joined(" ", t("previously {what}", what=was))


def _map_link(venue: Venue | None, t: Translator) -> Iterator[Html]:
    """Where a place is on a map: by its coordinates, else by its address."""
    if venue is None or not (venue.address or venue.lat is not None):
        return
    where = f"search?query={quote(venue.address, safe='')}"
    if venue.lat is not None and venue.lon is not None:
        at = f"{venue.lat:.6f}", f"{venue.lon:.6f}"
        where = f"?mlat={at[0]}&mlon={at[1]}#map=17/{at[0]}/{at[1]}"
    yield joined(" ")
    address, said = f"https://www.openstreetmap.org/{where}", t("Map: {place}", place=venue.name)
    yield element("a", t("Map"), class_="map", href=address, aria_label=said)


_UNBROKEN: Final = str.maketrans({" ": "\u00a0", "-": "\u2011"})
"""What keeps a phone number on one line."""


def linked(text: str) -> Html:
    """A text whose line breaks are kept, with its phone numbers to tap on."""
    parts: list[Html] = []
    end = 0
    for match in PHONE.finditer(text):
        number = re.sub(r"\(0\)|[^\d+]", "", match[0])
        number = f"+{number[2:]}" if number.startswith("00") else number
        shown = match[0].translate(_UNBROKEN)
        parts += [break_lines(text[end : match.start()]), element("a", shown, href=f"tel:{number}")]
        end = match.end()
    return joined(*parts, break_lines(text[end:]))


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
    return element("p", linked(text), class_="quiet")


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
