"""Pages about areas."""

from tracker.access.can import current_actor
from tracker.access.permissions import Permission
from tracker.directory.events import RecordKind
from tracker.directory.models import Area
from tracker.directory.panels import panels_of
from tracker.directory.queries.find import area_at
from tracker.directory.queries.lists import all_areas, bodies_within, children_of, nearest_first
from tracker.directory.views.room import blueprint
from tracker.kernel.answers import Answer, page
from tracker.kernel.guards import guard


@blueprint.get("/directory/areas")
@guard(Permission.READ_DIRECTORY)
def areas() -> Answer:
    """Every area, under the area it lies in; the country one works in first."""
    return page("directory/areas.html", areas=nearest_first(all_areas(), current_actor().area_ids))


@blueprint.get("/directory/areas/<gss>")
@guard(Permission.READ_DIRECTORY, area_at)
def area(area: Area) -> Answer:
    """One area."""
    panels = panels_of(current_actor(), RecordKind.AREA, area.id)
    return page(
        "directory/area.html",
        area=area,
        children=children_of(area),
        bodies=bodies_within(area),
        panels=panels,
    )
