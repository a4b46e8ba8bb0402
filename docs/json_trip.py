"""Plan, change, release and hand out a trip from a script: python docs/json_trip.py.

It needs nothing but Python and the program; every answer is one of the shapes in json.md.
"""

import json
import subprocess
import sys
from typing import Any

AGENDA = [sys.executable, "-m", "agenda"]  # or ["agenda"], where it is installed as a program


def agenda(*words: str, allowed: tuple[int, ...] = (0,)) -> Any:
    """Run a command; what it prints, as values where it prints JSON."""
    done = subprocess.run([*AGENDA, *words], capture_output=True, text=True, encoding="utf-8", check=False)
    if done.returncode not in allowed:
        sys.exit(done.stderr)
    return json.loads(done.stdout) if "--json" in words else done.stdout.strip()


def entries(trip: str) -> dict[str, Any]:
    """Every entry of the programme by its title."""
    return {entry["title"]: entry for day in agenda("show", trip, "--json")["days"] for entry in day["entries"]}


# Plan it.
trip = agenda("new", "Visit to Aarhus", "--from", "2027-05-10", "--to", "2027-05-11", "--timezone", "Europe/Copenhagen")
agenda("people", trip, "add", "Anna Weber", "delegate=yes", "role=Mayor")
for line in ("Mon 10:00-11:30 Visit to the harbour", "Mon then 45 min Lunch", "Tue 09:00-10:00 Town hall"):
    agenda("add", trip, line)

# Change it: lunch is where its visit is, and everything on Monday is a quarter of an hour later.
visit = entries(trip)["Visit to the harbour"]
agenda("set", trip, entries(trip)["Lunch"]["id"], "venue=Harbour café", "status=confirmed")
agenda("shift", trip, visit["id"], "--by", "+15m")
assert entries(trip)["Lunch"]["start"] == "2027-05-10T11:45:00+02:00"

# Look at it: exit code 3 says that there are errors among the findings.
for finding in agenda("check", trip, "--json", allowed=(0, 3))["findings"]:
    print(finding["severity"], finding["message"])

# Release it and hand it out.
agenda("release", trip, "-m", "First version", "--yes")
agenda("kit", trip, "-o", "kit")
for entry in agenda("ledger", trip, "--json")["entries"]:
    print(entry["reader"], "has version", entry["version"])
