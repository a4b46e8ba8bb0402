"""Make the moving picture of the README from the real program: python -m scripts.moving.

The editor runs in a pseudo-terminal; somebody types the story of the README into it. What stands on the screen then
becomes the frames of one SVG: each row is drawn once, a frame is a list of rows, and CSS shows one frame after the
other. Who wants no motion (prefers-reduced-motion) sees the last frame.
"""

from __future__ import annotations

import fcntl
import os
import pty
import re
import select
import struct
import subprocess
import sys
import tempfile
import termios
import time
from html import escape
from itertools import groupby
from pathlib import Path
from typing import Final, NamedTuple

import pyte
from pyte.screens import Char

FILE: Final = Path(__file__).resolve().parent.parent / "docs/pictures/moving.svg"
COLUMNS: Final = 90
ROWS: Final = 22
CELL: Final = (8.4, 18)
EDGE: Final = 14
INK: Final = "#e0e0e0"
GROUND: Final = "#121212"
NAMED: Final = {
    "default": "", "black": "#000000", "red": "#cd3131", "green": "#0dbc79", "brown": "#e5e510", "blue": "#2472c8",
    "magenta": "#bc3fbc", "cyan": "#11a8cd", "white": "#e5e5e5",
}  # fmt: skip
QUESTIONS: Final = (
    (b"\x1b[?2026$p", b"\x1b[?2026;2$y"),
    (b"\x1b[c", b"\x1b[?62;22c"),
    (b"\x1b[6n", b"\x1b[1;1R"),
    (b"\x1b]11;?", b"\x1b]11;rgb:0000/0000/0000\x1b\\"),
)
"""What the program asks a terminal, and what one that can little answers."""
UNKNOWN: Final = re.compile(rb"\x1b\[[>=<][0-9;]*[a-zA-Z]|\x1b\[\?[0-9;]*\$p")
"""What pyte would print instead of passing over it."""
KEYS: Final = {"enter": "\r", "f4": "\x1bOS", "f7": "\x1b[18~", "down": "\x1b[B", "home": "\x1b[H"}
PROGRAMME: Final = """Tuesday
09:30 - 11:00  Guided tour of the city museum
11:15 - 12:15  Talk: A harbour without diesel (Prof. Lone Friis)
then  Farewell lunch
"""


class Frame(NamedTuple):
    """A screen as it stands for some seconds: its rows as SVG, and the sentence below it."""

    rows: tuple[str, ...]
    seconds: float
    sentence: str


class Recording:
    """A terminal with the editor in it, and what was seen so far."""

    def __init__(self, *arguments: str) -> None:
        self.frames: list[Frame] = []
        self.sentence = ""
        self._screen = pyte.Screen(COLUMNS, ROWS)
        self._stream = pyte.ByteStream(self._screen)
        self._pid, self._handle = pty.fork()
        if self._pid == 0:
            os.execv(sys.executable, [sys.executable, "-m", "agenda", *arguments])
        fcntl.ioctl(self._handle, termios.TIOCSWINSZ, struct.pack("HHHH", ROWS, COLUMNS, 0, 0))

    def see(self, text: str) -> None:
        """Wait until a text is on the screen and the screen is at rest."""
        end = time.monotonic() + 30
        while text not in "\n".join(line.rstrip() for line in [*self._screen.display, ""]):
            if time.monotonic() > end:
                raise TimeoutError("\n".join([f"waiting for {text}", *self._screen.display]))
            self._read(0.1)
        self._read(0.4)

    def hold(self, seconds: float) -> None:
        """Let the screen stand for some seconds."""
        rows = tuple(row_svg([self._screen.buffer[y][x] for x in range(COLUMNS)]) for y in range(ROWS))
        self.frames.append(Frame(rows, seconds, self.sentence))

    def write(self, text: str) -> None:
        """Type as a person does, two letters at a time."""
        for at in range(0, len(text), 2):
            os.write(self._handle, text[at : at + 2].encode())
            self._read(0.12)
            self.hold(0.11)

    def press(self, key: str, sees: str, seconds: float = 0.6) -> None:
        """Press a key, wait for what comes of it, and let it stand."""
        os.write(self._handle, KEYS.get(key, key).encode())
        self.see(sees)
        self.hold(seconds)

    def paste(self, text: str) -> None:
        """Paste as a terminal does."""
        os.write(self._handle, f"\x1b[200~{text}\x1b[201~".encode())

    def leave(self) -> None:
        """Quit the editor."""
        os.write(self._handle, b"\x11")
        os.waitpid(self._pid, 0)
        os.close(self._handle)

    def _read(self, rest: float) -> None:
        """Take what the program writes, until it has written nothing for some seconds."""
        while select.select([self._handle], [], [], rest)[0]:
            data = os.read(self._handle, 65536)
            for question, answer in QUESTIONS:
                if question in data:
                    os.write(self._handle, answer)
            self._stream.feed(UNKNOWN.sub(b"", data))


def colour(name: str, otherwise: str) -> str:
    """A colour of the terminal for SVG."""
    known = NAMED.get(name.removeprefix("bright"))
    return (known or otherwise) if known is not None else f"#{name}"


def look(cell: Char) -> tuple[str, str, bool, bool]:
    """Ink, ground, bold and underlined."""
    ink, ground = colour(cell.fg, INK), colour(cell.bg, GROUND)
    if cell.reverse:
        ink, ground = ground, ink
    return ink, ground, cell.bold, cell.underscore


