"""The report of a trip: it tells what happened, whole, in sentences that fit, and nothing that it should not."""

from __future__ import annotations

import io
import re
from datetime import date
from pathlib import Path

import pytest
from docx import Document
from hypothesis import given, settings
from markdown_it import MarkdownIt

from exports.audience import PARTICIPANTS, STAFF, read_audience
from exports.brand import Brand
from exports.nouns import Case, german
from exports.programme import Line, Name, programme
from exports.report import precedence, press_view, report, report_markdown, report_notices
from exports.report.sentences import listing, told_name
from exports.report.titles import titled
from exports.snapshot import Snapshot
from exports.word import report_docx
from tests.exports.paper.test_render import NASTY, everywhere
from tests.exports.test_audience import (  # fmt: skip
    NEVER_IN_PUBLIC,
    NEVER_OUTSIDE,
    OUTSIDE,
    trip_of_canaries,
    with_a_public_part_of_a_staff_item,
)
from tests.exports.test_text import ISSUED, READERS, flat, like_golden, shown, snapshot
from tests.exports.word.test_word import letterhead
from tests.support.office import by_libreoffice
from tests.support.strategies import trips
from tests.trips.schedule.test_timeline import day_of
from trips.i18n.dates import span_of
from trips.i18n.language import Language, words
from trips.i18n.text import title_quoted
from trips.model.entities import Group, Organisation, Person, Venue, changed
from trips.model.trip import Trip


def told(trip: Trip, language: Language = "en", who: str = "participants") -> list[str]:
    one = Snapshot(trip, ISSUED)
    return [block.text for block in report(press_view(one, read_audience(trip, who), language), precedence(one))]


@pytest.mark.parametrize("language", ["de", "en"])
def test_the_report_from_cologne_is_as_its_golden_file_says(language: Language) -> None:
    like_golden(f"koeln-report.{language}.md", report_markdown(snapshot("koeln"), PARTICIPANTS, language))


@pytest.mark.parametrize("who", ["public", "press", "participants", "staff"])
@pytest.mark.parametrize("language", ["de", "en"])
def test_every_fact_of_the_published_report_is_in_it(language: Language, who: str) -> None:
    one = snapshot("koeln")
    text = "\n".join(block.text for block in report(press_view(one, read_audience(one.trip, who), language)))
    facts = (
        "Künstliche Intelligenz", "Südkreisrunde der Bürgermeisterinnen und Bürgermeister im Kreis Steinfurt",
        "Stadt Köln", "Historisches Rathaus", "Dr. Ralf Heinen", "Bürgermeister", "Gloria Volkmann",
        "Einsatz von KI in der Kölner Stadtverwaltung", "EU AI Act",
        "Kommunale Gemeinschaftsstelle für Verwaltungsmanagement (KGSt)", "Dr. Klaus Effing",
        "Vorstand, ehemaliger Landrat des Kreises Steinfurt", "Bürokratiemanagement",
        "Aktuelle Entwicklungen im kommunalen Management", "Matthias Hörmeyer", "Einsatzszenarien",
        "KölnBusiness (Wirtschaftsförderung der Stadt Köln)", "Dr. Simon Bujanowski", "Dr. Cédric Reuter",
        "Wirtschaftsförderung und Standortentwicklung",
    )  # fmt: skip
    assert [fact for fact in facts if fact not in text] == []
    days = {
        "de": ("9. und 10. Oktober 2025", "Donnerstag", "Freitag"),
        "en": ("9 and 10 October", "Thursday", "Friday"),
    }
    assert [one for one in days[language] if one not in text] == []
    welcome = {
        "de": "Dr. Ralf Heinen (Bürgermeister) hieß die Gäste willkommen.",
        "en": "Dr. Ralf Heinen (Bürgermeister) welcomed the guests.",
    }
    assert welcome[language] in text


