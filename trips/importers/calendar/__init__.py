"""Calendar files that others wrote become items."""

from trips.importers.calendar.calendar_file import Calendar, Taken, read_calendar, read_calendar_file
from trips.importers.result import Skipped

__all__ = ["Calendar", "Skipped", "Taken", "read_calendar", "read_calendar_file"]
