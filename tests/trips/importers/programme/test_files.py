"""Programmes in the files that people have: each kind read as it is meant, or refused in one sentence."""

from __future__ import annotations

import zipfile
from datetime import date
from email.message import EmailMessage
from io import BytesIO
from pathlib import Path

import docx
import pikepdf
import pytest
import typst
from pikepdf import Encryption, Pdf

from agenda.services.import_ import kind_of_data
from trips.i18n.language import UserError, words
from trips.importers.programme.files import read_programme_bytes
from trips.importers.result import Taken
from trips.model.trip import Trip

EN = words("en")
ROWS = [
    ("09.00 Uhr", "Begrüßung durch Bürgermeisterin Anna Weber", "Historisches Rathaus"),
    ("10.30 Uhr", "Führung durch das Klärwerk", "Klärwerk Stammheim"),
    ("12.00 Uhr", "Mittagessen", "Ratskeller"),
]
READ = [
    ("2025-10-09", "09:00", "Begrüßung durch Bürgermeisterin Anna Weber", "Historisches Rathaus"),
    ("2025-10-09", "10:30", "Führung durch das Klärwerk", "Klärwerk Stammheim"),
    ("2025-10-09", "12:00", "Mittagessen", "Ratskeller"),
]
TITLE, DAY = "Besuch der Delegation aus Graz", "Donnerstag, 9. Oktober 2025"


def word() -> bytes:
    document = docx.Document()
    document.add_heading(TITLE, 1)
    document.add_heading(DAY, 2)
    table = document.add_table(rows=0, cols=3)
    for row in ROWS:
        for cell, text in zip(table.add_row().cells, row, strict=True):
            cell.text = text
    data = BytesIO()
    document.save(data)
    return data.getvalue()


def page() -> str:
    rows = "".join(f"<tr>{''.join(f'<td><p>{cell}</p></td>' for cell in row)}</tr>" for row in ROWS)
    return (
        f"<!DOCTYPE html><html><head><title>no</title><style>p {{}}</style></head><body><nav>Start</nav>"
        f"<h1>{TITLE}</h1><h2>{DAY}</h2><table>{rows}</table><script>x</script></body></html>"
    )


def open_document(body: str | None = None) -> bytes:
    rows = "".join(
        f"<table:table-row>{''.join(f'<table:table-cell><text:p>{c}</text:p></table:table-cell>' for c in row)}"
        "</table:table-row>"
        for row in ROWS
    )
    body = body or f"<text:h>{TITLE}</text:h><text:h>{DAY}</text:h><table:table>{rows}</table:table>"
    spaces = " ".join(
        f'xmlns:{name}="urn:oasis:names:tc:opendocument:xmlns:{name}:1.0"' for name in ("office", "text", "table")
    )
    data = BytesIO()
    with zipfile.ZipFile(data, "w") as package:
        package.writestr("mimetype", "application/vnd.oasis.opendocument.text")
        package.writestr(
            "content.xml",
            f"<office:document-content {spaces}><office:body><office:text>{body}</office:text></office:body>"
            "</office:document-content>",
        )
    return data.getvalue()


def rich_text() -> bytes:
    def coded(text: str) -> str:
        return "".join(letter if letter.isascii() else f"\\u{ord(letter)}?" for letter in text)

    rows = "".join(r"\trowd " + "".join(rf"{coded(cell)}\cell " for cell in row) + r"\row " for row in ROWS)
    return (rf"{{\rtf1\ansi {coded(TITLE)}\par {coded(DAY)}\par {rows}}}").encode("ascii")


def portable(tmp_path: Path, extra: str = "") -> bytes:
    cells = "".join(f"[{cell}]," for row in ROWS for cell in row)
    table = f"#table(columns: (2.2cm, 4cm, 3cm), inset: 6pt, [Uhrzeit],[Programm],[Ort],{cells})"
    source = f"= {TITLE}\n== {DAY}\n{table}\n{extra}"
    path = tmp_path / "x.typ"
    path.write_text(f"#set page(width: 12cm, height: 14cm)\n#set text(size: 9pt, hyphenate: false)\n{source}", "utf-8")
    return typst.compile(str(path))


def mail(html: bool = False, attached: bytes | None = None) -> bytes:
    message = EmailMessage()
    message["From"], message["To"] = "Jana Beispiel <jana@x.example>", "otto@x.example"
    message["Date"], message["Subject"] = "Fri, 5 Sep 2025 10:00:00 +0200", f"WG: {TITLE}"
    message["Message-ID"], message["MIME-Version"] = "<1@x.example>", "1.0"
    text = "\n".join([DAY, *(f"{time} {title}, {place}" for time, title, place in ROWS)])
    message.set_content("Im Anhang das Programm." if attached else f"Hallo,\n\n{text}\n\nViele Grüße\nJana")
    if html:
        message.add_alternative(page(), subtype="html")
    if attached is not None:
        message.add_attachment(attached, maintype="application", subtype="octet-stream", filename="programm.docx")
    return message.as_bytes()


def taken(data: bytes, name: str) -> Taken:
    return read_programme_bytes(data, name).new_trip("de", name, date(2025, 9, 1))


