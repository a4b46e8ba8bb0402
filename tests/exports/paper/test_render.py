"""The printed programme: accessible, archival, the same bytes again, and no name can break it."""

from __future__ import annotations

import re
import shutil
import subprocess
from collections import Counter
from datetime import UTC, datetime, timedelta
from functools import cache
from pathlib import Path

import page
import pypdfium2
import pypdfium2.raw as raw
import pytest
import typst
from hypothesis import given, settings

from exports.audience import PARTICIPANTS, STAFF, read_audience
from exports.brand import PLAIN
from exports.paper import Job, Options, Rendered, make_paper
from exports.paper.glyphs import FONTS, not_shown
from exports.paper.job import Layout
from exports.paper.render import TEMPLATES
from exports.programme import programme
from exports.snapshot import Snapshot
from tests.support.judges import ROOT, need
from tests.support.papermaking import text_of
from tests.support.strategies import trips
from tests.trips.schedule.test_timeline import day_of
from trips.i18n.language import Language, UserError
from trips.model.doors import checked
from trips.model.entities import Day, Person, changed, new_id
from trips.model.trip import Trip
from trips.tripfile import read_trip

BUNDLED = typst.Fonts(include_system_fonts=False, include_embedded_fonts=False, font_paths=[str(FONTS)])
ISSUED = datetime(2025, 9, 30, 14, 2, tzinfo=UTC)
PAPERS = [
    (name, who, language)
    for name in ("koeln", "lisbon")
    for who in ("participants", "staff")
    for language in ("de", "en")
]
every_paper = pytest.mark.parametrize(("name", "who", "language"), PAPERS)


@cache
def snapshot(name: str) -> Snapshot:
    return Snapshot(read_trip((ROOT / f"examples/{name}.toml").read_bytes()).trip, ISSUED)


@cache
def paper(name: str, who: str, language: Language) -> Rendered:
    one = snapshot(name)
    return make_paper("programme", Job(one, read_audience(one.trip, who), language))


def printed(trip: Trip) -> Rendered:
    return make_paper("programme", Job(Snapshot(trip, ISSUED), STAFF, "en"))


def read_by_poppler(tool: str, data: bytes, folder: Path, *options: str) -> str:
    need(shutil.which(tool), f"{tool} (poppler-utils)")
    path = folder / "paper.pdf"
    path.write_bytes(data)
    last = ["-"] if tool == "pdftotext" else []
    done = subprocess.run([tool, *options, str(path), *last], check=True, capture_output=True, timeout=60)
    return done.stdout.decode()


def closed_up(text: str) -> str:
    """A text without blanks and line breaks, which paper sets as it likes."""
    return "".join(text.split())


def undivided(text: str) -> str:
    """A text without blanks and hyphens: where a word is divided, it has one that it does not have elsewhere."""
    return re.sub(r"[\s\u200b\u00ad-]", "", text)


def faults(data: bytes, profile: page.ValidationProfile) -> list[str]:
    """What the validator finds."""
    return [failure.rule_id for failure in page.validate_pdf_bytes(data, profile=profile).failures]


@every_paper
def test_the_programme_is_accessible_and_archival(name: str, who: str, language: Language) -> None:
    data, replaced = paper(name, who, language)
    assert replaced == frozenset()
    assert faults(data, page.ValidationProfile.PDF_UA_1) == []
    assert faults(data, page.ValidationProfile.PDF_A_2A) == []


def test_the_validator_would_find_a_fault() -> None:
    data = paper("koeln", "participants", "de").data.replace(b"/Lang", b"/Gnal").replace(b"/MarkInfo", b"/MorkInfo")
    assert faults(data, page.ValidationProfile.PDF_UA_1)


@every_paper
def test_every_item_is_a_row_and_every_day_a_table_with_headers(name: str, who: str, language: Language) -> None:
    tags = re.findall(rb"/S\s*/(Table|TR|TH|TD|H1|H2)\b", paper(name, who, language).data)
    view = programme(snapshot(name), read_audience(snapshot(name).trip, who), language)
    tables = [day for day in view.days if day.lines]
    rows = sum(len(day.lines) for day in tables)
    assert tables
    assert tags.count(b"Table") == len(tables)
    assert tags.count(b"TH") == 3 * len(tables) + rows  # each row has its head, the time
    assert tags.count(b"TR") == len(tables) + rows
    places = sum(
        bool(line.place) for day in tables for line in day.lines
    )  # without a place, the title has its room too
    parts = [[*map(len, "".join("x" if line.is_part else " " for line in day.lines).split())] for day in tables]
    joints = sum(1 + (n > 2) for wholes in parts for n in wholes)  # a whole with its first part, and the last two
    assert tags.count(b"TD") == rows + places + joints
    assert tags.count(b"H1") == 1
    assert tags.count(b"H2") == len(view.days) + bool(view.pool)


