"""Areas: the list is whole, loading is safe to repeat, outlines come from a file of boundaries."""

import json
from collections import Counter
from pathlib import Path

import pytest
from flask import Flask
from sqlalchemy import select
from sqlalchemy.orm import Session

from tests.shared_data import shared_data
from tests.support.client import PageClient
from tests.support.people import SignIn, make_account, trust
from tracker.access.actor import NOBODY, SYSTEM
from tracker.access.can import NotAllowed
from tracker.accounts.models import Account
from tracker.directory import services
from tracker.directory.data.areas import AREAS, COUNCILS
from tracker.directory.models import Area, Body
from tracker.directory.outlines import simplified
from tracker.kernel.errors import Refused
from tracker.kernel.history import HistoryEntry
from tracker.rules.directory import AreaKind, BodyKind
from tracker.rules.roles import Role, ScopeKind

SOUTH_WALES = "W15000003"
SEVEN = {"W06000011", "W06000012", "W06000013", "W06000014", "W06000015", "W06000016", "W06000024"}


@pytest.fixture
def loaded(session: Session) -> dict[str, Area]:
    """The areas as loaded, by code."""
    services.load_areas(SYSTEM)
    return {area.gss: area for area in session.scalars(select(Area))}


def geojson(**properties: object) -> dict[str, object]:
    square = [[[-3.0, 51.0], [-3.0, 52.0], [-2.0, 52.0], [-2.0, 51.0], [-3.0, 51.0]]]
    return {
        "type": "Feature",
        "properties": properties,
        "geometry": {"type": "Polygon", "coordinates": square},
    }


def file_of(folder: Path, *features: object) -> Path:
    path = folder / "some.geojson"
    path.write_text(json.dumps({"type": "FeatureCollection", "features": features}), encoding="utf-8")
    return path


def test_every_police_area_and_welsh_council_is_there_once() -> None:
    kinds = Counter(area.kind for area in AREAS)
    assert kinds == {AreaKind.COUNTRY: 2, AreaKind.POLICE_AREA: 43, AreaKind.PRINCIPAL_COUNCIL: 22}
    assert len({area.gss for area in AREAS}) == len(AREAS)
    assert len({area.name_en for area in AREAS}) == len(AREAS)


def test_codes_agree_with_the_published_boundaries() -> None:
    published = set()
    for name in ("police_force_areas_ew", "wales_principal_areas"):
        collection = json.loads(shared_data("boundaries", f"{name}.geojson").read_text(encoding="utf-8"))
        published |= {feature["properties"]["code"] for feature in collection["features"]}
    ours = {area.gss for area in AREAS if area.kind is not AreaKind.COUNTRY}
    assert ours == published


def test_each_council_is_policed_as_the_published_boundaries_say() -> None:
    collection = json.loads(
        shared_data("boundaries", "wales_principal_areas.geojson").read_text(encoding="utf-8")
    )
    published = {
        feature["properties"]["code"]: feature["properties"]["PFA"] for feature in collection["features"]
    }
    assert {council.gss: council.police_area for council in COUNCILS} == published


def test_south_wales_has_its_seven_councils_and_lies_in_wales(loaded: dict[str, Area]) -> None:
    south_wales = loaded[SOUTH_WALES]
    assert {area.gss for area in loaded.values() if area.parent_id == south_wales.id} == SEVEN
    assert loaded["W92000004"].id == south_wales.parent_id
    assert loaded["W06000013"].name_cy == "Pen-y-bont ar Ogwr"
    assert loaded["W06000001"].name_cy == "Ynys Môn"


def test_each_council_is_a_body_that_may_never_endorse(session: Session, loaded: dict[str, Area]) -> None:
    councils = session.scalars(select(Body).where(Body.kind == BodyKind.PRINCIPAL_COUNCIL)).all()
    assert len(councils) == 22
    assert not any(council.may_endorse for council in councils)
    cardiff = next(council for council in councils if council.area_id == loaded["W06000015"].id)
    assert (cardiff.name_en, cardiff.name_cy) == ("Cardiff Council", "Cyngor Caerdydd")


def test_loading_again_changes_nothing_and_puts_a_wrong_name_right(
    session: Session, loaded: dict[str, Area]
) -> None:
    entries = session.scalars(select(HistoryEntry.id)).all()
    assert services.load_areas(SYSTEM) == {
        "areas": 67,
        "areas_added": 0,
        "areas_put_right": 0,
        "councils_added": 0,
    }
    assert session.scalars(select(HistoryEntry.id)).all() == entries
    loaded[SOUTH_WALES].name_cy = "Deheubarth"
    assert services.load_areas(SYSTEM)["areas_put_right"] == 1
    assert loaded[SOUTH_WALES].name_cy == "De Cymru"


def test_nobody_loads_areas_without_the_permission(session: Session) -> None:
    with pytest.raises(NotAllowed):
        services.load_areas(NOBODY)


@pytest.mark.parametrize(
    ("name", "count"),
    [("police_force_areas_ew", 43), ("wales_principal_areas", 22), ("south_wales_7_councils", 7)],
)
def test_published_boundaries_are_stored_thin_with_their_attribution(
    session: Session, loaded: dict[str, Area], name: str, count: int
) -> None:
    summary = services.import_boundaries(
        SYSTEM, shared_data("boundaries", f"{name}.geojson"), "Crown copyright"
    )
    assert summary == {"read": count, "stored": count, "unknown": [], "no_code": 0}
    drawn = session.scalars(select(Area).where(Area.outline_source == "Crown copyright")).all()
    assert len(drawn) == count
    assert all(area.outline and area.outline["type"] == "MultiPolygon" for area in drawn)


