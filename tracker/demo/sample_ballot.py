"""A second invented contest, whose ballot is under way and closes soon: its papers from the printer to the count."""

from datetime import date, datetime, time, timedelta
from functools import partial
from itertools import islice
from typing import TYPE_CHECKING, Any

from flask_babel import lazy_gettext as _l

from tracker.access.actor import SYSTEM, Actor
from tracker.ballots import services
from tracker.ballots.models import Edition, PaperBatch
from tracker.ballots.queries.custody import batch_lines
from tracker.ballots.queries.reconciliation import edition_account
from tracker.ballots.queries.turnout import areas_of, out_in
from tracker.ballots.services import EditionDetails, StepDetails
from tracker.ballots.services.counts import FEWEST_IN_A_UNIT
from tracker.contests import services as contests
from tracker.contests.models import Candidacy, Contest
from tracker.contests.services import CandidacyDetails, ContestDetails, timetable
from tracker.demo import acts
from tracker.demo.directory import SOUTH_WALES
from tracker.demo.sample_electorate import invented_people
from tracker.demo.timeline import Timeline
from tracker.directory import services as directory
from tracker.electorate import services as electorate
from tracker.electorate.imports.writing import Writer
from tracker.kernel import history
from tracker.kernel.clock import from_local, local, now
from tracker.rules.ballot_plan import Act, BallotTerms
from tracker.rules.contests import ContestKind, CountMethod, Designation, VotingChannel
from tracker.rules.custody import BatchPurpose, CountKind, Provenance, StepKind
from tracker.rules.electorate import Channel
from tracker.rules.papers import PaperFormat
from tracker.rules.post import PostalService
from tracker.rules.timetable import compute
from tracker.rules.working_days import ELECTION, calendar_named

if TYPE_CHECKING:
    from tracker.demo.sample import SampleContest

history.sentences(**{"demo.harbour_electors_added": _l("Invented electors added: %(subject)s")})

SLUG = "sample-harbour-trust"
INVENTED = "Invented for the demonstration"
PEOPLE = 900
DAYS_AHEAD = 7
THINKING_DAYS = 5
CANDIDATES = ("Mair Made-Up", "Huw Placeholder")
PRINTER, HOUSE = "Sample Print", "Sample Mailing House"
EDITIONS = (
    ("WHITE", PaperFormat.STANDARD, "White", 1, 600), ("LARGE", PaperFormat.LARGE_PRINT, "Yellow", 1001, 1100),
    ("BRAILLE", PaperFormat.BRAILLE, "", 1201, 1240), ("AUDIO", PaperFormat.AUDIO, "", 1301, 1340),
    ("MAIL", PaperFormat.EMAIL, "", 2001, 3000),
)  # fmt: skip
RETURNED = {Channel.POST: (21, 64, 98), Channel.EMAIL: (160, 215, 248)}


def close_of_harbour(loaded_on: date) -> datetime:
    """Noon, about a week ahead, on a day a ballot may close."""
    calendar = calendar_named(ELECTION)
    day = loaded_on + timedelta(days=DAYS_AHEAD)
    while not (calendar.is_working_day(day) and calendar.is_working_day(day - timedelta(days=1))):
        day += timedelta(days=1)
    return from_local(datetime.combine(day, time(12)))


