"""Pages in a real browser: accessible in light and dark, from a phone's width on, without script and network."""

from __future__ import annotations

import json
import re
import shutil
import subprocess
from collections import Counter
from collections.abc import Iterator
from datetime import timedelta
from functools import cache
from pathlib import Path
from urllib.parse import quote

import pytest
from playwright.sync_api import Browser, sync_playwright

from exports.audience import Audience, read_audience
from exports.brand import Brand, read_logo
from exports.kit.instructions import instructions_page
from exports.kit.plan import Kit
from exports.kit.publication import Publication
from exports.snapshot import Snapshot, released
from exports.web import Links, programme_page
from scripts.cologne import of_person, snapshots
from tests.support.judges import need, node_modules
from tests.support.papermaking import ISSUED, example_trip, item, pages_of, second_version, with_long_words
from trips.edits.items import change_item
from trips.history.releases import Release, freeze
from trips.i18n.language import Language, words
from trips.model.doors import checked
from trips.model.entities import Day, Item, Person, changed, new_id
from trips.schedule.timeline import Timeline

pytestmark = pytest.mark.xdist_group("browser")
QUIET = ("--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
         "--disable-component-update", "--disable-sync")  # fmt: skip
RULES = '{rules: {"target-size": {enabled: true}}}'
"""Those that axe-core has on by itself, and the size of targets."""

SMALL = """[...document.querySelectorAll("a:not(.skip)")].map(one => [one, one.getBoundingClientRect()])
    .filter(([one, box]) => box.width < 24 || box.height < 24).map(([one, box]) => [one.outerHTML, box.height])"""
SIZES = ((360, 740), (1280, 900))


MARKUP = "</script><b>"
OTHER_LETTERS = (("محمد", "Muhammad"), ("علي", ""), ("Γιώργος", ""), ("Ελένη", "Eleni"))


def nasty() -> Snapshot:
    """A trip with a very long word and markup wherever somebody may write, 40 speakers and an empty day."""
    text = f"{MARKUP}Grundstücksverkehrsgenehmigungszuständigkeitsübertragungsverordnung"
    trip = with_long_words(text)
    latin = tuple((f"{text} {n}", "") for n in range(36))
    people = tuple(
        Person(key=f"p{n}", name=name, latin_name=other, role=text if n % 2 else "", organisation="stadt-koeln")
        for n, (name, other) in enumerate((*OTHER_LETTERS, *latin))
    )
    days = tuple(changed(one, title=text, note=f"{text}\n{text}") for one in trip.days)
    empty = checked(Day, id="e" * 32, date=days[-1].date + timedelta(days=1))
    organisations = tuple(changed(one, name=text) for one in trip.organisations)
    groups = tuple(changed(one, name=text) for one in trip.groups)
    trip = changed(trip, people=(*trip.people, *people), days=(*days, empty), organisations=organisations,
                   groups=groups, contact=text, provisional=True)  # fmt: skip
    first = next(one for one in trip.items if one.kind == "visit")
    address = f"https://example.org/{'x' * 900}"
    speakers = tuple(one.key for one in people)
    trip = change_item(trip, first.id, speakers=speakers, hosts=("stadt-koeln",), url=address)
    other = next(one for one in trip.items if one.kind == "visit" and one.id != first.id)
    trip = change_item(trip, other.id, speakers=("stadt-koeln",), status="cancelled")
    return Snapshot(trip, ISSUED, 2, earlier=(Snapshot(change_item(trip, other.id, status="confirmed"), ISSUED, 1),))


