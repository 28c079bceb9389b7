"""Which edition serves whom, before anything is written: an issue list in numbers, and what stands in its way."""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from flask import has_request_context, url_for
from flask_babel import gettext

from tracker.ballots.models import Edition
from tracker.ballots.paper_words import FORMATS
from tracker.ballots.queries.channels import Wanted, wanted
from tracker.ballots.queries.papers import (
    anything_asked_at_the_desk,
    anything_handed_over,
    editions_of,
    issue_list_of,
)
from tracker.contests.models import Contest
from tracker.electorate.models import Roll
from tracker.electorate.queries.rolls import latest
from tracker.kernel.errors import Blocker
from tracker.kernel.formats import number
from tracker.kernel.words import word
from tracker.rules.contests import ContestState
from tracker.rules.electorate import Channel, LetterLanguage
from tracker.rules.papers import EditionState, PaperFormat, speaks

READY = frozenset({ContestState.SHORTLISTED, ContestState.BALLOTING})

Kind = tuple[PaperFormat, LetterLanguage]


@dataclass(frozen=True)
class IssuePlan:
    """What a list made now would hold. `serving`: the edition for each format and language anybody needs, where there is one."""

    contest: Contest
    roll: Roll | None
    wanted: Sequence[Wanted]
    serving: Mapping[Kind, Edition]

    @property
    def papers(self) -> int:
        return sum(each.papers for each in self.wanted)

    @property
    def nowhere(self) -> int:
        """People of whom neither an address nor an e-mail address is known."""
        return sum(each.nowhere for each in self.wanted)

    def by(self, channel: Channel) -> int:
        """How many papers go by `channel`."""
        return sum(each.papers for each in self.wanted if each.channel == channel)

    def of_editions(self) -> Sequence[tuple[Edition, int]]:
        """Each edition that serves, with how many papers it gives."""
        counted: Counter[int] = Counter()
        for each in self.wanted:
            if edition := self.serving.get((each.format, each.language)):
                counted[edition.id] += each.papers
        editions = {edition.id: edition for edition in self.serving.values()}
        return [(editions[key], counted[key]) for key in sorted(counted, key=lambda key: editions[key].number)]

    def blockers(self) -> Iterator[Blocker]:
        """Everything that stands in the way, each with where to mend it."""
        yield from _of_contest(self.contest)
        if self.roll is None:
            yield Blocker(message=gettext("No roll is frozen yet. Freeze the roll first."), url=_address(self.contest, "electorate.index"))
        elif not self.wanted:
            yield Blocker(message=gettext("Nobody on the latest roll may vote."), url=_address(self.contest, "electorate.index"))
        yield from self._missing()
        yield from self._too_small()

    def _missing(self) -> Iterator[Blocker]:
        lacking: Counter[Kind] = Counter()
        for each in self.wanted:
            if (each.format, each.language) not in self.serving:
                lacking[each.format, each.language] += each.papers
        for (kind, language), papers in lacking.items():
            yield Blocker(
                message=gettext(
                    "No open edition for papers of this kind: %(format)s, %(language)s. People who need one: %(count)s",
                    format=FORMATS[kind], language=word(language), count=number(papers),
                ),
                url=_address(self.contest, "ballots.papers"),
            )  # fmt: skip

    def _too_small(self) -> Iterator[Blocker]:
        for edition, papers in self.of_editions():
            if papers > edition.serial_count:
                yield Blocker(
                    message=gettext(
                        "Edition %(code)s has too few numbers. Numbers: %(numbers)s. Papers needed: %(papers)s",
                        code=edition.code, numbers=number(edition.serial_count), papers=number(papers),
                    ),
                    url=_address(self.contest, "ballots.edition", number=edition.number),
                )  # fmt: skip


def plan_issue(contest: Contest) -> IssuePlan:
    """What a list made from the latest roll with the editions open now would hold."""
    roll = latest(contest)
    needed = wanted(contest, roll) if roll else ()
    editions = [edition for edition in editions_of(contest) if edition.state is EditionState.OPEN]
    found = {kind: _serving(editions, kind) for kind in {(each.format, each.language) for each in needed}}
    return IssuePlan(contest, roll, needed, {kind: edition for kind, edition in found.items() if edition})


def _serving(editions: Sequence[Edition], kind: Kind) -> Edition | None:
    """The first edition of the format in both languages, else the first in the person's."""
    able = [one for one in editions if one.format is kind[0] and speaks(one.languages, kind[1])]
    return min(able, key=lambda one: (one.languages.value != "both", one.number), default=None)


def _of_contest(contest: Contest) -> Iterator[Blocker]:
    if contest.state not in READY:
        yield Blocker(message=gettext("Papers are issued once the shortlist is published, and before the ballot closes."))
    if issue_list_of(contest) is not None:
        if anything_handed_over(contest):
            yield Blocker(message=gettext("Papers have been handed over: the list stays as it is."))
        if anything_asked_at_the_desk(contest):
            yield Blocker(message=gettext("Somebody asked for another paper already: the list stays as it is."))


def _address(contest: Contest, endpoint: str, **parts: Any) -> str | None:
    return url_for(endpoint, contest_slug=contest.slug, **parts) if has_request_context() else None
