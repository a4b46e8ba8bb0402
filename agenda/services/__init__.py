"""What both faces do with store and disk."""