@cache
def pages() -> dict[str, bytes]:
    """Every kind of page."""
    found: dict[str, bytes] = {}
    languages: tuple[Language, ...] = ("de", "en")
    for language in languages:
        for name, who in (("koeln", "public"), ("koeln", "person:musterfrau"), ("lisbon", "participants")):
            snapshot = second_version(name)
            links = Links("calendar.ics", "https://example.org/visit/calendar.ics")
            page = programme_page(snapshot, read_audience(snapshot.trip, who), language, links)
            found[f"{name} {who} {language}"] = page
        found[f"instructions {language}"] = instructions_page(words(language))
    snapshot = second_version("koeln")
    reader, second_day = read_audience(snapshot.trip, "person:musterfrau"), snapshot.trip.days[1].date
    found["folded"] = programme_page(snapshot, reader, "de", as_of=second_day)
    found["nasty"] = programme_page(nasty(), Audience("public"), "de")
    found["nasty press"] = programme_page(nasty(), Audience("press"), "de", Links("calendar.ics"))
    trip = example_trip("koeln")
    snapshot = released([Release(1, ISSUED, "x", "", 1, freeze(Timeline(trip)))])[0]
    found["kit"] = next(one for one in Kit(snapshot, "koeln", {}).files() if one.path == "index.html").make()
    found["nothing listed"] = next(one for one in Publication(snapshot).files({}) if one.path == "p/index.html").make()
    return found


NAMES = ("koeln public de", "koeln public en", "koeln person:musterfrau de", "koeln person:musterfrau en",
         "lisbon participants de", "lisbon participants en", "instructions de", "instructions en", "folded", "nasty",
         "nasty press", "kit", "nothing listed")  # fmt: skip
every_page = pytest.mark.parametrize("name", NAMES)


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    """One browser for all."""
    path = shutil.which("chromium")
    need(path, "chromium")
    with sync_playwright() as playwright:
        started = playwright.chromium.launch(executable_path=path, args=list(QUIET))
        yield started
        started.close()


def axe() -> str:
    modules = node_modules()
    need(modules and (modules / "axe-core").is_dir(), "axe-core")
    return ((modules or Path()) / "axe-core/axe.min.js").read_text(encoding="utf-8")


@every_page
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_nothing_and_nothing_is_wider_than_the_screen(
    browser: Browser, name: str, scheme: str, tmp_path
) -> None:
    file = tmp_path / "page.html"
    file.write_bytes(pages()[name])
    for width, height in SIZES:
        context = browser.new_context(viewport={"width": width, "height": height}, color_scheme=scheme, bypass_csp=True)
        shown = context.new_page()
        asked: list[str] = []
        said: list[str] = []
        shown.on("request", lambda request, asked=asked: asked.append(request.url))
        shown.on("console", lambda message, said=said: said.append(message.text))
        shown.goto(file.as_uri())
        assert [url for url in asked if not url.startswith("file:")] == []
        shown.evaluate(axe())
        found = shown.evaluate(f"axe.run({RULES}).then(result => result.violations.map(v => [v.id, v.nodes[0].html]))")
        assert found == [], (width, found)
        assert shown.evaluate("document.documentElement.scrollWidth") <= width
        assert shown.evaluate(SMALL) == []
        assert said == []
        context.close()


@every_page
def test_a_browser_that_keeps_the_policy_has_nothing_to_complain_of(
    browser: Browser, name: str, tmp_path: Path
) -> None:
    file = tmp_path / "page.html"
    file.write_bytes(pages()[name])
    context = browser.new_context(java_script_enabled=True)
    shown = context.new_page()
    said: list[str] = []
    shown.on("console", lambda message: said.append(message.text))
    shown.on("pageerror", lambda error: said.append(str(error)))
    shown.goto(file.as_uri())
    assert said == []
    context.close()


def validated(folder: Path) -> str:
    """What html-validate finds in the pages of a folder."""
    modules, node = node_modules(), shutil.which("node")
    need(modules and node and (modules / "html-validate").is_dir(), "html-validate")
    rules = {
        "root": True,
        "extends": ["html-validate:recommended", "html-validate:a11y"],
        "rules": {"long-title": "off"},
    }
    (folder / ".htmlvalidate.json").write_text(json.dumps(rules))
    program = (modules or Path()) / "html-validate/bin/html-validate.mjs"
    command = [str(node), str(program), "--formatter=text", "*.html"]
    return subprocess.run(command, cwd=folder, capture_output=True, text=True, timeout=120).stdout


