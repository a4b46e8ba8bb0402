"""The programme as a Word file: real styles and tables, the office's letterhead, and no name can break it."""

from __future__ import annotations

import io
import re
import shutil
import subprocess
import zipfile
from datetime import datetime
from pathlib import Path
from xml.etree import ElementTree

import pytest
from docx import Document
from docx.enum.style import WD_STYLE_TYPE
from docx.shared import Mm, Pt
from hypothesis import given, settings
from PIL import Image

from exports.audience import PARTICIPANTS, STAFF, Audience, read_audience
from exports.brand import PLAIN, Brand, Logo, read_logo
from exports.lines import economical, signs
from exports.programme import Line, programme
from exports.snapshot import Snapshot
from exports.word import check_letterhead, programme_docx
from exports.word.letterhead import LARGEST
from exports.word.looks import ROOM
from exports.word.programme import _set_width
from tests.exports.paper.test_render import NASTY, PAPERS, closed_up, everywhere
from tests.exports.test_audience import (  # fmt: skip
    NEVER_IN_PUBLIC,
    NEVER_OUTSIDE,
    OUTSIDE,
    trip_of_canaries,
    with_a_public_part_of_a_staff_item,
)
from tests.exports.test_text import ISSUED, snapshot
from tests.support.judges import need
from tests.support.office import by_libreoffice
from tests.support.papermaking import second_version
from tests.support.strategies import trips
from tests.trips.schedule.test_timeline import day_of
from trips.edits.translations import said_of, translate
from trips.i18n.dates import weekday_date
from trips.i18n.language import Language, UserError, words
from trips.model.entities import Page, Partner, Venue, changed
from trips.model.trip import Trip

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
DRAWING = "{http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing}"
every_paper = pytest.mark.parametrize(("name", "who", "language"), PAPERS)
SVG = b'<svg xmlns="http://www.w3.org/2000/svg" width="200" height="80"><rect width="200" height="80"/></svg>'


def made(name: str, who: str = "participants", language: Language = "de", brand: Brand = PLAIN) -> bytes:
    one = snapshot(name)
    return programme_docx(one, read_audience(one.trip, who), language, brand)


def parts_of(data: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(data)) as file:
        assert file.testzip() is None
        return {name: file.read(name) for name in file.namelist()}


def tree_of(data: bytes, part: str = "word/document.xml") -> ElementTree.Element:
    return ElementTree.fromstring(parts_of(data)[part])


def text_of(element: ElementTree.Element) -> str:
    marks = {f"{W}br": "\n", f"{W}tab": "\t", f"{W}p": "\n", f"{W}noBreakHyphen": "-"}
    return "".join(one.text or "" if one.tag == f"{W}t" else marks.get(one.tag, "") for one in element.iter())


def told_time(line: Line) -> str:
    """A time, and below it how long it takes."""
    return "\n".join(filter(None, (line.time.clock, line.time.extent)))


def value(element: ElementTree.Element, path: str, name: str = "val") -> str | None:
    found = element.find("/".join(f"{W}{step}" for step in path.split("/")))
    return None if found is None else found.get(f"{W}{name}")


# What it says and how it is made


def test_what_is_new_since_a_version_is_marked_and_what_is_cancelled_struck() -> None:
    second = second_version("koeln")
    data = programme_docx(second, PARTICIPANTS, "de", before=second.earlier[0])
    text = text_of(tree_of(data))
    assert "Gekennzeichnet ist, was seit Fassung 1 neu ist." in text
    assert "[neue Zeit] Besuch der Stadt Köln" in text
    assert "bisher\n10:30–12:30" in text.replace("\u00a0", " ")
    struck = {text_of(run) for run in tree_of(data).iter(f"{W}r") if run.find(f"{W}rPr/{W}strike") is not None}
    assert {"Gemeinsames Mittagessen", "10:30–12:30"} <= {one.replace("\u00a0", " ") for one in struck}
    assert "[neue" not in text_of(tree_of(programme_docx(second, PARTICIPANTS, "de")))


