"""One line as one would say it."""
