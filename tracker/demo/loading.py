"""Loading the demonstration, once."""

from datetime import date, datetime, timedelta

from sqlalchemy import select

from tracker.access.actor import SYSTEM, Actor
from tracker.access.can import require
from tracker.access.permissions import Permission
from tracker.contests.models import Contest
from tracker.demo import documented, reselection, support_of_2012
from tracker.demo.directory import SOUTH_WALES, commissioner, load_places, load_real_bodies
from tracker.demo.documented import Shown
from tracker.demo.people import Cast
from tracker.demo.sample import SampleContest
from tracker.demo.sample_ballot import HarbourBallot
from tracker.demo.timeline import Timeline
from tracker.extensions import db
from tracker.kernel import clock, history

BEGINNING = date(2011, 11, 1)
EXPLAINED = (
    "Everything above was put in by the demonstration, as though it had been recorded at the time. "
    "Who signs in is invented; what real people and bodies did is documented."
)


def is_loaded() -> bool:
    """Whether the demonstration was loaded before."""
    return db.session.scalar(select(select(Contest.id).where(Contest.is_demonstration).exists())) or False


def load(actor: Actor = SYSTEM) -> bool:
    """Load the demonstration; False, and nothing done, when it was loaded before."""
    require(actor, Permission.MANAGE_ACCOUNTS)
    if is_loaded():
        return False
    with clock.standing_at(clock.from_local(datetime.combine(BEGINNING, datetime.min.time()) + timedelta(hours=9))):
        shown = _prepare()
    timeline = Timeline()
    south_wales = documented.south_wales(shown, timeline)
    support_of_2012.endorse(south_wales, timeline)
    documented.gwent(shown, timeline)
    documented.dyfed_powys(shown, timeline)
    reselection.reselect(shown, south_wales, timeline)
    sample = SampleContest(shown, clock.today())
    sample.put_down(timeline)
    HarbourBallot(sample).put_down(timeline)
    timeline.play()
    history.record(actor, "demo.loaded", sample.contest, reason=EXPLAINED, contest_id=sample.contest.id)
    return True


def _prepare() -> Shown:
    """Areas, parties, and the people who sign in."""
    known = load_places()
    cast = Cast()
    cast.trust_everywhere(known[SOUTH_WALES])
    return Shown(cast, known, load_real_bodies(known), commissioner())
