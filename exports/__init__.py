"""A trip becomes what a reader gets: calendar file, paper, text, data."""
