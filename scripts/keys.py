"""Make docs/keys.md from the table of commands: python scripts/keys.py."""

from __future__ import annotations

from pathlib import Path

from agenda.commands import COMMANDS, GROUPS, Command, key_name
from trips.i18n.language import LANGUAGES, Translator, words

PAGE = Path(__file__).resolve().parent.parent / "docs/keys.md"


INTRODUCTION = """# Keys

Every command of the editor. The keys of an office are the default; the letters come with `keymap = "letters"` in the
settings (F12), where `[keys]` gives single commands other keys, by their id: `status = "f10"`.

Made by `scripts/keys.py`.
"""


def keys_page() -> str:
    """The page: every command, its keys and what it does, in both languages."""
    lines = [INTRODUCTION]
    for language in LANGUAGES:
        t = words(language)
        lines += [f"## {'Deutsch' if language == 'de' else 'English'}", ""]
        for group in GROUPS:
            lines += [f"### {t(group)}", "", "| | | | | id |", "|---|---|---|---|---|"]
            lines += [_row(one, t) for one in COMMANDS if one.group == group]
            lines.append("")
    return "\n".join(lines)


def _row(command: Command, t: Translator) -> str:
    keys = ", ".join(key_name(key, t) for key in command.keys.split(","))
    letter = f"`{key_name(command.letter, t)}`" if command.letter else ""
    cells = (t(command.label), f"`{keys}`", letter, t(command.about), f"`{command.name}`")
    return "| " + " | ".join(cell.replace("|", "\\|") for cell in cells) + " |"


if __name__ == "__main__":
    PAGE.write_text(keys_page(), encoding="utf-8")