def test_an_arrival_known_only_as_a_part_of_the_day_is_told_so() -> None:
    one = snapshot("koeln-weich")
    text = report_markdown(one, PARTICIPANTS, "de").decode()
    assert "Am Donnerstagvormittag reiste die Delegation an." in text
    assert "Am Nachmittag ging es weiter mit dem Besuch der KGSt." in text
    assert "Am selben Tag reiste die Delegation ab." in text


def test_what_did_not_happen_is_not_told_and_neither_are_ways_and_nights() -> None:
    off = [
        {"title": "gone A", "status": "cancelled", "kind": "visit"},
        {"title": "gone B", "part": True, "status": "confirmed", "kind": "talk"},
        {"title": "gone C", "status": "idea"},
        {"title": "gone D", "status": "requested", "kind": "meal"},
        {"title": "gone E", "kind": "meal", "when": "07:30-08:30"},
        {"title": "gone F", "kind": "meal", "when": "19:30-21:30", "groups": ("some",)},
        *({"title": f"gone {kind}", "kind": kind} for kind in ("transfer", "stay", "break", "free", "task")),
        {"title": "here", "kind": "visit", "when": "10:00"},
    ]
    trip = day_of(*off, groups=(Group(key="some", name="Some"),))
    for who in ("participants", "staff"):
        text = "\n".join(told(trip, who=who))
        assert "here" in text
        assert "gone" not in text


def test_who_receives_guests_at_home_is_named_only_where_the_press_may_read_of_it() -> None:
    people = (
        Person(key="home", name="Familie Privat", role="Host family"),
        Person(key="mayor", name="Ralf Amtlich", organisation="town"),
    )
    town = (Organisation(key="town", name="Stadt Köln"),)
    for audience, named in (("participants", False), ("press", True)):
        item = {"title": "Lunch", "kind": "visit", "when": "12:00", "hosts": ("home", "mayor"), "audience": audience}
        text = "\n".join(told(day_of(item, people=people, organisations=town), who="staff"))
        assert ("Familie Privat" in text, "Ralf Amtlich" in text) == (named, True)


def test_one_speaks_and_two_speak() -> None:
    people = (
        Person(key="a", name="A", role="Vorstand", organisation="o"),
        Person(key="b", name="B", organisation="o"),
    )
    trip = day_of(
        {"title": "Besuch", "kind": "visit", "when": "14:00-16:00", "hosts": ("o", "a"), "venue": "v"},
        {"title": "Gruß", "kind": "reception", "part": True, "speakers": ("a",)},
        {"title": "Eins", "kind": "talk", "part": True, "speakers": ("b",), "note": "Mehr dazu"},
        {"title": "Zwei", "kind": "talk", "part": True, "speakers": ("a", "b")},
        {"title": "Drei", "kind": "talk", "part": True},
        {"title": "Rundgang", "kind": "tour", "part": True},
        {"title": "Fragen und Austausch", "part": True},
        {"title": "Dank", "kind": "ceremony", "part": True},
        {"title": "Rede", "kind": "talk", "when": "18:00", "speakers": ("a", "b")},
        people=people, organisations=(Organisation(key="o", name="Werk (W)"),),
        venues=(Venue(key="v", name="Werk", address="Weg 1"),),
    )  # fmt: skip
    assert told(trip, "de")[3:5] == [
        "Am Donnerstagnachmittag führte das Programm die Gäste zum Besuch (Werk). A (Vorstand) hieß die Gäste "
        "willkommen. B sprach zum Thema „Eins“. Anschließend sprachen A und B zum Thema „Zwei“. Ein weiteres Thema war "
        "„Drei“. Es folgte der Rundgang. Danach war Zeit für Fragen und Gespräche. "
        "Mit einem Dank der Gäste ging der Besuch zu Ende.",
        "Am Abend sprachen A und B.",
    ]
    assert told(trip, "de")[-3:] == ["„Eins“, B. Mehr dazu.", "„Zwei“, A, B", "„Drei“"]


