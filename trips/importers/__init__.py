"""What others wrote becomes items."""