def test_html_validate_finds_nothing(tmp_path: Path) -> None:
    for n, data in enumerate(pages().values()):
        (tmp_path / f"{n}.html").write_bytes(data)
    assert validated(tmp_path).strip() == ""


def test_the_judges_of_pages_would_find_a_fault(browser: Browser, tmp_path: Path) -> None:
    file = tmp_path / "page.html"
    file.write_bytes(
        pages()["koeln public de"].replace(b' lang="de"', b"").replace(b"--text: #1b1b1b", b"--text: #ddd")
    )
    assert "lang" in validated(tmp_path)
    context = browser.new_context(color_scheme="light", bypass_csp=True)
    shown = context.new_page()
    shown.goto(file.as_uri())
    shown.evaluate(axe())
    found = set(shown.evaluate("axe.run().then(result => result.violations.map(v => v.id))"))
    assert {"html-has-lang", "color-contrast"} <= found
    context.close()


def data_of(page: bytes) -> dict:
    match = re.search(r'<script type="application/ld\+json">(.*?)</script>', page.decode(), re.DOTALL)
    return json.loads(match[1]) if match else {}


def test_search_engines_read_an_event_with_places_times_and_speakers() -> None:
    told = data_of(pages()["koeln public de"])
    assert told["name"] == "Südkreisrunde in Köln"
    assert (told["startDate"], told["endDate"]) == ("2025-10-09", "2025-10-10")
    visit = next(one for one in told["subEvent"] if one["name"] == "Besuch der KGSt")
    assert (visit["startDate"], visit["endDate"]) == ("2025-10-09T14:00+02:00", "2025-10-09T16:30+02:00")
    assert visit["location"] == {"@type": "Place", "name": "KGSt", "address": "Gereonstraße 18-32, 50670 Köln"}
    names = {who["name"] for one in told["subEvent"] for who in one.get("performer", [])}
    assert {"Dr. Klaus Effing", "Gloria Volkmann"} <= names
    assert "Musterfrau" not in json.dumps(told, ensure_ascii=False)


def test_only_pages_that_may_be_found_have_data_for_search_engines() -> None:
    assert data_of(pages()["koeln person:musterfrau de"]) == {}
    assert b"noindex" in pages()["koeln person:musterfrau de"]
    assert b"noindex" not in pages()["koeln public de"]


def test_a_page_bears_the_look_of_the_office_and_its_printed_pages_their_version() -> None:
    drawn = b'<svg xmlns="http://www.w3.org/2000/svg" width="20" height="20"><rect width="20" height="20"/></svg>'
    brand = Brand(logo=read_logo(drawn, "a.svg", "Wappen"), colour="#0b5394")
    trip = changed(example_trip("koeln"), title='Runde "</style><b>')
    shown = programme_page(Snapshot(trip, ISSUED), Audience("public"), "de", brand=brand).decode()
    style = shown[shown.index("<style>") : shown.index("</style>")]
    assert 'alt="Wappen"' in shown
    assert "--accent: #0b5394" in style
    assert '@bottom-left { content: "ENTWURF, Stand 30.09.2025' in style
    assert shown.count("</style>") == 1
    assert "--rule: " not in programme_page(Snapshot(trip, ISSUED), Audience("public"), "de").decode()


def test_the_index_of_a_pack_lists_what_the_office_keeps_by_itself() -> None:
    kit = Kit(second_version("koeln"), "koeln", {})
    index = next(one for one in kit.files() if one.path == "index.html").make().decode()
    further, own = index.index("Weitere Dokumente"), index.index("Für das Büro")
    each = index.index("Für jede und jeden")
    for paper, start, end in (("daysheet", further, own), ("runsheet", own, each), ("badges", own, each)):
        assert start < index.index(f"koeln-{paper}.pdf") < end, paper