@every_paper
def test_everything_in_the_programme_is_on_the_paper(name: str, who: str, language: Language, tmp_path: Path) -> None:
    text = undivided(read_by_poppler("pdftotext", paper(name, who, language).data, tmp_path, "-raw"))
    view = programme(snapshot(name), read_audience(snapshot(name).trip, who), language)
    for day in view.days:
        assert undivided(day.label) in text
        for line in day.lines:
            assert undivided(line.title) in text
            assert all(undivided(part) in text for part in (line.time.clock, *line.time.beside))
    assert undivided(view.stamp) in text


def test_the_pages_are_numbered_and_say_of_which_state_they_are(tmp_path: Path) -> None:
    text = read_by_poppler("pdftotext", paper("lisbon", "participants", "de").data, tmp_path, "-raw")
    pages = text.removesuffix("\f").split("\f")
    assert len(pages) > 1
    for n, one in enumerate(pages, 1):
        assert f"Seite {n} von {len(pages)}" in one
        assert "ENTWURF, Stand 30.09.2025, 15:02" in one


def test_a_release_says_its_number(tmp_path: Path) -> None:
    data = make_paper("programme", Job(Snapshot(snapshot("koeln").trip, ISSUED, release=3), PARTICIPANTS, "de")).data
    text = read_by_poppler("pdftotext", data, tmp_path, "-raw")
    assert "Fassung 3, Stand 30.09.2025, 16:02" in text
    assert "ENTWURF" not in text


@pytest.mark.parametrize("name", ["koeln", "lisbon"])
def test_the_same_trip_gives_the_same_bytes(name: str) -> None:
    again = Snapshot(read_trip((ROOT / f"examples/{name}.toml").read_bytes()).trip, ISSUED)
    assert make_paper("programme", Job(again, STAFF, "de")).data == paper(name, "staff", "de").data


def test_templates_need_no_network_and_run_nothing_that_users_write() -> None:
    sources = list(TEMPLATES.glob("*.typ"))
    assert sources
    for source in sources:
        code = "\n".join(re.sub("//.*", "", line) for line in source.read_text(encoding="utf-8").splitlines())
        assert not re.search(r"@preview|@local|\beval\(|\bread\(|plugin\(", code), source.name


NASTY = (
    "[/b]", '#read("/etc/passwd")', "<script>alert(1)</script>", "=1+1", "$x^2$", '"); #panic(); ("',
    "a\\b \\u{41} \\#",
    "*b* _e_ `c`", "// no comment /* none */", "@ref <label>", "- list", "+ list", "/ term: x", "= heading", "---",
    '#import "@preview/x:1.0.0"', "{{ x }} {x} %s", "&amp; &#65;", "Καλημέρα", "Åsa Łódź Đặng Žižek",
)  # fmt: skip


def everywhere(text: str) -> Trip:
    """A trip that holds a text wherever a user may write one."""
    fields = {
        "title": text, "note": text, "staff_note": text, "room": text, "mode": text, "contact": text, "bring": (text,),
        "when": "10:00-11:00",
    }  # fmt: skip
    trip = day_of(fields, {"title": text, "when": "then, 10 min", "part": True}, organiser=text)
    day = changed(trip.days[0], title=text, note=text)
    return changed(trip, title=text, theme=text, contact=text, days=(day,))


@pytest.mark.parametrize("text", NASTY)
def test_what_looks_like_code_is_printed_as_it_is(text: str, tmp_path: Path) -> None:
    data, replaced = printed(everywhere(text))
    assert replaced == frozenset()
    assert closed_up(read_by_poppler("pdftotext", data, tmp_path, "-raw")).count(closed_up(text)) >= 10


def test_a_character_that_no_font_has_is_a_question_mark_and_is_reported(tmp_path: Path) -> None:
    data, replaced = printed(everywhere("Zimmer \U000f1234\U000f1234 rechts"))
    assert replaced == {"\U000f1234"}
    assert "Zimmer ? rechts" in read_by_poppler("pdftotext", data, tmp_path, "-raw")
    assert faults(data, page.ValidationProfile.PDF_UA_1) == []


@pytest.mark.parametrize(
    "text", ["👩‍👩‍👧 🎉", "王小明", "ประเทศไทย", "e\u0301 \u1e9b\u0323", "\U0001f468\u200d\U0001f469"]
)
def test_writing_that_the_bundled_fonts_do_not_have_is_shown_or_reported(text: str, tmp_path: Path) -> None:
    data, replaced = printed(everywhere(f"vorn {text} hinten"))
    assert replaced <= set(text)
    shown = read_by_poppler("pdftotext", data, tmp_path, "-raw")
    assert "vorn" in shown
    assert "hinten" in shown
    assert bool(replaced) == ("vorn ?" in shown)


def test_arabic_needs_no_other_font(tmp_path: Path) -> None:
    data, replaced = printed(everywhere("مرحبا"))
    assert replaced == frozenset()
    assert set("مرحبا") <= set(read_by_poppler("pdftotext", data, tmp_path, "-raw"))


def test_marks_that_turn_the_direction_around_are_gone(tmp_path: Path) -> None:
    trip = everywhere("abc\u202edef\u2066ghi\u202c\u2069")
    data, replaced = printed(trip)
    assert replaced == frozenset()
    assert "abcdefghi" in read_by_poppler("pdftotext", data, tmp_path, "-raw")


