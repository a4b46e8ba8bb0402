"""What leaves the office, and what must not."""
