"""The office's own pages, and who stands beside it, in every format that has room for them."""

from __future__ import annotations

import io
import zipfile
from pathlib import Path

import page as validator
import pytest

from agenda.services.branding import office_brand
from agenda.services.settings import Settings
from exports.audience import PARTICIPANTS, PUBLIC, STAFF
from exports.formats import Request
from exports.office_files import member
from exports.paper import Options
from exports.snapshot import Snapshot
from exports.text import markdown_file, text_file
from exports.web import programme_page
from exports.word import programme_docx
from tests.support.papermaking import ISSUED, example_trip, make, text_of
from trips.edits.pages import extra_named, moved_extra, put_extra, without_extra
from trips.edits.translations import said_of, translate
from trips.history.merge import merge
from trips.i18n.language import UserError
from trips.model.entities import Page, Partner, new_id
from trips.model.trip import Trip
from trips.tripfile import read_trip, write_trip

PORTRAIT = '<svg xmlns="http://www.w3.org/2000/svg" width="36" height="45"><rect width="36" height="45"/></svg>'
GREETING = "Liebe Gäste,\n\nherzlich willkommen in Köln!\nIhr Bürgermeister"


def with_pages(picture: str = "", logo: str = "") -> Trip:
    trip = example_trip("koeln")
    for page in (
        Page(id=new_id(), title="Grußwort", text=GREETING, picture=picture),
        Page(id=new_id(), title="Gut zu wissen", text="Notruf: 112", where="after"),
        Page(id=new_id(), title="Merkzettel", text="Schlüssel beim Pförtner", audience="staff"),
    ):
        trip = put_extra(trip, "pages", page)
    return put_extra(trip, "partners", Partner(id=new_id(), name="Stadt Köln", what="Gastgeberin", logo=logo))


@pytest.mark.parametrize("form", ["txt", "md", "html", "pdf", "pocket", "docx"])
def test_a_programme_carries_them_before_and_after_its_days(form: str) -> None:
    snapshot = Snapshot(with_pages(), ISSUED)
    text = {
        "txt": lambda: text_file(snapshot, PARTICIPANTS).decode(),
        "md": lambda: markdown_file(snapshot, PARTICIPANTS).decode(),
        "html": lambda: programme_page(snapshot, PARTICIPANTS).decode(),
        "pdf": lambda: text_of(make("programme", snapshot).data),
        "pocket": lambda: text_of(make("pocket", snapshot).data),
        "docx": lambda: member(programme_docx(snapshot, PARTICIPANTS), "word/document.xml").decode(),
    }[form]()  # fmt: skip
    places = [text.index(one) for one in ("Grußwort", "herzlich willkommen", "Anreise", "Gut zu wissen", "Notruf")]
    assert places == sorted(places)
    assert "Stadt Köln" in text
    assert "Gastgeberin" in text
    assert "Pförtner" not in text


def test_a_page_is_for_those_whom_it_is_for() -> None:
    snapshot = Snapshot(with_pages(), ISSUED)
    assert "Pförtner" in text_file(snapshot, STAFF).decode()
    assert "herzlich willkommen" not in text_file(snapshot, PUBLIC).decode()


def test_pictures_are_shown_and_the_paper_stays_accessible_and_archivable(tmp_path: Path) -> None:
    for name in ("portrait", "emblem"):
        (tmp_path / f"{name}.svg").write_text(PORTRAIT, encoding="utf-8")
    trip = with_pages(str(tmp_path / "portrait.svg"), str(tmp_path / "emblem.svg"))
    brand = office_brand(Settings(), "pdf", trip)
    assert (len(brand.pictures), brand.missing) == (2, ())
    for options in (Options(), Options(layout=frozenset(("cover",)))):
        data = make("programme", Snapshot(trip, ISSUED), brand=brand, options=options).data
        for profile in (validator.ValidationProfile.PDF_UA_1, validator.ValidationProfile.PDF_A_2A):
            assert validator.validate_pdf_bytes(data, profile=profile).is_compliant
    page = programme_page(Snapshot(trip, ISSUED), PARTICIPANTS, brand=office_brand(Settings(), "html", trip))
    assert page.count(b'src="data:image/svg+xml;base64,') == 2
    assert b'class="portrait"' in page
    assert '<span class="quiet">Gastgeberin:</span> <strong>Stadt Köln</strong>' in page.decode()
    word = programme_docx(Snapshot(trip, ISSUED), PARTICIPANTS, brand=office_brand(Settings(), "docx", trip))
    assert sum(name.startswith("word/media/") for name in zipfile.ZipFile(io.BytesIO(word)).namelist()) >= 1


