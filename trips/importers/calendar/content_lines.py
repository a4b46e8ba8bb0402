"""A calendar file as text: its encoding, its lines, and which of them belong to which component.

Nothing here is strict. One broken event must not lose the others, so the file is cut into its events before anything
in them is understood, and whatever stands inside an event's alarms is passed over.
"""

from __future__ import annotations

import codecs
import io
import quopri
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Final, NamedTuple

from trips.i18n.language import UserError

LARGEST: Final = 10_000_000
_MOST_EVENTS: Final = 50_000
_COMPONENTS: Final = frozenset(("VEVENT", "VTODO", "VJOURNAL", "VFREEBUSY", "VTIMEZONE"))
_PROPERTY: Final = re.compile(r"[A-Za-z0-9-]+[;:]|[A-Z][A-Z0-9-]*$")
"""How a content line begins; some old programs fold right behind the name."""


_VALUE: Final = re.compile(r'([A-Za-z0-9-]+)((?:;[^:;"]*(?:"[^"]*"[^:;"]*)*)*):(.*)', re.DOTALL)
_PARAMETER: Final = re.compile(r';([A-Za-z0-9-]+)=("[^"]*"|[^;"]*)')
_ESCAPE: Final = re.compile(r"\\([\\;,nN:\"])")
_CARET: Final = re.compile(r"\^([n^'])")
_LINE_BREAKS: Final = str.maketrans({"\x0b": " ", "\x0c": " ", "\x00": None})
_BOMS: Final = ((codecs.BOM_UTF8, "utf-8-sig"), (codecs.BOM_UTF16_LE, "utf-16"), (codecs.BOM_UTF16_BE, "utf-16"))
_LONGEST_LINE: Final = 1_000_000


class Property(NamedTuple):
    """One content line: its name in capitals, its parameters, and the value as it is written."""

    name: str
    parameters: dict[str, str]
    value: str

    @property
    def text(self) -> str:
        """The value as a text, without its escapes."""
        return _ESCAPE.sub(_unescaped, self.value) if "\\" in self.value else self.value


@dataclass(slots=True)
class Block:
    """A component: its name, the line it begins on (from 1), its own lines, unfolded, and the calendar it stands in."""

    name: str
    line: int
    lines: list[str] = field(default_factory=list[str])
    home: Block | None = field(default=None, repr=False)

    def properties(self) -> Iterator[Property]:
        """The properties that can be told apart as such."""
        for line in self.lines:
            if (found := read_property(line)) is not None:
                yield found

    def first(self, name: str) -> str:
        """The text of the first property of a name, in capitals; "" if there is none."""
        return next((prop.text for prop in self.properties() if prop.name == name), "")


@dataclass(slots=True)
class Parts:
    """A calendar file cut into its parts.

    `head` has the properties of its first calendar, `alarms` is how many alarms its events have, and `cut` the event in
    which the file ends.
    """

    head: Block
    is_calendar: bool = False
    events: list[Block] = field(default_factory=list[Block])
    zones: list[Block] = field(default_factory=list[Block])
    others: list[Block] = field(default_factory=list[Block])
    alarms: int = 0
    cut: Block | None = None


def decoded(data: bytes, name: str) -> str:
    """The text of a file: UTF-8, UTF-16 if a byte order mark says so, else Windows-1252.

    Raises:
        UserError: the file is too large, or holds too many events.
    """
    if len(data) > LARGEST:
        raise UserError(
            "{file} is larger than {n} MB; export only the days of the trip.", file=name, n=LARGEST // 10**6
        )
    if data.count(b"BEGIN:VEVENT") > _MOST_EVENTS:
        raise UserError(
            "{file} holds more than {n} events; export only the days of the trip.", file=name, n=_MOST_EVENTS
        )
    for mark, encoding in _BOMS:
        if data.startswith(mark):
            return data.decode(encoding, "replace").translate(_LINE_BREAKS)
    try:
        text = data.decode()
    except UnicodeDecodeError:
        text = data.decode("cp1252", "replace")
    return text.translate(_LINE_BREAKS) if any(one in text for one in "\x00\x0b\x0c") else text