class HarbourBallot:
    """The contest, and every act of its ballot so far."""

    contest: Contest
    editions: dict[str, Edition]
    main: PaperBatch

    def __init__(self, sample: "SampleContest") -> None:
        self.sample = sample
        self.close = close_of_harbour(sample.loaded_on)
        self.dispatch = {stage.stage: stage.on for stage in compute(self.close)}["ballot_dispatch"]
        self.editions = {}

    def put_down(self, timeline: Timeline) -> None:
        """Put down everything that has happened by the day of loading."""
        before, work = self.sample.before, partial(calendar_named(ELECTION).add_working_days, self.dispatch)
        timeline.on(before(80), self._begin, hour=15)
        timeline.on(before(76), self._candidates, hour=15)
        timeline.on(before(50), self._shortlist, hour=15)
        timeline.on(work(-9), self._electors, hour=15)
        timeline.on(work(-8), self._plan, hour=10)
        timeline.on(work(-7), self._papers, hour=10)
        timeline.on(work(-5), self._print_late, hour=16)
        timeline.on(work(-3), self._print, hour=15)
        timeline.on(work(-2), self._hand_over, hour=11)
        timeline.on(self.dispatch, self._open, hour=9)
        timeline.on(self.dispatch, self._post, hour=16)
        timeline.on(work(5), self._come_back, hour=16)
        for number in range(3):
            timeline.on(work(7 + 2 * number), partial(self._count, number), hour=17)

    def _actor(self, key: str) -> Actor:
        return self.sample.shown.cast.actor(key)

    def _begin(self) -> None:
        returning, cast = partial(self._actor, "returning-officer"), self.sample.shown.cast
        office = contests.new_office(SYSTEM, "Chair of the Sample Harbour Trust", "Cadeirydd Ymddiriedolaeth Harbwr Sampl")
        self.contest = contests.create_contest(self._actor("officer"), ContestDetails(
            title_en="Sample Harbour Trust", title_cy="Ymddiriedolaeth Harbwr Sampl", office=office, party=self.sample.bodies.party,
            area=self.sample.shown.places[SOUTH_WALES], kind=ContestKind.OPEN_SELECTION, method=CountMethod.PLURALITY,
            channels=[VotingChannel.POST, VotingChannel.EMAIL], ballot_closes_at=self.close, source=f"{INVENTED}.",
            joined_by=self.sample.before(200), paid_up_by=self.sample.before(40),
        ), slug=SLUG, is_demonstration=True)  # fmt: skip
        cast.trust_with(self.contest)
        cast.trust_organiser_of(self.contest)
        cast.trust_helpline_of(self.contest)
        timetable.build_timetable(returning(), self.contest, timetable.Anchors(close=self.close))
        acts.publish_timetable(returning(), self.contest)
        for move in ("announce", "open-applications"):
            contests.move(returning(), self.contest, move)

    def _candidates(self) -> None:
        for name in CANDIDATES:
            person = directory.create_person(SYSTEM, name=name, source=INVENTED, is_invented=True)
            details = CandidacyDetails(designation=Designation.OTHER)
            contests.add_candidacy(self._actor("returning-officer"), self.contest, person, details)

    def _shortlist(self) -> None:
        returning = self._actor("returning-officer")
        candidacies: list[Candidacy] = list(self.contest.candidacies)
        for move in ("longlist", "shortlist"):
            for candidacy in candidacies:
                contests.move_candidacy(returning, candidacy, move)
        contests.move(returning, self.contest, "shortlist")
        contests.lock_list(returning, self.contest, reason="The papers are being made")

    def _electors(self) -> None:
        people = list(islice(invented_people(self.contest, self.sample.shown.places, self.sample.loaded_on), PEOPLE))
        Writer(self.contest).add(people)
        difference = {"count": (None, len(people))}
        history.record(SYSTEM, "demo.harbour_electors_added", self.contest, difference=difference, contest_id=self.contest.id)
        electorate.freeze(self._actor("returning-officer"), self.contest, "For the ballot")

    def _plan(self) -> None:
        close = local(self.close).replace(tzinfo=None)
        terms = BallotTerms(close, PostalService.SECOND, PostalService.FIRST, THINKING_DAYS)
        services.adopt(self._actor("returning-officer"), self.contest, terms, self.dispatch, reason="As the timetable has it")

    def _papers(self) -> None:
        returning = self._actor("returning-officer")
        services.draw(returning, self.contest, witnessed_by="Seren Scrutineer-Example")
        for code, kind, colour, first, last in EDITIONS:
            details = EditionDetails(code=code, format=kind, colour=colour, serial_first=first, serial_last=last)
            self.editions[code] = services.make_edition(returning, self.contest, details)
            services.move_edition(returning, self.editions[code], "open")
        services.make_issue_list(returning, self.contest)

    def _print_late(self) -> None:
        """The printer has the copy, and asks for a day more."""
        at = from_local(datetime.combine(calendar_named(ELECTION).add_working_days(self.dispatch, -4), time(15)))
        returning = self._actor("returning-officer")
        handed_over = from_local(datetime.combine(self.dispatch, time(17, 30)))
        services.plan_act(returning, self.contest, Act.HAND_OVER, handed_over, reason="On the day of dispatch in the timetable")
        services.see_act(returning, self.contest, Act.COPY_TO_PRINTER, now(), source="The printer’s receipt")
        services.plan_act(returning, self.contest, Act.PRINT, at, reason="The day the printer has a machine free")
        services.extend_act(
            returning, self.contest, Act.PRINT, at + timedelta(days=4), reason="The machine stood still for a day",
            told="The mailing house by telephone, the candidates by e-mail",
        )  # fmt: skip

    def _print(self) -> None:
        self.main = self._batch("WHITE", BatchPurpose.MAIN, 400)
        self._record(self.main, StepKind.PRINTED)
        self._record(self.main, StepKind.SEALED, seal_number="S-4711")
        spare = self._batch("WHITE", BatchPurpose.SPARE, 50)
        self._record(spare, StepKind.PRINTED)
        services.see_act(self._actor("returning-officer"), self.contest, Act.PRINT, now(), source="The printer’s note of delivery")
        self._record(spare, StepKind.SEALED, seal_number="S-4712", place="Safe of the returning officer")

    def _hand_over(self) -> None:
        """The second initials were forgotten at the gate."""
        self._record(self.main, StepKind.HANDED_OVER, **{**_moved("S-4711"), "initials_2": ""}, place="Sample Print, gate 2")
        self._record(self.main, StepKind.RECEIVED, **_moved("S-4711"), place="Sample Mailing House")
        for code in ("LARGE", "BRAILLE", "AUDIO"):
            issued = edition_account(self.editions[code]).papers.issued
            if issued:
                batch = self._batch(code, BatchPurpose.MAIN, issued)
                self._record(batch, StepKind.PRINTED)
                self._record(batch, StepKind.SEALED, seal_number=f"S-{4712 + batch.number}")
                for kind in (StepKind.HANDED_OVER, StepKind.RECEIVED):
                    self._record(batch, kind, **_moved(f"S-{4712 + batch.number}"))

    def _open(self) -> None:
        contests.move(self._actor("returning-officer"), self.contest, "open-ballot")

    def _post(self) -> None:
        """As many as were issued; the rest of the main batch stays with the mailing house."""
        for batch in self._batches():
            if batch.purpose is BatchPurpose.MAIN:
                issued = min(edition_account(batch.edition).papers.issued, batch.quantity)
                self._record(
                    batch, StepKind.POSTED, quantity=issued, provenance=Provenance.CONFIRMED, said_by="Sample Mailing House, by e-mail"
                )
        services.see_act(self._actor("returning-officer"), self.contest, Act.HAND_OVER, now(), source="Sample Mailing House, by e-mail")

    def _come_back(self) -> None:
        self._record(self.main, StepKind.UNDELIVERED, quantity=3, provenance=Provenance.CONFIRMED, said_by="Royal Mail")

    def _count(self, number: int) -> None:
        """By the scrutineer, every other day: what came back, and once the papers left over."""
        scrutineer = self._actor("scrutineer")
        for channel, counts in RETURNED.items():
            services.record_turnout(scrutineer, self.contest, local(now()).date(), channel=channel, returned=counts[number])
        white = self.editions["WHITE"]
        if number == 0:
            unused = edition_account(white).papers.unexplained
            services.record_count(scrutineer, white, CountKind.UNUSED, unused - 2, as_of=now(), counted_by="Seren Scrutineer-Example")
        if number == 2:
            for area in areas_of(self.contest):
                if (papers := out_in(self.contest, area)) >= FEWEST_IN_A_UNIT:
                    services.record_turnout(
                        scrutineer, self.contest, local(now()).date(), channel=Channel.POST, returned=papers * 2 // 7, area=area
                    )
        if number == 1:
            services.explain_variance(scrutineer, white, reason="Two sheets were torn by the folding machine and shredded before witnesses")

    def _batch(self, code: str, purpose: BatchPurpose, papers: int) -> PaperBatch:
        edition = self.editions[code]
        first = max([batch.serial_last + 1 for batch in self._batches() if batch.edition_id == edition.id], default=edition.serial_first)
        return services.make_batch(self._actor("organiser"), edition, purpose, first, first + papers - 1)

    def _batches(self) -> list[PaperBatch]:
        return [line.batch for line in batch_lines(self.contest)]

    def _record(self, batch: PaperBatch, kind: StepKind, **said: Any) -> None:
        given: dict[str, Any] = {"quantity": batch.quantity, "provenance": Provenance.OBSERVED, **said}
        services.record_step(self._actor("organiser"), batch, StepDetails(kind=kind, at=now(), **given))


def _moved(seal: str) -> dict[str, Any]:
    """From the printer to the mailing house, with both initials."""
    return {"from_whom": PRINTER, "to_whom": HOUSE, "initials_1": "AS", "initials_2": "BM", "seal_number": seal}