def test_the_line_of_the_office_ends_every_document() -> None:
    snapshot, settings = Snapshot(with_pages(), ISSUED), Settings(footer="Stadt <b>Muster</b> & Söhne")
    brands = {form: office_brand(settings, form, snapshot.trip) for form in ("pdf", "docx", "html")}
    assert settings.footer in text_of(make("programme", snapshot, brand=brands["pdf"]).data)
    page = programme_page(snapshot, PARTICIPANTS, brand=brands["html"]).decode()
    assert '<p class="quiet">Stadt &lt;b&gt;Muster&lt;/b&gt; &amp; Söhne</p>' in page.partition("<footer>")[2]
    word = zipfile.ZipFile(io.BytesIO(programme_docx(snapshot, PARTICIPANTS, brand=brands["docx"])))
    feet = [word.read(name).decode() for name in word.namelist() if name.startswith("word/footer")]
    assert any("Stadt &lt;b&gt;Muster&lt;/b&gt; &amp; Söhne" in foot for foot in feet)


@pytest.mark.parametrize("name", ["gone.png", "//server/share/x.png", "\\\\server\\share\\x.png", "/dev/zero"])
def test_a_picture_that_is_not_here_is_told_and_nothing_else_is_opened(name: str) -> None:
    brand = office_brand(Settings(), "pdf", with_pages(name))
    assert brand.pictures == {}
    assert [str(one) for one in brand.missing] == [
        f"The picture {name} is not on this machine; the document is made without it."
    ]


def test_the_office_is_told_of_a_missing_picture() -> None:
    from exports.formats import FORMATS

    trip = with_pages("gone.png")
    request = Request(Snapshot(trip, ISSUED), PARTICIPANTS, brand=office_brand(Settings(), "pdf", trip))
    assert "gone.png" in str(FORMATS["pdf"].render(request).notices[0])


def test_they_are_moved_named_and_removed() -> None:
    trip = with_pages()
    last = extra_named(trip, "pages", "gut zu wissen")
    trip = moved_extra(trip, "pages", last.id, -1)
    assert [page.title for page in trip.pages] == ["Gut zu wissen", "Grußwort", "Merkzettel"]
    assert moved_extra(trip, "pages", last.id, -1) == trip
    assert extra_named(trip, "pages", last.id[:6]) == last
    assert [page.title for page in without_extra(trip, "pages", last.id).pages] == ["Grußwort", "Merkzettel"]
    with pytest.raises(UserError, match="is none of these: “Gut zu wissen”"):
        extra_named(trip, "pages", "Menü")


def test_the_trip_file_and_the_merge_keep_them() -> None:
    trip = with_pages()
    assert read_trip(write_trip(trip)).trip == trip
    bare = example_trip("koeln")
    mine = put_extra(bare, "pages", trip.pages[0])
    theirs = put_extra(bare, "pages", trip.pages[1])
    both = merge(bare, mine, theirs)
    assert (both.conflicts, {page.title for page in both.trip.pages}) == ((), {"Grußwort", "Gut zu wissen"})


def test_in_two_languages_a_page_has_both_texts_side_by_side() -> None:
    trip = with_pages()
    page = trip.pages[0]
    trip = translate(trip, "pl", [said_of("page", page.id, "text", "Drodzy Goście", page.text)])
    text = text_of(make("programme", Snapshot(trip, ISSUED), options=Options(beside="pl")).data)
    assert "Drodzy Goście" in text
    assert text.count("Notruf: 112") == 1
