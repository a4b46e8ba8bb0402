"""Lam and alef as two glyphs, so that a PDF tells them as the two letters that they are.

A font draws lam before alef as one ligature. A PDF tells such a glyph as both letters in the order of reading, and
programs that read it turn a line of Arabic around glyph by glyph: they read alef before lam in every such word. Here
the ligature is drawn with the lam, and the alef is a glyph without outline, which has a part of its room.
"""

from __future__ import annotations

import copy
from typing import Any, Final

from fontTools.otlLib import builder
from fontTools.ttLib import TTFont
from fontTools.ttLib.tables import otTables
from fontTools.ttLib.tables._g_l_y_f import Glyph, GlyphCoordinates

_LAMS: Final = (0xFEDF, 0xFEE0)
"""Lam at the beginning and within a word, as presentation forms."""
_LIGATURES: Final = 4
_IN_CONTEXT: Final = 6
_MARKS_ON_LIGATURES: Final = 5
_LIGATURE_CLASS: Final = 2
_SHARE_OF_ALEF: Final = 0.4


def unjoin(font: TTFont) -> None:
    """Replace the ligatures of lam and alef by pairs of glyphs; marks stay where they were."""
    names = font.getBestCmap()
    lams = [names[code] for code in _LAMS]
    for lookup in list(font["GSUB"].table.LookupList.Lookup):
        if lookup.LookupType != _LIGATURES:
            continue
        joined: dict[str, dict[str, str]] = {}
        for subtable in lookup.SubTable:
            for lam in lams:
                for ligature in subtable.ligatures.pop(lam, ()):
                    joined.setdefault(ligature.Component[0], {})[lam] = ligature.LigGlyph
        if not joined:
            continue
        if any(subtable.ligatures for subtable in lookup.SubTable):
            raise SystemExit("A table of ligatures holds others than those of lam and alef.")
        lookup.LookupType = _IN_CONTEXT
        lookup.SubTable = [_pair(font, alef, ligatures) for alef, ligatures in sorted(joined.items())]
        lookup.SubTableCount = len(lookup.SubTable)


def _pair(font: TTFont, alef: str, ligatures: dict[str, str]) -> Any:
    """The rule that puts two glyphs for lam and an alef (OpenType, GSUB 6.3: chained contexts by coverage).

    Args:
        font: which gets the glyphs.
        alef: the glyph of one at the end of a word.
        ligatures: by the glyph of the lam before it.
    """
    room = round(_SHARE_OF_ALEF * min(font["hmtx"][ligature][0] for ligature in ligatures.values()))
    silent, first = f"{alef}.silent", min(ligatures.values())
    _add(font, silent, Glyph(), room)
    _carry_marks(font, first, silent, part=1, shift=0)
    drawn: dict[str, str] = {}
    for lam, ligature in ligatures.items():
        drawn[lam] = f"{ligature}.drawn"
        outline = copy.deepcopy(font["glyf"][ligature])
        outline.expand(font["glyf"])
        _shift(outline, -room)
        _add(font, drawn[lam], outline, font["hmtx"][ligature][0] - room)
        _carry_marks(font, ligature, drawn[lam], part=0, shift=-room)
    rule = otTables.ChainContextSubst()
    rule.Format = 3
    rule.BacktrackCoverage, rule.LookAheadCoverage = [], []
    order = font.getReverseGlyphMap(rebuild=True)
    rule.InputCoverage = [builder.buildCoverage(some, order) for some in (sorted(ligatures), [alef])]
    rule.SubstLookupRecord = [_record(0, _single(font, drawn)), _record(1, _single(font, {alef: silent}))]
    rule.BacktrackGlyphCount, rule.InputGlyphCount, rule.LookAheadGlyphCount, rule.SubstCount = 0, 2, 0, 2
    return rule


def _shift(outline: Glyph, by: int) -> None:
    if outline.isComposite():
        for component in outline.components:
            component.x += by
    else:
        outline.coordinates = GlyphCoordinates([(x + by, y) for x, y in outline.coordinates])


def _add(font: TTFont, name: str, outline: Glyph, width: int) -> None:
    glyphs = font["glyf"]
    if name not in font.getGlyphOrder():
        font.setGlyphOrder([*font.getGlyphOrder(), name])
    glyphs[name] = outline
    outline.recalcBounds(glyphs)
    font["hmtx"][name] = (width, getattr(outline, "xMin", 0))
    font["GDEF"].table.GlyphClassDef.classDefs[name] = _LIGATURE_CLASS


def _carry_marks(font: TTFont, ligature: str, name: str, part: int, shift: int) -> None:
    """Give a glyph the places of marks that a part of a ligature has (OpenType, GPOS 5)."""
    for lookup in font["GPOS"].table.LookupList.Lookup:
        for subtable in lookup.SubTable if lookup.LookupType == _MARKS_ON_LIGATURES else ():
            known = subtable.LigatureCoverage.glyphs
            there = copy.deepcopy(subtable.LigatureArray.LigatureAttach[known.index(ligature)])
            there.ComponentRecord = [there.ComponentRecord[part]]
            there.ComponentCount = 1
            for anchor in there.ComponentRecord[0].LigatureAnchor:
                if anchor is not None:
                    anchor.XCoordinate += shift
            known.append(name)
            subtable.LigatureArray.LigatureAttach.append(there)
            subtable.LigatureArray.LigatureCount += 1


def _single(font: TTFont, mapping: dict[str, str]) -> int:
    """A new table that replaces glyphs one by one, and its number."""
    lookups = font["GSUB"].table.LookupList
    lookups.Lookup.append(builder.buildLookup([builder.buildSingleSubstSubtable(mapping)]))
    lookups.LookupCount = len(lookups.Lookup)
    return lookups.LookupCount - 1


def _record(at: int, number: int) -> Any:
    record = otTables.SubstLookupRecord()
    record.SequenceIndex, record.LookupListIndex = at, number
    return record