def entries(trip: Trip) -> list[tuple[str, str, str, str]]:
    days = {day.id: day.date.isoformat() for day in trip.days}
    names = {venue.key: venue.name for venue in trip.venues}
    from trips.grammar.when_text import canonical

    return [
        (days[item.day or ""], canonical(item.when), item.title, names.get(item.venue or "", "")) for item in trip.items
    ]


@pytest.mark.parametrize("kind", ["docx", "html", "odt", "rtf", "pdf", "html mail", "mail with a file"])
def test_the_same_programme_is_read_from_every_kind_of_file_whatever_it_is_called(kind: str, tmp_path: Path) -> None:
    match kind:
        case "docx":
            data = word()
        case "html":
            data = page().encode()
        case "odt":
            data = open_document()
        case "rtf":
            data = rich_text()
        case "pdf":
            data = portable(tmp_path)
        case "html mail":
            data = mail(html=True)
        case _:
            data = mail(attached=word())
    assert kind_of_data(data, "programm") == "programme"
    trip = taken(data, "programm").trip
    assert entries(trip) == READ
    assert trip.title == TITLE


def test_a_mail_of_plain_text_is_read_without_its_greeting_and_its_sender() -> None:
    read = taken(mail(), "x.eml")
    assert [entry[1] for entry in entries(read.trip)] == ["09:00", "10:30", "12:00"]
    assert "jana@x.example" not in str(read)


def test_a_cell_that_goes_on_in_the_next_line_of_a_pdf_is_one(tmp_path: Path) -> None:
    data = portable(tmp_path)
    assert ("2025-10-09", "09:00", "Begrüßung durch Bürgermeisterin Anna Weber", "Historisches Rathaus") in entries(
        taken(data, "x.pdf").trip
    )


def test_headers_and_footers_of_a_pdf_are_no_entries(tmp_path: Path) -> None:
    data = portable(tmp_path, "#pagebreak()\n== Freitag, 10. Oktober 2025\n09.00 Uhr Abreise")
    with Pdf.open(BytesIO(data)) as document:
        assert len(document.pages) == 2
    assert len(taken(data, "x.pdf").trip.items) == 4


def _refused(data: bytes, name: str) -> str:
    with pytest.raises(UserError) as refused:
        taken(data, name)
    return refused.value.say(EN)


def _with(data: bytes, **saved: object) -> bytes:
    out = BytesIO()
    with Pdf.open(BytesIO(data)) as document:
        document.save(out, **saved)  # pyright: ignore[reportArgumentType]  # whichever the test needs
    return out.getvalue()


def test_a_pdf_that_cannot_be_read_says_why(tmp_path: Path) -> None:
    data = portable(tmp_path)
    locked = _with(data, encryption=Encryption(owner="a", user="b"))
    assert _refused(locked, "x.pdf") == "x.pdf is protected by a password; save it without one."
    assert _refused(b"%PDF-1.7 and nothing else", "x.pdf") == "x.pdf is damaged and cannot be opened."
    scan = BytesIO()
    with pikepdf.new() as document:
        document.add_blank_page()
        document.save(scan)
    assert _refused(scan.getvalue(), "x.pdf") == (
        "x.pdf holds only pictures and no text, as scans do; have its text recognised first."
    )


def test_a_document_of_this_program_is_not_read_back(tmp_path: Path) -> None:
    path = tmp_path / "own.typ"
    path.write_text('#set document(keywords: ("Programme", "Agenda (agenda-tui)"))\nX', "utf-8")
    assert "import the trip file" in _refused(typst.compile(str(path)), "x.pdf")


def test_a_mail_of_outlook_says_how_to_save_it() -> None:
    told = _refused(b"\xd0\xcf\x11\xe0" + bytes(600), "x.msg")
    assert told == "x.msg is a mail of Outlook; save it as text or as .eml, or paste its text."


def test_what_a_file_repeats_a_million_times_does_not_take_the_memory() -> None:
    cell = '<table:table-cell table:number-columns-repeated="16000000"><text:p>x</text:p></table:table-cell>'
    body = f"<table:table><table:table-row>{cell}</table:table-row></table:table>"
    body += f'<text:p>{DAY}</text:p><text:p>9:00<text:s text:c="99999999"/>Begrüßung</text:p>'
    assert [entry[2] for entry in entries(taken(open_document(body), "x.odt").trip)] == ["Begrüßung"]
    deep = f"<html>{'<div>' * 20_000}{DAY}<br>9:00 Begrüßung{'</div>' * 20_000}</html>"
    assert "empty" in _refused(deep.encode(), "x.html")


@pytest.mark.parametrize(
    ("data", "name", "kind"),
    [
        (b"BEGIN:VCALENDAR\r\n", "invitation.txt", "calendar"),
        (b"\xef\xbb\xbfBEGIN:VCALENDAR\r\n", "download", "calendar"),
        (b"x", "x.ics", "calendar"),
        (b"format = 1\ntitle = \"x\"", "koeln", "trip"),
        (b"x", "koeln.toml", "trip"),
        (b"a;b\n", "x.csv", "table"),
        (b"09:00 x", "x.xyz", "programme"),
    ],
)  # fmt: skip
def test_what_a_file_holds_is_known_by_its_content(data: bytes, name: str, kind: str) -> None:
    assert kind_of_data(data, name) == kind
