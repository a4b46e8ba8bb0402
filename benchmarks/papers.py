"""Papers: beside the bare compiler with the same values, and beside WeasyPrint on a like document."""

from __future__ import annotations

import hashlib
import html
import json
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import typst

from agenda.services.import_ import example
from benchmarks.handing import a_version, readers
from benchmarks.measure import Row, interleaved, wall_of
from exports.audience import PARTICIPANTS
from exports.lines import details
from exports.paper import Job, compose, make_paper
from exports.paper.glyphs import FONTS
from exports.paper.render import STANDARDS, TEMPLATES
from exports.programme import Line, programme
from exports.snapshot import Snapshot
from trips.tripfile import read_trip

ROOM = Path(__file__).resolve().parent.parent / ".bench"
"""A virtual environment of its own for what only measurements need."""


def bare(values: str, fonts: typst.Fonts) -> bytes:
    """What the compiler alone makes of the same values."""
    return typst.compile(
        str(TEMPLATES / "programme.typ"), root=str(TEMPLATES), font_paths=fonts,
        sys_inputs={"data": values}, format="pdf", pdf_standards=list(STANDARDS),
    )  # fmt: skip


def rows() -> Iterator[Row]:
    fonts = typst.Fonts(include_system_fonts=False, include_embedded_fonts=False, font_paths=[str(FONTS)])
    yield _cologne(fonts)
    yield from _everybody(fonts)
    yield from _large()
    yield from _beside_weasyprint()


def _cologne(fonts: typst.Fonts) -> Row:
    trip = read_trip(example("koeln")).trip
    snapshot = Snapshot(trip, datetime(2025, 10, 1, tzinfo=UTC))
    values = json.dumps({**compose("programme", Job(snapshot, PARTICIPANTS, "de")), "fallback": False})
    turn = iter(range(1_000_000))

    def other() -> object:
        return bare(values.replace("dkreisrunde", f"dkreisrunde {next(turn)}"), fonts)

    def ours() -> object:
        title = f"{trip.title} {hashlib.sha256(str(next(turn)).encode()).hexdigest()[:6]}"
        again = Snapshot(replace(trip, title=title), snapshot.issued)
        return make_paper("programme", Job(again, PARTICIPANTS, "de"))

    a, b = interleaved(lambda: wall_of(ours), lambda: wall_of(other))
    return Row("PDF of the Cologne trip", a, b, "ms", 2, "bare Typst compile")


def _everybody(fonts: typst.Fonts) -> Iterator[Row]:
    snapshot = a_version()
    audiences = readers(snapshot)
    values = [
        json.dumps({**compose("programme", Job(snapshot, one, "de")), "fallback": False}, ensure_ascii=False)
        for one in audiences
    ]
    again = [value.replace("Bench", "Again") for value in values]  # else the compiler remembers the same pages
    step = len(audiences) // 5
    ours_, other_ = 0.0, 0.0
    for start in range(0, len(audiences), step):  # in turn, so that a busy machine counts for both
        part = slice(start, start + step)
        ours_ += wall_of(
            lambda part=part: [make_paper("programme", Job(snapshot, one, "de")) for one in audiences[part]]
        )
        other_ += wall_of(lambda part=part: [bare(value, fonts) for value in again[part]])
    yield Row(f"{len(audiences)} personal programmes, 60 items", ours_, other_, "ms", 1.2, "bare Typst compiles")
    few, many = _peak(_MAKE, "50"), _peak(_MAKE, str(len(audiences)))
    yield Row("memory while making them", many / 1024, 150, "MB", 1, "150 MB at the most")
    yield Row("memory for 500", many / 1024, few / 1024, "MB", 1.2, "the same for 50")


_MAKE = """
import sys
from benchmarks.handing import a_version, readers
from exports.paper import Job, make_paper
snapshot = a_version()
for one in readers(snapshot)[:int(sys.argv[1])]:
    make_paper("programme", Job(snapshot, one, "de"))
print(next(line.split()[1] for line in open("/proc/self/status") if line.startswith("VmHWM")))
"""


_MAKE_LARGE = """
import sys
from datetime import UTC, datetime
from benchmarks.trips_made import a_trip
from exports.audience import read_audience
from exports.paper import Job, make_paper
from exports.snapshot import Snapshot
snapshot = Snapshot(a_trip(int(sys.argv[2]), days=max(3, int(sys.argv[2]) // 25)), datetime(2025, 10, 1, tzinfo=UTC))
make_paper(sys.argv[1], Job(snapshot, read_audience(snapshot.trip, sys.argv[3]), "de"))
print(next(line.split()[1] for line in open("/proc/self/status") if line.startswith("VmHWM")))
"""


def _large() -> Iterator[Row]:
    """What a paper of 1,000 items takes at the most, and that twice as many take no more than twice that."""
    for paper, reader in (("programme", "participants"), ("daysheet", "participants"), ("runsheet", "staff")):
        some, twice = (_peak(_MAKE_LARGE, paper, str(n), reader) / 1024 for n in (1_000, 2_000))
        yield Row(f"memory, {paper} of 1,000 items", some, 300, "MB", 1, "300 MB at the most")
        yield Row(f"memory, {paper} of 2,000 items", twice, some, "MB", 2, "the same of 1,000")


