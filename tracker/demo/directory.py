"""The areas, bodies and people of the demonstration: real ones with their source, invented ones marked as such."""

from collections.abc import Mapping
from dataclasses import dataclass

from sqlalchemy import select

from tracker.access.actor import SYSTEM
from tracker.contests import services as contests
from tracker.contests.models import Office
from tracker.directory import services
from tracker.directory.models import Area, Body
from tracker.extensions import db
from tracker.rules.directory import BodyKind

SOUTH_WALES, GWENT, DYFED_POWYS = "W15000003", "W15000002", "W15000004"
WALES = "W92000004"
COUNCILS_OF_SOUTH_WALES = (
    "W06000015", "W06000016", "W06000011", "W06000013", "W06000012", "W06000024", "W06000014",
)  # fmt: skip


@dataclass(frozen=True)
class Places:
    """The areas the demonstration speaks of, by GSS code."""

    by_gss: Mapping[str, Area]

    def __getitem__(self, gss: str) -> Area:
        return self.by_gss[gss]


@dataclass(frozen=True)
class RealBodies:
    """The real parties and the party council that decided."""

    labour: Body
    cooperative_party: Body
    wales_council: Body


def load_places() -> Places:
    """Every area, loaded if it was not, and those needed by their codes."""
    services.load_areas(SYSTEM)
    return places()


def places() -> Places:
    """The areas as they are stored."""
    return Places({area.gss: area for area in db.session.scalars(select(Area))})


def load_real_bodies(known: Places) -> RealBodies:
    """The Labour Party, the Co-operative Party and its Wales Council."""
    labour = services.create_body(
        SYSTEM, kind=BodyKind.PARTY, name_en="Welsh Labour", name_cy="Llafur Cymru", area_id=known[WALES].id,
        source="Electoral Commission register of parties",
    )  # fmt: skip
    cooperative = services.create_body(
        SYSTEM, kind=BodyKind.PARTY, name_en="Co-operative Party", name_cy="Y Blaid Gydweithredol", short_name="Co-op Party",
        source="Electoral Commission register of parties",
    )  # fmt: skip
    council = services.create_body(
        SYSTEM, kind=BodyKind.PARTY_COUNCIL, name_en="Wales Council of the Co-operative Party",
        name_cy="Cyngor Cymru y Blaid Gydweithredol", parent_id=cooperative.id, area_id=known[WALES].id,
        source="Its letter to members, 2012",
    )  # fmt: skip
    return RealBodies(labour, cooperative, council)


def commissioner() -> Office:
    """The office the real contests were for."""
    return contests.new_office(SYSTEM, "Police and Crime Commissioner", "Comisiynydd yr Heddlu a Throseddu")
