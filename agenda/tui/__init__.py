"""The terminal program; Textual lives only here."""
