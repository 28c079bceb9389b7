"""The invented contest that is in progress now: its days are counted from the day of loading."""

from datetime import date, datetime, time, timedelta
from decimal import Decimal
from functools import partial
from itertools import count

from tracker.access.actor import SYSTEM
from tracker.ballots.planning import THINKING_RULE
from tracker.contests import services as contests
from tracker.contests.models import Candidacy, Contest
from tracker.contests.services import CandidacyDetails, ContestDetails, RuleDetails, timetable
from tracker.contests.services.timetable import changes
from tracker.demo import acts
from tracker.demo.crowd import SLUG
from tracker.demo.directory import SOUTH_WALES
from tracker.demo.documented import Shown
from tracker.demo.sample_bodies import SampleBodies, load_sample_bodies
from tracker.demo.sample_electorate import put_down_electorate
from tracker.demo.sample_endorsements import SampleEndorsements
from tracker.demo.sample_mailings import put_down_mailings
from tracker.demo.sample_papers import put_down_papers
from tracker.demo.sample_supporters import put_down_supporters
from tracker.demo.timeline import Timeline
from tracker.directory import services as directory
from tracker.endorsements import services as endorsements
from tracker.kernel.clock import from_local, local
from tracker.rules.ballot_plan import BallotTerms, Known, plan_ballot
from tracker.rules.contests import ContestKind, CountMethod, Designation, RuleForce, VotingChannel
from tracker.rules.post import PostalService
from tracker.rules.thresholds import (
    AFFILIATES,
    CONSTITUENCY_PARTIES,
    UNIONS,
    Alternative,
    Measure,
    Requirement,
    Threshold,
)
from tracker.rules.timetable import compute
from tracker.rules.working_days import ELECTION, calendar_named

INVENTED = "Invented for the demonstration"
WEEKS_AHEAD = 5
FEWEST_THINKING_DAYS = 7
JOINED_BEFORE, PAID_BEFORE = 200, 30  # days before loading by which one must have joined, and be paid up to
SEEN_TO_HAPPEN = (
    "call_for_applications", "longlist", "nominations_open", "nominations_close", "shortlist_published", "candidate_data_release",
)  # fmt: skip
NIA = "Nia Pugh-Example"
GWYN = "Gwyn ap Sample"
SION = "Siôn Llŷr-Test"


def close_of_ballot(loaded_on: date) -> datetime:
    """Noon, about five weeks ahead, on a day a ballot may close: no day off, no day after one."""
    calendar = calendar_named(ELECTION)
    day = loaded_on + timedelta(weeks=WEEKS_AHEAD)
    while not (calendar.is_working_day(day) and calendar.is_working_day(day - timedelta(days=1))):
        day += timedelta(days=1)
    return from_local(datetime.combine(day, time(12)))


