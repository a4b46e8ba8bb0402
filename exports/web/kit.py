"""The index of a kit, for the office: who gets what, who holds which version, what still has to be done by hand."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from urllib.parse import quote

from exports.snapshot import Snapshot
from exports.web.page import Html, Page, element, joined, page
from trips.i18n.language import N_, Translator, words
from trips.i18n.text import listed


@dataclass(frozen=True, slots=True)
class Recipient:
    """A person in the index: their folder, the version they held before, whether something is new for them.

    Who is `invited` has no calendar file and no mail draft.
    """

    name: str
    folder: str
    held: int | None
    new: bool
    has_address: bool
    left: bool
    has_paper: bool = True
    invited: bool = False


def index_page(
    snapshot: Snapshot,
    name: str,
    folder: str,
    recipients: Sequence[Recipient],
    papers: Sequence[tuple[str, str]] = (),
    own: Sequence[tuple[str, str]] = (),
    left_out: Sequence[str] = (),
    groups: Sequence[tuple[str, Sequence[str]]] = (),
) -> bytes:
    """The index of a kit; for the office only, as it says who travels.

    Args:
        snapshot: the version.
        name: what files are called after.
        folder: where the files for all lie in the kit.
        recipients: who gets a folder.
        papers: further papers to hand out, what each is and where it lies in the kit.
        own: those that the office keeps.
        left_out: for whom there is nothing.
        groups: what each group is called, and where its files lie.
    """
    t = words(snapshot.trip.language, snapshot.forms)
    title = t("{title}: to hand out", title=snapshot.trip.title)  # the line below says which version
    usual = _usual(recipients)
    differ = any(_state(recipient) != usual for recipient in recipients)
    head = [t("Person"), *((t("Has"), t("New for them")) if differ else ()), t("Files"), t("Delivery")]
    rows = [_row(head, tuple(_cells(recipient, name, t, usual, told=differ))) for recipient in recipients]
    body = [
        element("h1", title),
        element("p", snapshot.stamp(t), class_="quiet"),
        element("p", t("For the office only. Each mail opens in a mail program; check it there and send it.")),
        *([element("p", left_out_text(left_out, t))] if left_out else ()),
        element("h2", t("For all")),
        element("ul", *(element("li", html) for html in _for_all(folder, name, t))),
        *([element("h2", t("For groups")), _of_groups(groups, t)] if groups else ()),
        *([element("h2", t("Further documents")), _listed(papers)] if papers else ()),
        *([element("h2", t("For the office")), _listed(own)] if own else ()),
        element("h2", t("For each")),
        *([element("p", _usual_text(usual, t, differ=differ))] if usual else ()),
        element("table", element("thead", element("tr", *(element("th", one, scope="col") for one in head))),
                element("tbody", *rows), class_="people"),
    ]  # fmt: skip
    return page(Page(title, t.language, tuple(body), foot=snapshot.stamp(t)))


def left_out_text(names: Sequence[str], t: Translator) -> str:
    """Says for whom a kit has nothing."""
    return t("Left out, as there is nothing for them: {names}.", names=listed(names))


_State = tuple[int | None, bool]
"""Which version somebody held before, and whether something is new for them."""


def _state(recipient: Recipient) -> _State:
    return recipient.held, recipient.new or recipient.held is None


def _usual(recipients: Sequence[Recipient]) -> _State | None:
    """The state of most of them, which is told once; None if most differ."""
    counts = Counter(map(_state, recipients)).most_common(1)
    return counts[0][0] if counts and counts[0][1] > len(recipients) / 2 and len(recipients) > 1 else None


def _usual_text(state: _State, t: Translator, *, differ: bool) -> str:
    held, new = state
    if held is None:
        told = t("nothing handed out yet, all of it is new")
    else:
        told = t(N_("version {n}, with news") if new else N_("version {n}, nothing new"), n=held)
    return t(N_("Where nothing else is said: {state}.") if differ else N_("For all of them: {state}."), state=told)


def _row(head: Sequence[str], cells: Sequence[str]) -> Html:
    """A row; on a phone, where the head of the table is not seen, each cell tells its column."""
    rest = (element("td", cell, data_label=label) for label, cell in zip(head[1:], cells[1:], strict=True))
    return element("tr", element("th", cells[0], scope="row"), *rest)


def _cells(recipient: Recipient, name: str, t: Translator, usual: _State | None, *, told: bool) -> Iterable[str]:
    yield t("{name} (left the trip)", name=recipient.name) if recipient.left else recipient.name
    if told and _state(recipient) == usual:
        yield from ("", "")
    elif told:
        yield t("version {n}", n=recipient.held) if recipient.held else t("nothing yet")
        yield (t("yes") if recipient.new else t("no")) if recipient.held else t("all of it")
    files = [] if recipient.invited else [_link(t("Calendar"), f"{recipient.folder}/{name}.ics")]
    files += [_link(t("Document"), f"{recipient.folder}/{name}.pdf")] if recipient.has_paper else []
    yield _separated(files)
    if recipient.invited:
        yield t("is invited: agenda send")
    elif recipient.has_address:
        yield _link(t("Open mail"), f"{recipient.folder}/mail.eml")
    else:
        yield joined(_link(t("Letter"), f"{recipient.folder}/letter.pdf"), t(", as no e-mail address is known"))


def _for_all(folder: str, name: str, t: Translator) -> Iterable[Html]:
    yield _separated([_link(t("Calendar"), f"{folder}/{name}.ics"), _link(t("Document"), f"{folder}/{name}.pdf")])
    yield joined(t("How to import it:"), " ", _link(t("instructions"), f"instructions-{t.language}.html"))


def _of_groups(groups: Sequence[tuple[str, Sequence[str]]], t: Translator) -> Html:
    links = (
        (name, [_link(t("Calendar") if path.endswith(".ics") else t("Document"), path) for path in paths])
        for name, paths in groups
    )
    return element("ul", *(element("li", joined(f"{name}: ", _separated(some))) for name, some in links))


def _listed(papers: Sequence[tuple[str, str]]) -> Html:
    return element("ul", *(element("li", _link(about, path)) for about, path in papers))


def _link(label: str, path: str) -> Html:
    return element("a", label, href=quote(path))


def _separated(links: Sequence[Html]) -> Html:
    return Html(" · ".join(links))