def row_svg(cells: list[Char]) -> str:
    """A row of the screen: its grounds, and its texts without the blanks around them."""
    grounds, texts, x = "", "", 0
    for (ink, ground, bold, underlined), run in groupby(cells, look):
        text = "".join(cell.data for cell in run)
        wide = len(text)
        if ground != GROUND:
            grounds += f'<rect x="{x * CELL[0]:g}" width="{wide * CELL[0]:g}" height="{CELL[1]}" fill="{ground}"/>'
        begin = wide - len(text.lstrip())
        if said := text.strip():
            length = f' textLength="{len(said) * CELL[0]:g}"' if len(said) > 1 else ""
            style = ' class="b"' * bold + ' text-decoration="underline"' * underlined
            fill = f' fill="{ink}"' if ink != INK else ""
            texts += f'<text x="{(x + begin) * CELL[0]:g}" y="13"{length}{fill}{style}>{escape(said)}</text>'
        x += wide
    return grounds + texts


def moving_svg(frames: list[Frame], title: str) -> str:
    """One SVG that shows the frames one after the other, for ever."""
    rows = {row: f"r{number}" for number, row in enumerate(dict.fromkeys(row for one in frames for row in one.rows))}
    width, height = COLUMNS * CELL[0] + 2 * EDGE, ROWS * CELL[1] + 3 * EDGE + CELL[1]
    whole = sum(frame.seconds for frame in frames)
    steps, strip, passed = "", "", 0.0
    for number, frame in enumerate(frames):
        steps += f"{passed / whole:.3%}{{transform:translateX({-number * width:g}px)}}"
        passed += frame.seconds
        uses = "".join(f'<use href="#{rows[row]}" y="{y * CELL[1]}"/>' for y, row in enumerate(frame.rows) if row)
        strip += (
            f'<g transform="translate({number * width + EDGE:g} {EDGE})">{uses}'
            f'<text class="s" y="{ROWS * CELL[1] + EDGE + 12}">{escape(frame.sentence)}</text></g>\n'
        )
    drawn = "\n".join(f'<g id="{name}">{row}</g>' for row, name in rows.items() if row)
    last = -(len(frames) - 1) * width
    return f"""<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width:g} {height}" role="img" aria-label="{title}">
<title>{title}</title>
<style>
text{{font:14px ui-monospace,"DejaVu Sans Mono",Menlo,Consolas,monospace;white-space:pre}}
rect{{shape-rendering:crispEdges}}
.b{{font-weight:bold}}
.s{{font:italic 15px system-ui,sans-serif}}
#strip{{animation:play {whole:.1f}s step-end infinite}}
@keyframes play{{{steps}}}
@media (prefers-reduced-motion:reduce){{#strip{{animation:none;transform:translateX({last:g}px)}}}}
</style>
<defs>
{drawn}
</defs>
<rect width="{width:g}" height="{height}" rx="8" fill="{GROUND}"/>
<svg width="{width:g}" height="{height}" fill="{INK}"><g id="strip">
{strip}</g></svg>
</svg>
"""


def story() -> list[Frame]:
    """The minute that the README tells: type, paste, release, change, and see what is new."""
    editor = Recording("edit", "visit-to-aarhus")
    editor.see("Nothing yet")
    editor.sentence = "Type an item as you would say it; the line above shows what was understood."
    editor.hold(1.2)
    for line, sees in (("Mon 10:30-12 Visit to the town hall", "10:30–12:00"),
                       ("then 45 min Lunch at the harbour", "12:00–12:45")):  # fmt: skip
        editor.write(line)
        editor.hold(1)
        editor.press("enter", sees, 1.2)
    editor.sentence = "Paste last year's programme; look it over, and take it in."
    editor.paste(PROGRAMME)
    editor.see("Farewell lunch")
    editor.hold(2.6)
    editor.press("enter", "12:15", 2)
    editor.sentence = "Release version 1: who gets it, and what it reveals, is shown first."
    walk(editor)
    editor.press("f7", "Enter releases", 3)
    editor.press("enter", "Nothing new since version 1", 1.6)
    editor.sentence = "The town hall calls: a quarter of an hour later. Lunch moves along."
    editor.press("f4", "town hall", 0.8)
    for key, sees in (("home", "town hall"), ("down", "town hall"), ("+", "10:35–12:05"), ("+", "10:40–12:10"),
                      ("+", "10:45–12:15")):  # fmt: skip
        editor.press(key, sees, 0.5)
    editor.hold(1)
    editor.sentence = "Version 2: everybody is told what is new for them, and nobody else is."
    walk(editor)
    editor.press("f7", "Enter releases", 5)
    editor.leave()
    return editor.frames


def walk(editor: Recording) -> None:
    """Go through the tabs to that of the versions."""
    for sees in ("Participants", "Places\n", "hint", "History"):
        editor.press("f4", sees, 0.3)


def agenda(*arguments: str) -> None:
    """Run a command."""
    subprocess.run([sys.executable, "-m", "agenda", *arguments], check=True, capture_output=True)


def main() -> None:
    """Write the picture."""
    with tempfile.TemporaryDirectory() as folder:
        os.environ |= {"AGENDA_STORE": f"{folder}/agenda.db", "AGENDA_CONFIG": f"{folder}/settings.toml",
                       "AGENDA_LANG": "en", "AGENDA_USER": "Rita"}  # fmt: skip
        os.environ |= {"TERM": "xterm-256color", "COLORTERM": "truecolor"}
        agenda("new", "Visit to Aarhus", "--from", "2027-05-10", "--to", "2027-05-11")
        for name in ("Anna Weber", "Jonas Brandt", "Maren Oster"):
            agenda("people", "visit", "add", name, "delegate=yes")
        frames = story()
    FILE.write_text(moving_svg(frames, "A trip is typed, pasted, released and changed"), encoding="utf-8")


if __name__ == "__main__":
    main()
