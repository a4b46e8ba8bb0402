"""Pages in a real browser: accessible in light and dark, from a phone's width on, without script and network."""

from __future__ import annotations

import json
import re
import shutil
import subprocess
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest
from playwright.sync_api import Browser, sync_playwright

from exports.audience import Audience, read_audience
from exports.edition import Edition, released
from exports.instructions import instructions_page
from exports.kit import Kit
from exports.web import Links, programme_page
from tests.judges import need, node_modules
from tests.papermaking import ISSUED, example_trip, second_version, with_long_words
from trips.edits import change_item
from trips.language import Language, words
from trips.model import Person, changed
from trips.releases import Release, freeze
from trips.timeline import Timeline

pytestmark = pytest.mark.xdist_group("browser")
QUIET = ("--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
         "--disable-component-update", "--disable-sync")  # fmt: skip
SIZES = ((360, 740), (1280, 900))


def nasty() -> Edition:
    """A trip with a very long word and markup wherever somebody may write, and names in other letters."""
    trip = with_long_words("</script><b>Grundstücksverkehrsgenehmigungszuständigkeitsübertragungsverordnung")
    people = tuple(
        Person(key=f"p{n}", name=name, role="Amt") for n, name in enumerate(("محمد", "Γιώργος", *"ABCDEFGH"))
    )
    trip = changed(trip, people=(*trip.people, *people))
    first = trip.items[2]
    trip = change_item(
        trip, first.id, speakers=tuple(one.key for one in people), url=f"https://example.org/{'x' * 900}"
    )
    return Edition(trip, ISSUED)


@cache
def pages() -> dict[str, bytes]:
    """Every kind of page."""
    found: dict[str, bytes] = {}
    languages: tuple[Language, ...] = ("de", "en")
    for language in languages:
        for name, who in (("koeln", "public"), ("koeln", "person:musterfrau"), ("lisbon", "participants")):
            edition = second_version(name)
            links = Links("calendar.ics", "https://example.org/visit/calendar.ics")
            page = programme_page(edition, read_audience(edition.trip, who), language, links)
            found[f"{name} {who} {language}"] = page
        found[f"instructions {language}"] = instructions_page(words(language))
    found["nasty"] = programme_page(nasty(), Audience("public"), "de")
    trip = example_trip("koeln")
    edition = released([Release(1, ISSUED, "x", "", 1, freeze(Timeline(trip)))])[0]
    found["kit"] = next(one for one in Kit(edition, "koeln", {}).files() if one.path == "index.html").make()
    return found


NAMES = ("koeln public de", "koeln public en", "koeln person:musterfrau de", "koeln person:musterfrau en",
         "lisbon participants de", "lisbon participants en", "instructions de", "instructions en", "nasty",
         "kit")  # fmt: skip
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
        found = shown.evaluate("axe.run().then(result => result.violations.map(v => [v.id, v.nodes[0].html]))")
        assert found == [], (width, found)
        assert shown.evaluate("document.documentElement.scrollWidth") <= width
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


def test_what_somebody_typed_cannot_end_the_data_and_becomes_no_markup() -> None:
    page = pages()["nasty"].decode()
    assert page.count("<script") == page.count("</script>") == 1
    assert "<b>Grund" not in page
    assert data_of(pages()["nasty"])["name"].startswith("</script><b>")


def test_times_have_their_offset_and_names_their_language() -> None:
    page = pages()["koeln public de"].decode()
    assert '<time datetime="2025-10-09T14:00+02:00">14:00</time>–<time datetime="2025-10-09T16:30+02:00">16:30' in page
    assert '<span lang="ar">محمد</span>' in pages()["nasty"].decode()
    assert '<a href="#day-2">Freitag, 10. Oktober 2025</a>' in page
