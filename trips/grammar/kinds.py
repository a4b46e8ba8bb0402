"""Which kind of item a title says it is, in both languages: "Gemeinsames Mittagessen" is a meal."""

from __future__ import annotations

import re
from functools import cache, lru_cache
from typing import Final

from trips.grammar.choices import KIND_WORDS, TRAVEL, Kind
from trips.grammar.vocabulary import all_words
from trips.i18n.language import LANGUAGES, words

_ENDINGS: Final[tuple[tuple[str, Kind], ...]] = (
    ("vortrag", "talk"), ("referat", "talk"), ("präsentation", "talk"), ("rundfahrt", "tour"), ("schifffahrt", "tour"),
    ("führung", "tour"), ("rundgang", "tour"), ("spaziergang", "transfer"), ("besichtigung", "visit"),
    ("besuch", "visit"),
    ("empfang", "reception"), ("begrüßung", "reception"), ("gespräch", "meeting"), ("gespräche", "meeting"),
    ("sitzung", "meeting"), ("diskussion", "meeting"), ("workshop", "meeting"), ("seminar", "meeting"),
    ("austausch", "meeting"), ("besprechung", "meeting"), ("treffen", "meeting"), ("mittagessen", "meal"),
    ("abendessen", "meal"), ("frühstück", "meal"), ("imbiss", "meal"), ("buffet", "meal"), ("büfett", "meal"),
    ("dinner", "meal"), ("lunch", "meal"), ("pause", "break"), ("transfer", "transfer"), ("fahrt", "transfer"),
    ("anreise", "arrival"), ("abreise", "departure"), ("unterzeichnung", "ceremony"), ("verleihung", "ceremony"),
    ("niederlegung", "ceremony"), ("konferenz", "meeting"), ("verfügung", "free"), ("essen", "meal"),
    ("kaffee", "break"),
    ("runde", "meeting"), ("besichtigungen", "visit"), ("besuche", "visit"), ("rundgänge", "tour"),
    ("vorträge", "talk"), ("rehrung", "ceremony"), ("gebet", "ceremony"), ("ausschuss", "meeting"), ("ausflug", "tour"),
    ("gottesdienst", "ceremony"), ("andacht", "ceremony"), ("rede", "talk"), ("ansprache", "talk"),
    ("besteigung", "tour"), ("rückkehr", "arrival"), ("rückreise", "departure"), ("führungen", "tour"),
)  # fmt: skip
"""How German compounds end that are of a kind."""
_NOT: Final = frozenset(
    (
        "ausführung",
        "durchführung",
        "vorführung",
        "aufführung",
        "hessen",
        "essen",
        "interessen",
        "messen",
        "pressen",
        "adressen",
        "prozessen",
        "wanderausflug",
        "unterführung",
        "vorrunde",
        "zwischenrunde",
        "endrunde",
        "finalrunde",
        "erfahrung",
        "einführung",
        "verfügung",
        "wohlfahrt",
    )
)
_FORMS: Final[tuple[tuple[str, Kind], ...]] = (
    (
        r"(?:zeit )?zur freien verfügung|freie zeit|free (?:time|evening|afternoon|morning)|at leisure"
        r"|freier (?:abend"
        r"|nachmittag|vormittag)",
        "free",
    ),
    (r"goldenen? buch\w*|golden book|guest ?book|gästebuch\w*", "ceremony"),
    (r"(?:termin|gespräch|treffen) mit der presse", "press"),
    (r"bezug der zimmer|check(?:ing)?[- ]?out|hotel check[- ]?out", "stay"),
    (r"(?:guided|[\w-]+) walk(?! to)|cable car", "tour"),
    (r"(?:church )?service at|church service", "ceremony"),
    (r"in den familien|with (?:the )?host families", "free"),
    (r"food trucks?", "meal"),
    (
        r"press (?:conference|briefing|talk|point|call|meeting|statement|photo)|photo (?:op|call|opportunity)"
        r"|foto ?(?:termin|point)",
        "press",
    ),
    (
        r"courtesy (?:call|visit)|round table|runder tisch|wrap[- ]?up|meet and greet|q ?(?:&|and) ?a"
        r"|get[- ]together"
        r"|kennenlernen",
        "meeting",
    ),
    (r"check(?:ing)?[- ]?in|hotel check[- ]?in|einchecken", "stay"),
    (
        r"(?:guided|walking|city|boat|bus|study|factory|campus|lab) (?:city |walking )?tour|tour of|boat trip"
        r"|sightseeing",
        "tour",
    ),
    (r"(?:site|company|school|factory|study|field) visit", "visit"),
    (r"(?:coffee|tea|comfort|short) break", "break"),
    (r"(?:field|day|boat|study) trip", "tour"),
    (r"back (?:on campus|at school|in|at)", "arrival"),
    (r"lunch break", "meal"),
    (
        r"(?:welcome|farewell|gala|networking|working|conference|official|joint|group|buffet|packed) "
        r"(?:dinner|lunch|breakfast|buffet)",
        "meal",
    ),
    (r"(?:welcome|opening|evening|drinks|networking|civic|wine|champagne) reception|wine tasting", "reception"),
    (
        r"(?:opening|welcom(?:e|ing)|introductory|closing|welcome) (?:remarks|address(?:es)?|speech(?:es)?|words)"
        r"|words of welcome",
        "talk",
    ),
    (
        r"(?:travel|transfer|bus|train|coach|taxi|drive|walk|return|ride) (?:back )?to|return to(?: the)? hotel"
        r"|rückfahrt (?:zum|ins) hotel|rückkehr (?:zum|ins) hotel",
        "transfer",
    ),
    (r"gemeinsames essen|mittag(?=\s|$)(?!\s*um)", "meal"),
)
_PHRASES: Final[tuple[tuple[re.Pattern[str], Kind], ...]] = tuple(
    (re.compile(rf"(?<!\w)(?:{form})(?!\w)"), kind) for form, kind in _FORMS
)
_INVITED: Final = re.compile(
    r"(?:auf )?(?:einladung|invitation)\b.*?\s(?:zu[mr]?|to|for)\s(?:eine[mr]?\s|an?\s)?(?P<to>.+)"
)
_MOVES: Final[tuple[tuple[re.Pattern[str], Kind], ...]] = (
    (
        re.compile(r"\b(?:kommt|kommen|reist|reisen|landet|landen)\b.{3,120}\san\b(?! (?:der|die|den|dem|das)\b)"),
        "arrival",
    ),
    (re.compile(r"\b(?:trifft|treffen)\b.{3,120}\sein\b(?=[.,;]|$| und )"), "arrival"),
    (re.compile(r"\b(?:reist|reisen)\b.{0,120}\sab\b(?=[.,;]|$| und )"), "departure"),
)
"""What sentences say of coming and going with verbs in two pieces."""
_VERB_FORMS: Final[tuple[tuple[str, Kind], ...]] = (
    (r"(?:is |are |was |were )?(?:greeted|welcomed|received)(?: by)?|greets?|welcomes|receives", "reception"),
    (r"(?:wird|werden)\b.{0,90}\b(?:begrüßt|empfangen|willkommen geheißen)|begrüßt|begrüßen|empfängt|empfangen"
     r"|heißt\b.{0,60}\bwillkommen", "reception"),
    (r"(?:will )?meets?(?: with| up with)?(?= )|(?:to )?meet with|holds? (?:talks|a meeting)"
     r"|(?:will )?discuss(?:es)?"
     r"|trifft (?:sich|mit)|treffen (?:sich|mit)|(?:tauscht|tauschen) sich|spricht mit|sprechen mit|kommt\b.{0,60}"
     r"\bzusammen|kommen\b.{0,60}\bzusammen|berät|beraten", "meeting"),
    (r"(?:will )?visits?|visited|(?:will )?tours?|besucht|besuchen|besichtigt|besichtigen|schaut sich|schauen sich",
     "visit"),
    (r"(?:will )?(?:return|returns)(?: by| to)?|transfers? to|drives? to|travels? to|travels? by|heads? to"
     r"|proceeds? to|(?:fährt|fahren|geht|gehen)\b.{0,60}\b(?:nach|zum|zur|ins|zurück)|kehrt\b.{0,60}\bzurück"
     r"|kehren\b.{0,60}\bzurück", "transfer"),
    (r"unveils?|lays? (?:a )?wreath|(?:pays?|paying) tribute|honou?rs?|plants? a tree|opens? the|signs? the"
     r"|enthüllt|enthüllen|legt\b.{0,60}\bnieder|legen\b.{0,60}\bnieder|trägt sich|tragen sich|übergibt|überreicht"
     r"|weiht\b.{0,60}\bein", "ceremony"),
    (r"(?:will )?(?:speaks?|delivers?|presents?|lectures?|gives? (?:a|the) (?:talk|speech|lecture|keynote))|spricht"
     r"|referiert|hält\b.{0,60}\b(?:vortrag|rede|ansprache)|stellt\b.{0,60}\bvor|stellen\b.{0,60}\bvor", "talk"),
    (r"(?:will )?(?:dines?|lunch(?:es)? with|has lunch|have lunch|has dinner|have dinner)|isst"
     r"|essen zu (?:mittag|abend)",
     "meal"),
    (r"emplanes?|boards? (?:the )?(?:plane|aircraft|train|flight)|takes? off|fliegt\b.{0,60}\b(?:ab|zurück)"
     r"|verlässt|verlassen|tritt\b.{0,60}\b(?:heimreise|rückreise|heimfahrt)"
     r"|(?:heimreise|rückreise|heimfahrt|rückfahrt) an", "departure"),
    (r"deplanes?|touch(?:es)? down|gets? in(?:to)?", "arrival"),
)  # fmt: skip
"""What sentences say with verbs: "will meet with the council", "wird im Rathaus begrüßt"."""
_VERBS: Final[tuple[tuple[re.Pattern[str], Kind], ...]] = tuple(
    (re.compile(rf"(?<![\w-])(?:{forms})(?![\w-])"), kind) for forms, kind in _VERB_FORMS
)
_CONTINUES: Final = re.compile(
    r"(?:^(?:(?:continuation|resumption|start|beginning|end|conclusion|rest) of(?: the)?|fortsetzung(?: der| des| von)?"
    r"|beginn(?: der| des)|ende(?: der| des)|weiter mit|continue with)"
    r"|(?<!\w)(?:teilnahme an(?: der| dem| einem| einer)?|participation in(?: the| a)?"
    r"|(?:will )?(?:attends?|takes? part in|participates? in|joins?)(?: an?| the| our)?))\s+(?P<what>.+)"
)
"""What goes on, begins or is attended, and its kind counts: "will attend a working luncheon"."""
_ASIDE: Final = re.compile(r"^\s*\([^()]*\)\s*|(?<=[,;(])\s*(?:(?:meeting|assembly|gathering) point|treffpunkt).*")
"""What says nothing of the kind: a bracket before the title, where one gathers."""
_GATHERS: Final = re.compile(r"(?:meeting|assembly|gathering) point\b|treffpunkt\b")
_AFTER: Final = re.compile(
    r"^(?:nach|vor|after|before|following|während|during)\s+(?:(?:dem|der|den|the|einem|einer|a|an|our|this)\s+)?"
    r"[\w-]+,?\s+(?=\S)"
)
"""What is over or still to come: "Nach dem Mittagessen Abfahrt"."""
_LONGEST: Final = 200
_SET: Final = frozenset(("free", "ceremony", "press"))
"""Kinds whose phrases say so anywhere: "Abend zur freien Verfügung"."""
_BODY: Final = re.compile(
    r"(?:department|ministry|ministerium|kommission|parlament|parliament|ausschuss|gerichtshof|europol|hauptquartier"
    r"|headquarters|jobcenter"
    r"|behörde|windpark|solarpark|biogasanlage|werkstatt|terminal|kirche|schloss|museum|werk|leitstelle|leitstand|zentrum|centre|center|station|gymnasium|schule"
    r"|school|college"
    r"|universität|university|akademie|\bgmbh|\bag|\bltd|\bllp|\bfund|council|rathaus|brauerei|hof|glasbläserei"
    r"|straßenmeisterei|botschaft"
    r"|embassy|fabrik|factory|plant|site|landesvertretung|wache|bauhof|klinik|hospital|bibliothek|library|theater"
    r"|museums)(?!\w)"
)
_STOP: Final = re.compile(
    r"(?<![\w-])(?:vor|nach|before|after|im|in|ins|at|am|an|mit|with|zum|zur|zu|to|von|vom|by|durch|für|for|über"
    r"|about|on"
    r"|auf|bei|beim|from|aus|des|of|during|während|anlässlich|gegen|um|unter|ohne|without|that|dass)(?![\w-])|[(\"„“]"
)
_SOFT: Final = re.compile(r"(?<!\w)(?:und|and|sowie|plus|incl\.|inkl\.)(?!\w)|[,;:/&|+–—]|\s-\s")


