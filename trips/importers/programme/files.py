"""Files that hold a programme as text, known by what stands in them; bounded in size, time and memory."""

from __future__ import annotations

import zipfile
from collections.abc import Generator, Iterator
from contextlib import contextmanager, suppress
from io import BytesIO
from pathlib import Path
from typing import Any, Final, cast

from trips.i18n.language import UserError
from trips.i18n.os_errors import reason
from trips.importers.door import door
from trips.importers.programme.eml import looks_like_mail, read_mail
from trips.importers.programme.programme import Programme, read_programme, read_programme_rows
from trips.importers.programme.rows import Row, lines_of, rows_of

ENDINGS: Final = (
    ".txt", ".text", ".md", ".markdown", ".docx", ".odt", ".pdf", ".eml", ".html", ".htm", ".rtf",
)  # fmt: skip
LARGEST: Final = 5_000_000
LARGEST_MAIL: Final = 25_000_000
"""Of a mail, whose attachments count, and of a PDF, whose pictures do."""
_LARGEST_UNPACKED: Final = 60_000_000
_MOST_PARTS: Final = 3_000
_OFFICE_PARTS: Final = frozenset(("word/document.xml", "xl/workbook.xml", "ppt/presentation.xml", "content.xml"))
_OLE: Final = b"\xd0\xcf\x11\xe0"
"""How files of the old Office begin, and new ones with a password."""


def read_programme_file(path: Path) -> Programme:
    """Read a programme from a file.

    Raises:
        UserError: it cannot be opened, is too large, or is something else.
    """
    return read_programme_bytes(bytes_of(path), path.name)


def bytes_of(path: Path) -> bytes:
    """What stands in a file, if it is not too large.

    Raises:
        UserError: it cannot be opened, or is larger than 5 MB.
    """
    try:
        with path.open("rb") as file:
            data = file.read(LARGEST_MAIL + 1)
    except OSError as error:
        raise UserError("{path} cannot be read ({why}).", path=path.name, why=reason(error)) from None
    refuse_large(data, path.name)
    return data


