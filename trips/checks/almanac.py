"""Public holidays, school holidays and weekends of a country or a German state, from the package "holidays".

The package is large and is loaded when the first day is looked at. Nothing here asks the network.
"""

from __future__ import annotations

from datetime import date
from functools import lru_cache

from trips.i18n.language import Message, Translator

Names = dict[date, str]


class Named(Message):
    """The name of a holiday, told in the reader's language where the package knows it, else in the country's own."""

    __slots__ = ()

    def __init__(self, country: str, state: str, day: date, *, school: bool = False) -> None:
        super().__init__("{name}", name=f"{country} {state} {day.isoformat()} {int(school)}")

    def say(self, t: Translator) -> str:
        """The name."""
        country, state, day, school = str(self.values["name"]).split(" ")
        return days_off(country, state, date.fromisoformat(day).year, school == "1", t.language).get(
            date.fromisoformat(day), "?"
        )


@lru_cache(maxsize=256)
def days_off(country: str, state: str, year: int, school: bool, language: str) -> Names:
    """The holidays of a year with their names; empty if the package does not know the country.

    Args:
        country: its ISO code.
        state: the code of a German state, or empty for what counts in the whole country.
        year: the year.
        school: school holidays instead of public ones.
        language: "de" or "en"; names that do not exist in it are in the country's own language.
    """
    import holidays

    if country not in holidays.list_supported_countries(include_aliases=False):
        return {}
    plain = holidays.country_holidays(country, years=year)
    category = "school" if school else "public"
    if category not in plain.supported_categories:
        return {}
    wanted = {"de": ("de",), "en": ("en_US", "en_GB")}[language]
    spoken = next((one for one in wanted if one in plain.supported_languages), plain.default_language)
    found = holidays.country_holidays(
        country, subdiv=state or None, years=year, expand=False, language=spoken, categories=(category,)
    )
    return {day: str(name) for day, name in found.items() if day.year == year}


@lru_cache(maxsize=64)
def weekend(country: str) -> frozenset[int]:
    """The weekdays (Monday is 0) that are free in a country; Saturday and Sunday if nobody knows."""
    import holidays

    if country not in holidays.list_supported_countries(include_aliases=False):
        return frozenset((5, 6))
    return frozenset(holidays.country_holidays(country).weekend)


def knows(country: str) -> bool:
    """Whether public holidays of a country are known."""
    import holidays

    return country in holidays.list_supported_countries(include_aliases=False)


def school_day_off(country: str, state: str, day: date) -> bool | None:
    """Whether schools are closed on a day; None if nobody knows: no state, or a year that was not announced yet."""
    if not state:
        return None
    of_year = days_off(country, state, day.year, True, "en")
    if day in of_year:
        return True
    later = any(day_date > day for day_date in of_year) or bool(days_off(country, state, day.year + 1, True, "en"))
    return False if of_year and later else None
