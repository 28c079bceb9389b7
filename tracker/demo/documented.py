"""The real selections of 2012, as documented: every real act with its source, every assumed day marked as assumed."""

from dataclasses import dataclass, replace
from datetime import date, datetime, time

from tracker.access.actor import SYSTEM, Actor
from tracker.contests import services as contests
from tracker.contests.models import Candidacy, Contest, Office
from tracker.contests.services import ContestDetails, RuleDetails, timetable
from tracker.demo import acts
from tracker.demo.directory import DYFED_POWYS, GWENT, SOUTH_WALES, Places, RealBodies
from tracker.demo.people import Cast
from tracker.demo.timeline import Act, Timeline
from tracker.directory import services as directory
from tracker.directory.models import Person
from tracker.kernel.clock import from_local
from tracker.results import services as results
from tracker.results.services import Declaration, Report, RoundReport
from tracker.rules.contests import (
    ContestKind,
    ContestOutcome,
    CountMethod,
    Designation,
    RuleForce,
    VotingChannel,
)
from tracker.rules.supporters import SupporterCategory

CLOSE = from_local(datetime.combine(date(2012, 6, 15), time(12)))
POLL = date(2012, 11, 15)
APPLIED = from_local(datetime.combine(date(2012, 2, 29), time(12)))

CALL = "Call for candidates, 2 December 2011"
PENARTH_TIMES = "Penarth Times, January 2012"
LABOUR_UNCUT = "Labour Uncut, February 2012"
LAST_DAY = "Top of the Cops, 14 June 2012"
RESULTS = "Top of the Cops, 18 June 2012"
HOW_2012 = "Top of the Cops, 21 September 2012"
BLOG = "National Left, 19 June 2012"
POLL_RESULT = "South Wales Evening Post, 16 November 2012"
ABOUT = (
    "Documented: the call, both days for applications, who stood, the last day for votes and the result. "
    "Assumed: the hour of the close, the day the papers went out and every day counted from them."
)
DECLARED_BY = "The party; by whom is not known"
UNKNOWN = ("nominations_open", "nominations_close", "due_diligence_complete", "reminder_1", "reminder_2")


@dataclass(frozen=True)
class Shown:
    """What a contest is made of: who looks after it, and what the demonstration knows."""

    cast: Cast
    places: Places
    bodies: RealBodies
    office: Office


def details(shown: Shown, gss: str, title_en: str, title_cy: str) -> ContestDetails:
    """What the selections of 2012 have in common."""
    return ContestDetails(
        title_en=title_en, title_cy=title_cy, office=shown.office, area=shown.places[gss], party=shown.bodies.labour,
        kind=ContestKind.OPEN_SELECTION, method=CountMethod.ELIMINATING_BALLOT, polling_day=POLL, ballot_closes_at=CLOSE,
        channels=[VotingChannel.POST, VotingChannel.EMAIL], source=ABOUT,
    )  # fmt: skip


def add_person(name: str, source: str) -> Person:
    """A real person, with where their part in this is documented."""
    return directory.create_person(SYSTEM, name=name, source=source)


def stand(
    shown: Shown, contest: Contest, name: str, source: str, designation: Designation = Designation.LABOUR
) -> Candidacy:
    """A candidate of 2012. When somebody applied is not known: the last day for applications stands in."""
    said = contests.CandidacyDetails(designation=designation)
    returning = shown.cast.actor("returning-officer")
    return contests.add_candidacy(returning, contest, add_person(name, source), said, applied_at=APPLIED)


