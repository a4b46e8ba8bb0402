"""The languages: catalogs, word forms, dates, and text made safe to show or compare."""