def test_what_is_only_for_those_who_prepare_or_write_is_left_out_and_named_to_the_office() -> None:
    trip = day_of(
        {"title": "Sound check in the hall", "when": "09:00"},
        {"title": "Press photos", "kind": "press", "when": "10:00"},
        {"title": "Signing", "kind": "ceremony", "when": "11:00"},
        {"title": "Lesson and rehearsal", "when": "12:00"},
    )
    text = "\n".join(told(trip))
    assert ("Sound check" in text, "Press photos" in text) == (False, False)
    assert "Signing" in text
    assert "Lesson and rehearsal" in text
    [*_, aside] = report_notices(Snapshot(trip, ISSUED), PARTICIPANTS)
    assert aside.say(words("en")).endswith("need it: Sound check in the hall; Press photos.")


def test_groups_that_come_together_and_go_apart_are_told_so() -> None:
    groups = (Group(key="choir", name="Choir"), Group(key="council", name="Council"))
    trip = day_of(
        {"title": "Flight A", "kind": "arrival", "when": "10:00-11:00", "groups": ("choir",)},
        {"title": "Flight B", "kind": "arrival", "when": "10:30-11:30", "groups": ("council",)},
        {"title": "Lesson", "kind": "visit", "when": "14:00-16:00", "groups": ("choir",)},
        {"title": "Harbour", "kind": "visit", "when": "14:30-16:00", "groups": ("council",)},
        {"title": "Walk", "kind": "tour", "when": "16:30"},
        groups=groups,
        language="en",
    )
    assert told(trip)[3:7] == [
        "On Thursday morning, the delegation arrived in groups.",
        "In the afternoon, the programme took the choir to the lesson.",
        "At the same time, some of the guests took part in the visit “Harbour” (Council).",
        "After that, the guests set out for the walk.",
    ]


def test_that_a_part_came_is_said_only_if_somebody_did_not() -> None:
    groups = (Group(key="choir", name="Choir"), Group(key="council", name="Council"))
    trip = day_of(
        {"title": "Flight A", "kind": "arrival", "when": "10:00-11:00", "groups": ("choir",)},
        {"title": "Flight B", "kind": "arrival", "when": "16:30-17:30", "groups": ("council",)},
        {"title": "Coach", "kind": "departure", "when": "21:00"},
        groups=groups, language="en",
    )  # fmt: skip
    parts = ["the choir arrived", "part of the delegation arrived", "the delegation left"]
    assert all(part in text for part, text in zip(parts, told(trip)[3:6], strict=True))


def test_parts_are_told_in_the_order_in_which_they_were() -> None:
    people = (Person(key="a", name="A"), Person(key="b", name="B"))
    trip = day_of(
        {"title": "Besuch", "kind": "visit", "when": "14:00-17:00"},
        {"title": "Musik", "part": True},
        {"title": "Eins", "kind": "talk", "part": True, "speakers": ("a",)},
        {"title": "Rundgang", "kind": "tour", "part": True},
        {"title": "Zwei", "kind": "talk", "part": True, "speakers": ("b",)},
        {"title": "Fragen", "part": True},
        {"title": "Gespräche", "part": True},
        {"title": "Gespräche bei Wein", "kind": "meeting", "part": True},
        people=people,
    )
    assert told(trip, "de")[3].split(". ", 1)[1] == (
        "Den Auftakt machte Musik. A sprach zum Thema „Eins“. Es folgte der Rundgang. Anschließend sprach B zum Thema "
        "„Zwei“. Danach war Zeit für Fragen und Gespräche. Auch hier war Zeit für Fragen. "
        "Den Abschluss bildeten Gespräche bei Wein."
    )


def test_a_dinner_of_all_is_told_and_nobody_is_invited_twice() -> None:
    people = (Person(key="a", name="A"),)
    trip = day_of(
        {"title": "Festliches Abendessen auf Einladung der Stadt", "kind": "meal", "when": "19:00", "hosts": ("a",)},
        people=people,
    )
    assert told(trip, "de")[3].startswith(
        "Am Donnerstagabend kamen die Gäste zum festlichen Abendessen auf Einladung der Stadt zusammen."
    )
    assert "came together for the dinner “Fado”." in told(day_of({"title": "Fado", "kind": "meal", "when": "20:00"}))[3]


