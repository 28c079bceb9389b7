"""Who is documented to have endorsed in the selection for South Wales in 2012."""

from datetime import date

from tracker.access.actor import SYSTEM
from tracker.demo import acts, evidence
from tracker.demo.documented import PENARTH_TIMES, Selection, add_person
from tracker.demo.timeline import Timeline
from tracker.directory import services as directory
from tracker.directory.models import Body, Person
from tracker.endorsements import services
from tracker.endorsements.services import Decision, Proof
from tracker.rules.decisions import DecisionOutcome, EvidenceGrade
from tracker.rules.supporters import SupporterCategory

PENARTH_ADDRESS = "https://www.penarthtimes.co.uk/news/9467574"
LETTER = (
    "The letter of 2012 to members from the Wales Council of the Co-operative Party, signed by Huw Lewis AM,\n"
    "gives the council's endorsement. Undated: it was to reach members shortly before the ballot papers.\n"
    "How the council decided, and on which day, is not told there.\n"
    "This note is our own summary; the letter itself is not reproduced.\n"
)


def endorse(selection: Selection, timeline: Timeline) -> None:
    """Two people in January, and the Wales Council before the ballot; recorded by one officer, verified by another."""
    timeline.on(date(2012, 3, 2), lambda: _people(selection))
    timeline.on(date(2012, 5, 18), lambda: _wales_council(selection))


def _people(selection: Selection) -> None:
    morgan = add_person("Rhodri Morgan", PENARTH_TIMES)
    directory.add_office(
        SYSTEM, morgan, title="Former First Minister", category=SupporterCategory.PUBLIC, place="Wales", source=PENARTH_TIMES
    )
    gething = add_person("Vaughan Gething", PENARTH_TIMES)
    directory.add_office(
        SYSTEM, gething, title="Assembly Member", category=SupporterCategory.AM_MS, place="Cardiff South and Penarth", source=PENARTH_TIMES
    )
    for person, office in ((morgan, "Former First Minister"), (gething, "Assembly Member")):
        decision = Decision(
            candidacy=selection.candidacies[0], method=None, office=office, note="The day is not known: reported in January 2012."
        )
        _log(selection, person, decision, evidence.link(EvidenceGrade.PRESS, PENARTH_ADDRESS))


def _wales_council(selection: Selection) -> None:
    decision = Decision(
        candidacy=selection.candidacies[0], method=None, outcome=DecisionOutcome.CARRIED_UNRECORDED,
        note="The day and the way of deciding are not known. The letter that tells of it is undated.",
    )  # fmt: skip
    proof = evidence.note(EvidenceGrade.LETTER, "where-the-letter-is-described.txt", LETTER)
    _log(selection, selection.shown.bodies.wales_council, decision, proof)


def _log(selection: Selection, endorser: Person | Body, decision: Decision, proof: Proof) -> None:
    officer = selection.shown.cast.actor("officer")
    endorsement = services.log(officer, selection.contest, endorser, decision, evidence=[proof])
    acts.verify_and_publish(selection.shown.cast, endorsement)
