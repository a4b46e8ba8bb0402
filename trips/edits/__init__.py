"""Edits: pure functions from a trip to a trip."""
