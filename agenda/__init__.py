"""Agenda: the command line and the terminal screens."""

__version__ = "0.1.0"
