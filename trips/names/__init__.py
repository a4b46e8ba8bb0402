"""Whom or what a text means."""
