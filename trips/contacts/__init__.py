"""Whom to phone about what, and who has said yes to what."""
