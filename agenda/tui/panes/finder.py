"""Search in a trip: from hit to hit, over the tabs."""

from __future__ import annotations

from typing import TYPE_CHECKING

from trips.queries.search import Hit, search

if TYPE_CHECKING:
    from agenda.commands import Where
    from agenda.tui.ports import Editor
    from trips.i18n.language import Translator
    from trips.model.trip import Trip


class Finder:
    """What was looked for, and which hit the cursor is on."""

    def __init__(self, editor: Editor, words: Translator) -> None:
        self._editor = editor
        self._t = words
        self._text = ""
        self._at = 0
        self._known: tuple[Trip, str, tuple[Hit, ...]] | None = None

    def _hits(self) -> tuple[Hit, ...]:
        trip = self._editor.session.trip
        if self._known is None or self._known[0] is not trip or self._known[1] != self._text:
            self._known = trip, self._text, search(trip, self._text) if self._text.strip() else ()
        return self._known[2]

    def echo(self, text: str) -> str:
        """How many hits a text has, and what they are."""
        self._text = text
        hits = self._hits()
        if not text.strip():
            return self._t("F3 next · Ctrl+R previous")
        if not hits:
            return self._t("Nothing found.")
        titles = {item.id: item.title for item in self._editor.session.trip.items}
        shown = " · ".join(titles.get(hit.key, hit.text) for hit in hits[:3])
        count = self._t.plural("{n} found", "{n} found", len(hits))
        return f"{count}: {shown}"

    async def look_for(self, text: str) -> None:
        """Go to the first hit of a text."""
        self._text, self._at = text, 0
        await self._go()

    async def step(self, by: int) -> None:
        """Go to the next hit, or the one before."""
        hits = self._hits()
        if not hits:
            self._editor.agenda.tell(self._t("Nothing found."))
            return
        self._at = (self._at + by) % len(hits)
        await self._go()

    async def _go(self) -> None:
        hits = self._hits()
        if hits:
            hit = hits[min(self._at, len(hits) - 1)]
            tab: Where = "programme" if hit.kind == "item" else "places" if hit.kind == "venues" else "people"
            key = hit.key if hit.kind == "item" else f"{hit.kind}:{hit.key}"
            await self._editor.open_tab(tab, key, focus=self._editor.line.purpose is None)
