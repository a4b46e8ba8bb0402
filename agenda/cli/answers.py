"""Answers to invitations, for import: what they say, what of it is taken over."""

from __future__ import annotations

import re
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import click

from agenda.cli.context import CliContext
from agenda.cli.output import print_json
from trips.i18n.language import UserError
from trips.i18n.text import plain

if TYPE_CHECKING:
    from agenda.services.answers import AnswersOfTrip
    from trips.contacts.answers import Proposal


def take_answers(cli: CliContext, paths: Sequence[Path], *, dry_run: bool, yes: bool, as_json: bool) -> None:
    """Say what answers say, ask what of it is taken over, and save that; with `yes` all that they clearly say."""
    from agenda.services.answers import answers_of_trips, read_answer_files, take_answers

    answers = read_answer_files(paths)
    found = list(answers_of_trips(cli.store, answers, cli.t))
    known = {one.listed.id for one in found}
    strange = sum(answer.trip_id not in known for answer in answers)
    if not answers:
        cli.say("There is no answer to one of our invitations in it.")
    if strange:
        text = cli.t.plural("{n} answer is about no trip of this database.",
                            "{n} answers are about no trip of this database.", strange)  # fmt: skip
        click.echo(text, err=True)
    for one in found:
        if as_json:
            print_json(_plain(cli, one), one_line=True)
        else:
            _tell(cli, one)
        if dry_run or not one.understood.proposals:
            continue
        chosen = _sure(one) if yes or as_json else _asked(cli, one.understood.proposals)
        if chosen:
            take_answers(cli.store, one, chosen)
            cli.say("{n} taken over into {slug}. Take it back with: agenda undo {slug}", n=len(chosen),
                    slug=one.listed.slug)  # fmt: skip


def _sure(one: AnswersOfTrip) -> list[Proposal]:
    return [proposal for proposal in one.understood.proposals if proposal.sure]


def _tell(cli: CliContext, one: AnswersOfTrip) -> None:
    click.echo(plain(one.before.trip.title), err=True)
    for message in one.understood.told:
        click.echo(f"  {plain(message.say(cli.t))}", err=True)
    for number, proposal in enumerate(one.understood.proposals, 1):
        mark = "x" if proposal.sure else " "
        click.echo(f"  [{mark}] {number:2} {plain(proposal.say(cli.t))}", err=True)


def _plain(cli: CliContext, one: AnswersOfTrip) -> dict[str, object]:
    """What answers say, for programs."""
    told = [message.say(cli.t) for message in one.understood.told]
    proposals = [
        {"effect": proposal.effect, "person": proposal.person.key, "item": proposal.item.id, "sure": proposal.sure,
         "version": proposal.number, "time": proposal.time}
        for proposal in one.understood.proposals
    ]  # fmt: skip
    return {"trip": one.listed.slug, "answers": proposals, "told": told}


def _asked(cli: CliContext, proposals: Sequence[Proposal]) -> list[Proposal]:
    """What of the proposals is taken over, as somebody says.

    Raises:
        UserError: nobody is there to say it, or it is no choice.
    """
    if sys.stdin is None:
        raise UserError("There is nobody here to answer; say it beforehand with --yes.")
    said: str = click.prompt(
        cli.t("Take over which? Enter: those with x; else numbers like 1 3-5, all or none"),
        default="", show_default=False, err=True,
    )  # fmt: skip
    text = said.strip().casefold()
    if text in ("none", "keine", "n", "no", "nein"):
        return []
    if text in ("all", "alle"):
        return list(proposals)
    if not text:
        return [proposal for proposal in proposals if proposal.sure]
    return [proposals[number - 1] for number in _numbers(text, len(proposals))]


def _numbers(text: str, most: int) -> list[int]:
    found: list[int] = []
    for one in filter(None, re.split(r"[\s,]+", text)):
        match = re.fullmatch(r"(\d{1,4})(?:-(\d{1,4}))?", one)
        first, last = (int(match[1]), int(match[2] or match[1])) if match else (0, 0)
        if not 1 <= first <= last <= most:
            raise UserError('"{text}" is no choice; say numbers from 1 to {most}, all or none.', text=one, most=most)
        found += range(first, last + 1)
    return list(dict.fromkeys(found))