@pytest.mark.parametrize("tag", ["fi", "ar"])
def test_each_text_has_its_language_and_arabic_its_direction(tag: str) -> None:
    trip = snapshot("koeln").trip
    visit = next(one for one in trip.items if one.title == "Besuch der KGSt")
    trip = translate(trip, tag, [said_of("item", visit.id, "title", "زيارة", visit.title)])
    root = tree_of(programme_docx(Snapshot(trip, ISSUED), PARTICIPANTS, tag))
    said = next(one for one in root.iter(f"{W}p") if "زيارة" in text_of(one))
    run = next(one for one in said.iter(f"{W}r") if "زيارة" in text_of(one))
    assert value(run, "rPr/lang") == tag
    assert (run.find(f"{W}rPr/{W}rtl") is not None, said.find(f"{W}pPr/{W}bidi") is not None) == (tag == "ar",) * 2
    other = next(one for one in root.iter(f"{W}r") if text_of(one) == "Gemeinsames Abendessen")
    assert value(other, "rPr/lang") == "de"


def test_every_page_says_its_day_by_the_head_that_it_repeats() -> None:
    heads = [
        text_of(row) for row in tree_of(made("koeln")).iter(f"{W}tr") if row.find(f"{W}trPr/{W}tblHeader") is not None
    ]
    assert [" ".join(head.split()) for head in heads] == [
        "Zeit Programmpunkt Ort Do. 9.10.", "Zeit Programmpunkt Ort Fr. 10.10.",
    ]  # fmt: skip


def test_ways_and_breaks_are_not_bold_and_house_numbers_are_not_divided() -> None:
    rows = [row for table in Document(io.BytesIO(made("koeln", "participants", "de"))).tables for row in table.rows]
    paragraphs = [one for row in rows for cell in row.cells for one in cell.paragraphs]
    said = {run.text: bool(run.bold) for one in paragraphs for run in one.runs}
    assert said["Besuch der KGSt"]
    assert not said["Kaffeepause"]
    assert not said["Fußweg zum Hotel"]
    assert any("18\u2060-\u206032" in text for text in said)


@every_paper
def test_every_day_is_a_table_with_a_header_and_every_item_a_row(name: str, who: str, language: Language) -> None:
    view = programme(snapshot(name), read_audience(snapshot(name).trip, who), language)
    root = tree_of(made(name, who, language))
    tables = root.findall(f"{W}body/{W}tbl")
    days = [day for day in view.days if day.lines]
    told_signs = signs(view)
    assert len(tables) == len(days)
    for table, day in zip(tables, days, strict=True):
        assert value(table, "tblPr/tblStyle") == "AgendaTable"
        assert value(table, "tblPr/tblCaption") == day.label
        header, *rows = table.findall(f"{W}tr")
        assert header.find(f"{W}trPr/{W}tblHeader") is not None
        assert weekday_date(words(language), day.date) in text_of(header)
        assert len(rows) == len(day.lines)
        assert all(row.find(f"{W}trPr/{W}tblHeader") is None for row in rows)
        assert all(row.find(f"{W}trPr/{W}cantSplit") is not None for row in (header, *rows))
        grid = [int(one.get(f"{W}w", "")) for one in table.findall(f"{W}tblGrid/{W}gridCol")]
        assert sum(grid) == int(value(table, "tblPr/tblW", "w") or 0)
        for row, line in zip(rows, day.lines, strict=True):
            cells = row.findall(f"{W}tc")
            widths = [int(value(cell, "tcPr/tcW", "w") or 0) for cell in cells]
            assert widths == (grid if line.place else [grid[0], grid[1] + grid[2]])
            told = [text_of(cell) for cell in cells]
            assert told[0].replace("\u00a0", " ").strip() == told_time(line)
            said = told[1].strip().replace("\u00a0", " ")
            assert said.startswith((line.title, f"{line.groups}\u2002{line.title}"))
            assert f"{line.title}{told_signs.get(line.status) or (line.status and f' ({line.status})')}" in said


@every_paper
def test_no_time_needs_more_room_than_its_column_has(name: str, who: str, language: Language) -> None:
    for table in tree_of(made(name, who, language)).iter(f"{W}tbl"):
        width = int(table.findall(f"{W}tblGrid/{W}gridCol")[0].get(f"{W}w", ""))
        for cell in table.findall(f"{W}tr/{W}tc[1]"):
            indent = int(value(cell, "p/pPr/ind", "left") or 0)
            assert max(map(_set_width, text_of(cell).strip().split())) + indent < width - ROOM