def index_of(kit: Kit) -> str:
    return next(one for one in kit.files() if one.path == "index.html").make().decode()


def test_the_index_of_a_pack_leads_to_the_files_of_groups() -> None:
    kit = Kit(second_version("koeln"), "koeln", {})
    index, paths = index_of(kit), [file.path for file in kit.files() if file.path.startswith("Gruppen/")]
    assert paths
    for path in paths:
        assert f'href="{quote(path)}"' in index


def test_what_is_so_for_most_is_said_once_in_the_index_and_else_beside_the_name() -> None:
    version = second_version("koeln")
    first = index_of(Kit(version, "koeln", {}))
    assert "Für alle gilt: noch nichts erhalten, alles ist neu." in first
    assert "alles ist neu" not in first.partition("<table")[2]
    assert ">Neu für sie<" not in first
    mixed = index_of(Kit(version, "koeln", {"person:exempel": 1}))
    assert "Wo nichts anderes steht, gilt: noch nichts erhalten, alles ist neu." in mixed
    assert mixed.count(">Fassung 1<") == 1
    assert ">noch nichts<" not in mixed


def printed(page: bytes, tmp_path: Path, sized: Browser) -> list[str]:
    """The text of each page as the browser prints it, with whatever it adds at head and foot by itself."""
    path = tmp_path / "page.html"
    path.write_bytes(page)
    tab = sized.new_page()
    tab.goto(path.as_uri())
    data = tab.pdf(display_header_footer=True, prefer_css_page_size=True)
    tab.close()
    return pages_of(data)


def test_no_printed_page_bears_the_browsers_own_line(browser: Browser, tmp_path: Path) -> None:
    version = second_version("koeln")
    index = index_of(Kit(version, "koeln", {})).encode()
    stamp = "Fassung 2, Stand"
    for page in (index, programme_page(version, Audience("participants"), "de")):
        shown = printed(page, tmp_path, browser)
        assert len(shown) > 1
        assert all(stamp in one for one in shown)
        assert not any(re.search(r"\d+/\d+/\d+, \d+:\d+", one) for one in shown)


def test_what_somebody_typed_cannot_end_the_data_and_becomes_no_markup() -> None:
    for name in ("nasty", "nasty press"):
        page = pages()[name].decode()
        assert page.count("<script") == page.count("</script>") == 1
        assert "<b>" not in page
        told = data_of(pages()[name])
        assert told["name"].startswith(MARKUP)
        assert len(next(one for one in told["subEvent"] if len(one.get("performer", ())) > 1)["performer"]) == 40
        assert "Nichts geplant." not in page, "a day without anything is nothing to the public"


def test_times_have_their_offset_and_days_have_links() -> None:
    page = pages()["koeln public de"].decode()
    assert '<time datetime="2025-10-09T14:00+02:00">14:00</time>–<time datetime="2025-10-09T16:30+02:00">16:30' in page
    assert '<a href="#day-2">Freitag, 10. Oktober 2025</a>' in page


def test_a_name_in_other_letters_stands_by_itself_and_has_its_language() -> None:
    page = pages()["nasty"].decode()
    assert '<bdi lang="ar">محمد</bdi> (Muhammad), ' in page
    assert '<bdi lang="ar">علي</bdi>, ' in page
    assert '<bdi lang="el">Ελένη</bdi> (Eleni), ' in page