def test_a_group_is_who_did_something_where_its_name_tells_its_article() -> None:
    groups = (Group(key="a", name="Jugendchor"), Group(key="b", name="Ratsdelegation"), Group(key="c", name="Gäste C"))
    trip = day_of(
        {"title": "Hafen", "kind": "visit", "when": "10:00-11:00", "groups": ("a",)},
        {"title": "Gespräch", "kind": "meeting", "when": "10:30-11:00", "groups": ("b",)},
        {"title": "Rundgang", "kind": "tour", "when": "14:00-15:00", "groups": ("a", "b")},
        {"title": "Konzert des Jugendchors", "kind": "ceremony", "when": "16:00-17:00", "groups": ("a",)},
        {"title": "Empfang", "kind": "reception", "when": "19:00", "groups": ("c",)},
        groups=groups,
    )
    assert told(trip, "de")[3:8] == [
        "Am Donnerstagvormittag führte das Programm den Jugendchor zum Besuch „Hafen“.",
        "Zur selben Zeit kam die Ratsdelegation zum Gespräch zusammen.",
        "Am Nachmittag brachen der Jugendchor und die Ratsdelegation zum Rundgang auf.",
        "Danach fand das Konzert des Jugendchors statt.",
        "Am Abend kam ein Teil der Gäste zum Empfang zusammen (Gäste C).",
    ]


def test_who_received_is_named_by_rank_whoever_spoke() -> None:
    people = (
        Person(key="deputy", name="D. Deputy", role="Deputy Mayor", rank=2),
        Person(key="mayor", name="M. Mayor", role="Lord Mayor", rank=1),
    )
    trip = day_of(
        {"title": "Reception", "kind": "reception", "when": "18:00", "hosts": ("deputy", "mayor"), "audience": "press"},
        {"title": "Words of welcome", "kind": "talk", "part": True, "speakers": ("mayor",), "audience": "press"},
        people=people,
    )
    (text,) = told(trip)[3:4]
    assert "M. Mayor (Lord Mayor) and D. Deputy (Deputy Mayor) received the guests. M. Mayor spoke." in text


def line_of(title: str, kind: str = "other", language: Language = "de") -> Line:
    trip = day_of({"title": title, "kind": kind, "when": "10:00"}, language=language)
    return programme(Snapshot(trip, ISSUED), PARTICIPANTS, language).days[0].lines[0]


@pytest.mark.parametrize(
    ("title", "said"),
    [
        ("Empfang durch die Oberbürgermeisterin", "der Empfang durch die Oberbürgermeisterin"),
        ("Unterzeichnung der Absichtserklärung", "die Unterzeichnung der Absichtserklärung"),
        ("Stadtrundgang", "der Stadtrundgang"),
        ("Festliches Abendessen", "das festliche Abendessen"),
        ("Festlicher Empfang", "der festliche Empfang"),
        ("Offizielle Begrüßung der Gäste", "die offizielle Begrüßung der Gäste"),
        ("Leipziger Empfang", "der Besuch „Leipziger Empfang“"),
        ("Begrüßung: Wasser für alle", "der Besuch „Begrüßung: Wasser für alle“"),
        ("Führungen im Museum", "Führungen im Museum"),
        ("Wasser für alle", "der Besuch „Wasser für alle“"),
    ],
)
def test_a_title_has_its_article_where_its_first_word_tells_it(title: str, said: str) -> None:
    assert titled(line_of(title, "visit"), "subject", words("de")) == said


def test_the_theme_of_a_talk_keeps_its_quotation_marks_and_a_title_its_case() -> None:
    assert (
        titled(line_of("Eröffnung neuer Märkte", "talk"), "subject", words("de"))
        == "der Vortrag „Eröffnung neuer Märkte“"
    )
    visit, signing = line_of("Besuch der KGSt"), line_of("Signing of the charter", language="en")
    assert [titled(visit, case, words("de")).split()[0] for case in ("subject", "with", "to")] == ["der", "dem", "zum"]
    assert titled(line_of("Eintragung"), "in", words("de")) == "an der Eintragung"
    assert titled(line_of("Festmahl", "meal"), "in", words("de")) == "am Brunch „Festmahl“"
    assert titled(signing, "subject", words("en")) == "the signing of the charter"


