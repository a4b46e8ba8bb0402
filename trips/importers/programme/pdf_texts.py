"""The texts of a PDF and where they stand, read in a process of its own: a damaged file may end a library, not us.

python -m trips.importers.programme.pdf_texts < file.pdf > texts.json
"""

from __future__ import annotations

import json
import sys
from contextlib import suppress
from typing import Any, Final, Protocol, cast

MOST_PAGES: Final = 120
MOST_TEXTS: Final = 60_000
SECONDS: Final = 30
"""Of processor time, after which the system ends the process."""
_MEMORY: Final = 2 << 30


class _TextPage(Protocol):
    """What is asked of a page's texts; the library that reads them has no types."""

    def count_rects(self) -> int: ...

    def get_rect(self, index: int) -> tuple[float, float, float, float]: ...

    def get_text_bounded(self, left: float, bottom: float, right: float, top: float) -> str: ...


class _Page(Protocol):
    def get_textpage(self) -> _TextPage: ...


class _Document(Protocol):
    def __len__(self) -> int: ...

    def __getitem__(self, index: int) -> _Page: ...

    def get_metadata_value(self, key: str) -> str: ...


def _library() -> Any:
    import pypdfium2  # pyright: ignore[reportMissingTypeStubs]  # it has none

    return cast("Any", pypdfium2)


def read(data: bytes) -> dict[str, object]:
    """The pages of a PDF, each as texts with left, bottom, right and top edge in points; and what made it."""
    document = cast("_Document", _library().PdfDocument(data))
    pages: list[list[tuple[float, float, float, float, str]]] = []
    total = 0
    for number in range(min(len(document), MOST_PAGES)):
        page = document[number].get_textpage()
        texts: list[tuple[float, float, float, float, str]] = []
        for place in range(min(page.count_rects(), MOST_TEXTS - total)):
            left, bottom, right, top = page.get_rect(place)
            texts.append((left, bottom, right, top, page.get_text_bounded(left, bottom, right, top)))
        pages.append(texts)
        total += len(texts)
    return {"keywords": document.get_metadata_value("Keywords"), "pages": pages, "all": len(document)}


def _limited() -> None:
    with suppress(ImportError):  # Windows has no such limits; there only the caller's clock counts
        import resource

        resource.setrlimit(resource.RLIMIT_CPU, (SECONDS, SECONDS))
        resource.setrlimit(resource.RLIMIT_AS, (_MEMORY, _MEMORY))


def main() -> int:
    """Read standard input; 2 if the file has a password, 1 if it is no PDF or damaged."""
    failed = cast("type[Exception]", _library().PdfiumError)
    _limited()
    try:
        found = read(sys.stdin.buffer.read())
    except failed as error:
        return 2 if "password" in str(error).lower() else 1
    sys.stdout.buffer.write(json.dumps(found, ensure_ascii=False).encode("utf-8", "replace"))
    return 0


if __name__ == "__main__":
    sys.exit(main())
