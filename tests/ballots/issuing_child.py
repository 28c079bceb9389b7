"""Makes the issue list of the one contest and kills itself at a step: `python -m tests.ballots.issuing_child STEP`."""

import os
import signal
import sys
from typing import Any

from sqlalchemy import select

from config import Settings
from tests.support.paper_world import returning
from tracker import create_app
from tracker.ballots.services import issuing
from tracker.contests.models import Contest
from tracker.extensions import db
from tracker.kernel import unit_of_work

STEPS: dict[str, tuple[Any, str]] = {
    "numbers dealt": (issuing, "_deal_numbers"), "told in the history": (issuing.history, "record"),
}  # fmt: skip


def die_after(step: str) -> None:
    """Let this process kill itself once it has done `step`."""
    owner, name = STEPS[step]
    whole = getattr(owner, name)

    def deadly(*args: Any, **kwargs: Any) -> None:
        whole(*args, **kwargs)
        db.session.flush()
        os.kill(os.getpid(), signal.SIGKILL)

    setattr(owner, name, deadly)


def main() -> None:
    """Make the list, as far as it comes."""
    app = create_app(Settings.from_environment())
    if sys.argv[1] in STEPS:
        die_after(sys.argv[1])
    with app.app_context(), unit_of_work.unit():
        contest = db.session.scalars(select(Contest)).one()
        issuing.make_issue_list(returning(contest), contest)


if __name__ == "__main__":
    main()