class SampleContest:
    """The contest, and every act of its weeks so far."""

    contest: Contest
    bodies: SampleBodies
    candidacies: dict[str, Candidacy]

    def __init__(self, shown: Shown, loaded_on: date) -> None:
        self.shown = shown
        self.loaded_on = loaded_on
        self.close = close_of_ballot(loaded_on)
        self.days = {stage.stage: stage.on for stage in compute(self.close)}
        self.candidacies = {}

    def before(self, days: int) -> date:
        """The day so many days before loading."""
        return self.loaded_on - timedelta(days=days)

    def put_down(self, timeline: Timeline) -> None:
        """Put down everything that has happened by the day of loading."""
        call = self.days["call_for_applications"]
        timeline.on(call - timedelta(days=12), self._begin)
        timeline.on(call - timedelta(days=5), self._compute)
        timeline.on(call, self._announce)
        for number, apply in enumerate((self._nia, self._gwyn, self._sion)):
            timeline.on(call + timedelta(days=6 + number), apply)
        timeline.on(self.days["applications_close"] - timedelta(days=1), self._extend_applications)
        timeline.on(self.days["longlist"], partial(self._move_all, "longlist"), hour=11)
        timeline.on(self.days["shortlist_published"], self._shortlist, hour=11)
        for key in SEEN_TO_HAPPEN:
            timeline.on(self.days[key], partial(self._see, key), hour=17)
        timeline.on(self.before(4), self._propose_later_statements)
        timeline.on(self.before(3), self._confirm_later_statements)
        timeline.on(self.before(1), self._propose_earlier_cutoff)
        SampleEndorsements(self).put_down(timeline)
        put_down_supporters(self, timeline)
        put_down_electorate(self, timeline)
        put_down_mailings(self, timeline)
        put_down_papers(self, timeline)

    def _begin(self) -> None:
        self.bodies = load_sample_bodies(self.shown.places)
        office = contests.new_office(SYSTEM, "Chair of the Sample Regional Board", "Cadeirydd y Bwrdd Rhanbarthol Sampl")
        what = ContestDetails(
            title_en="Sample Regional Board, South Wales", title_cy="Bwrdd Rhanbarthol Sampl, De Cymru", office=office,
            area=self.shown.places[SOUTH_WALES], party=self.bodies.party,
            kind=ContestKind.OPEN_SELECTION, method=CountMethod.ELIMINATING_BALLOT,
            channels=[VotingChannel.POST, VotingChannel.EMAIL], ballot_closes_at=self.close, source=f"{INVENTED}.",
            joined_by=self.before(JOINED_BEFORE), paid_up_by=self.before(PAID_BEFORE),
        )  # fmt: skip
        cast = self.shown.cast
        self.contest = contests.create_contest(cast.actor("officer"), what, slug=SLUG, is_demonstration=True)
        cast.trust_with(self.contest)
        cast.trust_organiser_of(self.contest)
        cast.trust_helpline_of(self.contest)

    def _compute(self) -> None:
        returning = self.shown.cast.actor("returning-officer")
        timetable.build_timetable(returning, self.contest, timetable.Anchors(close=self.close))
        result = acts.stages_of(self.contest)["result_published"]
        later = calendar_named(ELECTION).next_working_day(self.days["result_published"])
        timetable.override_stage(returning, result, later, "15:00", reason="The hall for the count is free a day later")
        acts.publish_timetable(returning, self.contest)
        for rule in _rules(self.days["call_for_applications"] - timedelta(days=5), self._thinking_days()):
            contests.add_rule(returning, self.contest, rule)
        endorsements.set_threshold(returning, self.contest, _threshold(), affiliated_total=20_000, source=INVENTED)

    def _thinking_days(self) -> int:
        """So many that on the day of loading second class both ways leaves too few, and first class does not."""
        known = Known(self.loaded_on, datetime.combine(self.loaded_on, time(12)))
        close = datetime.combine(local(self.close).date(), time(12))
        terms = (BallotTerms(close, PostalService.SECOND, PostalService.SECOND, days) for days in count(FEWEST_THINKING_DAYS))
        return next(each.thinking_days for each in terms if not plan_ballot(each, known).works)

    def _announce(self) -> None:
        returning = self.shown.cast.actor("returning-officer")
        contests.move(returning, self.contest, "announce")
        contests.move(returning, self.contest, "open-applications")

    def _nia(self) -> None:
        said = CandidacyDetails(
            designation=Designation.CO_OPERATIVE, website="https://nia.example", handles="@nia@social.example", hashtag="#NiaExample"
        )
        candidacy = self._apply(NIA, said)
        self.shown.cast.trust_candidate(candidacy)
        contests.change_statement(
            self.shown.cast.actor("candidate"), candidacy,
            english="I am invented, and so is this statement. If I were real it would say what I want to do on the board.",
            welsh="Person dychmygol ydw i, a datganiad dychmygol yw hwn. Pe bawn i’n real byddwn yn dweud beth rwyf am ei wneud.",
        )  # fmt: skip

    def _gwyn(self) -> None:
        candidacy = self._apply(GWYN, CandidacyDetails(designation=Designation.OTHER, website="https://gwyn.example", is_incumbent=True))
        self.shown.cast.trust_rival(candidacy)

    def _sion(self) -> None:
        self._apply(SION, CandidacyDetails(designation=Designation.OTHER))

    def _apply(self, name: str, said: CandidacyDetails) -> Candidacy:
        person = directory.create_person(SYSTEM, name=name, source=INVENTED, is_invented=True)
        candidacy = contests.add_candidacy(self.shown.cast.actor("returning-officer"), self.contest, person, said)
        self.candidacies[name] = candidacy
        return candidacy

    def _extend_applications(self) -> None:
        stage = acts.stages_of(self.contest)["applications_close"]
        later = calendar_named(ELECTION).add_working_days(self.days["applications_close"], 2)
        timetable.extend_stage(
            self.shown.cast.actor("officer"), stage, later, None, reason="The form for applications could not be reached for two days"
        )

    def _move_all(self, move: str) -> None:
        for candidacy in self.candidacies.values():
            contests.move_candidacy(self.shown.cast.actor("returning-officer"), candidacy, move)

    def _shortlist(self) -> None:
        self._move_all("shortlist")
        contests.move(self.shown.cast.actor("returning-officer"), self.contest, "shortlist")

    def _see(self, key: str) -> None:
        source = f"{INVENTED}: told by the returning officer"
        acts.seen(self.shown.cast.actor("returning-officer"), self.contest, key, self.days[key], source)

    def _propose_later_statements(self) -> None:
        stage = acts.stages_of(self.contest)["candidate_statement_deadline"]
        calendar = calendar_named(ELECTION)
        later = calendar.on_or_after(max(self.loaded_on, self.days["candidate_statement_deadline"]) + timedelta(days=4))
        timetable.extend_stage(
            self.shown.cast.actor("officer"), stage, later, "17:00", reason="Translation of the statements takes longer than planned"
        )

    def _confirm_later_statements(self) -> None:
        waiting = [change.id for change in changes.waiting(self.contest)]
        timetable.confirm_changes(self.shown.cast.actor("second-officer"), self.contest, waiting)

    def _propose_earlier_cutoff(self) -> None:
        """Left to be decided by a second officer."""
        stage = acts.stages_of(self.contest)["reissue_postal_close"]
        earlier = calendar_named(ELECTION).add_working_days(self.days["ballot_close"], -8)
        timetable.override_stage(
            self.shown.cast.actor("officer"), stage, earlier, None, reason="Slow post is expected in the last week of the ballot"
        )