@pytest.mark.parametrize("language", ["de", "en"])
def test_no_two_items_of_a_day_are_told_in_the_same_words(language: Language) -> None:
    kinds = ("visit", "meal", "reception", "ceremony", "tour", "visit", "meeting")
    hosts = (Person(key="h", name="Host"),)
    whole = [
        {"title": f"“{n}”", "kind": kind, "when": f"{9 + n}:00-{9 + n}:30", "hosts": ("h",), "audience": "press"}
        for n, kind in enumerate(kinds)
    ]
    trip = day_of(*whole, people=hosts)
    opened = [re.sub("[„“‚‘”’'0-9]", "", text.split(".")[0]) for text in told(trip, language)[3:10]]
    verbs = [re.sub(r"^(On|In|At) [\w ]+, |^(Am|Im) \w+ ", "", one) for one in opened]
    assert len(set(verbs)) == len(kinds)


def test_who_signed_is_named_and_what_was_only_tentative_is_told_to_the_office() -> None:
    people = (Person(key="a", name="A", role="Mayor", delegate=True, organisation="o"), Person(key="b", name="B"))
    trip = day_of(
        {"title": "Meeting", "kind": "visit", "when": "10:00-12:00", "status": "confirmed"},
        {"title": "Signing", "kind": "ceremony", "part": True, "people": ("a", "b"), "status": "confirmed"},
        {"title": "Walk", "kind": "tour", "when": "14:00", "status": "tentative"},
        people=people, organisations=(Organisation(key="o", name="Town"),),
    )  # fmt: skip
    text = "\n".join(told(trip))
    assert "A (Mayor, Town) and B took part in the ceremony “Signing”." in text
    assert "The guests came from Town." in text
    notices = [one.say(words("en")) for one in report_notices(Snapshot(trip, ISSUED), PARTICIPANTS)]
    assert "Told as done, though only tentative: Walk." in notices


def test_newspapers_get_names_in_their_own_letters() -> None:
    person = Person(key="w", name="张伟", latin_name="Zhang Wei", role="Mayor", organisation="o")
    house = Organisation(key="o", name="北京市", latin_name="City of Beijing")
    trip = day_of(
        {"title": "Trade", "kind": "talk", "when": "14:00", "speakers": ("w",)},
        people=(person,),
        organisations=(house,),
    )
    text = report_markdown(Snapshot(trip, ISSUED), STAFF, "en").decode()
    assert "On Thursday afternoon, Zhang Wei (Mayor, City of Beijing) spoke on “Trade”." in text
    assert ("张伟" in text, "北京市" in text) == (False, False)


@pytest.mark.parametrize(
    ("first", "last", "german", "english"),
    [
        ((2025, 10, 9), (2025, 10, 9), "am 9. Oktober 2025", "on 9 October 2025"),
        ((2025, 10, 9), (2025, 10, 10), "am 9. und 10. Oktober 2025", "on 9 and 10 October 2025"),
        ((2025, 10, 9), (2025, 10, 12), "vom 9. bis 12. Oktober 2025", "from 9 to 12 October 2025"),
        ((2025, 10, 31), (2025, 11, 1), "am 31. Oktober und 1. November 2025", "on 31 October and 1 November 2025"),
        (
            (2025, 12, 30), (2026, 1, 2), "vom 30. Dezember 2025 bis 2. Januar 2026",
            "from 30 December 2025 to 2 January 2026",
        ),
    ],
)  # fmt: skip
def test_days_are_told_as_one_says_them(
    first: tuple[int, int, int], last: tuple[int, int, int], german: str, english: str
) -> None:
    assert span_of(words("de"), date(*first), date(*last)) == german
    assert span_of(words("en"), date(*first), date(*last)) == english


