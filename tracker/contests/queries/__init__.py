"""Reading contests."""

from tracker.contests.queries.find import candidacy_in, contest_by_slug, visible_contests

__all__ = ["candidacy_in", "contest_by_slug", "visible_contests"]