@pytest.mark.parametrize("spelling", ["code", "GSS_CODE", "LAD23CD", "pfa16cd", "CTYUA22CD", "lad_code"])
def test_the_code_is_found_under_any_usual_name(
    session: Session, loaded: dict[str, Area], tmp_path: Path, spelling: str
) -> None:
    path = file_of(
        tmp_path, geojson(**{spelling: "W06000015"}), geojson(LAD23CD="W06000099"), geojson(name="Nowhere")
    )
    summary = services.import_boundaries(SYSTEM, path, "Ours")
    assert summary == {"read": 3, "stored": 1, "unknown": ["W06000099"], "no_code": 1}


@pytest.mark.parametrize(
    "content",
    [
        b"", b"no json", b"[]", b'{"type": "FeatureCollection"}', b"\xff\xfe\x00", b"[" * 100_000,
        b'{"type":"FeatureCollection","features":[1]}',
        b'{"type":"FeatureCollection","features":[{"properties":{"code":"W06000015"},"geometry":{"type":"Point","coordinates":[1,2]}}]}',
        b'{"type":"FeatureCollection","features":[{"properties":{"code":"W06000015"},"geometry":{"type":"Polygon","coordinates":[[["a","b"]]]}}]}',
        b'{"type":"FeatureCollection","features":[{"properties":{"code":"W06000015"},"geometry":{"type":"Polygon","coordinates":[[[300000,200000],[1,2],[3,4],[300000,200000]]]}}]}',
        b'{"type":"FeatureCollection","features":[{"properties":{"code":"W06000015"},"geometry":{"type":"Polygon","coordinates":[[[NaN,2],[1,2],[3,4],[5,6]]]}}]}',
        b'{"type":"FeatureCollection","features":[{"properties":{"code":"W06000015"},"geometry":{"type":"Polygon","coordinates":7}}]}',
        b'{"type":"FeatureCollection","features":[{"properties":[],"geometry":{"type":"Polygon","coordinates":[]}}]}',
        b'{"type":"FeatureCollection","features":[]}',
    ],
)  # fmt: skip
def test_a_file_that_is_none_is_refused_and_stores_nothing(
    session: Session, loaded: dict[str, Area], tmp_path: Path, content: bytes
) -> None:
    path = tmp_path / "bad.geojson"
    path.write_bytes(content)
    with pytest.raises(Refused):
        services.import_boundaries(SYSTEM, path, "Ours")
    assert not session.scalars(select(Area).where(Area.outline.is_not(None))).all()


def test_a_missing_or_huge_file_is_refused(session: Session, loaded: dict[str, Area], tmp_path: Path) -> None:
    with pytest.raises(Refused, match="no such file"):
        services.import_boundaries(SYSTEM, tmp_path / "none", "Ours")
    huge = tmp_path / "huge.geojson"
    with huge.open("wb") as target:
        target.truncate(26 * 1024 * 1024)
    with pytest.raises(Refused, match="too large"):
        services.import_boundaries(SYSTEM, huge, "Ours")


def test_thinning_keeps_the_corners_and_drops_what_lies_between() -> None:
    line = [(0.0, 0.0), (0.5, 0.0001), (1.0, 0.0), (1.0, 1.0)]
    assert simplified(line, 0.001) == [(0.0, 0.0), (1.0, 0.0), (1.0, 1.0)]


def test_the_commands_tell_what_they_did_as_json(real_app: Flask, tmp_path: Path) -> None:
    runner = real_app.test_cli_runner()
    first, second = (json.loads(runner.invoke(args=["areas", "load"]).output) for _ in range(2))
    assert (first["areas_added"], second["areas_added"]) == (67, 0)
    path = shared_data("boundaries", "wales_principal_areas.geojson")
    assert json.loads(runner.invoke(args=["areas", "import-boundaries", str(path)]).output)["stored"] == 22
    bad = runner.invoke(args=["areas", "import-boundaries", str(tmp_path / "none")])
    assert bad.exit_code == 1
    assert "no such file" in bad.output


def test_pages_of_areas(
    session: Session, client: PageClient, sign_in: SignIn, officer: Account, loaded: dict[str, Area]
) -> None:
    sign_in(client, officer)
    assert "Dyfed-Powys" in client.get("/directory/areas").text
    page = client.get(f"/directory/areas/{SOUTH_WALES}").text
    assert "Merthyr Tydfil" in page
    assert "/directory/areas/W92000004" in page
    assert "Cardiff Council" in client.get("/directory/areas/w06000015").text
    for nowhere in ("W06000007", "ŵ", "a%27--"):
        assert client.get(f"/directory/areas/{nowhere}").status_code == 404


def test_the_list_opens_on_wales_unless_one_works_elsewhere(
    session: Session, client: PageClient, sign_in: SignIn, auditor: Account, loaded: dict[str, Area]
) -> None:
    sign_in(client, auditor)
    text = client.get("/directory/areas").text
    assert text.index("/directory/areas/W92000004") < text.index("/directory/areas/E92000001")
    elsewhere = make_account(session, "Eve Elsewhere-Example")
    trust(elsewhere, Role.REGIONAL_OFFICER, ScopeKind.AREA, next(area.id for area in loaded.values() if area.name_en == "Kent"))
    sign_in(client, elsewhere)
    text = client.get("/directory/areas").text
    assert text.index("/directory/areas/E92000001") < text.index("/directory/areas/W92000004")
