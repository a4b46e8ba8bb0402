"""Which country, and which German state, a place lies in."""

from __future__ import annotations

import re
from bisect import bisect_right
from functools import cache
from importlib.resources import files
from typing import Final

_POSTCODE: Final = re.compile(r"(?<!\d)(?:D-)?(\d{5})\s+[^\W\d]")
_FROM: Final[tuple[tuple[int, str], ...]] = (
    (1001, "SN"), (1941, "BB"), (1999, ""), (2601, "SN"), (3001, "BB"), (3254, ""), (4001, "SN"), (4581, "TH"),
    (4640, "SN"), (4891, "BB"), (4939, ""), (6001, "ST"), (6548, ""), (6579, "ST"), (6929, ""), (7301, "TH"),
    (7919, ""), (8001, "SN"), (9670, ""), (10115, "BE"), (14200, ""), (14401, "BB"), (14715, ""), (14723, "BB"),
    (16950, ""), (17001, "MV"), (17258, ""), (17389, "MV"), (19270, ""), (19406, "MV"), (19418, ""), (20038, "HH"),
    (21035, ""), (21202, "NI"), (21450, ""), (21465, "SH"), (21522, ""), (21601, "NI"), (21790, ""), (22041, "HH"),
    (22113, ""), (22149, "HH"), (22770, ""), (22801, "SH"), (23920, "MV"), (24001, "SH"), (26001, "NI"), (27483, ""),
    (27607, "NI"), (28001, "HB"), (28780, ""), (28790, "NI"), (29400, ""), (29431, "NI"), (31869, ""), (32001, "NW"),
    (33830, ""), (34101, "HE"), (34331, ""), (34414, "NW"), (34440, "HE"), (36400, ""), (36404, "TH"), (37001, "NI"),
    (37194, ""), (37201, "HE"), (37300, ""), (37308, "TH"), (37360, ""), (37401, "NI"), (37650, ""), (37699, "NI"),
    (38480, ""), (38501, "NI"), (38730, ""), (38801, "ST"), (39650, ""), (40001, "NW"), (48433, ""), (48477, "NW"),
    (48478, ""), (48485, "NW"), (48486, ""), (48493, "NW"), (48497, ""), (48527, "NI"), (48532, ""), (48541, "NW"),
    (48740, ""), (49001, "NI"), (49420, ""), (49461, "NW"), (49550, ""), (49551, "NI"), (49850, ""), (50101, "NW"),
    (51598, ""), (51601, "NW"), (53360, ""), (53401, "RP"), (53580, ""), (53621, "NW"), (53950, ""), (54181, "RP"),
    (55240, ""), (55253, "RP"), (56870, ""), (57001, "NW"), (57490, ""), (57501, "RP"), (57649, ""), (58001, "NW"),
    (59967, ""), (60001, "HE"), (63700, ""), (63701, "BY"), (63775, ""), (63785, "BY"), (63928, ""), (64201, "HE"),
    (64754, ""), (64757, "HE"), (65326, ""), (65701, "HE"), (65937, ""), (66001, "SL"), (66460, ""), (66511, "SL"),
    (66840, ""), (66841, "RP"), (67830, ""), (68001, "BW"), (68500, ""), (68701, "BW"), (69235, ""), (70001, "BW"),
    (74594, ""), (74595, "BW"), (76710, ""), (76711, "RP"), (76892, ""), (77601, "BW"), (79880, ""), (80001, "BY"),
    (87491, ""), (87571, "BY"), (87790, ""), (88001, "BW"), (88100, ""), (88181, "BW"), (89080, ""), (89201, "BY"),
    (89450, ""), (89501, "BW"), (89620, ""), (90001, "BY"), (97860, ""), (98501, "TH"), (99999, ""),
)  # fmt: skip
"""The first postal code of each range and its state; empty where two states share a range, which nobody guesses."""
_STARTS: Final = tuple(start for start, _ in _FROM)


@cache
def _countries() -> dict[str, str]:
    """The country of each time zone that belongs to one."""
    found: dict[str, str] = {}
    for line in (files("tzdata") / "zoneinfo" / "zone.tab").read_text(encoding="utf-8").splitlines():
        if line and not line.startswith("#"):
            code, _, name = line.split("\t")[:3]
            found[name] = code
    return found


def country_of(zone_name: str) -> str:
    """The ISO code of the country whose clocks a time zone shows; empty if there is none, as for "UTC"."""
    return _countries().get(zone_name, "")


def state_of(address: str) -> str:
    """The code of the German state ("NW") of an address with a postal code; empty if it is not certain."""
    found = _POSTCODE.search(address)
    if found is None:
        return ""
    place = bisect_right(_STARTS, int(found[1])) - 1
    return _FROM[place][1] if place >= 0 else ""
