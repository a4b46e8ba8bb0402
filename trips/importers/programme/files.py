"""Files that hold a programme as text: plain text, Markdown, Word; bounded in size, time and memory."""

from __future__ import annotations

import zipfile
from collections.abc import Generator, Iterator
from contextlib import contextmanager
from io import BytesIO
from pathlib import Path
from typing import Final

from trips.i18n.language import UserError
from trips.i18n.os_errors import reason
from trips.importers.door import door
from trips.importers.programme.programme import Programme, read_programme, read_programme_rows

ENDINGS: Final = (".txt", ".text", ".md", ".markdown", ".docx")
LARGEST: Final = 5_000_000
_LARGEST_UNPACKED: Final = 60_000_000
_MOST_PARTS: Final = 3_000
_OLE: Final = b"\xd0\xcf\x11\xe0"
"""How files of the old Office begin, and new ones with a password."""


def is_text(path: Path) -> bool:
    """Whether a file is one of these, by its name."""
    return path.suffix.lower() in ENDINGS


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
            data = file.read(LARGEST + 1)
    except OSError as error:
        raise UserError("{path} cannot be read ({why}).", path=path.name, why=reason(error)) from None
    refuse_large(data, path.name)
    return data


def refuse_large(data: bytes, name: str) -> None:
    """Refuse what is larger than anything real.

    Raises:
        UserError: it is larger than 5 MB.
    """
    if len(data) > LARGEST:
        raise UserError("{path} is larger than {n} MB; a programme is much smaller.", path=name, n=LARGEST // 1_000_000)


def read_programme_bytes(data: bytes, name: str) -> Programme:
    """Read a programme from what stands in a file, or came in another way.

    Raises:
        UserError: it is too large, or no text.
    """
    refuse_large(data, name)
    with door(name):
        if data.startswith(b"PK\x03\x04"):
            from trips.importers.programme.docx import edges_of_word, rows_of_word

            check_package(data, name, "word/document.xml")
            with opened(name):
                rows, edges = rows_of_word(data), edges_of_word(data)
            return read_programme_rows(rows, edges)
        return read_programme(decoded(data, name))


def decoded(data: bytes, name: str) -> str:
    """Text in UTF-8 or UTF-16, else in the encoding of Windows in Western Europe.

    Raises:
        UserError: it is no text.
    """
    if data.startswith(_OLE):
        raise UserError(
            "{path} is protected by a password or from an old Office; save it as .docx without one, or paste its text.",
            path=name,
        )
    if data.startswith(b"%PDF"):
        raise UserError("{path} is a PDF; open it, copy its text and paste that.", path=name)
    if data.startswith((b"{\\rtf", b"<!DOCTYPE", b"<html")):
        raise UserError("{path} is not plain text; save it as .docx or .txt, or paste its text.", path=name)
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
