"""The trip file: one trip as TOML, for people to read and write."""

from trips.tripfile.read import FileRead, TripFileError, read_trip, read_trip_file
from trips.tripfile.write import write_trip

__all__ = ["FileRead", "TripFileError", "read_trip", "read_trip_file", "write_trip"]
