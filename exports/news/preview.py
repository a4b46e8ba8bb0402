"""What would go out with the next version: what is new and for whom, what is not in order, what would newly leave."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass

from exports.audience import STAFF, Audience
from exports.news.affected import Concern, Concerned
from exports.news.compare import Changed
from exports.news.sentences import SIGNS
from exports.news.telling import everything_new
from exports.privacy.leaving import Leaving, leaving
from exports.programme import programme
from exports.snapshot import Snapshot
from trips.checks import Finding, check
from trips.contacts.confirmations import URGENT, Call, calls
from trips.i18n.language import N_, Message, Translator, words
from trips.model.entities import Person, by_key
from trips.model.translations import language_name
from trips.model.trip import Trip


@dataclass(frozen=True, slots=True)
class Told:
    """A change in words: its day ("" for none), a sentence, and whom it concerns.

    What is about no item (the title, whom to ask) has no change of one, and concerns everybody.
    """

    change: Changed | None
    day: str
    sentence: str
    concerns: Concerned

    @property
    def sign(self) -> str:
        """What happened, in one character."""
        return SIGNS[self.change.what[0]] if self.change else "~"


@dataclass(frozen=True, slots=True)
class Preview:
    """What somebody should see before a version is issued; `number` is the one it would get."""

    number: int
    changes: tuple[Told, ...]
    people: tuple[Message, ...]
    translations: tuple[Message, ...]
    findings: tuple[Finding, ...]
    calls: tuple[Call, ...]
    leaving: tuple[Leaving, ...]

    def lines(self, t: Translator) -> Iterator[str]:
        """The preview as lines of text."""
        yield from change_lines(self.changes, t)
        grave = sum(finding.severity != "hint" for finding in self.findings)
        if self.changes and (grave or self.calls or self.leaving or self.people):
            yield ""
        yield from (one.say(t) for one in (*self.people, *self.translations))
        if grave:
            yield t.plural("{n} finding is open: see page Checks, or agenda check",
                           "{n} findings are open: see page Checks, or agenda check", grave)  # fmt: skip
        for call in self.calls:
            phone = f" ({call.phone})" if call.phone else ""
            yield t("Out of date: the word of {name}{phone} on “{title}”.", name=call.name, phone=phone,
                    title=call.item.title)  # fmt: skip
        yield from leaving_lines(self.leaving, t)


def preview(before: Snapshot | None, after: Snapshot, language: str) -> Preview:
    """What would go out if a snapshot became the next version.

    Args:
        before: the last version; None if there is none.
        after: the draft.
        language: of the one who looks at it.
    """
    stale = [call for call in calls(after.timeline, before.trip if before else None) if call.why in URGENT]
    return Preview(
        number=before.number + 1 if before else 1,
        changes=compared(before, after, STAFF, language),
        people=tuple(people_news(before.trip, after.trip)) if before else (),
        translations=tuple(translation_news(before.trip if before else None, after.trip)),
        findings=check(after.timeline).findings,
        calls=tuple(stale),
        leaving=leaving(before, after),
    )


def people_news(before: Trip, after: Trip) -> Iterator[Message]:
    """Who joins and who leaves, and whose groups or presence are others: their programme changes with them."""
    old, new = (by_key(person for person in trip.people if person.delegate) for trip in (before, after))
    for text, names in (
        (N_("Joining: {names}."), [person.name for key, person in new.items() if key not in old]),
        (N_("Leaving: {names}."), [person.name for key, person in old.items() if key not in new]),
        (N_("Other groups: {names}."),
         [person.name for key, person in new.items() if _differs(old.get(key), person, "groups")]),
        (N_("There at other times: {names}."),
         [person.name for key, person in new.items() if _differs(old.get(key), person, "present")]),
        (N_("Declines other items: {names}."),
         [person.name for key, person in new.items() if _differs(old.get(key), person, "declined")]),
    ):  # fmt: skip
        if names:
            yield Message(text, names=", ".join(names))


def translation_news(before: Trip | None, after: Trip) -> Iterator[Message]:
    """How many texts are said otherwise in each language than they were; readers of it get other copies."""
    old = {(one.of, one.id, one.field, one.language): one.text for one in before.translations} if before else {}
    new = {(one.of, one.id, one.field, one.language): one.text for one in after.translations}
    changed = [key[3] for key in {**old, **new} if old.get(key) != new.get(key)]
    for language in sorted(set(changed)):
        text = N_("Texts that are new or different in {language}: {n}")
        yield Message(text, language=Message(language_name(language)), n=changed.count(language))


def _differs(before: Person | None, after: Person, field: str) -> bool:
    return before is not None and getattr(before, field) != getattr(after, field)


def compared(before: Snapshot | None, after: Snapshot, audience: Audience, language: str) -> tuple[Told, ...]:
    """What is new for an audience between two snapshots, in words."""
    t = words(language, after.forms)
    old = programme(before.in_words_of(after), audience, language) if before else None
    new = programme(after, audience, language, before)
    concern = Concern(before, after)
    return tuple(
        Told(changed, day, sentence, concern.of(changed) if changed else concern.everybody)
        for changed, day, sentence in everything_new(old, new, t)
    )


def change_lines(changes: tuple[Told, ...], t: Translator) -> Iterator[str]:
    """Changes as lines, under the days they are about, each with a sign and whom it concerns."""
    before = None
    for change in changes:
        if change.day != before:
            yield from ("",) if before is not None else ()
            yield change.day or (t("Unscheduled") if change.change else t("The whole"))
            before = change.day
        concerns = change.concerns.text(t)
        yield f"  {change.sign}  {change.sentence}" + (f" ({concerns})" if concerns else "")


def leaving_lines(found: tuple[Leaving, ...], t: Translator) -> Iterator[str]:
    """What would newly leave, one line an audience and kind."""
    together: defaultdict[tuple[str, str], list[Leaving]] = defaultdict(list)
    for new in found:
        together[new.level, new.kind].append(new)
    for some in together.values():
        yield Leaving(some[0].level, some[0].kind, ", ".join(new.text for new in some)).message.say(t)