class Selection:
    """One selection of 2012 that went to a ballot: its days, its moves, its result."""

    def __init__(self, shown: Shown, slug: str, what: ContestDetails) -> None:
        self.shown = shown
        self.slug = slug
        self.what = what
        self.candidacies: list[Candidacy] = []

    def begin(self) -> None:
        """The contest, its timetable and its rules."""
        administrator = self.shown.cast.actor("administrator")
        self.contest = contests.create_contest(administrator, self.what, slug=self.slug, is_demonstration=True)
        self.shown.cast.trust_with(self.contest)
        returning = self.returning
        anchors = timetable.Anchors(close=CLOSE, dispatch=date(2012, 5, 25), poll=POLL)
        timetable.build_timetable(returning, self.contest, anchors)
        _set_days_of_2012(self)
        for rule in _rules():
            contests.add_rule(returning, self.contest, rule)
        contests.move(returning, self.contest, "announce")
        contests.move(returning, self.contest, "open-applications")
        acts.seen(returning, self.contest, "call_for_applications", date(2011, 12, 2), CALL)

    @property
    def returning(self) -> Actor:
        """The returning officer, as services know who acts."""
        return self.shown.cast.actor("returning-officer")

    def extend_applications(self) -> None:
        """The time for applications was extended to the end of February."""
        stage = acts.stages_of(self.contest)["applications_close"]
        timetable.extend_stage(self.returning, stage, date(2012, 2, 29), None, reason=LABOUR_UNCUT)

    def apply(self, *names: str) -> None:
        """Who is documented to have stood."""
        acts.seen(self.returning, self.contest, "applications_close", date(2012, 2, 29), LABOUR_UNCUT)
        self.candidacies = [stand(self.shown, self.contest, name, BLOG) for name in names]

    def shortlist(self) -> None:
        """The shortlist, and the list of candidates fixed."""
        for candidacy in self.candidacies:
            contests.move_candidacy(self.returning, candidacy, "shortlist")
        contests.move(self.returning, self.contest, "shortlist")
        contests.lock_list(self.returning, self.contest, reason="The shortlist was published")

    def open_ballot(self) -> None:
        """The timetable is public and the papers are out."""
        acts.publish_timetable(self.returning, self.contest)
        contests.move(self.returning, self.contest, "open-ballot")

    def decide(self, votes: tuple[int, ...]) -> None:
        """The result as reported; the first candidate was chosen."""
        acts.seen(self.returning, self.contest, "ballot_close", date(2012, 6, 15), LAST_DAY)
        contests.move(self.returning, self.contest, "close-ballot")
        counted = RoundReport(votes={one.id: count for one, count in zip(self.candidacies, votes, strict=True)})
        report = Report(chosen=[self.candidacies[0].id], rounds=[counted], figures={"source": f"{RESULTS}; {BLOG}"})
        entered = results.record(self.returning, self.contest, self.candidacies, report)
        results.declare(self.returning, entered, Declaration(by=DECLARED_BY, on=date(2012, 6, 18)))

    def close(self) -> None:
        """Nothing more is done to it."""
        acts.seen(self.returning, self.contest, "public_poll", POLL, POLL_RESULT)
        contests.move(self.returning, self.contest, "close")


def south_wales(shown: Shown, timeline: Timeline) -> Selection:
    """South Wales 2012: Alun Michael 1,142, Paul Cannon 1,058."""
    what = details(shown, SOUTH_WALES, "South Wales Police and Crime Commissioner 2012", "Comisiynydd yr Heddlu a Throseddu De Cymru 2012")
    selection = Selection(shown, "south-wales-2012", what)

    def apply() -> None:
        michael = stand(shown, selection.contest, "Alun Michael", PENARTH_TIMES, Designation.LABOUR_AND_COOPERATIVE)
        selection.apply("Paul Cannon")
        selection.candidacies.insert(0, michael)
        cannon = selection.candidacies[1].person
        directory.add_office(
            SYSTEM, cannon, title="Councillor", category=SupporterCategory.COUNCILLOR, place="Rhondda",
            source="Top of the Cops, 9 February 2012",
        )  # fmt: skip

    _play(timeline, selection, apply, (1142, 1058))
    return selection