@pytest.mark.parametrize(
    ("when", "shown", "start", "end"),
    [
        ("10:00-12:15", '<time datetime="{0}T10:00+02:00">10:00</time>–<time datetime="{0}T12:15+02:00">12:15</time>',
         "T10:00+02:00", "T12:15+02:00"),
        ("ab 12, bis 13:45", '<time datetime="{0}T12:00+02:00">ab 12:00</time>, <time datetime="{0}T13:45+02:00">bis '
         "13:45</time>", "T12:00+02:00", "T13:45+02:00"),
        ("bis 15:00", '<time datetime="{0}T13:50+02:00">13:50</time>–<time datetime="{0}T15:00+02:00">15:00</time>',
         "T13:50+02:00", "T15:00+02:00"),
        ("10:00", '<time datetime="{0}T10:00+02:00">10:00</time>–<time datetime="{0}T16:30+02:00">16:30</time>',
         "T10:00+02:00", "T16:30+02:00"),
        ("morgens", 'frühmorgens, <time datetime="{0}T16:30+02:00">bis 16:30</time>', "", "T16:30+02:00"),
    ],
)  # fmt: skip
def test_programs_are_told_the_times_that_people_are_told(when, shown, start, end) -> None:
    trip = example_trip("koeln")
    visit = item(trip, "Besuch der KGSt")
    page = programme_page(Snapshot(change_item(trip, visit.id, when=when), ISSUED), Audience("public"), "de")
    day = "2025-10-09"
    assert f'<p class="time">{shown.format(day)}</p><div><h3>{visit.title}</h3>' in page.decode()
    told = next(one for one in data_of(page)["subEvent"] if one["name"] == visit.title)
    assert (told["startDate"], told.get("endDate")) == (day + start, None if end is None else day + end)


def test_speakers_have_what_they_are_and_where_they_belong_to() -> None:
    told = {who["name"]: who for one in data_of(pages()["koeln public de"])["subEvent"]
            for who in one.get("performer", [])}  # fmt: skip
    city = {"@type": "Organization", "name": "Stadt Köln"}
    assert told["Dr. Ralf Heinen"] == {
        "@type": "Person", "name": "Dr. Ralf Heinen", "jobTitle": "Bürgermeister", "affiliation": city,
    }  # fmt: skip
    assert told["Gloria Volkmann"] == {"@type": "Person", "name": "Gloria Volkmann", "affiliation": city}
    speakers = [who for one in data_of(pages()["nasty"])["subEvent"] for who in one.get("performer", [])]
    assert {"Person", "Organization"} == {who["@type"] for who in speakers}
    assert "Muhammad" in {who.get("alternateName") for who in speakers}


def test_a_note_that_begins_with_an_address_is_no_link() -> None:
    trip = example_trip("koeln")
    visit = item(trip, "Besuch der KGSt")
    page = programme_page(
        Snapshot(change_item(trip, visit.id, note="https://example.org and more"), ISSUED), Audience("public")
    )
    assert b'href="https://example.org' not in page


def test_a_table_on_a_phone_is_still_a_table_to_those_who_hear_it(browser: Browser, tmp_path: Path) -> None:
    file = tmp_path / "page.html"
    file.write_bytes(pages()["kit"])
    context = browser.new_context(viewport={"width": 360, "height": 740})
    shown = context.new_page()
    shown.goto(file.as_uri())
    tree = context.new_cdp_session(shown).send("Accessibility.getFullAXTree")
    roles = Counter(node["role"]["value"] for node in tree["nodes"] if "role" in node)
    rows = pages()["kit"].count(b"<tr>")
    assert (roles["table"], roles["row"], roles["columnheader"], roles["rowheader"]) == (1, rows, 3, rows - 1)
    context.close()


def body_of(page: bytes) -> str:
    return page.decode().partition("<main")[2]


def test_a_page_begins_with_what_is_new_and_marks_it_where_it_stands() -> None:
    reader = of_person("musterfrau")
    first, second, third = (body_of(programme_page(snapshot, reader, "de")) for snapshot in snapshots())
    assert "Neu seit Fassung" not in first
    assert "<mark>" not in first
    assert second.index("Neu seit Fassung 1") < second.index('id="day-1"')
    assert "beginnt um 14:30 statt um 14:00 Uhr." in second.partition('id="day-1"')[0]
    assert "<mark>neuer Ort</mark> bisher Historisches Rathaus, Hansasaal" in second
    assert "Neu seit Fassung 2" in third
    assert third.partition('id="day-1"')[0].count("<li>") == 4
    assert "Gemeinsames Abendessen" not in third.partition('id="day-1"')[2], "what is gone is told above, once"


