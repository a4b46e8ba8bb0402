"""The document: what a trip is made of, and what must be true of it."""
