"""Examples of every command, which stand at the end of its help; one after the other they run after `agenda demo`."""

from __future__ import annotations

from typing import Final

import click

from agenda.cli.context import t

EXAMPLES: Final[dict[str, tuple[str, ...]]] = {
    "edit": ("agenda edit koeln", "agenda edit"),
    "demo": ("agenda demo", "agenda demo -o out --no-edit"),
    "new": (
        'agenda new "Kraków" --from 2026-12-07 --to 2026-12-11 --timezone Europe/Warsaw',
        'agenda new "Cologne again" --from 2026-10-08 --like koeln --people all',
    ),
    "series": ("agenda series", "agenda series --json"),
    "list": ("agenda list", "agenda list --all --json"),
    "show": ("agenda show koeln", "agenda show koeln --for participants --day 2"),
    "add": ('agenda add koeln "Thu 16:45 10 min Group photo"', 'agenda add koeln "then 45 min Coffee" --after {kgst}'),
    "set": ("agenda set koeln {lunch} time=12:45-13:30 status=confirmed", 'agenda set koeln day:2 title="Last day"'),
    "move": ("agenda move koeln {photo} --to 2", "agenda move koeln {coffee} --down"),
    "remove": ("agenda remove koeln {press}", "agenda remove koeln {photo} {walk} --dry-run"),
    "shift": ("agenda shift koeln {kgst} --by +20m --dry-run", "agenda shift koeln {lunch} --by +10m --end"),
    "sort": ("agenda sort koeln --day 1 --dry-run", "agenda sort koeln --yes"),
    "fit": (
        "agenda fit koeln --day 2 --from 07:00 --to 17:00 --dry-run",
        "agenda fit koeln --day Fri --from 07:00 --to 17:00",
    ),
    "now": ('agenda now koeln --at "1 11:00"', 'agenda now koeln --at "Thu 14:05" --for participants'),
    "late": ("agenda late koeln 20 --day 1 --at 11:00", "agenda late koeln 20 --day 1 --at 11:00 --how 1"),
    "copy": ('agenda new "Bonn" --from 2026-11-05', "agenda copy koeln {lunch} --to bonn --day 1"),
    "dates": ("agenda dates koeln --from 2026-10-08 --dry-run", "agenda dates koeln --to 2025-10-11"),
    "find": ("agenda find koeln effing", "agenda find koeln old town"),
    "people": ("agenda people koeln", 'agenda people koeln add "Anna Weber" role=Mayor delegate=yes'),
    "places": ("agenda places koeln", "agenda places koeln distance rathaus brauhaus 10"),
    "groups": ("agenda groups koeln", 'agenda groups koeln add "Press" expected=6'),
    "organisations": ("agenda organisations koeln", "agenda organisations koeln show kgst-ev"),
    "pages": ("agenda pages koeln", 'agenda pages koeln add "Emergency numbers" text="Police 110, ambulance 112"'),
    "partners": ("agenda partners koeln", 'agenda partners koeln add "City of Cologne"'),
    "translate": ("agenda translate koeln", "agenda translate koeln pl"),
    "check": ("agenda check koeln", "agenda check koeln --json"),
    "dismiss": (
        'agenda dismiss koeln travel.none --because "It is round the corner"',
        "agenda dismiss koeln travel.none --undo",
    ),
    "fix": (
        'agenda add koeln "Thu 16:10 10 min Photo"',
        "agenda fix koeln time.overlap",
        "agenda fix koeln time.overlap --how 1",
    ),
    "import": ("agenda export toml koeln -o plan.toml", "agenda import plan.toml --dry-run"),
    "export": ("agenda export ics koeln", "agenda export pdf koeln --paper daysheet --day 2 -o friday.pdf"),
    "release": ("agenda release koeln --dry-run", 'agenda release koeln -m "For the mayors" --yes'),
    "releases": ("agenda release koeln --yes", "agenda releases koeln"),
    "diff": ("agenda release koeln --yes", "agenda diff koeln --for participants"),
    "counts": ("agenda counts koeln", "agenda counts koeln --day 1 -o seats.xlsx"),
    "assign": ('agenda assign koeln {coach} "Coach 1" "Emil Exempel" --seats 50', "agenda assign koeln -o places.csv"),
    "confirm": ('agenda confirm koeln {kgst} --by kgst-ev --how "by phone"', "agenda confirm koeln {closing}"),
    "calls": ("agenda calls koeln", "agenda calls koeln --json"),
    "kit": ("agenda release koeln --yes", "agenda kit koeln -o kit"),
    "publish": ("agenda release koeln --yes", "agenda publish koeln -o web --url https://example.org/koeln"),
    "send": (
        "agenda settings mail_from=office@example.org",
        "agenda release koeln --yes",
        "agenda send koeln --dry-run",
    ),
    "ledger": ("agenda release koeln --yes", "agenda ledger koeln"),
    "history": ("agenda history koeln", "agenda history koe"),
    "undo": ('agenda add koeln "Fri 17:00 Debriefing"', "agenda undo koeln"),
    "redo": ('agenda add koeln "Fri 17:00 Debriefing"', "agenda undo koeln", "agenda redo koeln"),
    "archive": ("agenda archive koeln", "agenda archive koeln --undo"),
    "duplicate": ('agenda duplicate koeln "Cologne, plan B"', "agenda duplicate koeln --item {lunch}"),
    "delete": ("agenda delete koeln", "agenda delete koeln --undo"),
    "backup": ("agenda backup agenda-backup.db", "agenda backup agenda-backup.db --force"),
    "restore": ("agenda backup safe.db", "agenda restore safe.db --yes"),
    "erase": ('agenda erase "Emil Exempel" --dry-run', 'agenda erase "Emil Exempel" --yes'),
    "settings": ("agenda settings", 'agenda settings language=en office="City of Bonn, protocol office"'),
    "completion": ("agenda completion zsh", "agenda completion fish"),
    "help": ("agenda help people add", "agenda help --all"),
}


_ITEMS: Final = {
    "coach": ("bdf5b2", "0cc5ce"), "lunch": ("9ff18b", "4f0212"), "kgst": ("03f01f", "376df1"),
    "coffee": ("e65708", "c98ca2"),
    "walk": ("6aee45", "093629"), "press": ("3326a9", "8f69fe"),
    "closing": ("081ac0", "f5b577"),
    "photo": ("49c94f", "303b27"),
}  # fmt: skip
"""Items of the Cologne trip: their short ids in the English and in the German one."""


def examples(name: str, language: str) -> tuple[str, ...]:
    """The examples of a command, with the ids that the Cologne trip has in a language, "de" or "en"."""
    ids = {item: both[language == "de"] for item, both in _ITEMS.items()}
    return tuple(line.format_map(ids) for line in EXAMPLES[name])


def with_examples(name: str, command: click.Command) -> None:
    """Let a command, and those within it, end its help with the examples of its name."""
    told = "\b\n" + t("Examples (after agenda demo):") + "".join(f"\n  {line}" for line in examples(name, t.language))
    for one in (command, *(command.commands.values() if isinstance(command, click.Group) else ())):
        one.epilog = told