@every_paper
def test_everything_in_the_programme_is_in_the_file(name: str, who: str, language: Language) -> None:
    view = programme(snapshot(name), read_audience(snapshot(name).trip, who), language)
    text = closed_up(text_of(tree_of(made(name, who, language)))).replace("\u2060", "")
    head = (view.title, view.theme, view.dates, view.for_whom, view.organiser, view.contact, view.stamp)
    said = [*head, *(text for day in view.days for text in (day.label, day.title, day.note))]
    for line in (line for day in view.days for line in day.lines):
        said += [
            told_time(line),
            line.title,
            line.status,
            line.groups,
            line.place,
            line.address,
            line.travel,
            line.meet,
        ]
        said += [line.note, line.url, *line.staff]
    for line in (line for day in view.days for line in economical(day.lines)):
        said += [one.text for one in (*line.hosts, *line.speakers, *line.people)]
    said += [line.title for line in view.pool]
    assert [one for one in said if closed_up(one) not in text] == []


@every_paper
def test_headings_are_headings_and_stay_with_what_follows(name: str, who: str, language: Language) -> None:
    document = Document(io.BytesIO(made(name, who, language)))
    view = programme(snapshot(name), read_audience(snapshot(name).trip, who), language)
    styles = [(one.style.name, one.text) for one in document.paragraphs]
    assert styles[0][1] == view.words("Programme")
    assert styles[1] == ("Title", view.title)
    headings = [one for one in document.paragraphs if one.style.name == "Heading 1"]
    said = [[day.label, *filter(None, [view.count_of(day)])] for day in view.days]
    assert [one.text.replace("\xa0", " ").split("\t") for one in headings][: len(view.days)] == said
    assert all(one.paragraph_format.keep_with_next for one in headings)
    assert document.styles["Heading 1"].paragraph_format.keep_with_next


@pytest.mark.parametrize(("language", "region"), [("de", "de-DE"), ("en", "en-GB")])
def test_the_file_says_what_it_is_and_in_which_language(language: Language, region: str) -> None:
    data = made("koeln", language=language)
    about = Document(io.BytesIO(data)).core_properties
    assert about.title == "Südkreisrunde in Köln"
    assert about.author.startswith("Südkreisrunde der")
    assert about.language == region
    assert about.created == about.modified
    assert about.created.replace(tzinfo=None) == datetime(2025, 9, 30, 14, 2)
    styles = tree_of(data, "word/styles.xml")
    assert value(styles, "docDefaults/rPrDefault/rPr/lang") == region
    assert {one.get(f"{W}val") for one in styles.iter(f"{W}lang")} == {region}


def test_the_footer_numbers_the_pages_and_tells_the_state() -> None:
    parts = parts_of(made("koeln", "staff"))
    footers = [parts[name].decode() for name in parts if name.startswith("word/footer")]
    assert len(footers) == 2
    for footer in footers:
        assert re.findall(r"<w:instrText[^>]*> (\w+) </w:instrText>", footer) == ["PAGE", "NUMPAGES"]
        assert "ENTWURF, Stand 30.09.2025, 16:02 · intern" in footer


def test_words_are_divided_in_our_files_and_as_the_office_wants_on_its_letterhead() -> None:
    assert tree_of(made("koeln"), "word/settings.xml").find(f"{W}autoHyphenation") is not None
    on = programme_docx(snapshot("koeln"), PARTICIPANTS, "de", Brand(letterhead=letterhead()))
    assert tree_of(on, "word/settings.xml").find(f"{W}autoHyphenation") is None


def test_neither_the_first_row_of_a_day_nor_the_last_stands_alone_on_a_page() -> None:
    for table in tree_of(made("lisbon")).iter(f"{W}tbl"):
        kept = kept_rows(table)
        assert {0, len(table.findall(f"{W}tr")) - 3} <= set(kept)


def kept_rows(table: ElementTree.Element) -> list[int]:
    """The rows behind the head that stay on the page of the next one."""
    rows = table.findall(f"{W}tr")[1:]
    kept = [all(one.find(f"{W}pPr/{W}keepNext") is not None for one in row.iter(f"{W}p")) for row in rows]
    return [n for n, one in enumerate(kept) if one]


