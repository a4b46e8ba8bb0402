"""Agenda: the command line and the terminal screens."""

__version__ = "1.0.0"
