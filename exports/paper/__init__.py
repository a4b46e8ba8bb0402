"""Papers: Typst templates, fonts, rendering."""

from exports.paper.job import LAYOUTS, ORDERS, Job, Options
from exports.paper.papers import PAPERS, Paper
from exports.paper.render import Rendered, compose, make_paper

__all__ = ["LAYOUTS", "ORDERS", "PAPERS", "Job", "Options", "Paper", "Rendered", "compose", "make_paper"]