@pytest.mark.parametrize(
    ("when", "said"),
    [
        ("06:00", "Early on Thursday"), ("10:00", "On Thursday morning"), ("12:30", "On Thursday at midday"),
        ("13:45", "On Thursday afternoon"),
        ("17:59", "On Thursday afternoon"), ("20:00", "On Thursday evening"), ("25:30", "On Thursday night"),
        ("evening", "On Thursday evening"), ("tba", "On Thursday"), ("all day", "On Thursday"),
    ],
)  # fmt: skip
def test_a_time_is_told_as_a_part_of_the_day(when: str, said: str) -> None:
    assert told(day_of({"title": "X", "kind": "arrival", "when": when}))[3] == f"{said}, the delegation arrived."


def test_names_and_titles_keep_their_own_marks_apart() -> None:
    t = words("de")
    assert listing(t, []) == ""
    assert listing(t, ["A"]) == "A"
    assert listing(t, ["A", "B", "C"]) == "A, B und C"
    assert told_name(Name("A", "B (C)")) == "A (B [C])"
    assert title_quoted('„a“ "b" ”c”') == "‚a‘ 'b' ’c’"


def test_a_trip_without_anything_is_a_report_too() -> None:
    trip = changed(day_of(), days=())
    assert told(trip) == ["Report: x", "Facts for the press"]


@pytest.mark.parametrize("who", OUTSIDE)
def test_a_report_tells_nobody_what_is_not_meant_for_them(who: str) -> None:
    trip = with_a_public_part_of_a_staff_item(trip_of_canaries())
    text = "\n".join(told(trip, "en", who))
    assert "canaryItemtitle" in text
    forbidden = NEVER_OUTSIDE | (NEVER_IN_PUBLIC if who in ("public", "press") else set())
    assert [one for one in forbidden if one in text] == []
    assert "canaryOthername" not in text  # who is only there is no host and no speaker


@pytest.mark.parametrize("text", NASTY)
def test_markdown_and_word_show_names_as_they_are(text: str) -> None:
    one = Snapshot(everywhere(text), ISSUED)
    tokens = MarkdownIt("commonmark").parse(report_markdown(one, STAFF, "en").decode())
    kinds = {token.type for token in flat(tokens)}
    assert not {"html_inline", "html_block", "code_block", "code_inline", "image", "em_open", "link_open"} & kinds
    blocks = report(press_view(one, STAFF, "en"))
    expected = [" ".join(block.text.split()) for block in blocks]
    assert [line for line in expected if line not in shown(tokens)] == []
    paragraphs = [p.text for p in Document(io.BytesIO(report_docx(one, STAFF, "en"))).paragraphs]
    assert paragraphs == [block.text for block in blocks]


@settings(max_examples=40)
@given(trips())
def test_every_trip_can_be_reported(trip: Trip) -> None:
    for language in ("de", "en"):
        blocks = report(press_view(Snapshot(trip, ISSUED), STAFF, language))
        assert [one.kind for one in blocks].count("title") == 1
        assert all(one.text for one in blocks)
    tokens = READERS[0].parse(report_markdown(Snapshot(trip, ISSUED), STAFF).decode())
    assert sum(one.type == "heading_open" for one in tokens) == sum(
        one.kind in ("title", "heading", "subheading") for one in report(press_view(Snapshot(trip, ISSUED), STAFF))
    )


@pytest.mark.parametrize("on", [None, letterhead()], ids=["plain", "letterhead"])
def test_the_word_file_has_real_headings_and_lists(on: bytes | None) -> None:
    data = report_docx(snapshot("koeln"), PARTICIPANTS, "de", Brand(letterhead=on))
    assert data == report_docx(snapshot("koeln"), PARTICIPANTS, "de", Brand(letterhead=on))
    document = Document(io.BytesIO(data))
    blocks = report(press_view(snapshot("koeln"), PARTICIPANTS, "de"))
    styles = {
        "title": "Title", "heading": "Heading 1", "subheading": "Heading 2", "text": "Agenda Text",
        "entry": "List Bullet",
    }  # fmt: skip
    assert [(one.style.name, one.text.removeprefix("•\t").replace("\u00a0", " ")) for one in document.paragraphs] == [
        (styles[block.kind], block.text) for block in blocks
    ]
    assert document.core_properties.title == "Bericht: Südkreisrunde in Köln"


