"""What we need of the XML trees that python-docx works on; its library has no types."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Final, Protocol, cast

from exports.word.markup import NAMESPACES

W: Final = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
R: Final = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"


class Element(Protocol):
    """An element of a tree."""

    tag: str
    text: str | None
    xml: str
    """The element as markup."""

    def __iter__(self) -> Iterator[Element]: ...
    def append(self, element: Element, /) -> None:
        """Add a child at the end."""
        ...

    def insert(self, index: int, element: Element, /) -> None:
        """Add a child at a place."""
        ...

    def remove(self, element: Element, /) -> None:
        """Take a child out."""
        ...

    def get(self, key: str, /) -> str | None:
        """An attribute."""
        ...

    def set(self, key: str, value: str, /) -> None:
        """Set an attribute."""
        ...

    def find(self, path: str, /) -> Element | None:
        """The first child of that name."""
        ...

    def xpath(self, path: str, /) -> Sequence[Element]:
        """What a path leads to; the prefixes of Word are known."""
        ...


def tree(element: object) -> Element:
    """An element of the library, with its type."""
    return cast("Element", element)


def parsed(markup: str | bytes) -> Element:
    """Markup as a tree."""
    from docx.oxml import parse_xml

    return tree(parse_xml(markup))


def children(markup: str) -> tuple[Element, ...]:
    """The elements of markup that has more than one."""
    return tuple(parsed(f"<w:body {NAMESPACES}>{markup}</w:body>"))


def child(element: Element, name: str, *, first: bool = False) -> Element:
    """The child of that name, made if there is none: at the end, or as the first."""
    found = element.find(W + name)
    if found is None:
        found = parsed(f"<w:{name} {NAMESPACES}/>")
        element.insert(0 if first else len(list(element)), found)
    return found
