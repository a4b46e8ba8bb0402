"""Being late: what it does to the day, and what helps."""
