"""The re-selection for South Wales in 2018-19: that it happened is documented, its days are illustrative."""

from dataclasses import replace
from datetime import date, datetime, time

from tracker.contests import services as contests
from tracker.contests.models import Candidacy, Contest
from tracker.contests.services import CandidacyDetails, ContestDetails, timetable
from tracker.demo import acts, evidence
from tracker.demo.directory import SOUTH_WALES
from tracker.demo.documented import DECLARED_BY, Selection, Shown, details
from tracker.demo.timeline import Timeline
from tracker.endorsements import services as endorsements
from tracker.endorsements.models import DesignationOutcome
from tracker.endorsements.services import Decision
from tracker.kernel.clock import from_local
from tracker.results import services as results
from tracker.results.services import Declaration, Report
from tracker.rules.contests import ContestKind, Designation
from tracker.rules.decisions import DecisionOutcome, EvidenceGrade

CLOSE = from_local(datetime.combine(date(2019, 2, 1), time(12)))
PLANNED_POLL, ACTUAL_POLL = date(2020, 5, 7), date(2021, 5, 6)
BOOKLET = "Booklet of the candidates of 6 May 2021"
ABOUT = (
    "Documented: the incumbent sought to be selected again, the Wales Council endorsed him unanimously before members voted, "
    "and he stood as Labour and Co-operative on 6 May 2021. Every day before that, any opponent and all figures are unknown: "
    "the days are counted from an assumed close."
)
FOUND = (
    "An article of the Co-operative Party asks members for their votes in the selection and says that its\n"
    "Wales Council decided unanimously. It bears no date; the day recorded here is illustrative.\n"
    "This note is our own summary; the article itself is not reproduced.\n"
)


class Reselection:
    """The contest and the acts that make it."""

    contest: Contest
    candidacy: Candidacy

    def __init__(self, shown: Shown, before: Selection) -> None:
        self.shown = shown
        self.before = before

    def begin(self) -> None:
        """The contest and its timetable; the candidate is the person of six years before."""
        cast = self.shown.cast
        self.contest = contests.create_contest(
            cast.actor("administrator"), self._details(), slug="south-wales-2018-19", is_demonstration=True
        )
        cast.trust_with(self.contest)
        returning = cast.actor("returning-officer")
        timetable.build_timetable(returning, self.contest, timetable.Anchors(close=CLOSE, poll=PLANNED_POLL))
        contests.move(returning, self.contest, "announce")
        contests.move(returning, self.contest, "open-applications")

    def stand(self) -> None:
        """The incumbent stands again."""
        said = CandidacyDetails(
            is_incumbent=True, designation=Designation.LABOUR_AND_COOPERATIVE, website="https://www.alunmichael4pcc.wales",
            handles="@AlunMichael", hashtag="#Alun4PCC",
        )  # fmt: skip
        person = self.before.candidacies[0].person
        self.candidacy = contests.add_candidacy(self.shown.cast.actor("returning-officer"), self.contest, person, said)

    def endorse(self) -> None:
        """The Wales Council's unanimous decision, recorded by one officer and verified by another."""
        cast = self.shown.cast
        decision = Decision(
            candidacy=self.candidacy, method=None, outcome=DecisionOutcome.UNANIMOUS, decided_on=date(2018, 12, 1),
            note="Unanimity is documented; the day is illustrative and the figures are unknown.",
        )  # fmt: skip
        proof = evidence.note(EvidenceGrade.PUBLIC_STATEMENT, "where-the-article-is-described.txt", FOUND)
        logged = endorsements.log(cast.actor("officer"), self.contest, self.shown.bodies.wales_council, decision, evidence=[proof])
        acts.verify_and_publish(cast, logged)

    def open_ballot(self) -> None:
        """Shortlist, locked list, timetable, ballot."""
        returning = self.shown.cast.actor("returning-officer")
        contests.move_candidacy(returning, self.candidacy, "shortlist")
        contests.move(returning, self.contest, "shortlist")
        contests.lock_list(returning, self.contest, reason="The shortlist was published")
        acts.publish_timetable(returning, self.contest)
        contests.move(returning, self.contest, "open-ballot")

    def decide(self) -> None:
        """Known: he was selected. The figures are not."""
        returning = self.shown.cast.actor("returning-officer")
        contests.move(returning, self.contest, "close-ballot")
        known = Report(chosen=[self.candidacy.id], figures={"source": BOOKLET, "note": "No figures were found, nor on what day it was."})
        entered = results.record(returning, self.contest, [self.candidacy], known)
        results.declare(returning, entered, Declaration(by=DECLARED_BY, on=date(2019, 2, 4)))

    def designate(self) -> None:
        """That the joint description was granted is known from the ballot paper; the day is the last one there was."""
        endorsements.record_designation(
            self.shown.cast.actor("officer"), self.candidacy, self.shown.bodies.wales_council,
            designation=Designation.LABOUR_AND_COOPERATIVE, outcome=DesignationOutcome.GRANTED, decided_on=date(2019, 7, 26),
            source=f"{BOOKLET}; the day is the last on which party councils were to decide in 2019",
        )  # fmt: skip

    def postpone(self) -> None:
        """The public poll was put off by a year: proposed by one officer, confirmed by another."""
        cast = self.shown.cast
        poll = acts.stages_of(self.contest)["public_poll"]
        change = timetable.extend_stage(cast.actor("officer"), poll, ACTUAL_POLL, None, reason="The poll was postponed by a year")
        if change is not None:
            timetable.confirm_changes(cast.actor("second-officer"), self.contest, [change.id])

    def close(self) -> None:
        """The poll was held."""
        returning = self.shown.cast.actor("returning-officer")
        acts.seen(returning, self.contest, "public_poll", ACTUAL_POLL, BOOKLET)
        contests.move(returning, self.contest, "close")

    def _details(self) -> ContestDetails:
        what = details(
            self.shown, SOUTH_WALES, "South Wales Police and Crime Commissioner, re-selection 2018-19",
            "Comisiynydd yr Heddlu a Throseddu De Cymru, ailddewis 2018-19",
        )  # fmt: skip
        return replace(
            what, kind=ContestKind.RESELECTION, ballot_closes_at=CLOSE, polling_day=PLANNED_POLL, source=ABOUT, dates_are_illustrative=True
        )


def reselect(shown: Shown, before: Selection, timeline: Timeline) -> None:
    """Put down the acts of 2018-19, on the days assumed."""
    contest = Reselection(shown, before)
    timeline.on(date(2018, 10, 15), contest.begin)
    timeline.on(date(2018, 11, 5), contest.stand)
    timeline.on(date(2018, 12, 3), contest.endorse)
    timeline.on(date(2019, 1, 8), contest.open_ballot)
    timeline.on(date(2019, 2, 4), contest.decide)
    timeline.on(date(2019, 7, 26), contest.designate)
    timeline.on(date(2020, 3, 27), contest.postpone)
    timeline.on(date(2021, 5, 10), contest.close)
