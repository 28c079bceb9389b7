"""The print files of a mailing, and what the mailing house said of them."""

from collections.abc import Sequence

from sqlalchemy import select

from tracker.extensions import db
from tracker.mailings.models import HouseConfirmation, Mailing, PrintFile, PrintRun


def runs(mailing: Mailing) -> list[tuple[PrintRun, Sequence[PrintFile]]]:
    """Each time the letters were made, the newest first, with its files."""
    found = db.session.scalars(select(PrintRun).where(PrintRun.mailing_id == mailing.id).order_by(PrintRun.number.desc())).all()
    return [
        (run, db.session.scalars(select(PrintFile).where(PrintFile.print_run_id == run.id).order_by(PrintFile.name)).all()) for run in found
    ]


def confirmations(mailing: Mailing) -> Sequence[HouseConfirmation]:
    """What the mailing house said, in the order it was recorded."""
    query = select(HouseConfirmation).where(HouseConfirmation.mailing_id == mailing.id)
    return db.session.scalars(query.order_by(HouseConfirmation.id)).all()
