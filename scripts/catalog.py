"""Bring the German catalog up to date with the words in the code, and compile it; and those of guests' languages.

python scripts/catalog.py          extract, update each agenda.po, write agenda.mo
python scripts/catalog.py --check  only say what is missing; exit 1 if something is
"""

from __future__ import annotations

import io
import sys
from datetime import UTC, datetime
from pathlib import Path

import click
from babel.messages.catalog import Catalog
from babel.messages.extract import extract, extract_from_dir
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po

LANGUAGES = ("de", "en")
ROOT = Path(__file__).resolve().parent.parent
LOCALES = ROOT / "trips/i18n/locale"
PO = LOCALES / "de/LC_MESSAGES/agenda.po"
MO = PO.with_suffix(".mo")
KEYWORDS = {
    "t": None, "_t": None, "say": (1,), "confirmed": (1,), "N_": None, "Message": None, "UserError": None,
    "plural": (1, 2), "words": (1,),
}  # fmt: skip

LIBRARY = ("core", "decorators", "exceptions", "formatting", "parser", "types")
"""The files of the command line library that speak; it looks its sentences up in our catalog."""

FOR_DEVELOPERS = (
    "Deprecat", "deprecated", "Value must be", "Name '", "Boolean option", "Could not determine", "No options defined",
    "Arguments take exactly", "Choice(",
)  # fmt: skip
"""Sentences of the library that only a wrong declaration brings up."""


def extracted() -> Catalog:
    """Every word in the code."""
    catalog = Catalog(locale="de", project="agenda", charset="utf-8")
    for room in ("agenda", "exports", "trips"):
        for filename, _, message, _, context in extract_from_dir(ROOT / room, keywords=KEYWORDS):
            if message in LANGUAGES:
                continue  # words("de") are those of a language, not a text
            catalog.add(message, locations=[(f"{room}/{filename}", 0)], context=context)
    for name in LIBRARY:
        path = Path(click.__file__).parent / f"{name}.py"
        with path.open("rb") as file:
            for line, message, _, context in extract("python", file, keywords={"_": None, "ngettext": (1, 2)}):
                if not str(message).startswith(FOR_DEVELOPERS):
                    catalog.add(message, locations=[(f"click/{name}.py", line)], context=context)
    return catalog


def updated() -> Catalog:
    """The German catalog with exactly the words of the code."""
    template = extracted()
    known = read_po(io.BytesIO(PO.read_bytes()), locale="de") if PO.exists() else Catalog(locale="de")
    known.update(template, no_fuzzy_matching=True)
    known.obsolete.clear()
    known.fuzzy = False
    known.revision_date = known.creation_date = datetime(2025, 1, 1, tzinfo=UTC)
    known.header_comment = "# The German words of Agenda."
    return known


def compiled(catalog: Catalog) -> bytes:
    """A catalog as a .mo file."""
    buffer = io.BytesIO()
    write_mo(buffer, catalog)
    return buffer.getvalue()


def of_guests(template: Catalog) -> dict[Path, Catalog]:
    """The catalogs of guests' languages with those of their words that the code still has."""
    found: dict[Path, Catalog] = {}
    for path in sorted(LOCALES.glob("*/LC_MESSAGES/agenda.po")):
        if path != PO:
            known = read_po(io.BytesIO(path.read_bytes()), locale=path.parent.parent.name)
            for message in list(known):
                if message.id and message.id not in template:
                    known.delete(message.id)
            found[path] = known
    return found


def written(catalog: Catalog) -> bytes:
    """A catalog as a .po file."""
    buffer = io.BytesIO()
    write_po(buffer, catalog, sort_output=True, omit_header=False, no_location=True, width=120, include_previous=False)
    return buffer.getvalue()


def missing(catalog: Catalog) -> list[str]:
    """The words that have no translation, or one whose placeholders differ."""
    found: list[str] = []
    for message in catalog:
        if message.id:
            strings = message.string if isinstance(message.string, tuple) else (message.string,)
            if not all(strings) or message.fuzzy:
                found.append(str(message.id))
    return found


def main() -> int:
    """Update or check."""
    catalog = updated()
    left = missing(catalog)
    if "--check" not in sys.argv:
        PO.parent.mkdir(parents=True, exist_ok=True)
        for path, one in ({PO: catalog} | of_guests(catalog)).items():
            path.write_bytes(written(one))
            path.with_suffix(".mo").write_bytes(compiled(one))
    for text in left:
        print("missing:", text)
    print(f"{sum(1 for one in catalog if one.id)} words, {len(left)} missing")
    return 1 if left else 0


if __name__ == "__main__":
    sys.exit(main())
