"""Values of the trip as rows of text, for the command line and the screens."""
