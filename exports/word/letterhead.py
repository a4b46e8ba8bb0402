"""An office's own letterhead: a Word file whose header, footer, styles and page are kept.

It came from somewhere, and every paper made from it goes everywhere. So nothing in it may run, and nothing in it may
fetch anything when a reader opens it.
"""

from __future__ import annotations

import re
import zipfile
import zlib
from collections.abc import Sequence
from io import BytesIO
from typing import Final

from exports.word.tree import Element, W, parsed
from trips.i18n.language import Message, UserError

LARGEST: Final = 5_000_000
LARGEST_UNPACKED: Final = 50_000_000
_MOST_PARTS: Final = 2000
_SUSPICIOUS_RATIO: Final = 200
_SMALL: Final = 1_000_000
"""Below this size a part may be as well compressed as it likes."""

_OLE: Final = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_MAIN: Final = b"application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"
_RUNS: Final = re.compile(r"vbaproject|vbadata|activex|\.bin$|oleobject|(?:^|/)embeddings/", re.IGNORECASE)
_FETCHING: Final = re.compile(r"(?:^|\s)(?:DDEAUTO|DDE|INCLUDEPICTURE|INCLUDETEXT|IMPORT|DATABASE)\b", re.IGNORECASE)


def check_letterhead(data: bytes) -> bytes:
    """A letterhead that can be used, as it is.

    Raises:
        UserError: it is too large, broken, no .docx file, has a password, holds something that runs, or needs something
            from elsewhere.
    """
    if len(data) > LARGEST:
        raise UserError("The letterhead is larger than 5 MB.")
    if data.startswith(_OLE):
        raise UserError("The letterhead has a password or is an old .doc file; save it as .docx without a password.")
    try:
        with zipfile.ZipFile(BytesIO(data)) as file:
            _check_sizes(file.infolist())
            _check_parts(file)
    except (zipfile.BadZipFile, NotImplementedError, EOFError, OSError, zlib.error) as error:
        raise _broken() from error
    return data


def _broken() -> UserError:
    return UserError("The letterhead is no Word file, or it is broken; save it as .docx once more.")


def _check_sizes(members: list[zipfile.ZipInfo]) -> None:
    large = (member for member in members if member.file_size > _SMALL)
    packed = any(info.file_size > _SUSPICIOUS_RATIO * max(info.compress_size, 1) for info in large)
    if packed or len(members) > _MOST_PARTS or sum(member.file_size for member in members) > LARGEST_UNPACKED:
        raise UserError("The letterhead is larger than 50 MB when it is unpacked.")
    if any(member.flag_bits & 1 for member in members):
        raise UserError("The letterhead has a password or is an old .doc file; save it as .docx without a password.")


def _check_parts(file: zipfile.ZipFile) -> None:
    names = file.namelist()
    if "[Content_Types].xml" not in names:
        raise _broken()
    kinds = file.read("[Content_Types].xml")
    if b"macroEnabled" in kinds or any(_RUNS.search(name) for name in names):
        raise UserError("The letterhead holds macros or embedded objects; save it as .docx without them.")
    if _MAIN not in kinds:
        raise _broken()
    for name in names:
        if name.lower().endswith((".rels", ".xml")):
            _check_part(name, file.read(name))
    told = _elements(kinds, "Override")
    main = [element.get("PartName") or "" for element in told if element.get("ContentType") == _MAIN.decode()]
    if len(main) != 1 or main[0].removeprefix("/") not in names:
        raise _broken()
    _check_root(file.read(main[0].removeprefix("/")), "document", "body")
    for name in names:
        if name.rpartition("/")[2] == "styles.xml":
            _check_root(file.read(name), "styles")


def _check_root(data: bytes, name: str, child: str = "") -> None:
    """Refuse a part that is another kind of thing than its name says."""
    try:
        root = parsed(data)
    except (SyntaxError, ValueError) as error:
        raise _broken() from error
    if root.tag != W + name or (child and not any(element.tag == W + child for element in root)):
        raise _broken()


def _check_part(name: str, data: bytes) -> None:
    if b"\0" in data[:4] or b"<!DOCTYPE" in data or b"<!ENTITY" in data:
        raise _broken()
    if name.lower().endswith(".rels"):
        for relation in _elements(data, "Relationship"):
            kind, mode = relation.get("Type") or "", relation.get("TargetMode") or ""
            if mode.strip().lower() == "external" and not kind.endswith("/hyperlink"):
                raise _needs(name)
    elif b"instr" in data:
        told = "".join(element.text or "" for element in _elements(data, "instrText"))
        told += "".join(f" {element.get(W + 'instr')}" for element in _elements(data, "fldSimple"))
        if _FETCHING.search(told):
            raise _needs(name)


def _elements(data: bytes, name: str) -> Sequence[Element]:
    """The elements of a name, in whatever way the file writes them."""
    try:
        return parsed(data).xpath(f"//*[local-name()='{name}']")
    except (SyntaxError, ValueError) as error:
        raise _broken() from error


def _needs(part: str) -> UserError:
    text = Message("The letterhead needs other files ({part}); embed its pictures and detach its template.", part=part)
    return UserError(text)