def test_a_title_of_nothing_but_such_marks_still_gives_a_paper() -> None:
    assert printed(everywhere("\u202e\u202c")).data.startswith(b"%PDF")


@pytest.mark.parametrize("gap", [" ", "\n"])
def test_a_note_longer_than_a_page_loses_no_word(gap: str, tmp_path: Path) -> None:
    words = [f"w{n}x" for n in range(2000)]
    data = printed(day_of({"title": "A", "note": gap.join(words)[:10_000]})).data
    text = closed_up(read_by_poppler("pdftotext", data, tmp_path, "-layout"))
    assert [word for word in words[:1500] if word not in text] == []


def test_many_short_lines_in_a_note_lose_none(tmp_path: Path) -> None:
    lines = [f"w{n}x" for n in range(100, 220)]
    data = printed(day_of({"title": "A", "note": "\n".join(lines)})).data
    text = read_by_poppler("pdftotext", data, tmp_path, "-layout")
    assert [line for line in lines if line not in text] == []
    assert len(text.split("\f")) > 2


def test_many_speakers_of_one_item_are_all_on_the_paper(tmp_path: Path) -> None:
    people = tuple(Person(key=f"p{n}", name=f"P{n}x") for n in range(100, 200))
    trip = day_of({"title": "A", "speakers": tuple(one.key for one in people)}, people=people)
    text = read_by_poppler("pdftotext", printed(trip).data, tmp_path, "-layout")
    assert [one.name for one in people if one.name not in text] == []


def test_a_day_with_nothing_on_it_says_so_and_a_paper_of_nothing_else_is_refused(tmp_path: Path) -> None:
    trip = day_of({"title": "Lunch", "when": "12:00"})
    free = changed(trip, days=(*trip.days, checked(Day, id=new_id(), date=trip.days[-1].date + timedelta(days=1))))
    assert "Nothing is planned." in read_by_poppler("pdftotext", printed(free).data, tmp_path)
    with pytest.raises(UserError, match="There is nothing for staff in it"):
        printed(day_of())


@settings(max_examples=30)
@given(trips())
def test_every_trip_can_be_printed(trip: Trip) -> None:
    if trip.items or any(day.note for day in trip.days):
        assert printed(trip).data.startswith(b"%PDF")
    else:
        with pytest.raises(UserError, match="There is nothing"):
            printed(trip)


@pytest.mark.parametrize("latin", ["", "Beijing Shi"])
def test_an_organisation_whose_letters_no_font_has_is_named_in_latin_ones_or_left_out(
    latin: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("exports.paper.render.found_fonts", lambda *_, **_options: BUNDLED)
    trip = snapshot("koeln").trip
    houses = tuple(changed(one, name="\u5317\u4eac" + one.key, latin_name=latin) for one in trip.organisations)
    one = Snapshot(changed(trip, organisations=houses), ISSUED)
    text = text_of(make_paper("programme", Job(one, PARTICIPANTS, "de")).data)
    assert "?" not in text
    assert ("Beijing Shi" in text) == bool(latin)


@pytest.mark.parametrize(
    ("letters", "font"),
    [("王", "Noto Sans CJK"), ("한", "Noto Sans CJK"), ("ש", "Noto Sans Hebrew"), ("🎉", "Noto Sans")],
)
def test_a_font_is_proposed_by_name(letters: str, font: str) -> None:
    first = next(not_shown(snapshot("koeln").trip, frozenset(letters)))
    assert f"The font {font} has these letters" in str(first)


def type_sizes(layout: set[Layout]) -> Counter[float]:
    """How many letters of each size, in points, the programme has."""
    options = Options(layout=frozenset(layout))
    document = pypdfium2.PdfDocument(
        make_paper("programme", Job(snapshot("koeln"), PARTICIPANTS, "de", PLAIN, options)).data
    )
    found: Counter[float] = Counter()
    for one in document:
        text = one.get_textpage()
        found.update(round(raw.FPDFText_GetFontSize(text, n), 1) for n in range(text.count_chars()))
    return found


def test_type_is_as_large_as_it_is_to_be() -> None:
    usual, large, dense = type_sizes(set()), type_sizes({"large"}), type_sizes({"dense"})
    assert usual.most_common(2)[0][0] in (9.0, 10.0)
    assert large.most_common(1)[0][0] == 16.0
    assert min(size for size in large if size > 1) >= 10  # breaks of lines have no size
    assert {size for size, _ in dense.most_common(2)} == {8.0, 8.9}
    with pytest.raises(UserError, match="do not go together"):
        type_sizes({"large", "dense"})


@pytest.mark.parametrize(
    "name",
    ["سعاد عبد الرحيم", "محمد بن صالح", "ليلى الطرابلسي", "علاء الدين", "الإدارة الأولى", "الآن لأجل سلام", "لا"],
)
def test_an_arabic_name_is_read_by_other_programs_as_it_is_written(name: str, tmp_path: Path) -> None:
    data = printed(changed(snapshot("koeln").trip, theme=name)).data
    assert name in pypdfium2.PdfDocument(data)[0].get_textpage().get_text_range()
    assert name in read_by_poppler("pdftotext", data, tmp_path)