def test_libreoffice_shows_the_whole_report(tmp_path: Path) -> None:
    data = report_docx(snapshot("koeln"), PARTICIPANTS, "de")
    text = by_libreoffice(data, "report.docx", "txt:Text", tmp_path).read_text("utf-8").replace("\u00a0", " ")
    assert [
        block for block in report(press_view(snapshot("koeln"), PARTICIPANTS, "de")) if block.text not in text
    ] == []


@pytest.mark.parametrize(
    ("title", "case", "said"),
    [
        (
            "Empfang durch die Ministerin und Eintragung",
            "subject",
            "der Empfang durch die Ministerin und die Eintragung",
        ),
        ("Empfang durch die Ministerin und Eintragung", "to", "zum Empfang durch die Ministerin und zur Eintragung"),
        ("Mittagessen und Gespräch", "with", "dem Mittagessen und dem Gespräch"),
        ("Fahrt mit Konzert und Feuerwerk", "subject", "die Fahrt mit Konzert und Feuerwerk"),
        ("Besichtigung der Werkstatt und Ausstellung", "subject", "die Besichtigung der Werkstatt und Ausstellung"),
        ("Rundgang durch Halle und Leitwarte", "subject", "der Rundgang durch Halle und Leitwarte"),
    ],
)
def test_a_second_noun_of_a_title_has_its_article_where_it_is_no_part_of_the_first(
    title: str, case: Case, said: str
) -> None:
    assert german(title, case) == said


@pytest.mark.parametrize(
    ("language", "said"),
    [
        (
            "de",
            ["Veranstalter war die Stadt Muster, Amt 1. Station war Werk.", "Gastgebend waren Stadtwerke Muster."],
        ),
        (
            "en",
            [
                "The organiser was Stadt Muster, Amt 1. The guests visited Werk.",
                "Stadtwerke Muster received the guests.",
            ],
        ),
    ],
)
def test_what_is_told_of_houses_has_a_verb(language: Language, said: list[str]) -> None:
    trip = day_of(
        {"when": "10:00", "title": "How it works", "kind": "visit", "venue": "werk", "status": "confirmed"},
        {"when": "14:00", "title": "Empfang", "kind": "reception", "hosts": ("sw",), "status": "confirmed"},
        organisations=(Organisation(key="sw", name="Stadtwerke Muster"),),
        venues=(Venue(key="werk", name="Werk"),),
        organiser="Stadt Muster, Amt 1",
        language=language,
    )
    text = " ".join(told(trip, trip.language))
    assert [one for one in said if one not in text] == []


def test_several_things_have_a_verb_in_the_plural() -> None:
    trip = day_of(
        {"when": "15:00", "title": "Mittagessen und Gespräch", "kind": "other", "status": "confirmed"},
        {"when": "17:00", "title": "Konzert", "kind": "other", "status": "confirmed"},
        language="de",
    )
    text = " ".join(told(trip, trip.language))
    assert "fanden das Mittagessen und das Gespräch statt" in text
    assert "fanden das Konzert" not in text


def test_nobody_is_taken_to_a_topic() -> None:
    trip = day_of(
        {"when": "14:00", "title": "How Lisbon steers its traffic", "kind": "visit", "status": "confirmed"},
        {"when": "16:00", "title": "Visit to the port", "kind": "visit", "status": "confirmed"},
        language="en",
    )
    text = " ".join(told(trip, trip.language))
    assert "the guests took part in the visit “How Lisbon steers its traffic”." in text
    assert "took the guests to the port." in text