def parts_of(text: str) -> Parts:
    """Cut a file into its components.

    Components that are not closed end where the next one begins; what is nested in an event (alarms) is left out, what
    is nested in a time zone belongs to it.
    """
    parts = Parts(Block("", 0))
    block = home = parts.head
    inner: list[str] = []
    homes = {"VEVENT": parts.events, "VTIMEZONE": parts.zones}
    for number, line in unfolded(text):
        begins = line[:6].upper() == "BEGIN:"
        if begins or line[:4].upper() == "END:":
            name = line.partition(":")[2].strip().upper()
            if begins and name in _COMPONENTS:
                block, inner = Block(name, number, home=home), []
                homes.get(name, parts.others).append(block)
                continue
            if not begins and name == block.name:
                block, inner = home, []
                continue
            if begins and name == "VCALENDAR":
                home = Block("", number) if parts.is_calendar else parts.head
                block, inner, parts.is_calendar = home, [], True
                continue
            if block is not home:
                parts.alarms += begins and name == "VALARM"
                inner = [*inner, name] if begins else inner[: inner.index(name)] if name in inner else inner
            if block.name != "VTIMEZONE":
                continue
        if not inner or block.name == "VTIMEZONE":
            block.lines.append(line)
    parts.cut = block if block.name == "VEVENT" else None
    return parts


def unfolded(text: str) -> Iterator[tuple[int, str]]:
    """Logical lines, each with the number of its first line.

    A line that is no property (the program that folded the text did it wrong) goes on with the text before it.
    """
    begun = 0
    pieces: list[str] = []
    for number, raw in enumerate(io.StringIO(text, newline=None), 1):
        line = raw.rstrip("\n")
        if line[:1] in (" ", "\t") and pieces:
            pieces.append(line[1:])
        elif pieces and _soft_break(pieces):
            pieces[-1] = pieces[-1][:-1]
            pieces.append(line)
        elif pieces and line and not _PROPERTY.match(line):
            pieces.append(f"\\n{line}")
        elif line:
            if pieces:
                yield begun, "".join(pieces)[:_LONGEST_LINE]
            begun, pieces = number, [line]
    if pieces:
        yield begun, "".join(pieces)[:_LONGEST_LINE]


def _soft_break(pieces: list[str]) -> bool:
    return pieces[-1].endswith("=") and "QUOTED-PRINTABLE" in pieces[0].upper().partition(":")[0]


def read_property(line: str) -> Property | None:
    """A content line taken apart; None if it is none."""
    match = _VALUE.match(line)
    if match is None:
        name, colon, value = line.partition(":")
        return Property(name.partition(";")[0].upper(), {}, value) if colon else None
    name, raw, value = match.groups()
    parameters: dict[str, str] = {}
    if raw:
        for key, said in _PARAMETER.findall(raw):
            plain = _CARET.sub(_uncareted, said.strip('"'))
            parameters.setdefault(key.upper(), plain)
        if parameters.get("ENCODING", "").upper() == "QUOTED-PRINTABLE":
            value = _unquoted(value)
    return Property(name.upper(), parameters, value)


def _unescaped(match: re.Match[str]) -> str:
    return "\n" if match[1] in "nN" else match[1]


def _uncareted(match: re.Match[str]) -> str:
    return {"n": "\n", "^": "^", "'": '"'}[match[1]]


def _unquoted(value: str) -> str:
    """A quoted-printable text, as vCalendar 1.0 wrote them, with the escapes of today."""
    data = quopri.decodestring(value.encode("utf-8", "replace"))
    try:
        text = data.decode()
    except UnicodeDecodeError:
        text = data.decode("cp1252", "replace")
    return text.replace("\r\n", "\n").replace("\r", "\n").replace("\n", "\\n")