def _peak(program: str, *arguments: str) -> float:
    """Kilobytes at the most of a process that makes papers; not its ru_maxrss, which begins with that of its parent."""
    done = subprocess.run([sys.executable, "-c", program, *arguments], check=True, capture_output=True, text=True)
    return float(done.stdout)


_WEASY = """
import sys, time, weasyprint
page = open(sys.argv[1], encoding="utf-8").read()
for n in range(5):
    weasyprint.HTML(string=page.replace("Köln", f"Cologne {n}")).write_pdf(pdf_variant="pdf/ua-1")
times = []
for n in range(9):
    start = time.perf_counter()
    weasyprint.HTML(string=page.replace("Köln", f"Köln {n}")).write_pdf(pdf_variant="pdf/ua-1")
    times.append(1000 * (time.perf_counter() - start))
print(sorted(times)[4])
"""


def _beside_weasyprint() -> Iterator[Row]:
    """The Cologne programme as a like document: the same lines and fonts, a table a day; each after five others."""
    python = ROOM / "bin/python"
    if not python.exists():
        print("WeasyPrint is not measured: python -m venv .bench; .bench/bin/pip install 'weasyprint>=66,<71'")
        return
    trip = read_trip(example("koeln")).trip
    snapshot = Snapshot(trip, datetime(2025, 10, 1, tzinfo=UTC))
    with tempfile.NamedTemporaryFile("w", suffix=".html", encoding="utf-8") as file:
        file.write(_like_document(snapshot))
        file.flush()
        done = subprocess.run([python, "-c", _WEASY, file.name], check=True, capture_output=True, text=True)
    turn = iter(range(1_000_000))

    def ours() -> object:
        again = Snapshot(replace(trip, title=f"{trip.title} {next(turn)}"), snapshot.issued)
        return make_paper("programme", Job(again, PARTICIPANTS, "de"))

    for _ in range(5):
        ours()
    times = sorted(wall_of(ours) for _ in range(9))
    yield Row("PDF of the Cologne trip", times[4], float(done.stdout), "ms", 1 / 6, "WeasyPrint, a like document")


def _like_document(snapshot: Snapshot) -> str:
    """The same lines with the same details, marked up and styled as one would do it by hand."""
    view = programme(snapshot, PARTICIPANTS, "de")
    said, t = html.escape, view.words

    def row(line: Line) -> str:
        rest = "".join(f"<p class=s>{said(text)}</p>" for text in details(line, t))
        place = f"<p class=s>{said(line.place)}</p><p class='s g'>{said(line.address)}</p>"
        part = " class=part" if line.is_part else ""
        status = f" <span class=g>({said(line.status)})</span>" if line.status else ""
        title = f"<p lang=de><b>{said(line.title)}</b>{status}</p>"
        return f"<tr{part}><td class=t><b>{said(line.time.clock)}</b></td><td>{title}{rest}</td><td>{place}</td></tr>"

    heads = "<thead><tr><th scope=col>Zeit</th><th scope=col>Programmpunkt</th><th scope=col>Ort</th></tr></thead>"
    days = "".join(
        f"<h2>{said(day.label)}</h2><p><b>{said(day.title)}</b></p><p>{said(day.note)}</p>"
        f"<table>{heads}<tbody>{''.join(map(row, day.lines))}</tbody></table>"
        for day in view.days
    )
    style = (
        f"@font-face {{ font-family: N; src: url(file://{FONTS}/NotoSans-Regular.ttf) }}"
        f"@font-face {{ font-family: N; font-weight: bold; src: url(file://{FONTS}/NotoSans-Bold.ttf) }}"
        "body { font: 10pt/1.25 N; hyphens: auto } p { margin: 0 } .s { font-size: 8.5pt; padding-left: .8em }"
        ".g { color: #555 } table { width: 100%; border-collapse: collapse } .t { white-space: nowrap }"
        "td, th { text-align: left; vertical-align: top; padding: 1.7mm 1.6mm; border-bottom: .4pt solid #999 }"
        ".part td { padding-left: 5.6mm } tr { break-inside: avoid } h2 { break-after: avoid }"
        "@page { size: A4; margin: 18mm 20mm 20mm; @top-left { content: 'Programm' }"
        "@bottom-left { content: 'Entwurf' } @bottom-right { content: 'Seite ' counter(page) ' von ' counter(pages) } }"
    )
    top = "".join(f"<p>{said(text)}</p>" for text in (view.theme, view.dates, view.organiser, view.contact, view.stamp))
    head = f"<meta charset=utf-8><title>{said(view.title)}</title><style>{style}</style>"
    return f"<!doctype html><html lang=de>{head}<body><h1>{said(view.title)}</h1>{top}{days}</body></html>"
