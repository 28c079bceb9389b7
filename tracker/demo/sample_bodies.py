"""The invented bodies of the contest in progress: kinds are real, names are not."""

from collections.abc import Mapping
from dataclasses import dataclass

from tracker.access.actor import SYSTEM
from tracker.demo.directory import SOUTH_WALES, Places
from tracker.directory import services
from tracker.directory.models import Body
from tracker.rules.directory import BodyKind

INVENTED = "Invented for the demonstration"
NAMES: tuple[tuple[str, BodyKind, str, str], ...] = (
    ("bay", BodyKind.PARTY_COUNCIL, "Sample Bay Party Council", "Cyngor Plaid Bae Sampl"),
    ("valleys", BodyKind.PARTY_COUNCIL, "Sample Valleys Party Council", "Cyngor Plaid Cymoedd Sampl"),
    ("capital", BodyKind.PARTY_COUNCIL, "Sample Capital Party Council", "Cyngor Plaid Prifddinas Sampl"),
    ("aberexample", BodyKind.CONSTITUENCY_PARTY, "Aberexample Constituency Party", "Plaid Etholaeth Aberexample"),
    ("llansampl", BodyKind.CONSTITUENCY_PARTY, "Llansampl Constituency Party", "Plaid Etholaeth Llansampl"),
    ("pontdemo", BodyKind.CONSTITUENCY_PARTY, "Pontdemo Constituency Party", "Plaid Etholaeth Pontdemo"),
    ("trefbrawf", BodyKind.CONSTITUENCY_PARTY, "Trefbrawf Constituency Party", "Plaid Etholaeth Trefbrawf"),
    ("cwm", BodyKind.CONSTITUENCY_PARTY, "Cwm Placeholder Constituency Party", "Plaid Etholaeth Cwm Placeholder"),
    ("porthsampl", BodyKind.CONSTITUENCY_PARTY, "Porthsampl Constituency Party", "Plaid Etholaeth Porthsampl"),
    ("bryn", BodyKind.CONSTITUENCY_PARTY, "Bryn Example Constituency Party", "Plaid Etholaeth Bryn Example"),
    ("nantbrawf", BodyKind.CONSTITUENCY_PARTY, "Nantbrawf Constituency Party", "Plaid Etholaeth Nantbrawf"),
    ("trades", BodyKind.AFFILIATED_UNION, "Union of Invented Trades", "Undeb y Crefftau Dychmygol"),
    ("national", BodyKind.AFFILIATED_UNION, "National Example Union", "Undeb Cenedlaethol Enghreifftiol"),
    ("placeholder", BodyKind.AFFILIATED_UNION, "Placeholder and Allied Workers", "Gweithwyr Placeholder a Chysylltiedig"),
    ("society", BodyKind.SOCIALIST_SOCIETY, "Society of Imaginary Socialists", "Cymdeithas y Sosialwyr Dychmygol"),
    ("consumers", BodyKind.COOPERATIVE_SOCIETY, "Exampleshire Consumers’ Co-operative", "Cydweithfa Defnyddwyr Exampleshire"),
    ("members", BodyKind.MEMBERS_COUNCIL, "Exampleshire Members’ Council", "Cyngor Aelodau Exampleshire"),
    ("friends", BodyKind.CAMPAIGN_GROUP, "Friends of the Placeholder", "Cyfeillion y Placeholder"),
    ("ballots", BodyKind.BALLOT_CONTRACTOR, "Imaginary Ballots Ltd", "Imaginary Ballots Cyf"),
    ("printers", BodyKind.PRINT_HOUSE, "Invented Printers of Llansampl", "Argraffwyr Dychmygol Llansampl"),
)
OF_THE_PARTY = frozenset({BodyKind.PARTY_COUNCIL, BodyKind.CONSTITUENCY_PARTY})


@dataclass(frozen=True)
class SampleBodies:
    """The party, and the other bodies by a short key."""

    party: Body
    by_key: Mapping[str, Body]

    def __getitem__(self, key: str) -> Body:
        return self.by_key[key]


def load_sample_bodies(places: Places) -> SampleBodies:
    """Record all of them."""
    area = places[SOUTH_WALES].id
    party = services.create_body(
        SYSTEM, kind=BodyKind.PARTY, name_en="Sample Party", name_cy="Y Blaid Sampl", source=INVENTED, is_invented=True
    )
    made = {
        key: services.create_body(
            SYSTEM, kind=kind, name_en=english, name_cy=welsh, area_id=area, source=INVENTED, is_invented=True,
            parent_id=party.id if kind in OF_THE_PARTY else None,
        )
        for key, kind, english, welsh in NAMES
    }  # fmt: skip
    return SampleBodies(party, made)
