"""What a candidate or agent looks at every evening: their supporters, their growth, where they are."""

from dataclasses import dataclass

from flask import url_for

from tracker.access.actor import Actor
from tracker.contests.models import Candidacy
from tracker.kernel.clock import today
from tracker.kernel.pictures import AreaValue
from tracker.overview.queries import my_candidacies
from tracker.supporters.queries.figures import Figures, councils_of, figures_of


@dataclass(frozen=True)
class Campaign:
    """One candidacy with its figures."""

    candidacy: Candidacy
    figures: Figures

    def list_url(self, **filters: object) -> str:
        """The address of the supporters, filtered."""
        slugs = {"contest_slug": self.candidacy.contest.slug, "candidacy_slug": self.candidacy.slug}
        return url_for("supporters.of_candidacy", **{**slugs, **filters})  # type: ignore[arg-type]  # slugs and filters are address parts

    @property
    def where(self) -> list[AreaValue]:
        """Each council area of the contest with its count, for the tile map."""
        return [AreaValue(area.gss, area.name, count, self.list_url(council=area.id)) for area, count in self.figures.councils]


def campaigns(actor: Actor) -> list[Campaign]:
    """The campaigns `actor` is the candidate or agent of."""
    return [Campaign(stands, figures_of(stands, today(), councils_of(stands.contest))) for stands in my_candidacies(actor)]
