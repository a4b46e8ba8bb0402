"""Calendar files that others wrote become items."""

from trips.readers.calendar.reading import Calendar, Taken, read_calendar, read_calendar_file
from trips.readers.told import Skipped

__all__ = ["Calendar", "Skipped", "Taken", "read_calendar", "read_calendar_file"]
