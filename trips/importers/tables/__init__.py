"""Tables that others keep, as CSV or Excel: participants and programmes."""