def test_a_whole_stays_with_its_first_part_and_its_last_two_stay_together() -> None:
    parts = [{"title": f"Part {n}", "part": True} for n in range(4)]
    trip = day_of({"title": "A"}, {"title": "Whole"}, *parts, {"title": "C"}, {"title": "D"}, {"title": "E"})
    (table,) = tree_of(programme_docx(Snapshot(trip, ISSUED), PARTICIPANTS, "en")).iter(f"{W}tbl")
    assert kept_rows(table) == [0, 1, 4, 7]


def test_a_long_note_runs_on_below_item_and_place_and_stays_with_them() -> None:
    hall = Venue(key="hall", name="Town hall")
    trip = day_of({"title": "A"}, {"title": "Tour", "venue": "hall", "note": "word " * 60}, {"title": "C"},
                  {"title": "D"}, venues=(hall,))  # fmt: skip
    (table,) = tree_of(programme_docx(Snapshot(trip, ISSUED), PARTICIPANTS, "en")).iter(f"{W}tbl")
    _, _, tour, note, *_ = table.findall(f"{W}tr")
    assert [text_of(cell).strip() for cell in tour.findall(f"{W}tc")][1:] == ["Tour", "Town hall"]
    merged = [value(row, "tc/tcPr/vMerge") for row in (tour, note)]
    assert merged == ["restart", "continue"]
    below = note.findall(f"{W}tc")[1]
    assert (value(below, "tcPr/gridSpan"), text_of(below).split()) == ("2", ["word"] * 60)
    assert value(below, "tcPr/tcBorders/top") == value(tour.findall(f"{W}tc")[1], "tcPr/tcBorders/bottom") == "nil"
    assert 1 in kept_rows(table)


def test_double_names_of_titles_and_places_are_whole_where_they_have_room() -> None:
    long = "Wärmeplanungs-Großklärwerksbesichtigungs-Auftakt"
    hall = Venue(key="hall", name="Friedrich-Ebert-Platz")
    trip = day_of({"title": "Check-out", "venue": "hall"}, {"title": long, "note": "Check-in"}, venues=(hall,))
    root = tree_of(programme_docx(Snapshot(trip, ISSUED), PARTICIPANTS, "de"))
    runs = {text_of(run): run.find(f"{W}noBreakHyphen") is not None for run in root.iter(f"{W}r")}
    assert (runs["Friedrich-Ebert-Platz"], runs["Check-out"]) == (True, True)
    assert (runs[long], runs["Check-in"]) == (False, False)


def test_how_long_something_takes_stands_small_below_its_time_and_the_head_has_an_order() -> None:
    trip = changed(day_of({"title": "A", "when": "ca. 10:00, ca. 45 min"}), theme="Wasser")
    root = tree_of(programme_docx(Snapshot(trip, ISSUED), PARTICIPANTS, "de"))
    style = {text_of(one).strip().replace("\u00a0", " "): value(one, "pPr/pStyle") for one in root.iter(f"{W}p")}
    assert (style["ca. 10:00"], style["ca. 45 min"]) == ("AgendaTime", "AgendaNote")
    assert style["Wasser"] == style["9. Oktober 2025"] == "AgendaTheme"
    assert {style[said] for said in style if said.startswith("ENTWURF, Stand")} == {"AgendaNote"}


def test_a_provisional_programme_says_so() -> None:
    trip = changed(day_of({"title": "A"}), provisional=True)
    assert "\nvorläufig\n" in text_of(tree_of(programme_docx(Snapshot(trip, ISSUED), PARTICIPANTS, "de")))


def test_a_part_is_indented_and_a_page_on_the_web_is_a_link() -> None:
    trip = day_of({"title": "A", "url": "https://example.org/?a=1&b='2'"}, {"title": "B", "part": True})
    data = programme_docx(Snapshot(trip, ISSUED), STAFF, "en")
    rows = tree_of(data).findall(f".//{W}tr")[1:]
    assert [value(row, "tc/p/pPr/ind", "left") for row in rows] == [None, "227"]
    rels = parts_of(data)["word/_rels/document.xml.rels"].decode()
    assert rels.count("https://example.org/?a=1&amp;b='2'") == 1
    assert tree_of(data).find(f".//{W}hyperlink") is not None


def test_only_a_long_row_may_be_divided() -> None:
    trip = day_of({"title": "A", "note": "word " * 400}, {"title": "B"})
    rows = tree_of(programme_docx(Snapshot(trip, ISSUED), STAFF, "en")).findall(f".//{W}tr")
    assert [row.find(f"{W}trPr/{W}cantSplit") is not None for row in rows] == [True, False, True]