def refuse_large(data: bytes, name: str) -> None:
    """Refuse what is larger than anything real.

    Raises:
        UserError: it is larger than 5 MB, a mail or a PDF than 25 MB.
    """
    most = LARGEST_MAIL if data.startswith(b"%PDF") or looks_like_mail(data) else LARGEST
    if len(data) > most:
        raise UserError("{path} is larger than {n} MB; a programme is much smaller.", path=name, n=most // 1_000_000)


def read_programme_bytes(data: bytes, name: str) -> Programme:
    """Read a programme from what stands in a file, or came in another way, whatever it is called.

    Raises:
        UserError: it is too large, or holds no text that can be read.
    """
    refuse_large(data, name)
    with door(name):
        rows, edges = _rows(data, name)
        return read_programme_rows(rows, edges) if rows is not None else read_programme(decoded(data, name))


def _rows(data: bytes, name: str) -> tuple[list[Row] | None, list[str]]:
    """The rows of a file, and the texts at its edges; None if it is plain text."""
    if data.startswith(b"PK\x03\x04"):
        return _rows_of_package(data, name)
    if data.startswith(b"%PDF"):
        from trips.importers.programme.pdf import rows_of_pdf

        return rows_of_pdf(data, name), []
    if data.startswith(b"{\\rtf"):
        from striprtf import striprtf

        with opened(name):
            text = str(cast("Any", striprtf).rtf_to_text(data.decode("cp1252", "replace"), errors="ignore"))
        return list(rows_of(lines_of(text))), []
    if _is_html(data):
        from trips.importers.programme.html import rows_of_html

        with opened(name):
            return rows_of_html(_as_utf8(data)), []
    return _rows_of_mail(data, name) if looks_like_mail(data) else (None, [])


def holds(data: bytes, part: str) -> bool:
    """Whether a package has a part of that name."""
    with suppress(zipfile.BadZipFile), zipfile.ZipFile(BytesIO(data)) as package:
        return part in package.namelist()
    return False


def _rows_of_package(data: bytes, name: str) -> tuple[list[Row], list[str]]:
    if holds(data, "content.xml"):
        from trips.importers.programme.odt import CONTENT, rows_of_odt

        check_package(data, name, CONTENT)
        with opened(name):
            return rows_of_odt(data), []
    from trips.importers.programme.docx import edges_of_word, rows_of_word

    check_package(data, name, "word/document.xml")
    with opened(name):
        return rows_of_word(data), edges_of_word(data)


def _as_utf8(data: bytes) -> str | bytes:
    """A page as text if it is UTF-8; what else it is the page says itself."""
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError:
        return data


def _is_html(data: bytes) -> bool:
    begin = data[:1_000].lstrip(b"\xef\xbb\xbf \t\r\n").lower()
    return begin.startswith((b"<!doctype html", b"<html")) or (begin.startswith(b"<?xml") and b"<html" in begin)


def _rows_of_mail(data: bytes, name: str) -> tuple[list[Row], list[str]]:
    """The rows of a mail's text; if that holds no programme, those of the first attachment that does."""
    from trips.importers.programme.html import rows_of_html

    mail = read_mail(data)
    head = list(rows_of(lines_of(mail.head)))
    from_page = bool(mail.html) and ("<table" in mail.html.lower() or not mail.plain.strip())
    with opened(name):
        rows = rows_of_html(mail.html) if from_page else list(rows_of(lines_of(mail.plain)))
    if rows and read_programme_rows(rows).entries:
        return [*head, *rows], [file.name for file in mail.attached]
    for file in mail.attached:
        with suppress(UserError):
            found, edges = _rows(file.data, file.name) if not looks_like_mail(file.data) else (None, [])
            if found and read_programme_rows(found).entries:
                return [*head, *found], [*edges, *(row.text for row in rows)]
    return [*head, *rows], [file.name for file in mail.attached]


def decoded(data: bytes, name: str) -> str:
    """Text in UTF-8 or UTF-16, else in the encoding of Windows in Western Europe.

    Raises:
        UserError: it is no text.
    """
    if data.startswith(_OLE) and name.lower().endswith(".msg"):
        raise UserError("{path} is a mail of Outlook; save it as text or as .eml, or paste its text.", path=name)
    if data.startswith(_OLE):
        raise UserError(
            "{path} is protected by a password or from an old Office; save it as .docx without one, or paste its text.",
            path=name,
        )
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        text = data.decode("utf-16", errors="replace")
    else:
        try:
            text = data.decode("utf-8-sig")
        except UnicodeDecodeError:
            text = data.decode("cp1252", errors="replace")
    text = text.replace("\ufeff", "")  # of a file that was put behind another one
    strange = sum(text.count(one) for one in "\x00\x01\x02\x03\x04\x05\x06\x0e\x0f\x10\ufffd")
    if strange > max(3, len(text) // 200):
        raise UserError("{path} is not a text.", path=name)
    return text


@contextmanager
def opened(name: str) -> Generator[None]:
    """Let a library open an Office file; whatever it says of one that is damaged is told in one sentence.

    Raises:
        UserError: it is damaged.
    """
    try:
        yield
    except (UserError, MemoryError):
        raise
    except Exception:  # there is no end to what openpyxl, python-docx, lxml and zlib raise for a damaged file
        raise UserError("{path} is damaged and cannot be opened.", path=name) from None


def check_package(data: bytes, name: str, main: str) -> None:
    """Refuse an Office file that is broken, protected, holds macros, or unpacks to far more than it is.

    Args:
        data: the file.
        name: what it is called.
        main: the part that it has to have.

    Raises:
        UserError: it is one of these.
    """
    with opened(name), zipfile.ZipFile(BytesIO(data)) as package:
        parts = package.infolist()
        names = {part.filename for part in parts}
        if any(part.flag_bits & 1 for part in parts):
            raise UserError("{path} is protected by a password; save it without one.", path=name)
        if len(parts) > _MOST_PARTS or sum(part.file_size for part in parts) > _LARGEST_UNPACKED:
            raise UserError("{path} unpacks to far more than a document holds; it is not opened.", path=name)
        if any(name.endswith("vbaProject.bin") for name in names):
            raise UserError("{path} holds macros; save it without them, as .docx or .xlsx.", path=name)
        if not names & _OFFICE_PARTS:
            raise UserError("{path} is an archive; unpack it and import the files in it.", path=name)
        if main not in names:
            raise UserError("{path} is another kind of file than its name says.", path=name)
        for size in _unpacked(package, parts):
            if size > _LARGEST_UNPACKED:
                raise UserError("{path} unpacks to far more than a document holds; it is not opened.", path=name)


def _unpacked(package: zipfile.ZipFile, parts: list[zipfile.ZipInfo]) -> Iterator[int]:
    """How much the parts unpack to, counted while they are, since a file may lie about it."""
    total = 0
    for part in parts:
        with package.open(part) as file:
            while chunk := file.read(1 << 20):
                total += len(chunk)
                yield total
