"""Calendar files: events, time zones, and what calendar programs can take."""

from exports.calendar.alarms import Alarms
from exports.calendar.calendar_file import PLAIN, CalendarOptions, Calendars, calendar_file

__all__ = ["PLAIN", "Alarms", "CalendarOptions", "Calendars", "calendar_file"]