def gwent(shown: Shown, timeline: Timeline) -> None:
    """Gwent 2012: Sandison 494, Worrad 306."""
    what = details(shown, GWENT, "Gwent Police and Crime Commissioner 2012", "Comisiynydd yr Heddlu a Throseddu Gwent 2012")
    selection = Selection(shown, "gwent-2012", what)
    _play(timeline, selection, lambda: selection.apply("Hamish Sandison", "Worrad"), (494, 306))


def dyfed_powys(shown: Shown, timeline: Timeline) -> None:
    """Dyfed-Powys 2012: Christine Gwyther, unopposed."""
    what = details(
        shown, DYFED_POWYS, "Dyfed-Powys Police and Crime Commissioner 2012", "Comisiynydd yr Heddlu a Throseddu Dyfed-Powys 2012"
    )
    known = "Documented: the call, the days for applications, and that she was unopposed."
    selection = Selection(shown, "dyfed-powys-2012", replace(what, source=known))

    def take_unopposed() -> None:
        acts.publish_timetable(selection.returning, selection.contest)
        results.declare_without_ballot(
            selection.returning, selection.contest, ContestOutcome.UNOPPOSED, [], Declaration(by=DECLARED_BY, on=date(2012, 6, 18)),
            source=BLOG, reason=f"No other nomination. Source: {BLOG}",
        )  # fmt: skip

    timeline.on(date(2011, 12, 2), selection.begin)
    timeline.on(date(2012, 2, 17), selection.extend_applications)
    timeline.on(date(2012, 3, 1), lambda: selection.apply("Christine Gwyther"))
    timeline.on(date(2012, 4, 13), selection.shortlist)
    timeline.on(date(2012, 6, 18), take_unopposed)
    timeline.on(date(2012, 11, 30), selection.close)


def _play(timeline: Timeline, selection: Selection, apply: Act, votes: tuple[int, ...]) -> None:
    timeline.on(date(2011, 12, 2), selection.begin)
    timeline.on(date(2012, 2, 17), selection.extend_applications)
    timeline.on(date(2012, 3, 1), apply)
    timeline.on(date(2012, 4, 13), selection.shortlist)
    timeline.on(date(2012, 5, 25), selection.open_ballot)
    timeline.on(date(2012, 6, 18), lambda: selection.decide(votes))
    timeline.on(date(2012, 11, 30), selection.close)


def _set_days_of_2012(selection: Selection) -> None:
    acts.set_days(selection.returning, selection.contest, {
        "call_for_applications": (date(2012, 1, 3), f"Stands in for the real day: holidays are known from 2012 only. {CALL}"),
        "applications_close": (date(2012, 2, 17), f"Documented: {PENARTH_TIMES}"),
        "longlist": (date(2012, 3, 5), f"Assumed day; early March is documented: {LABOUR_UNCUT}"),
        "shortlist_published": (date(2012, 4, 13), "Assumed day; by mid-April is documented"),
        "candidate_data_release": (date(2012, 4, 16), f"Assumed day; the practice is documented: {HOW_2012}"),
        "candidate_statement_deadline": (date(2012, 4, 27), f"Assumed day; the 200 words are documented: {HOW_2012}"),
        "preballot_mailing_post_by": (date(2012, 5, 14), "Assumed day, for a letter that lands before the papers"),
    })  # fmt: skip
    acts.cancel_stages(selection.returning, selection.contest, UNKNOWN, "Not known to have been part of the selections of 2012")


def _rules() -> tuple[RuleDetails, ...]:
    told = date(2012, 9, 21)
    return (
        RuleDetails(key="lives_in_area", value="yes", force=RuleForce.HARD, source=CALL, source_on=date(2011, 12, 2)),
        RuleDetails(key="union_membership", value="yes", force=RuleForce.HARD, source=HOW_2012, source_on=told),
        RuleDetails(key="statement_limit", value="200", unit="words", force=RuleForce.HARD, source=HOW_2012, source_on=told),
        RuleDetails(key="reportable_donation_above", value="1500", unit="GBP", force=RuleForce.WARN, source=HOW_2012, source_on=told),
    )