@cache
def _known() -> dict[str, Kind]:
    """Every word, in small letters, with its kind."""
    known: dict[str, Kind] = {word: kind for kind in KIND_WORDS for word in all_words("kinds", kind)}
    for kind, word in KIND_WORDS.items():
        known[kind] = kind
        known.update({words(language)(word).lower(): kind for language in LANGUAGES})
    return known


@cache
def kind_words() -> frozenset[str]:
    """The names of the kinds themselves, in small letters: as a title, one of them says little."""
    return frozenset(words(language)(word).lower() for language in LANGUAGES for word in KIND_WORDS.values())


@lru_cache(maxsize=4096)
def kind_of(title: str) -> Kind:
    """The kind that a title begins by naming ("Gemeinsames Mittagessen", "Working lunch at City Hall").

    Words behind a preposition are about something else: "Group photo before the visit". "other" if nothing names one.
    """
    small = _AFTER.sub("", _ASIDE.sub("", " ".join(title[:_LONGEST].lower().split())))
    if (goes_on := _CONTINUES.search(small)) is not None and (kind := kind_of(goes_on["what"])) != "other":
        return kind
    if (invited := _INVITED.match(small)) is not None and (kind := kind_of(invited["to"])) != "other":
        return kind
    for form, moved in _MOVES:
        if form.search(small):
            return moved
    if _GATHERS.match(small) is not None:
        return "other"
    stop = _STOP.search(small)
    head = small[: stop.start()] if stop and stop.start() else small
    for place, phrase in enumerate(_SOFT.split(head)):
        kind = _of_phrase(phrase, small)
        if kind is not None and not (place and kind == "stay" and "hotel" in phrase):
            return kind
    found: Kind | None = next((kind for form, kind in _PHRASES if form.search(head)), None)
    if found is None:
        found = next((kind for form, kind in _PHRASES if kind in _SET and form.search(small)), None)
    return found or _by_verb(small)


