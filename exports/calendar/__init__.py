"""Calendar files: events, time zones, and what calendar programs can take."""

from exports.calendar.file import CalendarOptions, calendar_file

__all__ = ["CalendarOptions", "calendar_file"]
