"""When everything is, and who is there: worked out from what was said."""
