"""The letter for somebody whom no mail reaches: on paper, with room for a signature."""

from __future__ import annotations

import re
from typing import Any, Final

from exports.kit.letter import Entry, Letter
from exports.line_breaks import unbroken_dates
from exports.paper import Job, Rendered
from exports.paper.render import prepared, render
from exports.paper.shared import clock_rows, head
from trips.i18n.dates import plain_date
from trips.i18n.language import Translator
from trips.model.entities import Person, by_key
from trips.names.scripts import script_of
from trips.schedule.timeline import at, utc_minute

_TOWN: Final = re.compile(r"\b(?:[A-Z]{1,2}-)?\d{4,5}(?:-\d{3})? +([^\W\d][^\d,;·|•\n]*)")
"""A town behind its postcode: "50667 Köln", "1100-148 Lisboa"."""
_GERMAN: Final = {"Herr": "Herrn", "Herrn": "Herrn", "Frau": "Frau"}


def letter_values(letter: Letter, person: Person, job: Job) -> dict[str, Any]:
    """The values of letter.typ.

    Args:
        letter: what it says.
        person: whom it is to.
        job: the paper: of the reader's own copy.
    """
    t = job.words
    values = head(job, t("Letter"))
    return prepared({
        **values,
        "signs": {},  # statuses are told in words
        "sender": _sender(job.brand.footer),
        "to": _addressee(person, job, t),
        "date": _place_and_date(job, t),
        "subject": letter.subject,
        "salutation": letter.salutation,
        "opening": unbroken_dates(" ".join(letter.opening)),
        "news": {"heading": letter.news.heading, "days": _by_day(letter.news.sentences)} if letter.news else None,
        "programme": letter.heading,
        "days": [{"label": label, "entries": list(map(_entry, entries))} for label, entries in letter.days],
        "closing": list(letter.closing),
        "close": letter.close,
        "signed": list(letter.signed),
    })  # fmt: skip


def print_letter(letter: Letter, person: Person, job: Job) -> Rendered:
    """The letter as PDF.

    Raises:
        UserError: it could not be set.
    """
    return render("letter.typ", letter_values(letter, person, job), job.snapshot, job.brand)


def _addressee(person: Person, job: Job, t: Translator) -> dict[str, str]:
    """Whom it is to, as it stands above an address: the form, the name, and what they are."""
    person = by_key(job.snapshot.trip.people).get(person.key, person)
    houses = {house.key: house.name for house in job.snapshot.trip.organisations}
    return {
        "form": _form_above(person.form, t),
        "name": person.name,
        "latin": person.latin_name,
        "lang": script_of(person.name),
        "role": person.role,
        "house": houses.get(person.organisation or "", ""),
    }


def _form_above(form: str, t: Translator) -> str:
    """A form of address above a name: "Herrn", as the letter is to him; a German one in German letters alone."""
    title, _, office = form.partition(" ")
    if title not in _GERMAN:
        return form
    return f"{_GERMAN[title]} {office}".strip() if t.language == "de" else ""


def _sender(footer: str) -> str:
    """The address of the office as an envelope shows it: up to its town; "" if it says none."""
    town = _TOWN.search(footer)
    return " ".join(footer[: town.end()].split()) if town else ""


def _place_and_date(job: Job, t: Translator) -> str:
    """The town of the office, as far as its address says one, and the day of the version."""
    day = plain_date(t, at(utc_minute(job.snapshot.issued), job.snapshot.trip.timezone).date())
    town = _TOWN.search(job.brand.footer)
    return t("{place}, {date}", place=town[1].strip(), date=day) if town else day


def _by_day(sentences: tuple[tuple[str, str], ...]) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = []
    for day, sentence in sentences:
        if not found or found[-1]["day"] != day:
            found.append({"day": day, "sentences": []})
        found[-1]["sentences"].append(sentence)
    return found


def _entry(entry: Entry) -> dict[str, Any]:
    line = entry.line
    return {
        "time": clock_rows(line.time.clock), "extent": line.time.extent, "part": line.is_part, "title": line.title,
        "status": line.status, "beside": entry.beside, "below": list(entry.below), "languages": dict(line.languages),
    }  # fmt: skip