def test_who_is_told_nothing_new_reads_that() -> None:
    page = body_of(programme_page(snapshots()[2], of_person("effing"), "de"))
    assert "Neu seit Fassung 2" in page
    assert "Es hat sich nichts geändert." in page


def test_phone_numbers_and_places_are_links() -> None:
    trip = example_trip("koeln")
    visit = next(one for one in trip.items if one.title == "Besuch der KGSt")
    trip = change_item(trip, visit.id, note="Tel. +49 (0)221 / 123-456\nund 0221 65432100")
    page = programme_page(Snapshot(trip, ISSUED, 1), read_audience(trip, "participants"), "de").decode()
    assert 'href="tel:03023125001"' in page, "whom to ask"
    assert (
        '<a href="tel:+49221123456">+49\u00a0(0)221\u00a0/\u00a0123\u2011456</a><br>und <a href="tel:022165432100">'
        in page
    )
    assert "https://www.openstreetmap.org/?mlat=50.9" in page
    assert "https://www.openstreetmap.org/search?query=Brauhaus" not in page
    assert "/search?query=50667%20K%C3%B6ln" in page


def test_days_that_are_over_are_folded_when_somebody_says_which_day_it_is() -> None:
    snapshot = second_version("koeln")
    reader = read_audience(snapshot.trip, "participants")
    assert b"<details>" not in programme_page(snapshot, reader, "de")
    page = body_of(programme_page(snapshot, reader, "de", as_of=snapshot.trip.days[1].date))
    assert page.count("<details><summary><h2") == 1
    assert page.index("<details>") < page.index('id="day-1"') < page.index("</details>") < page.index('id="day-2"')


def test_a_page_of_sixty_items_is_small_enough_for_a_phone_abroad() -> None:
    trip = example_trip("koeln")
    day = trip.days[0].id
    titles = [f"Ein Programmpunkt mit einem langen Titel, Nummer {n}" for n in range(60)]
    trip = changed(trip, items=[
        checked(Item, id=new_id(), title=one, day=day, when="10:00-11:00", note=one * 4, venue="kgst")
        for one in titles
    ])  # fmt: skip
    after = changed(trip, items=[changed(one, when="11:00-12:00") for one in trip.items])
    snapshot = Snapshot(after, ISSUED, 2, earlier=(Snapshot(trip, ISSUED, 1),))
    links = Links("calendar.ics", "https://example.org/visit/calendar.ics")
    assert len(programme_page(snapshot, read_audience(trip, "participants"), "de", links)) < 200_000


def test_a_draft_says_so_at_its_head_and_a_version_which_it_is() -> None:
    trip = example_trip("koeln")
    for snapshot, said in (
        (Snapshot(trip, ISSUED), "<strong>ENTWURF, Stand 30.09.2025, 16:02</strong>"),
        (second_version("koeln"), "Fassung 2, "),
    ):
        head = programme_page(snapshot, Audience("participants"), "de").decode().partition("</header>")[0]
        assert said in head


def test_a_length_stays_in_one_line(browser: Browser) -> None:
    """However narrow the column of times is."""
    trip = example_trip("koeln")
    data = programme_page(Snapshot(trip, ISSUED), Audience("participants"), "de")
    with browser.new_page(viewport={"width": 360, "height": 740}) as page:
        page.set_content(data.decode())
        heights = page.eval_on_selector_all(".extent", "all => all.map(one => one.getClientRects().length)")
    assert heights
    assert set(heights) == {1}
