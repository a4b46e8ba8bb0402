"""Windows over a screen, named like their command."""