def test_the_same_trip_gives_the_same_bytes() -> None:
    brand = Brand(Logo(SVG, "svg", "Arms"), "#0b5394", "Town", letterhead=None)
    assert made("koeln", brand=brand) == made("koeln", brand=brand)
    assert made("koeln", brand=Brand(letterhead=letterhead())) == made("koeln", brand=Brand(letterhead=letterhead()))


# Text that would break a file


@pytest.mark.parametrize("text", [*NASTY, "]]>", "&lt;w:p/&gt;", "_x000D_", "\"'<>&", "a\tb"])
def test_what_looks_like_code_is_text(text: str) -> None:
    trip = everywhere(text.replace("\t", " ")) if "\t" in text else everywhere(text)
    for brand in (PLAIN, Brand(letterhead=letterhead())):
        data = programme_docx(Snapshot(trip, ISSUED), STAFF, "en", brand)
        assert closed_up(text_of(tree_of(data))).count(closed_up(text)) >= 10
        assert Document(io.BytesIO(data)).core_properties.title


def test_controls_are_gone_and_lines_stay_lines() -> None:
    text = "a\u202eb\u2066c"
    data = programme_docx(Snapshot(everywhere(text), ISSUED), STAFF, "en", Brand(footer="x\x00\x0by\ufffe\ud800"))
    assert "abc" in text_of(tree_of(data))
    assert "xy" in text_of(tree_of(data, "word/footer1.xml"))
    note = day_of({"title": "A", "note": "one\n\ttwo"})
    assert "one\n\ttwo" in text_of(tree_of(programme_docx(Snapshot(note, ISSUED), STAFF)))


@settings(max_examples=20)
@given(trips())
def test_every_trip_is_a_word_file(trip: Trip) -> None:
    for who in (STAFF, Audience("public")):
        Document(io.BytesIO(programme_docx(Snapshot(trip, ISSUED), who)))


def test_a_trip_without_days_or_items_is_a_file_too() -> None:
    data = programme_docx(Snapshot(day_of(), ISSUED), STAFF, "en")
    assert "Nothing is planned." in text_of(tree_of(data))
    assert programme_docx(Snapshot(changed(day_of(), days=()), ISSUED), STAFF)


@pytest.mark.parametrize("who", OUTSIDE)
def test_what_is_private_is_in_no_part_of_the_file(who: str) -> None:
    trip = with_a_public_part_of_a_staff_item(trip_of_canaries())
    data = programme_docx(Snapshot(trip, ISSUED), read_audience(trip, who), "en", Brand(letterhead=letterhead()))
    text = "".join(part.decode(errors="ignore") for part in parts_of(data).values())
    assert "canaryItemtitle" in text
    assert [one for one in NEVER_OUTSIDE if one in text] == []
    if who in ("public", "press"):
        assert [one for one in NEVER_IN_PUBLIC if one in text] == []


# The office's look


def picture(kind: str) -> bytes:
    buffer = io.BytesIO()
    Image.new("RGB", (300, 100), "navy").save(buffer, kind)
    return buffer.getvalue()


@pytest.mark.parametrize("data", [picture("PNG"), picture("JPEG"), SVG], ids=["png", "jpeg", "svg"])
def test_the_logo_stands_beside_the_title_with_a_text_for_who_does_not_see_it(data: bytes) -> None:
    brand = Brand(read_logo(data, "x", 'Arms of "<Town>"'), "#0b5394", "Town Hall & Co.")
    file = made("koeln", brand=brand)
    first = next(tree_of(file).iter(f"{W}tbl"))
    title, logo = first.findall(f"{W}tr/{W}tc")
    assert "Südkreisrunde in Köln" in text_of(title)
    (properties,) = logo.iter(f"{DRAWING}docPr")
    assert properties.get("descr") == 'Arms of "<Town>"'
    assert sum(name.startswith("word/media/") for name in parts_of(file)) == 1
    styles = Document(io.BytesIO(file)).styles
    assert str(styles["Heading 1"].font.color.rgb) == "0B5394"
    assert "Town Hall & Co." in text_of(tree_of(file, "word/footer1.xml"))


