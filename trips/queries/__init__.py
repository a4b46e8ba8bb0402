"""Questions to a trip: what is where, what is on, how many are there."""
