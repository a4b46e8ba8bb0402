"""The tabs of a trip."""
