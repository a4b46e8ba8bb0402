"""The letter for whom no mail reaches: a sheet of paper that an office signs and sends as it is."""

from __future__ import annotations

import io
import re
from datetime import UTC, datetime

import pikepdf
import pytest

from exports.audience import read_audience
from exports.brand import PLAIN, Brand, LetterPaper, Margins, read_logo
from exports.kit.letter import letter
from exports.kit.plan import Kit
from exports.kit.printed_letter import print_letter
from exports.paper import Job
from exports.snapshot import Snapshot
from tests.support.papermaking import ISSUED, example_trip, faults, pages_of, text_of
from tests.trips.schedule.test_timeline import day_of
from trips.edits.directory import change_entry
from trips.i18n.language import Language
from trips.model.entities import Person, by_key
from trips.model.trip import Trip

FOOTER = "Stadt Muster · Rathausplatz 1, 50667 Köln · www.muster.example"
ANNA = Person(key="anna", name="Anna Weber", form="Frau", role="Beigeordnete", delegate=True)


def one_day(*people: Person) -> Trip:
    return day_of({"when": "10:00-12:00", "title": "Visit", "status": "confirmed"}, people=people or (ANNA,))


def printed(trip: Trip, key: str, language: Language = "de", brand: Brand = PLAIN) -> bytes:
    snapshot, audience = Snapshot(trip, ISSUED, release=1), read_audience(trip, f"person:{key}")
    person = by_key(trip.people)[key]
    said = letter(snapshot, audience, language, person, None, on_paper=True)
    return print_letter(said, person, Job(snapshot, audience, language, brand)).data


def test_a_letter_is_accessible_and_archivable_with_times_in_a_column_and_who_signs() -> None:
    data = printed(example_trip("koeln"), "exempel", brand=Brand(footer=FOOTER))
    assert faults(data) == []
    lines = [line.strip() for line in text_of(data, "-layout").splitlines() if line.strip()]
    assert any(
        re.fullmatch(r"10:30–12:30 +Besuch der Stadt Köln, Historisches Rathaus, Hansasaal", one) for one in lines
    )
    at = lines.index("Mit freundlichen Grüßen")
    assert lines[at + 1].startswith("Südkreisrunde der Bürgermeisterinnen")
    assert lines[at + 2].startswith("Ansprechperson: Geschäftsstelle")


def test_a_letter_names_whom_it_is_to_and_where_and_when_it_was_written() -> None:
    text = text_of(printed(one_day(), "anna", brand=Brand(footer=FOOTER)), "-layout")
    lines = [line.strip() for line in text.splitlines() if line.strip()]
    assert lines[:4] == ["Stadt Muster · Rathausplatz 1, 50667 Köln", "Frau", "Anna Weber", "Beigeordnete"]
    assert lines[4] == "Köln, 30. September 2025"


@pytest.mark.parametrize(
    ("language", "form", "said"), [("de", "Herr", "Herrn"), ("en", "Herr", ""), ("en", "Mr", "Mr")]
)
def test_the_form_above_the_name_is_in_the_language_of_the_letter(language: Language, form: str, said: str) -> None:
    person = Person(key="p", name="Emil Exempel", form=form, delegate=True)
    lines = text_of(printed(one_day(person), "p", language)).split("\n")
    before = lines[: lines.index("Emil Exempel")]
    assert [line for line in before if line] == ([said] if said else [])


def test_who_holds_paper_reads_of_no_files_and_may_ask_for_one() -> None:
    text = " ".join(text_of(printed(one_day(), "anna", "en")).split())
    assert "we will gladly send you a file for it." in text
    assert not [word for word in ("attached", ".ics", ".txt", "Version 1 of") if word in text]


def test_a_letter_that_goes_on_says_which_day() -> None:
    items = [{"when": f"{5 + n // 4}:{n % 4}0", "title": f"Visit {n}", "status": "confirmed"} for n in range(60)]
    first, second, *_ = pages_of(printed(day_of(*items, people=(ANNA,)), "anna", "en"))
    label = next(line for line in first.splitlines() if "2025" in line and "October" in line and "30 S" not in line)
    assert f"{label}, continued" in " ".join(second.split())


def test_a_name_in_other_letters_stands_with_its_latin_form() -> None:
    person = Person(key="p", name="Στυλιανός Αγγελούδης", latin_name="Dr. Stylianos Angeloudis", form="Herr")
    text = " ".join(text_of(printed(one_day(ANNA, person), "p")).split())
    assert "Herrn Στυλιανός Αγγελούδης (Dr. Stylianos Angeloudis)" in text
    assert "Sehr geehrter Herr Dr. Angeloudis," in text


