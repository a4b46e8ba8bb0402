"""Programmes told in sentences, as letters do: "Am Freitag kommen unsere Gäste gegen 17 Uhr an."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise
from typing import Final, NamedTuple

from trips.grammar.dates import MONTHS, Heading, Said, date_at, dates_within, heading_at, weekday_at
from trips.grammar.kinds import kind_of
from trips.grammar.times import Timed, leading_time, plain, times_within
from trips.grammar.when import Clock

_FOLLOW_UP: Final = re.compile(
    r"[,;]\s+(?=(?:anschl\.|anschl\b|anschließend|danach|im Anschluss(?! an)|zeitgleich|parallel dazu|afterwards"
    r"|followed by)\s+\w*\s?[A-ZÄÖÜ]"
    r"|(?:[01]?\d|2[0-3])[:.][0-5]\d(?:\s*(?:Uhr|h))?\s+[A-ZÄÖÜ])"
)
_THEN_AT: Final = re.compile(
    r"(?:,|;|\sund)\s+(?=(?:anschließend|danach|sodann|then|afterwards)\s+(?:um|ab|gegen|at|from)\s+(?:[01]?\d|2[0-3])\b)"
)
"""Where a second entry of a sentence begins: ", anschließend um 11 Uhr eine Führung"."""
_ORDINALS: Final = frozenset(
    (
        "og",
        "stock",
        "etage",
        "klasse",
        "tag",
        "bürgermeister",
        "bürgermeisterin",
        "vorsitzende",
        "vorsitzender",
        "ug",
        "obergeschoss",
        "platz",
    )
)
_SHORTEST: Final = 60
_NO_END: Final = re.compile(
    r"(?:\b(?:Dr|Prof|St|Str|Nr|No|ca|bzw|usw|etc|z\.\s?B|u\.\s?a|i\.\s?A|d\.\s?h|inkl|incl|approx|Mr|Mrs|Ms|Tel"
    r"|vgl|ggf|evtl|Abs|Art|Mo|Di|Mi|Do|Fr|Sa|So|a\.m|p\.m|e\.V"
    r"|Jan|Feb|Mär|Apr|Jun|Jul|Aug|Sep|Sept|Okt|Oct|Nov|Dez|Dec|h\.c|anschl)|\d)\.$"
)


_FEW_WORDS: Final = 9
_VERB: Final = re.compile(
    r"(?<!\w)(?:ist|sind|wird|werden|kann|können|gibt|hat|haben|bitte|wir|sie|is|are|will|can|has|have|please|you|we"
    r"|may|should|must|soll|sollen|darf|möchten)(?!\w)"
)
"""Words that make a sentence of what could be a title."""
_JOINS: Final = r"(?:und|sowie|ehe|bevor|and|before|then)"
_CLAUSE: Final = re.compile(rf"[,;]\s+(?:{_JOINS}\s+)?|\s{_JOINS}\s+")
_CLAUSE_END: Final = re.compile(rf"[,;]?\s*(?:(?<=\s){_JOINS})?$")
_SIGNED: Final = re.compile(r"[a-zäöü]{3,}[.!?]\s+\(?\w{1,6}\)?$")
"""A sentence with the sign of who wrote it: "... antreten. neu"."""
_WORD: Final = 60
"""Letters beside a point that say whether a sentence ends there."""


class Sentence(NamedTuple):
    """A sentence, the day that it begins with, and the time that it says."""

    text: str
    day: Heading | None
    time: Timed | None

    @property
    def spans(self) -> Said | None:
        """The span of days that it only says: "Von Donnerstag bis Sonntag, 10. bis 13. Mai, besucht uns ..."."""
        said = self.day.said if self.day is not None and self.time is None else None
        return said if said is not None and said.last is not None else None


def is_prose(text: str) -> bool:
    """Whether a line is a paragraph of sentences, or one whole sentence that says when something is."""
    if len(text) < _SHORTEST or "|" in text or "\t" in text:
        return False
    sentences = list(_sentences(text))
    ends = text.rstrip()[-1:] in ".!?:)" or _SIGNED.search(text) is not None
    whole = ends and re.search(r"\s[a-zäöü]{2,}\s+\S+\s+[a-zäöü]{2,}", text) is not None
    leading = leading_time(text)
    if (
        leading is not None
        and leading.sure
        and re.match(r"[\s:–|-]*(?:uhr)?[\s:–|-]+[A-ZÄÖÜ\"„]", text[leading.end :])
        and not plain(text).startswith(("um ", "at ", "gegen "))
    ):
        return False
    return whole and (len(sentences) > 1 or any(times_within(text)) or _day_of(text) is not None)


def read_prose(text: str, *, dated: bool = False) -> Iterator[Sentence]:
    """The sentences of a paragraph, each with the day and the time that it says.

    With `dated` the first date that stands anywhere is a day too: nothing before it has said one.
    """
    for sentence in (part for whole in _sentences(text) for then in _THEN_AT.split(whole) for part in _clauses(then)):
        time = leading_time(sentence) or next(times_within(sentence), None)
        day = _day_of(sentence)
        if day is None and dated and (said := next(dates_within(sentence), None)) is not None:
            day = Heading(said.end, said=said)
        dated = dated and day is None
        yield Sentence(sentence, day, time)


def _clauses(sentence: str) -> list[str]:
    """A sentence cut where a clause with another time begins: "um 10 Uhr ..., um 12 Uhr ... und um 15 Uhr ..."."""
    times = [time for time in times_within(sentence) if isinstance(time.when.start, Clock)]
    cuts = [0]
    for before, time in pairwise(times):
        bounds = [match.end() for match in _CLAUSE.finditer(sentence, before.end, time.start + 1)]
        if bounds and sentence.count("(", 0, bounds[-1]) == sentence.count(")", 0, bounds[-1]):
            cuts.append(bounds[-1])
    pieces = [sentence[start:end].strip() for start, end in zip(cuts, [*cuts[1:], len(sentence)], strict=True)]
    return [_CLAUSE_END.sub("", piece) for piece in pieces]


def several_entries(text: str) -> tuple[str, list[str]]:
    """The first entry of a line, and those behind it: "Frühstück. 9:45 Uhr Transfer", "Gottesdienst, anschl. Kaffee".

    Sentences that are no entries stay with the one before them.
    """
    own: list[str] = []
    for sentence in (part for whole in _sentences(text) for part in _FOLLOW_UP.split(whole)):
        begins = leading_time(sentence) is not None or (kind_of(sentence) != "other" and len(sentence) < 90)
        if not own or begins:
            own.append(sentence)
        else:
            own[-1] = f"{own[-1]} {sentence}"
    if len(own) < 2:
        return text, []
    return own[0].rstrip("."), [one.rstrip(".") for one in own[1:]]


def names_entry(sentence: str) -> bool:
    """Whether a sentence without a time only names what happens ("Reception in the Social Centre.")."""
    short = len(sentence.split()) <= _FEW_WORDS and _VERB.search(plain(sentence)) is None
    return short and sentence[:1].isupper() and kind_of(sentence) != "other"


def _day_of(sentence: str) -> Heading | None:
    """The day that a sentence begins with, or names in its first words: "Der Sonntag beginnt", "On Friday"."""
    head = heading_at(sentence)
    if head is not None and (head.said is not None or head.number is not None or _is_day(sentence)):
        return head
    small = plain(sentence)
    for match in re.finditer(
        r"(?<!\w)(?:am|on|den|der|vom|onwards)\s+(?:(?:dar|nach)?(?:auf)?(?:folgenden|nächsten)\s+|following\s+|next\s+)?(?=\w)",
        small[:60],
    ):
        if (named := weekday_at(small, match.end())) is not None and len(small[match.end() : named[2]]) > 4:
            return Heading(named[2], weekday=named[0], part=named[1], said=date_at(sentence, _behind(small, named[2])))
        if (said := date_at(sentence, match.end())) is not None and not re.search(
            r"bis|until|by", small[: match.start()]
        ):
            return Heading(said.end, said=said)
    return None


def _behind(small: str, at: int) -> int:
    return at + len(small[at:]) - len(small[at:].lstrip(" ,()"))


def _is_day(sentence: str) -> bool:
    """Whether a weekday at the beginning of a sentence is the day that it is about."""
    return re.match(r"(?:am|on|der|den|this|next)?\s*\w{6,}", plain(sentence)) is not None


def _goes_on(before: str, behind: str) -> bool:
    """Whether a point ends no sentence: "Dr. Weber", "9. Oktober", "2. Stock", but not "platform 4. The"."""
    if not _NO_END.search(before):
        return False
    if not re.search(r"(?<![.:\d])\d{1,2}\.$", before):
        return not re.search(r"\d\.$", before)
    word = re.match(r"\s*(\w+)", behind)
    following = word[1].lower() if word else ""
    return following in MONTHS or following in _ORDINALS or not behind.strip()[:1].isupper()


def _sentences(text: str) -> Iterator[str]:
    start = 0
    for match in re.finditer(r"[.!?;](?=\s+[\"„(A-ZÄÖÜ0-9]|\s+(?:der|die|das|um|ab|the|at|from)\s|$)[)\"“]?", text):
        before = text[max(start, match.start() - _WORD) : match.start() + 1]
        inside = text.count("(", start, match.start()) > text.count(")", start, match.start())
        if inside and ")" in text[match.end() :]:
            continue
        if match[0][0] == "." and _goes_on(before, text[match.end() : match.end() + _WORD]):
            continue
        if sentence := text[start : match.end()].strip():
            yield sentence.rstrip(";").strip()
        start = match.end()
    if rest := text[start:].strip():
        yield rest
