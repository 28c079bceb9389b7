"""Endorsements, nominations and what belongs to them in the invented contest: one in every state there is."""

from collections.abc import Callable
from datetime import date, datetime, time, timedelta
from functools import partial
from typing import TYPE_CHECKING, Any

from tracker.access.actor import SYSTEM
from tracker.contests import services as contests
from tracker.contests.models import Candidacy
from tracker.demo import acts, evidence
from tracker.demo.timeline import Timeline
from tracker.directory import services as directory
from tracker.directory.models import Body, Person
from tracker.endorsements import services
from tracker.endorsements.models import DesignationOutcome, EmbargoEvent, Endorsement
from tracker.endorsements.services import Decision, Proof
from tracker.kernel.clock import from_local, today
from tracker.rules.contests import Designation
from tracker.rules.decisions import DecisionMethod as Method
from tracker.rules.decisions import DecisionOutcome as Outcome
from tracker.rules.decisions import EvidenceGrade
from tracker.rules.supporters import SupporterCategory

if TYPE_CHECKING:
    from tracker.demo.sample import SampleContest

INVENTED = "Invented for the demonstration"
NIA, GWYN, SION = "Nia Pugh-Example", "Gwyn ap Sample", "Siôn Llŷr-Test"
PEOPLE = (
    (41, NIA, "Elen Sample-Rees", "Leader of the group", SupporterCategory.COUNCILLOR, "Llansampl"),
    (36, NIA, "Idris Placeholder", "Councillor", SupporterCategory.COUNCILLOR, "Pontdemo"),
    (33, GWYN, "Baroness Demo of Trefbrawf", "Member of the House of Lords", SupporterCategory.PEER, ""),
    (19, NIA, "Gwen Example-Tudur", "Member of the Senedd", SupporterCategory.AM_MS, "Aberexample"),
    (11, GWYN, "Bryn Invented", "Councillor", SupporterCategory.COUNCILLOR, "Porthsampl"),
    (6, NIA, "Farah Sample-Khan", "Regional secretary, Union of Invented Trades", SupporterCategory.TRADE_UNIONIST, ""),
)  # fmt: skip


