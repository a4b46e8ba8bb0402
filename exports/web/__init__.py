"""Pages: one self-contained HTML file each, for any web server or none."""

from exports.web.page import Page, element, page
from exports.web.programme import Links, programme_page

__all__ = ["Links", "Page", "element", "page", "programme_page"]