def test_a_portrait_stands_beside_the_greeting_and_partners_beside_each_other() -> None:
    trip = changed(
        snapshot("koeln").trip,
        pages=(Page(id="p", title="Grußwort", text="Willkommen!\n\nIhr Bürgermeister", picture="face"),),
        partners=(
            Partner(id="s", name="Stadt", what="Gastgeberin", logo="arms"),
            Partner(id="b", name="Bahn", what="Anreise"),
        ),
    )
    pictures = {name: read_logo(picture("PNG"), "x", f"{name} of somebody") for name in ("face", "arms")}
    data = programme_docx(Snapshot(trip, ISSUED), PARTICIPANTS, "de", Brand(pictures=pictures))
    tables = [[*table.iter(f"{W}tc")] for table in tree_of(data).iter(f"{W}tbl")]
    greeting, portrait = next(cells for cells in tables if "Willkommen!" in text_of(cells[0]))
    assert "Ihr Bürgermeister" in text_of(greeting)
    assert [one.get("descr") for one in portrait.iter(f"{DRAWING}docPr")] == ["face of somebody"]
    emblem, host, railway = next(cells for cells in tables if any("Gastgeberin" in text_of(one) for one in cells))
    assert [one.get("descr") for one in emblem.iter(f"{DRAWING}docPr")] == ["arms of somebody"]
    assert text_of(host).split() == ["Gastgeberin", "Stadt"]
    assert text_of(railway).split() == ["Anreise", "Bahn"]


def test_a_file_in_arabic_runs_from_the_right() -> None:
    root = tree_of(programme_docx(snapshot("koeln"), PARTICIPANTS, "ar"))
    assert all(one.find(f"{W}tblPr/{W}bidiVisual") is not None for one in root.iter(f"{W}tbl"))
    assert all(one.find(f"{W}pPr/{W}bidi") is not None for one in root.iter(f"{W}p"))
    turned = {text_of(run): run.find(f"{W}rPr/{W}rtl") is not None for run in root.iter(f"{W}r")}
    assert turned["10:30–12:30"]
    assert not turned["Besuch der KGSt"]
    assert turned["\u200e50667\u00a0Köln"] is False  # else it would begin with the town
    straight = tree_of(made("koeln"))
    assert not [one for one in straight.iter() if one.tag in (f"{W}bidi", f"{W}bidiVisual", f"{W}rtl")]


def test_a_long_word_of_a_place_is_not_cut_and_a_street_keeps_its_number() -> None:
    venue = Venue(key="v", name="Phosphorrückgewinnungsanlage", address="Friedrich-Ebert-Platz 17–19, 50668 Köln")
    trip = day_of({"title": "A", "venue": "v"}, venues=(venue,))
    root = tree_of(programme_docx(Snapshot(trip, ISSUED), PARTICIPANTS, "de"))
    width = int(root.findall(f".//{W}gridCol")[2].get(f"{W}w", ""))
    assert _set_width(venue.name) * 9 / 10.5 < width - ROOM
    assert "Friedrich-Ebert-Platz\u00a017\u2060–\u206019" in text_of(root)


def test_a_logo_that_word_cannot_hold_is_refused() -> None:
    with pytest.raises(UserError, match="PNG"):
        made("koeln", brand=Brand(Logo(b"\xff\xd8\xff\xee\x00\x0eAdobe", "jpeg", "")))
    with pytest.raises(UserError, match="PNG"):
        made("koeln", brand=Brand(Logo(b"<svg", "svg", "")))


def letterhead(**more: bytes) -> bytes:
    """A letterhead: own header, footer, margins and styles, and a letter that must not stay."""
    document = Document()
    section = document.sections[0]
    section.page_width, section.page_height, section.left_margin = Mm(210), Mm(297), Mm(45)
    section.header.paragraphs[0].text = "Musterstadt - Der Bürgermeister"
    section.footer.paragraphs[0].text = "Bankverbindung: keine"
    document.styles["Heading 1"].font.name = "Courier New"
    document.styles.add_style("Agenda Item", WD_STYLE_TYPE.PARAGRAPH).font.size = Pt(13)
    document.styles["List Bullet"].element.getparent().remove(document.styles["List Bullet"].element)
    document.add_paragraph("Sehr geehrter Herr Geheim,")
    document.add_picture(io.BytesIO(picture("PNG")))
    buffer = io.BytesIO()
    document.save(buffer)
    return packed({**parts_of(buffer.getvalue()), **{name.replace("__", "/"): data for name, data in more.items()}})


