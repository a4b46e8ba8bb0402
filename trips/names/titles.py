"""Titles and forms of address before names: one list, for whoever tells a name from what stands before it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final

from trips.i18n.text import fold

TITLES: Final = frozenset((
    "prof", "professor", "professorin", "dr", "dres", "drs", "hc", "h", "c", "dipl", "ing", "mag", "mgr", "pd", "phd",
    "frau", "herr", "herrn", "mr", "mrs", "ms", "mx", "miss", "mme", "madame", "monsieur", "madam", "sir", "dame",
    "lord", "lady", "rev", "revd", "reverend", "cllr", "councillor", "ald", "hon",
))  # fmt: skip
"""Words before a name that are none of it, in small letters."""

_EXCELLENCIES: Final = frozenset(("h.e.", "s.e.", "i.e."))
_FACULTIES: Final = frozenset(("med.", "jur.", "phil.", "rer.", "nat.", "pol.", "oec.", "theol.", "habil."))
"""Parts of a title that are written behind another one, with their dot; without it they may be a name ("Phil")."""

TITLE: Final = (
    r"(?:Prof(?:essor)?(?:in)?\.?|Dr\.?(?!\w)(?:-Ing\.)?|Drs\.|h\.\s?c\.|Dipl\.-\w+\.?|Mag(?:\.a?|a)\.?(?!\w)(?:\s?\(FH\))?|Ing\.|MdB|MdL|MdEP"
    r"|MEP|MP|PhD|Sir|Dame"
    r"|Lord|H\.\s?E\.|S\.\s?E\.|I\.\s?E\.|Rev\.|Mgr\.|RA|PD)"
)
"""A title as a programme writes it; surer of itself than the list: "Mag" without its dot may be a name."""

ADDRESS: Final = r"(?:Herrn?|Frau|Mr|Mrs|Ms|Mx|Mme|Madame|Monsieur|Miss)\.?"

OFFICE: Final = (
    r"(?:(?:(?:Erste[rn]?|Zweite[rn]?|[Ss]tellv(?:\.|ertretende[rnm]?)|[Dd]eputy|[Vv]ice|[Ll]ord|[Aa]cting"
    r"|[Ff]irst)\s+)?(?:"
    r"(?:Alt|Ober|Orts|Bezirks|Samtgemeinde|Stadt|Land|Kreis|General|Honorar|Abteilungs|Amts|Fachbereichs|Referats"
    r"|Schul"
    r"|Projekt|Dezernats|Vize|Ehren|Haupt|Ministerial|Regierungs|Stadtwerke-?|Museums|Hafen|Bau|Kultur|Ratsvor"
    r"|Fraktions)*"
    r"(?:[Bb]ürgermeister(?:in)?|[Bb]ürgermeisters|OB|BM|[Ll]andr(?:at|ätin)|[Rr](?:at|ätin)sherrn?|[Mm]inister(?:in)?"
    r"|[Mm]inisterpräsident(?:in)?|[Ss]taatssekretär(?:in)?|[Dd]ezernent(?:in)?|[Bb]eigeordnete[rn]?|[Dd]irektor(?:in)?"
    r"|[Rr]ektor(?:in)?|[Pp]räsident(?:in)?|[Vv]orsitzende[rn]?|[Ss]itzende[rn]?|[Gg]eschäftsführer(?:in)?"
    r"|[Ll]eiter(?:in)?"
    r"|[Bb]otschafter(?:in)?|[Kk]onsul(?:in)?|[Kk]ämmerer|[Kk]ämmerin|[Pp]farrer(?:in)?|[Bb]audezernent(?:in)?"
    r"|[Vv]orstand|[Vv]orständin|[Dd]ekan(?:in)?|[Kk]anzler(?:in)?|[Bb]eauftragte[rn]?|[Ss]tadtrat|[Ss]tadträtin"
    r"|[Pp]astor(?:in)?|[Dd]iakon(?:in)?|[Ss]uperintendent(?:in)?|[Bb]ischof|[Bb]ischöfin|[Rr]abbiner(?:in)?"
    r"|[A-ZÄÖÜ][a-zäöüß]+(?:leiter|meister|direktor|vorsteher|führer|inspektor|präsident|referent|sekretär|trainer"
    r"|minister|kanzler|rat|rätin|chef|chefin|kommissar|botschafter|richter|anwalt|beauftragter?|vorsitzender?|sprecher"
    r"|berater|rektor|kurator|dirigent|gouverneur|admiral|wart|obmann|obfrau|kämmerer|verwalter|koordinator"
    r"|intendant)(?:in)?|[Tt]rainer(?:in)?"
    r"|[Ss]tadtarchivar(?:in)?|[Ss]tadtführer(?:in)?|[Ss]precher(?:in)?|[Rr]atsfrau|[Pp]rodekan(?:in)?"
    r"|[Ss]tadtplaner(?:in)?|[Rr]estaurator(?:in)?|[Kk]apitän(?:in)?|Oberst|[Ss]chulleiter(?:in)?)(?:e?s|en)?"
    r"|(?:Prime |Foreign |Deputy |First |State |Interior |Finance |Federal )Minister|Under-?Secretary|Managing Director"
    r"|(?:Executive|Artistic|Technical|Deputy|Programme|Program|Project|Regional|Museum) Director"
    r"|(?:Vice|Deputy) (?:Chair|Mayor|Rector)"
    r"|(?:Lord |Deputy )?Mayor(?:ess)?|Prime Minister|Vice President|Chief Executive"
    r"|Minister|Ambassador|Director(?:-General| General)?|President|Chair(?:man|woman|person)?"
    r"|Rector|Dean"
    r"|Secretary(?: General| of State)?|State Secretary|Councillor|Consul(?: General)?|Governor|Head of [A-Z]\w+"
    r"|CEO|Chancellor"
    r"|Provost|Principal|Commissioner|Vice-Rector|Professor|Senator|Cllr\.?|Col\.|Gen\.|Cpt|Capt\.|Amb\.|Maire|Maj\."
    r"|COL\.|GEN\.|AMB\.|MAJ\.|CAPT\."
    r"|Coach|Canon|Chaplain|Sheriff|Alderman|Alderwoman|Headteacher|Head Teacher|Headmaster|Headmistress"
    r"|Pfr\.|Sr\.|Señor(?:a)?|King|Queen|(?:Crown )?Prince(?:ss)?|Duke|Duchess|Baroness|General|Colonel|Captain"
    r"|Judge|Justice"
    r"|Hon\.|Sen\.|Rep\.|Gov\.|Engr\.|Ing\.|Sheikh|Bishop|Archbishop|Cardinal|Rabbi|Imam"
    r"|Congress(?:man|woman)|Vice[- ]Chancellor"
    r"|Kronprinz(?:essin)?|König(?:in)?|Erzbischof|Kardinal|Staatsminister(?:in)?|Abgeordnete[rn]?"
    r"|Oberbürgermeister(?:in)?))"
)
"""An office before a name, as a programme writes it."""


def name_words(name: str) -> tuple[str, ...]:
    """The words of a name in small letters without accents; hyphens divide."""
    return tuple(fold(word) for word in re.findall(r"\w+", name))


def untitled(words: Sequence[str]) -> tuple[str, ...]:
    """The words of a name without the titles before it; the last word stays whatever it is."""
    first = next((place for place, word in enumerate(words) if word not in TITLES), len(words) - 1)
    return tuple(words[max(first, 0) :])


def without_titles(name: str) -> str:
    """A name as it is written, without the titles before it: "Klaus Effing" of "Prof. Dr. rer. nat. Klaus Effing"."""
    parts = name.split()
    while len(parts) > 1 and (_is_title(parts[0]) or (len(parts) < len(name.split()) and _is_faculty(parts[0]))):
        parts = parts[1:]
    return " ".join(parts)


def begins_with_title(name: str) -> bool:
    """Whether a name begins with a title or a form of address, so that it is a person's."""
    return without_titles(name) != " ".join(name.split())


def _is_title(part: str) -> bool:
    words = name_words(part)
    return part.casefold() in _EXCELLENCIES or (bool(words) and all(word in TITLES for word in words))


def _is_faculty(part: str) -> bool:
    return part.casefold() in _FACULTIES