def _by_verb(small: str) -> Kind:
    """The kind that the first verb of a sentence says; "other" if none does."""
    found: list[tuple[int, Kind]] = [
        (match.start(), kind) for form, kind in _VERBS if (match := form.search(small)) is not None
    ]
    return min(found, key=lambda one: one[0])[1] if found else "other"


def is_body(title: str) -> bool:
    """Whether a title is only the name of an institution or a place: in a programme that is a visit to it."""
    first = re.split(r"[,(–:;]", title.lower())[0].strip()
    return len(first.split()) <= 6 and _BODY.search(first) is not None


def _of_phrase(phrase: str, whole: str) -> Kind | None:
    """The kind that a few words name: set phrases first, then the first known word and the one right behind it."""
    if not phrase.strip():
        return None
    at = whole.find(phrase)
    for form, kind in _PHRASES:
        match = form.search(whole)
        if match and at <= match.start() < at + len(phrase):
            return kind
    found: Kind | None = None
    for word in re.findall(r"[^\W\d_]+(?:[-&][^\W\d_]+)*", phrase)[:6]:
        kind = _of_word(word)
        if found in TRAVEL and kind == "stay":  # "Depart hotel", "Ankunft Hotel"
            break
        if kind is not None:
            found = kind
        elif found is not None:
            break
    return found


def _of_word(word: str) -> Kind | None:
    known = _known()
    if word.startswith(("pre-", "post-", "vor-", "non-")):
        return None
    if word in known:
        return known[word]
    last = word.rpartition("-")[2]
    if last in known and last != word:
        return known[last]
    return next((kind for end, kind in _ENDINGS if word.endswith(end) and word not in _NOT), None)