def packed(parts: dict[str, bytes]) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as file:
        for name, data in parts.items():
            file.writestr(zipfile.ZipInfo(name, (2025, 1, 1, 0, 0, 0)), data, zipfile.ZIP_DEFLATED)
    return buffer.getvalue()


def test_a_letterhead_keeps_its_look_and_loses_its_letter() -> None:
    given_ = letterhead()
    data = made("koeln", "staff", brand=Brand(Logo(SVG, "svg", "Arms"), "#0b5394", "Town", given_))
    assert given_ == letterhead()
    document = Document(io.BytesIO(data))
    section = document.sections[-1]
    assert section.header.paragraphs[0].text == "Musterstadt - Der Bürgermeister"
    assert section.footer.paragraphs[0].text == "Bankverbindung: keine"
    assert section.left_margin is not None
    assert round(section.left_margin / Mm(1), 1) == 45
    assert document.styles["Heading 1"].font.name == "Courier New"
    assert document.styles["Agenda Item"].font.size == Pt(13)
    assert document.styles["Agenda Time"].font.bold
    text = "".join(part.decode(errors="ignore") for part in parts_of(data).values())
    assert "Geheim" not in text
    assert [name for name in parts_of(data) if "media" in name or "thumbnail" in name] == []
    width = section.page_width - section.left_margin - section.right_margin
    for table in tree_of(data).iter(f"{W}tbl"):
        assert int(value(table, "tblPr/tblW", "w") or 0) == round(width / Pt(1) * 20)
    assert "•" in text_of(tree_of(data))
    assert value(tree_of(data, "word/styles.xml"), "docDefaults/rPrDefault/rPr/lang") == "de-DE"


def test_notes_of_the_old_letter_are_gone_and_a_page_without_a_section_will_do() -> None:
    parts = parts_of(letterhead())
    kind = "application/vnd.openxmlformats-officedocument.wordprocessingml.footnotes+xml"
    note = f'<w:footnotes xmlns:w="{W[1:-1]}"><w:footnote w:id="1"><w:p><w:r><w:t>Geheim</w:t></w:r></w:p></w:footnote>'
    place = '<Relationship Id="r9" Type="http://x/relationships/footnotes" Target="footnotes.xml"/></Relationships>'
    override = f'<Override PartName="/word/footnotes.xml" ContentType="{kind}"/></Types>'
    rels = "word/_rels/document.xml.rels"
    parts |= {
        "word/footnotes.xml": f"{note}</w:footnotes>".encode(),
        rels: parts[rels].replace(b"</Relationships>", place.encode()),
        "[Content_Types].xml": parts["[Content_Types].xml"].replace(b"</Types>", override.encode()),
        "word/settings.xml": parts["word/settings.xml"].replace(
            b"</w:settings>", b'<w:footnotePr><w:footnote w:id="1"/></w:footnotePr></w:settings>'
        ),
        "word/document.xml": re.sub(rb"(?s)<w:sectPr.*</w:sectPr>", b"", parts["word/document.xml"]),
    }
    data = made("koeln", brand=Brand(letterhead=packed(parts)))
    assert "word/footnotes.xml" not in parts_of(data)
    assert b"footnotePr" not in parts_of(data)["word/settings.xml"]


def bomb() -> bytes:
    return letterhead(word__big=b"\0" * 20_000_000)


def related(kind: str, mode: str = "External") -> bytes:
    relation = (
        f'<Relationship Id="r9" Target="http://x/?a>b" Type="http://x/relationships/{kind}" TargetMode="{mode}"/>'
    )
    rels = parts_of(letterhead())["word/_rels/document.xml.rels"]
    return packed({
        **parts_of(letterhead()),
        "word/_rels/document.xml.rels": rels.replace(b"</Relationships>", relation.encode() + b"</Relationships>"),
    })  # fmt: skip


def instructed(code: str) -> bytes:
    name = next(one for one in parts_of(letterhead()) if one.startswith("word/header"))
    field = f"<w:p><w:r><w:instrText> {code} </w:instrText></w:r></w:p></w:hdr>".encode()
    return packed({**parts_of(letterhead()), name: parts_of(letterhead())[name].replace(b"</w:hdr>", field)})


