"""What stands above a programme: its title, theme, organiser and days."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import Final, NamedTuple

from trips.grammar.dates import Said, dates_within, weekday_before
from trips.grammar.times import plain
from trips.importers.programme.labels import is_greeting, labelled
from trips.importers.programme.rows import Row

_TELLING: Final = re.compile(
    r"besuch|reise|bereisung|partnerschaft(?!en)|empfang|fahrt|delegation|visit|tour\b|study|studien|konferenz|conference|tagung|seminar|exchange"
    r"|austausch|mission"
    r"|week|woche|treffen|jubiläum|anniversary|begegnung|workshop|festival|forum|summit|gipfel|itinerary|reception"
    r"|tage\b|trip"
)
_PAPER: Final = re.compile(
    r"(?:vorläufiges |detailliertes |endgültiges |draft |provisional |final |preliminary )?"
    r"(?:\w{0,14}programm\w*|ablauf(?:plan)?|agenda|programme|program|tagesordnung|zeitplan|schedule|itinerary|entwurf"
    r"|draft|regieplan|run of show|save the date|einladung|invitation)"
    r"(?:\s*\(?(?:entwurf|draft|stand.*|final|v\.?\d.*|version.*)\)?)?\W*"
)
_OFFICE: Final = re.compile(
    r"stand\b|draft\b|entwurf|version|telefon|phone|tel\.|fax|@|www\.|https?:|straße \d|str\. \d|\d{5}|bearbeitet"
    r"|az\.|aktenzeichen"
    r"|betreff:|von:|an:|from:|to:|cc:|datum:|date:|updated|confidential|vertraulich|nur für den|internal"
)


_BODY: Final = re.compile(
    r"(?:industrie- und|.{0,20}kammer|.{0,20}hochschule|.{0,20}ministerium|ministry|.{0,30}verein|stadt\b|kreis\b"
    r"|gemeinde\b|landkreis"
    r"|.{0,20}amt\b|staatskanzlei|embassy|office|city of|town of|council|university|universität|der landrat"
    r"|department|.{0,30}association)"
)


_ABOUT_PAPER: Final = re.compile(
    r"(?:[\w-]+ )?(?:programm\w*|ablauf\w*|agenda|program|schedule|itinerary|zeitplan)"
    r" (?:für|der|des|zum|zur|for|of|to)\s"
)
"""A line that says what the paper is: the one that names the visit stands beside it."""
_UNIT: Final = re.compile(
    r"(?:unit|team|referat|abteilung|amt|büro|office|department|secretariat|section|sekretariat)$"
)
_SUBJECT: Final = frozenset(("betreff", "betr.", "betr", "subject", "re"))
_DATED: Final = re.compile(r"[\s,;(–-]*(?:(?:vom|am|from|on|den|im|in)\s+(?:the\s+)?)?$", re.IGNORECASE)
_STANDS: Final = re.compile(
    r"\bstand\b|last updated|updated on|aktualisiert|^datum|^date:|^sent|^gesendet|^vom \d|as of|version"
    r"|anmeldeschluss|bis zum|deadline"
)
"""Lines whose date is that of the paper, not of the trip."""


_TOLD: Final = re.compile(
    r"(?:anbei|hier|nachfolgend|nachstehend|im folgenden|unten|below|here|please find|attached)\b.{3,60}?"
    r"\s(?:den|die|das|der|dem|the|our|your|unsere?n?|eure?n?|ihre?n?)\s(?P<what>[A-ZÄÖÜ]\w.*|(?:visit|trip|study|tour|conference)\b.*)",
    re.IGNORECASE,
)
"""A sentence that leads to a programme: "hier der Ablauf für den Besuch aus Tampere"."""


_AWAY: Final = re.compile(r"((?:to|nach|in|im)\s[A-ZÄÖÜ][\w' -]{2,60}?)[\s,(–-]*(?:vom |am |on |from )?")
"""Where a trip leads, at the beginning of the line that says when."""


_FORWARDED: Final = r"(?:(?:wg|aw|fwd?|re|antw)\s*:\s*)*"
_SUBJECT_WORD: Final = re.compile(
    rf"^{_FORWARDED}(?:(?:programm|programme|program|agenda|ablauf|betreff|betr\.|subject|re|title|titel)\s*:\s*)?{_FORWARDED}",
    re.IGNORECASE,
)
"""What a mail or a form writes before its subject."""
_SHORTEST: Final = 5
"""Letters of a title."""


class TitleBlock(NamedTuple):
    """What a title block says; rows of it that say something else are in `rest`."""

    title: str
    theme: str
    organiser: str
    contact: str
    dates: tuple[tuple[Said, int | None], ...]
    used: tuple[Row, ...]
    rest: tuple[Row, ...]


def read_above(rows: Sequence[Row]) -> TitleBlock:
    """Read the rows above the first day."""
    fields = {"theme": "", "organiser": "", "contact": ""}
    used: list[Row] = []
    for row in rows:
        label = labelled(row.text)
        if label and label.word.lower() in _SUBJECT:
            continue
        if label and label.label in fields and not fields[label.label] and label.value:
            fields[label.label] = label.value[:500]
            used.append(row)
    candidates = [row for row in rows if row not in used]
    best = max(candidates, key=lambda row: _score(row, candidates[0]), default=None)
    title = ""
    if best is not None and _score(best, candidates[0]) > 0:
        title = _title(best, rows)
        used.append(best)
    dates = tuple(
        (said, weekday_before(row.text, said.start))
        for row in rows
        if not _STANDS.search(plain(row.text))
        for said in dates_within(row.text)
    )
    rest = tuple(row for row in rows if row not in used)
    return TitleBlock(title, fields["theme"], fields["organiser"], fields["contact"], dates, tuple(used), rest)


def _title(row: Row, rows: Sequence[Row]) -> str:
    """A title with the line below it that carries it on, and the one above that it carries on."""
    text = row.text
    place = rows.index(row)
    if place and re.match(r"(?:für|zum|zur|der|des|for|of)\s", text) and _PAPER.fullmatch(plain(rows[place - 1].text)):
        text = f"{rows[place - 1].text} {text}"
    for below in rows[rows.index(row) + 1 :]:
        goes_on = below.line == row.line + 1 and (below.text[:1].islower() or text.rstrip().endswith((",", "-", "–")))
        dated = next(dates_within(below.text), None)
        if goes_on and dated is not None and (before := _AWAY.fullmatch(below.text[: dated.start])) is not None:
            text = f"{text} {before[1]}"
        if not goes_on or dated is not None or len(text) + len(below.text) > 180:
            break
        text = f"{text} {below.text}"
        row = below
    text = _SUBJECT_WORD.sub("", text)
    if (told := _TOLD.match(text)) is not None:
        text = told["what"]
    return re.sub(r"^(?:zum|zur|to the)\s+", "", _undated(text.strip(" -–:*")))[:300]


def _undated(text: str) -> str:
    """A title without the date at its end, which the days say: "Reise nach Bonn, 3. bis 6. März 2025"."""
    said = next(reversed(list(dates_within(text))), None)
    if said is None or text[said.end :].strip(" .)"):
        return text
    before = text[: said.start]
    weekday = re.sub(r"[A-Za-zäöü]+\.?,?\s*$", "", before) if weekday_before(text, said.start) is not None else before
    bare = _DATED.sub("", weekday)
    return bare if len(bare) > _SHORTEST else text


def _score(row: Row, first: Row) -> float:
    small = plain(row.text)
    score = 1.0 + (0.5 if row is first else 0)
    score += {"title": 3, "heading": 1.5, "bold": 1}.get(row.style, 0)
    score += 2 if _TELLING.search(small) else 0
    score += 0.5 if re.search(r"programm|agenda|itinerary|schedule", small) else 0
    score -= 0.8 if _BODY.match(small) and not _TELLING.search(small) else 0
    score -= 1.5 if _ABOUT_PAPER.match(small) else 0
    score -= 2 if _UNIT.search(small) else 0
    score += 3 if _subject(row) else 0
    score -= 3 if _PAPER.fullmatch(small) else 0
    score -= 3 if _OFFICE.search(small) and not _subject(row) else 0
    score -= 3 if " = " in small else 0
    score -= 4 if is_greeting(small) or _is_date(row.text) else 0
    score -= 2 if len(row.text) > 160 or len(row.text) < 6 else 0
    score -= 1.5 if re.search(r"[a-zäöüß]{3,}[.!?]\s+[A-ZÄÖÜ]", row.text) or row.text.endswith((",", ";")) else 0
    score -= 1 if small.startswith(("-", "(")) or row.bullet else 0
    return score


def _subject(row: Row) -> bool:
    """Whether a row is the subject of a letter, and that is more than "Programm"."""
    label = labelled(row.text)
    return label is not None and label.word.lower() in _SUBJECT and not _PAPER.fullmatch(plain(label.value))


def _is_date(text: str) -> bool:
    """Whether a line says when and nothing else."""
    bare = text
    for said in reversed(list(dates_within(text))):
        bare = bare[: said.start] + bare[said.end :]
    return bare != text and not re.search(
        r"[a-zäöü]{6,}",
        plain(
            re.sub(
                r"(?i)donnerstag|freitag|samstag|sonntag|montag|dienstag|mittwoch|[a-z]+day|stand|datum|zeitraum",
                "",
                bare,
            )
        ),
    )


def years_in(rows: Sequence[Row]) -> Iterator[int]:
    """The years that rows name anywhere."""
    for row in rows:
        for year in re.findall(r"(?<![\d.,/-])((?:19|20)\d\d)(?![\d/-])", row.text):
            yield int(year)