def meeting(
    outcome: Outcome, votes_for: int, votes_against: int, abstentions: int = 0, **further: Any
) -> Callable[..., Decision]:
    """A decision of a full meeting, still without its candidate and day."""
    present = votes_for + votes_against + abstentions
    told: dict[str, Any] = {
        "method": Method.FULL_MEETING, "outcome": outcome, "votes_for": votes_for, "votes_against": votes_against,
        "abstentions": abstentions, "present": present, "eligible": present * 2, "quorum": max(present // 2, 3),
    }  # fmt: skip
    return partial(Decision, **{**told, **further})


class SampleEndorsements:
    """Who endorsed whom in the invented contest."""

    def __init__(self, sample: "SampleContest") -> None:
        self.sample = sample
        self.cast = sample.shown.cast

    def put_down(self, timeline: Timeline) -> None:
        """Every act on its day, counted back from the day of loading."""
        for days, act in (
            (30, self._joint_and_bay), (27, self._aberexample), (25, self._llansampl),
            (22, self._trades), (24, self._society), (8, self._society_withdraws),
            (18, self._cwm_for_gwyn), (7, self._cwm_switches), (20, self._porthsampl), (9, self._sion_withdraws),
            (17, self._bryn), (16, self._bryn_corrected), (14, self._nantbrawf), (13, self._trefbrawf),
            (15, self._friends), (12, self._friends_declined), (5, self._national), (3, self._placeholder),
            (2, self._pontdemo), (1, self._members),
        ):  # fmt: skip
            timeline.on(self.sample.before(days), act, hour=19)
        for days, who, name, office, category, place in PEOPLE:
            timeline.on(self.sample.before(days), partial(self._person, who, name, office, category, place), hour=20)
        self._put_down_nominations(timeline)
        timeline.on(self.sample.before(21), partial(self._designate, DesignationOutcome.DEFERRED), hour=21)
        timeline.on(self.sample.before(6), partial(self._designate, DesignationOutcome.GRANTED), hour=21)

    def _put_down_nominations(self, timeline: Timeline) -> None:
        opens = self.sample.days["nominations_open"]
        nominations = (
            (4, "aberexample", NIA, None), (5, "pontdemo", NIA, None), (6, "bryn", NIA, None), (8, "nantbrawf", NIA, None),
            (9, "trades", NIA, 2400), (11, "consumers", NIA, 900), (5, "llansampl", GWYN, None), (7, "cwm", GWYN, None),
            (10, "national", GWYN, 1500), (12, "porthsampl", SION, None), (13, "placeholder", NIA, None),
        )  # fmt: skip
        for days, key, name, members in nominations:
            timeline.on(opens + timedelta(days=days), partial(self._nominate, key, name, members), hour=18)

    def _nominate(self, key: str, name: str, members: int | None) -> None:
        services.nominate(
            self.cast.actor("officer"), self._candidacy(name), self.sample.bodies[key], nominated_on=today(),
            affiliated_members=members, source=f"{INVENTED}: nomination form",
        )  # fmt: skip

    def _candidacy(self, name: str) -> Candidacy:
        return self.sample.candidacies[name]

    def _log(
        self, endorser: Body | Person, decision: Decision, proof: Proof | None = None, *, switch_reason: str | None = None,
        embargo_until: datetime | None = None, embargo_event: EmbargoEvent | None = None,
    ) -> Endorsement:  # fmt: skip
        proof = proof or evidence.invented_minutes("minutes-invented.txt", f"{endorser.label}, {today().isoformat()}")
        return services.log(
            self.cast.actor("officer"), self.sample.contest, endorser, decision, evidence=[proof], switch_reason=switch_reason,
            embargo_until=embargo_until, embargo_event=embargo_event,
        )  # fmt: skip

    def _published(self, key: str, name: str | None, decide: Callable[..., Decision], *, switch_reason: str | None = None) -> Endorsement:
        candidacy = self._candidacy(name) if name else None
        logged = self._log(self.sample.bodies[key], decide(candidacy=candidacy, decided_on=today()), switch_reason=switch_reason)
        acts.verify_and_publish(self.cast, logged)
        return logged

    def _joint_and_bay(self) -> None:
        bodies = [self.sample.bodies[key] for key in ("bay", "valleys", "capital")]
        joint = services.open_joint_decision(
            self.cast.actor("officer"), self.sample.contest, title="Party councils of the region", bodies=bodies,
            decide_by=self.sample.loaded_on + timedelta(days=9), note="The three share the area: one outcome is needed.",
        )  # fmt: skip
        noticed = today() - timedelta(days=14)
        decide = meeting(Outcome.UNANIMOUS, 17, 0, chair="Mair Invented", minute_reference="SBPC/7", notice_given_on=noticed)
        logged = self._published("bay", NIA, decide)
        services.join_decision(self.cast.actor("officer"), joint.bodies[0], logged)

    def _aberexample(self) -> None:
        self._published("aberexample", NIA, meeting(Outcome.MAJORITY, 31, 12, 4, chair="Wyn Example"))

    def _llansampl(self) -> None:
        self._published("llansampl", GWYN, meeting(Outcome.MAJORITY, 22, 15, 1))

    def _trades(self) -> None:
        carried = partial(Decision, method=Method.EXECUTIVE, outcome=Outcome.CARRIED_UNRECORDED, note="Votes were not counted.")
        self._published("trades", NIA, carried)

    def _society(self) -> None:
        decide = partial(Decision, method=Method.ONLINE_POLL, outcome=Outcome.MAJORITY, votes_for=140, votes_against=63, eligible=520)
        self.society = self._published("society", GWYN, decide)

    def _society_withdraws(self) -> None:
        services.withdraw(self.cast.actor("officer"), self.society, "The society found that its poll had been open to non-members")

    def _cwm_for_gwyn(self) -> None:
        self._published("cwm", GWYN, meeting(Outcome.MAJORITY, 14, 11))

    def _cwm_switches(self) -> None:
        self._published("cwm", NIA, meeting(Outcome.MAJORITY, 19, 8), switch_reason="A second meeting decided otherwise")

    def _porthsampl(self) -> None:
        self._published("porthsampl", SION, meeting(Outcome.NEM_CON, 12, 0, 3))

    def _sion_withdraws(self) -> None:
        contests.move_candidacy(
            self.cast.actor("returning-officer"), self._candidacy(SION), "withdraw", reason="Took up another post (invented)"
        )

    def _bryn(self) -> None:
        self.bryn = self._published("bryn", NIA, meeting(Outcome.MAJORITY, 18, 9, eligible=80))

    def _bryn_corrected(self) -> None:
        wanted = {"votes_for": 28, "present": 37}
        copy = services.correct(self.cast.actor("officer"), self.bryn, wanted, "The minutes say 28 for, not 18")
        acts.verify_and_publish(self.cast, copy)

    def _nantbrawf(self) -> None:
        self._published("nantbrawf", None, meeting(Outcome.TIED, 13, 13))

    def _trefbrawf(self) -> None:
        decide = partial(Decision, method=Method.FULL_MEETING, outcome=Outcome.INQUORATE, present=4, quorum=10, eligible=90)
        self._published("trefbrawf", None, decide)

    def _friends(self) -> None:
        self.friends = self._published("friends", NIA, partial(Decision, method=Method.OFFICERS_PANEL, outcome=Outcome.CARRIED_UNRECORDED))

    def _friends_declined(self) -> None:
        services.decline(self.cast.actor("candidate"), self.friends, "I do not know who they are")

    def _national(self) -> None:
        """Verified and published, and held back until the ballot opens."""
        decision = Decision(candidacy=self._candidacy(GWYN), method=Method.EXECUTIVE, outcome=Outcome.NEM_CON, decided_on=today())
        logged = self._log(self.sample.bodies["national"], decision, embargo_event=EmbargoEvent.BALLOT_OPENED)
        acts.verify_and_publish(self.cast, logged)

    def _placeholder(self) -> None:
        """Verified, and held back until a press conference."""
        until = from_local(datetime.combine(self.sample.loaded_on + timedelta(days=3), time(9)))
        decision = Decision(candidacy=self._candidacy(NIA), method=Method.EXECUTIVE, outcome=Outcome.UNANIMOUS, decided_on=today())
        logged = self._log(self.sample.bodies["placeholder"], decision, embargo_until=until)
        services.verify(self.cast.actor("second-officer"), logged)

    def _pontdemo(self) -> None:
        """Left to be verified."""
        decide = meeting(Outcome.MAJORITY, 26, 7, 2, chair="Non Placeholder", minute_reference="PCP/31")
        self._log(self.sample.bodies["pontdemo"], decide(candidacy=self._candidacy(NIA), decided_on=today()))

    def _members(self) -> None:
        """Left to be verified as well; only by word of mouth so far."""
        decide = partial(Decision, method=Method.PHONE, outcome=Outcome.CARRIED_UNRECORDED, decided_on=today())
        said = evidence.words("(Invented) The secretary said on the telephone that they are for Gwyn.")
        self._log(self.sample.bodies["members"], decide(candidacy=self._candidacy(GWYN)), said)

    def _person(self, who: str, name: str, office: str, category: SupporterCategory, place: str) -> None:
        person = directory.create_person(SYSTEM, name=name, source=INVENTED, is_invented=True)
        directory.add_office(SYSTEM, person, title=office, category=category, place=place, held_from=date(2022, 5, 9), source=INVENTED)
        proof = evidence.link(EvidenceGrade.PUBLIC_STATEMENT, "https://news.example/invented")
        decision = Decision(candidacy=self._candidacy(who), method=Method.INDIVIDUAL, decided_on=today())
        acts.verify_and_publish(self.cast, self._log(person, decision, proof))

    def _designate(self, outcome: DesignationOutcome) -> None:
        services.record_designation(
            self.cast.actor("officer"), self._candidacy(NIA), self.sample.bodies["bay"], designation=Designation.CO_OPERATIVE,
            outcome=outcome, decided_on=today(), source=f"{INVENTED}: minutes",
        )  # fmt: skip