def _rules(decided_on: date, thinking_days: int) -> tuple[RuleDetails, ...]:
    return (
        RuleDetails(
            key=THINKING_RULE, value=str(thinking_days), unit="days", force=RuleForce.HARD, source=INVENTED, source_on=decided_on
        ),
        RuleDetails(key="mailings_per_candidate", value="3", unit="letters", force=RuleForce.HARD, source=INVENTED, source_on=decided_on),
        RuleDetails(key="roll_to_candidates", value="yes", force=RuleForce.HARD, source=INVENTED, source_on=decided_on),
        RuleDetails(key="spending_limit", value="3500", unit="GBP", force=RuleForce.WARN, source=INVENTED, source_on=decided_on),
        RuleDetails(key="statement_limit", value="200", unit="words", force=RuleForce.HARD, source=INVENTED, source_on=decided_on),
    )


def _threshold() -> Threshold:
    """Five constituency parties; or three affiliates, two of them unions, with 5 % of the affiliated members."""
    return Threshold((
        Alternative("constituency_parties", (Requirement(CONSTITUENCY_PARTIES, Decimal(5)),)),
        Alternative("affiliates", (
            Requirement(AFFILIATES, Decimal(3)), Requirement(UNIONS, Decimal(2)),
            Requirement(AFFILIATES, Decimal(5), Measure.MEMBERSHIP_PERCENT),
        )),
    ))  # fmt: skip
