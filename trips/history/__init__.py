"""What changed: differences, merges, conflicts, releases, and people taken out for good."""
