"""README and docs: what stands behind a $ runs as printed on an empty machine, and prints what stands below it."""

from __future__ import annotations

import os
import re
import shlex
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Final
from xml.etree import ElementTree

import click
import pytest
import typst
from openpyxl import Workbook

from agenda.cli import COMMANDS, command_line
from exports.paper.glyphs import FONTS
from tests import ROOT
from tests.support.mail import Mailbox, mail_server
from tests.support.postgres import OfficeServer

README = ROOT / "README.md"
GERMAN = ROOT / "docs/de"
PAGES = sorted([README, *ROOT.glob("docs/*.md"), *GERMAN.glob("*.md")])
LEFT_OUT = "[…]"
ID = re.compile(r"\b[0-9a-f]{6}\b")
OTHERS_ELSEWHERE = (
    (ID, "ID"),
    (re.compile(r"\b(anna-weber)-\w{4}\b"), r"\1-KEY"),
    (re.compile(r"/p/\w{26}/"), "/p/ADDRESS/"),
    (re.compile(r"\S+/([\w.-]+)\.(db|toml)\b"), r"PATH.\2"),
    (re.compile(r"\d\d\.\d\d\.\d{4},? \d\d:\d\d"), "MOMENT"),
    (re.compile(r"DRAFT of .*"), "DRAFT"),
)
"""What is another one on each machine: ids, the random end of a key, addresses, paths, moments."""


def transcript(page: Path) -> Iterator[tuple[str, list[str]]]:
    """The commands of a page, each with the lines that stand below it."""
    command, told = "", list[str]()
    for line in page.read_text(encoding="utf-8").splitlines():
        if line.startswith("    $ "):
            if command:
                yield command, told
            command, told = line.removeprefix("    $ "), []
        elif command and (line.startswith("    ") or not line):
            told.append(line.removeprefix("    "))
        elif command:
            yield command, told
            command = ""
    if command:
        yield command, told


def alike(text: str) -> str:
    """A text as it is on every machine, without blanks at the ends of lines."""
    for pattern, instead in OTHERS_ELSEWHERE:
        text = pattern.sub(instead, text)
    return re.sub(r" +$", "", text.strip(), flags=re.MULTILINE)


def says(told: list[str], said: str) -> bool:
    """Whether a command said what the page tells, but for what the page leaves out."""
    parts = alike("\n".join(told)).split(LEFT_OUT)
    return re.fullmatch(".*".join(map(re.escape, parts)), alike(said), re.DOTALL) is not None


class Newcomer:
    """Somebody who types word by word what a page says, in a home where nothing is yet, but with their own servers."""

    def __init__(self, home: Path, language: str, **instead: str) -> None:
        named = {name: value for name, value in os.environ.items() if not name.startswith(("AGENDA_", "XDG_"))}
        self._home = home
        self._environment = named | {"HOME": str(home), "AGENDA_LANG": language, "PYTHONPATH": str(ROOT)}
        self._instead = instead

    def follow(self, page: Path) -> int:
        """Run what stands on a page; how many commands that were."""
        ran = 0
        for command, told in transcript(page):
            code, said = self.run(command)
            assert code == 0, (page.name, command, said)
            assert says(told, said), f"{page.name}: {command}\n{said}"
            self._instead |= dict(zip(ID.findall("\n".join(told)), ID.findall(said), strict=False))
            ran += 1
        return ran

    def run(self, command: str) -> tuple[int, str]:
        """The exit code of a command and all that a terminal shows of it."""
        for printed, own in self._instead.items():
            command = command.replace(printed, own)
        done = subprocess.run(
            [sys.executable, "-m", *shlex.split(command)], cwd=self._home, env=self._environment, text=True,
            input=PROGRAMME, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, check=False,
        )  # fmt: skip
        return done.returncode, done.stdout


def test_the_first_trip_runs_as_printed_on_an_empty_machine(tmp_path: Path) -> None:
    assert Newcomer(tmp_path, "en").follow(README) == 6


def test_the_first_hour_runs_as_printed(tmp_path: Path) -> None:
    assert Newcomer(tmp_path, "en").follow(ROOT / "docs/first-hour.md") == 18


def test_the_first_hour_and_the_delivery_run_as_printed_in_german(tmp_path: Path) -> None:
    with mail_server(Mailbox()) as mailbox:
        own = {"mail.example.org:587": f"127.0.0.1:{mailbox.port}", "mail_user=reisen": "mail_security=none"}
        newcomer = Newcomer(tmp_path, "de", **own)
        assert newcomer.follow(GERMAN / "erste-stunde.md") == 16
        assert newcomer.follow(GERMAN / "versand.md") == 9
        sent = [str(mail["Subject"]).partition(":")[0] for _to, mail in mailbox.mails]
        assert sent == ["Einladung", "Einladung", "Geändert"]


def test_a_german_office_moves_to_its_server_as_printed(tmp_path: Path, office_server: OfficeServer) -> None:
    newcomer = Newcomer(tmp_path, "de", **{"postgresql://anna@db.example.org/agenda": office_server.database()})
    assert newcomer.run('agenda new "Besuch in Aarhus" --from 2027-05-10 --to 2027-05-11')[0] == 0
    assert newcomer.follow(GERMAN / "dienststelle.md") == 4