def test_on_letter_paper_neither_logo_nor_address_are_said_again_and_the_text_keeps_its_margins() -> None:
    sheet = '<svg xmlns="http://www.w3.org/2000/svg" width="210mm" height="297mm"><rect width="9" height="9"/></svg>'
    logo = read_logo(b'<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"/>', "a.svg", "Wappen")
    brand = Brand(logo=logo, footer=FOOTER, letter_paper=LetterPaper((sheet,), Margins(60, 30, 40, 35)))
    data = printed(one_day(), "anna", brand=brand)
    assert faults(data) == []
    assert "Rathausplatz" not in text_of(data)
    tops = [float(one) for one in re.findall(r'<word xMin="[\d.]+" yMin="([\d.]+)"', text_of(data, "-bbox"))]
    assert min(tops) >= 60 * 72 / 25.4 - 1


def test_who_signs_does_so_below_a_part_of_the_programme() -> None:
    for n in range(20, 26):
        items = [{"when": f"{5 + n // 4}:{n % 4}0", "title": f"Visit {n}", "status": "confirmed"} for n in range(n)]
        *_, last = pages_of(printed(day_of(*items, people=(ANNA,)), "anna", "en"))
        assert f"Visit {n - 1}" in last
        assert "Yours sincerely," in last


def test_who_has_left_is_told_so_on_paper_too() -> None:
    before = Snapshot(one_day(ANNA, Person(key="b", name="Bernd", delegate=True)), ISSUED, release=1)
    after = Snapshot(one_day(), datetime(2025, 10, 2, tzinfo=UTC), release=2, earlier=(before,))
    kit = Kit(after, "koeln", {"person:b": 1})
    (data,) = (file.make() for file in kit.files("b") if file.path.endswith("letter.pdf"))
    assert "Sie stehen nicht mehr im Programm" in " ".join(text_of(data).split())
    assert faults(data) == []


def test_a_letter_is_written_for_whom_no_mail_reaches_alone() -> None:
    trip = change_entry(one_day(), "people", "anna", {"private": {"email": "anna@example.org"}})
    kinds = {
        email: {file.path.rpartition("/")[2] for file in Kit(Snapshot(one, ISSUED, release=1), "k", {}).files("anna")}
        for email, one in ((True, trip), (False, one_day()))
    }
    assert kinds[True] - kinds[False] == {"mail.eml"}
    assert kinds[False] - kinds[True] == {"letter.pdf"}


def lefts(data: bytes, *words: str) -> list[float]:
    """How far from the left words begin, in points, in the order of the page."""
    found = re.findall(r'xMin="([\d.]+)" [^>]*>([^<]*)</word>', text_of(data, "-bbox"))
    return [float(left) for left, word in found if word in words]


def test_the_time_of_a_part_stands_below_that_of_its_whole_and_further_in() -> None:
    host = Person(key="host", name="Eva Muster", form="Frau")
    trip = day_of(
        {"when": "10:30-12:00", "title": "Besuch", "hosts": ("host",), "status": "confirmed"},
        {"part": True, "when": "10:30-11:00", "title": "Dank", "speakers": ("host",), "status": "tentative"},
        people=(ANNA, host),
    )
    data = printed(trip, "host")
    whole, part = lefts(data, "10:30–12:00", "10:30–11:00")
    assert part - whole == pytest.approx(4 / 25.4 * 72, abs=0.5)
    text = text_of(data, "-raw")
    assert "Dank (unter Vorbehalt) (Ihr Beitrag)" in text
    assert text.count("Ihr Programm") == 2  # in the subject, and in the sentence below it


def test_a_letter_has_marks_to_fold_and_punch_it_unless_the_office_has_its_own_paper() -> None:
    sheet = '<svg xmlns="http://www.w3.org/2000/svg" width="210mm" height="297mm"/>'
    paper = Brand(letter_paper=LetterPaper((sheet,), Margins(45, 20, 25, 25)))
    assert strokes_at_the_edge(printed(one_day(), "anna")) == [105.0, 148.5, 210.0]
    assert strokes_at_the_edge(printed(one_day(), "anna", brand=paper)) == []


def strokes_at_the_edge(data: bytes) -> list[float]:
    """How far from the top of the first page lines begin in its left margin, in millimetres."""
    millimetre = 72 / 25.4
    found: list[float] = []
    at = [pikepdf.Matrix()]
    with pikepdf.open(io.BytesIO(data)) as pdf:
        for values, operator in pikepdf.parse_content_stream(pdf.pages[0]):
            match str(operator):
                case "q":
                    at.append(at[-1])
                case "Q":
                    at.pop()
                case "cm":
                    at[-1] = pikepdf.Matrix(*map(float, values)) @ at[-1]
                case "m":
                    left, up = at[-1].transform((float(values[0]), float(values[1])))
                    found += [round(297 - up / millimetre, 1)] if 0 < left < 10 * millimetre else []
                case _:
                    pass
    return sorted(found)


def test_a_short_day_stands_on_one_page() -> None:
    pages = pages_of(printed(example_trip("koeln"), "irgendwer"))
    assert len(pages) == 2
    assert "Freitag, 10. Oktober 2025" not in pages[0]
    assert "Frühstück" in pages[1]