def with_kind(old: bytes, new: bytes) -> bytes:
    kinds = parts_of(letterhead())["[Content_Types].xml"]
    assert old in kinds
    return packed({**parts_of(letterhead()), "[Content_Types].xml": kinds.replace(old, new)})


MAIN = b"vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"
BAD = {
    "large": (b"PK" + b"x" * LARGEST, "larger than 5 MB"),
    "no zip": (b"Hello", "no Word file"),
    "empty": (b"", "no Word file"),
    "cut": (letterhead()[:-100], "no Word file"),
    "another zip": (packed({"a.txt": b"a"}), "no Word file"),
    "password": (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"x" * 99, "password"),
    "macros": (letterhead(**{"word__vbaProject.bin": b"x"}), "macros"),
    "docm": (with_kind(MAIN, b"vnd.ms-word.document.macroEnabled.main+xml"), "macros"),
    "sheet": (with_kind(MAIN, b"vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"), "no Word file"),
    "object": (letterhead(**{"word__embeddings__oleObject1.bin": b"x"}), "embedded"),
    "template": (related("attachedTemplate"), "other files"),
    "picture": (related("image"), "other files"),
    "linked object": (related("oleObject"), "other files"),
    "part": (related("subDocument"), "other files"),
    "hidden mode": (related("image", "Exter&#110;al"), "other files"),
    "hidden behind a bracket": (related("image", 'External" Note="a>b'), "other files"),
    "dde": (instructed("DDEAUTO c:\\\\cmd.exe"), "other files"),
    "picture field": (instructed('INCLUDEPICTURE "http://x/"'), "other files"),
    "bomb": (bomb(), "50 MB"),
    "entities": (letterhead(**{"word__x.xml": b'<!DOCTYPE x [<!ENTITY a "b">]><x/>'}), "no Word file"),
    "broken styles": (letterhead(**{"word__styles.xml": b"<w:styles"}), "no Word file"),
}


@pytest.mark.parametrize("name", BAD)
def test_a_letterhead_that_is_not_safe_is_refused_in_one_sentence(name: str) -> None:
    data, why = BAD[name]
    with pytest.raises(UserError, match=why) as refused:
        made("koeln", brand=Brand(letterhead=data))
    assert refused.value.say(words("de")) != str(refused.value)


def test_a_letterhead_may_link_to_the_web_page_of_the_office() -> None:
    assert check_letterhead(related("hyperlink"))
    assert made("koeln", brand=Brand(letterhead=related("hyperlink")))
    assert check_letterhead(instructed("PAGE"))


# LibreOffice


@pytest.mark.parametrize(
    ("name", "who", "most", "on"),
    [("koeln", "participants", 3, None), ("lisbon", "staff", 8, None), ("koeln", "staff", 6, letterhead())],
    ids=["koeln", "lisbon", "letterhead"],
)
def test_libreoffice_shows_every_line_on_few_pages(
    name: str, who: str, most: int, on: bytes | None, tmp_path: Path
) -> None:
    pdf = by_libreoffice(made(name, who, brand=Brand(letterhead=on)), "x.docx", "pdf", tmp_path)
    need(shutil.which("pdftotext"), "pdftotext (poppler-utils)")
    done = subprocess.run(["pdftotext", "-layout", str(pdf), "-"], capture_output=True, check=True, timeout=60)
    pages = done.stdout.decode().removesuffix("\f").split("\f")
    assert len(pages) <= most
    view = programme(snapshot(name), read_audience(snapshot(name).trip, who), "de")
    text = by_libreoffice(made(name, who, brand=Brand(letterhead=on)), "y.docx", "txt:Text", tmp_path).read_text(
        "utf-8"
    )
    shown = closed_up(text.replace("\u2011", "-"))
    for line in (line for day in view.days for line in day.lines):
        status = signs(view).get(line.status) or (line.status and f"({line.status})")
        tag = line.groups if len(line.groups) <= 36 else ""
        assert any(
            closed_up(told_time(line)) + closed_up(before) + closed_up(line.title) + closed_up(status) in shown
            for before in ("", tag)
        )
        assert closed_up(line.place) in shown
    for day in view.days:
        assert day.label in text
    if on is None:
        assert [f"Seite {n} von {len(pages)}" in page for n, page in enumerate(pages, 1)] == [True] * len(pages)
    else:
        assert all("Musterstadt - Der Bürgermeister" in page for page in pages)