EXAMPLES: Final = ("checks", "import", "import-calendars", "papers", "translations")
PROGRAMME: Final = "Thursday, 9 October 2025\n09:00 - 10:00  Visit to the harbour\n10:30  Coffee\n"
TABLES: Final = {
    "leute": "Name;Kost\nPetra Musterfrau;vegetarisch\n",
    "ablauf": "Datum;Zeit;Programmpunkt\n09.10.2025;9:00;Besuch im Rathaus\n",
    "busse": "Name;Bus\nPetra Musterfrau;Bus 1\n",
}
EVENT: Final = """BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:-//x//y//EN\r\nBEGIN:VEVENT\r\nUID:1@example.org\r
DTSTAMP:20250901T080000Z\r\nDTSTART:20251009T080000Z\r\nDTEND:20251009T090000Z\r\nSUMMARY:Coffee\r\nEND:VEVENT\r
END:VCALENDAR\r\n"""


def fill_desk(home: Path) -> None:
    """Put the files that the examples name into a home."""
    for name in ("programm.docx", "programm.pdf", "grusswort.txt", "hinweise.txt"):
        (home / name).write_text(PROGRAMME, encoding="utf-8")  # a file is known by what stands in it
    for name, text in TABLES.items():
        (home / f"{name}.csv").write_text(text, encoding="utf-8")
    for name in ("plan.ics", "hotel.ics", "old.ics"):
        (home / name).write_text(EVENT.replace("1@", f"{name}@"), encoding="utf-8", newline="")
    for name in ("portrait.jpg", "koeln.png"):
        shutil.copy(ROOT / "docs/pictures/programme.png", home / name)
    (home / "wappen.svg").write_text('<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 1 1"/>', encoding="utf-8")
    (home / "briefbogen.pdf").write_bytes(typst.compile(b"#set page(width: 210mm, height: 297mm)", format="pdf"))
    shutil.copytree(FONTS, home / "schriften")
    book = Workbook()
    for row in TABLES["leute"].splitlines():
        book.active.append(row.split(";"))
    book.save(home / "leute.xlsx")


def prepare_trip(newcomer: Newcomer) -> dict[str, str]:
    """Two versions of the Cologne trip, with what the examples are about; its ids, by those that are printed."""
    for command in (
        "demo --no-edit", "places koeln distance rathaus brauhaus 30",
        "release koeln -y", "export docx koeln -o brief.docx", "export ics koeln --as items -o single",
    ):  # fmt: skip
        assert newcomer.run(f"agenda {command}")[0] == 0, command
    found = {title: newcomer.run(f'agenda find koeln "{title}"')[1][:6] for title in ("Lunch together", "Arrival by")}
    assert newcomer.run(f"agenda set koeln {found['Lunch together']} time=12:35-13:30")[0] == 0
    assert newcomer.run("agenda release koeln -y")[0] == 0
    return {"a1b2c3": found["Lunch together"], "4f21c3": found["Arrival by"]}


@pytest.mark.parametrize("name", EXAMPLES)
def test_the_examples_of_a_page_run(name: str, tmp_path: Path) -> None:
    fill_desk(tmp_path)
    newcomer = Newcomer(tmp_path, "en", **prepare_trip(Newcomer(tmp_path, "en")))
    page = (ROOT / f"docs/{name}.md").read_text(encoding="utf-8")
    commands = [one for line in re.findall(r"^    (agenda .+)$", page, re.MULTILINE) for one in line.split(" · ")]
    assert commands
    for line in commands:
        command = re.split(r"  +", line)[0]
        code, said = newcomer.run(command)
        assert code == 0, f"{command}\n{said}"


def named_commands(page: Path) -> Iterator[tuple[str, set[str]]]:
    """Each command that a page names, in a line of its own or within a sentence, with the options that it names."""
    text = page.read_text(encoding="utf-8")
    for line in re.findall(r"^ *(?:\$ )?(agenda .+)$|`(agenda [^`]+)`", text, re.MULTILINE):
        for name, rest in re.findall(r"(?:^| · )agenda ([a-z]+)\b(.*?)(?=  | · |$)", "".join(line)):
            yield name, set(re.findall(r"(?<![\w-])-(?:[a-z]\b|-[a-z-]+)", rest))


def options_of(command: click.Command) -> set[str]:
    """The options of a command and of the commands below it."""
    own = {option for parameter in command.params for option in parameter.opts}
    below = command.commands.values() if isinstance(command, click.Group) else ()
    return own.union(*map(options_of, below))


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_every_command_that_a_page_names_is_one_and_has_the_options_that_it_names(page: Path) -> None:
    group = command_line()
    for name, options in named_commands(page):
        assert name in COMMANDS, name
        command = group.get_command(click.Context(group), name)
        assert command is not None
        assert options <= options_of(command), f"agenda {name} has no {options - options_of(command)}"


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_every_picture_and_page_that_it_shows_is_there(page: Path) -> None:
    for path in re.findall(r"\]\(([^)#:]+)(?:#[^)]*)?\)", page.read_text(encoding="utf-8")):
        assert (page.parent / path).exists(), path


def test_the_moving_picture_is_small_stands_still_where_asked_and_needs_nothing_from_elsewhere() -> None:
    text = (ROOT / "docs/pictures/moving.svg").read_text(encoding="utf-8")
    assert len(text) < 300_000
    assert ElementTree.fromstring(text).tag.endswith("svg")
    assert "prefers-reduced-motion" in text
    assert not re.findall(r'href="(?!#)|url\(|@import', text)


def test_the_german_pages_name_each_other() -> None:
    names = {page.name for page in GERMAN.glob("*.md")}
    for page in GERMAN.glob("*.md"):
        assert names - {page.name} <= set(re.findall(r"\]\(([^)]+)\)", page.read_text(encoding="utf-8"))), page.name
