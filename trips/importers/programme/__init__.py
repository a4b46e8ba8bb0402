"""Programmes that somebody wrote as text: pasted, from a letter, from Word, turned into items."""
