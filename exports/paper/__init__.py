"""Papers: Typst templates, fonts, rendering."""

from exports.paper.render import Rendered, programme_pdf

__all__ = ["Rendered", "programme_pdf"]
