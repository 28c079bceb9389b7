"""The lists: a candidate's own, and what everybody may read."""

from collections.abc import Sequence
from typing import Any

from flask import redirect, request

from tracker.access.can import can, current_actor
from tracker.access.permissions import Permission
from tracker.contests.models import Candidacy, Contest
from tracker.contests.queries import candidacy_in, contest_by_slug
from tracker.directory.models import Area
from tracker.kernel.answers import Answer, page
from tracker.kernel.clock import today
from tracker.kernel.guards import guard
from tracker.kernel.paging import listing
from tracker.kernel.pictures import AreaFeature, AreaValue
from tracker.rules.roles import STANDING_ROLES
from tracker.supporters.forms import FilterForm, offer_no_council
from tracker.supporters.models import Supporter
from tracker.supporters.queries import (
    Figures,
    councils_of,
    figures_of,
    listed,
    named_counts,
    named_supporters,
)
from tracker.supporters.queries.figures import outlines_of
from tracker.supporters.queries.named import all_counts
from tracker.supporters.views.room import LIST, address, blueprint, list_page

NAMED_SORTS = {"name": (Supporter.sort_key, Supporter.id), "candidate": (Supporter.candidacy_id, Supporter.sort_key, Supporter.id)}


@blueprint.get("/contests/<slug:contest_slug>/supporters")
@guard(Permission.READ_CONTEST, contest_by_slug)
def index(contest: Contest) -> Answer:
    """Where one's own list is; else each candidate with what one may see of theirs."""
    actor = current_actor()
    own = [one for one in contest.candidacies if one.id in actor.candidacies_as(*STANDING_ROLES)]
    if own and "everybody" not in request.args:
        return redirect(address(own[0]), 303)
    readable = [one for one in contest.candidacies if can(actor, Permission.READ_SUPPORTERS, one)]
    shows_names = can(actor, Permission.READ_NAMED_SUPPORTERS, contest)
    chosen = next((one for one in contest.candidacies if one.slug == request.args.get("candidate")), None)
    return page(
        "supporters/index.html", contest=contest, tab="supporters", readable=frozenset(one.id for one in readable), own=own,
        all_counts=all_counts(contest) if readable else {}, named_counts=named_counts(contest) if shows_names else {},
        named=listing(named_supporters(contest, chosen), NAMED_SORTS, "candidate") if shows_names else None, chosen=chosen,
    )  # fmt: skip


@blueprint.get(LIST)
@guard(Permission.READ_SUPPORTERS, candidacy_in)
def of_candidacy(candidacy: Candidacy) -> Answer:
    """One candidate's supporters: the figures, then the list."""
    councils = councils_of(candidacy.contest)
    form = filter_form(candidacy, councils)
    filters = form.filters()
    found = listed(candidacy, filters)
    narrowed = bool(filters.has_words or filters.has_days or filters.has_kinds)
    figures, with_pictures = figures_of(candidacy, today(), councils), not narrowed and found.page == 1
    return list_page(
        "supporters/list.html", candidacy, form, listing=found, figures=figures, narrowed=narrowed, with_pictures=with_pictures,
        where=_where(figures, candidacy), outlines=_outlines(figures, candidacy) if with_pictures else [], query=asked(),
    )  # fmt: skip


def filter_form(candidacy: Candidacy, councils: Sequence[Area] | None = None) -> FilterForm:
    """The filters of the request's address."""
    form = FilterForm(formdata=request.args)
    offered = councils_of(candidacy.contest) if councils is None else councils
    form.council.offer(offered, candidacy.contest, offer_no_council())
    return form


def asked() -> dict[str, Any]:
    """The filters as they stand in the address, for the addresses of what follows."""
    names = {"text", "category", "council", "office", "consent", "since", "until", "sort"}
    return {name: value for name, value in request.args.items() if name in names and value}


def _where(figures: Figures, candidacy: Candidacy) -> list[AreaValue]:
    return [
        AreaValue(area.gss, area.name, count, address(candidacy, council=area.id)) for area, count in figures.councils
    ]


def _outlines(figures: Figures, candidacy: Candidacy) -> list[AreaFeature]:
    outlines = outlines_of(candidacy.contest)
    return [
        AreaFeature(area.gss, area.name, count, outlines[area.id], address(candidacy, council=area.id))
        for area, count in figures.councils if area.id in outlines
    ]  # fmt: skip
