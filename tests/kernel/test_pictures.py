"""Pictures hold what they are given, inside their own edges, with words that do not touch."""

import json
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.shared_data import shared_data
from tracker.kernel.pictures import (
    TILES,
    AreaFeature,
    AreaValue,
    BandGap,
    BandRow,
    area_map,
    growth_chart,
    tile_map,
    timetable_band,
)
from tracker.kernel.pictures.outlines import simplified
from tracker.kernel.pictures.scales import even_step, level, text_width

START = date(2027, 1, 4)
SOUTH_WALES = ("W06000011", "W06000012", "W06000013", "W06000014", "W06000015", "W06000016", "W06000024")
days = st.dates(date(2012, 1, 1), date(2028, 12, 31))


def on(day: int) -> date:
    return START + timedelta(days=day)


def square(west: float, south: float, side: float) -> list[list[float]]:
    return [
        [west, south],
        [west + side, south],
        [west + side, south + side],
        [west, south + side],
        [west, south],
    ]


# Shades and steps


def test_nothing_has_its_own_shade_and_the_largest_the_deepest():
    assert [level(value, 100) for value in (0, 1, 50, 100)] == [0, 1, 3, 5]
    assert level(1, 1) == 5


@given(st.integers(0, 10**9))
def test_four_steps_reach_the_largest_and_are_no_coarser_than_needed(largest):
    step = even_step(largest)
    assert step * 4 >= largest
    assert step == 1 or step * 4 < largest * 2.6


# Growth


def test_there_is_no_growth_to_draw_before_the_first_supporter():
    assert growth_chart([]) is None


@given(st.lists(st.tuples(days, st.integers(0, 10**7)), min_size=1, unique_by=lambda p: p[0]), st.booleans())
def test_growth_stays_inside_its_picture(points, narrow):
    picture = growth_chart(sorted(points), [(d, "Something happened") for d, _ in points[:6]], narrow=narrow)
    assert picture is not None
    spots = [tuple(map(float, corner.split())) for corner in picture.line.removeprefix("M").split("L")]
    assert all(picture.left <= x <= picture.right and 0 <= y <= picture.bottom for x, y in spots)
    assert all(
        0 <= mark.y <= picture.bottom and picture.left <= mark.x <= picture.right for mark in picture.marks
    )
    assert picture.value_ticks[-1].value >= max(value for _, value in points)


def test_growth_keeps_its_last_day_when_there_are_very_many():
    points = [(on(i), i) for i in range(2_001)]
    picture = growth_chart(points)
    assert picture.line.count("L") < 300
    assert float(picture.line.rsplit("L", 1)[1].split()[0]) == picture.right


def test_a_mark_lies_on_the_line_between_the_days_known():
    picture = growth_chart([(on(0), 0), (on(10), 100)], [(on(5), "Halfway")])
    assert [mark.value for mark in picture.marks] == [50]
    assert picture.marks[0].x == pytest.approx((picture.left + picture.right) / 2, abs=0.1)


def test_marks_outside_the_days_shown_are_left_out():
    picture = growth_chart([(on(0), 0), (on(10), 100)], [(on(-1), "Before"), (on(11), "After")])
    assert picture.marks == []


def test_words_of_marks_close_together_do_not_overlap():
    marks = [(on(40 + i), "Party council decides") for i in range(4)]
    placed = growth_chart([(on(0), 0), (on(60), 300)], marks).marks
    boxes = [(m.label_y, m.label_x - text_width(m.label), m.label_x) for m in placed]
    assert all(
        abs(y - other) >= 16 or right < begins or ends < left
        for i, (y, left, right) in enumerate(boxes)
        for other, begins, ends in boxes[:i]
    )


# Tiles


def test_every_principal_council_has_one_tile_of_its_own():
    features = json.loads(shared_data("boundaries", "wales_principal_areas.geojson").read_text())["features"]
    codes = {value for f in features for value in f["properties"].values() if str(value).startswith("W06")}
    recoded = {"W06000007": "W06000023", "W06000017": "W06000024"}
    assert {recoded.get(code, code) for code in codes} == set(TILES)
    assert len({(tile.column, tile.row) for tile in TILES.values()}) == len(TILES) == 22
    assert len({tile.code for tile in TILES.values()}) == 22


def test_neighbouring_columns_interlock():
    assert {(tile.column + tile.row) % 2 for tile in TILES.values()} == {0}


@pytest.mark.parametrize("narrow", [False, True])
@pytest.mark.parametrize("language", ["en", "cy"])
def test_the_names_of_south_wales_fit_their_tiles(language, narrow):
    picture = tile_map([AreaValue(gss, gss, 1) for gss in SOUTH_WALES], language=language, narrow=narrow)
    assert picture.words == "names"
    for tile in picture.tiles:
        xs = [float(corner.split(",")[0]) for corner in tile.points.split()]
        assert min(xs) >= 0
        assert max(xs) <= picture.width
        assert all(text_width(line, 11.5) < (max(xs) - min(xs)) * 0.86 for line in tile.lines), tile.lines


def test_all_wales_on_a_phone_shows_codes():
    picture = tile_map([AreaValue(gss, gss, 1) for gss in TILES], narrow=True)
    assert picture.words == "codes"
    assert picture.width <= 300


def test_an_area_without_a_tile_does_not_spoil_the_map():
    assert tile_map([AreaValue("E23000001", "Elsewhere", 4)]) is None
    assert (
        len(tile_map([AreaValue("E23000001", "Elsewhere", 4), AreaValue("W06000015", "Cardiff", 2)]).tiles)
        == 1
    )


# Outlines


def real_features() -> list[AreaFeature]:
    features = json.loads(shared_data("boundaries", "south_wales_7_councils.geojson").read_text())["features"]
    return [AreaFeature(f"W0600001{i + 1}", f"Council {i}", i, f["geometry"]) for i, f in enumerate(features)]


def test_real_outlines_are_drawn_within_the_picture_and_small_enough_for_a_page():
    picture = area_map(real_features())
    assert len(picture.areas) == 7
    assert sum(len(area.path) for area in picture.areas) < 30_000
    numbers = [area.path.replace("Z", "").replace("M", "L").split("L")[1:] for area in picture.areas]
    corners = [tuple(map(float, corner.split())) for path in numbers for corner in path]
    assert all(0 <= x <= picture.width and 0 <= y <= picture.height for x, y in corners)


def test_words_lie_inside_an_outline_that_bends_round_its_own_middle():
    bent = [[0, 0], [10, 0], [10, 10], [0, 10], [0, 9], [9, 9], [9, 1], [0, 1], [0, 0]]
    area = area_map([AreaFeature("X", "Bent", 1, {"type": "Polygon", "coordinates": [bent]})]).areas[0]
    across = 640 - 8
    assert area.x > across * 0.85 or area.y < across * 0.15 or area.y > across * 0.85


def test_specks_are_left_out_but_never_the_area_itself():
    land, speck = square(0, 0, 1), square(2, 0, 0.0001)
    geometry = {"type": "MultiPolygon", "coordinates": [[speck], [land]]}
    assert area_map([AreaFeature("X", "Land", 1, geometry)]).areas[0].path.count("Z") == 1


def test_a_shape_that_is_no_polygon_is_not_drawn():
    assert area_map([AreaFeature("X", "Point", 1, {"type": "Point", "coordinates": [0, 0]})]) is None


def test_simplifying_keeps_corners_and_drops_what_lies_on_the_way():
    assert simplified([(0, 0), (5, 0.1), (10, 0), (10, 10), (0, 0)], 0.5) == [
        (0, 0),
        (10, 0),
        (10, 10),
        (0, 0),
    ]


# Timetable


def test_a_timetable_without_dates_has_no_picture():
    assert timetable_band([BandRow("Hustings", None)]) is None


def test_planned_happened_and_extended_lie_in_order_of_time():
    row = timetable_band([BandRow("Applications", on(0), on(7), actual=on(9), extended=on(14))]).rows[0]
    assert row.start < row.end < row.actual < row.extended
    assert row.is_span


def test_a_single_day_is_a_point():
    assert not timetable_band([BandRow("Freeze date", on(0)), BandRow("Close", on(30))]).rows[0].is_span


def test_today_is_drawn_only_where_it_lies_in_the_picture():
    rows = [BandRow("Voting", on(0), on(20))]
    assert timetable_band(rows, today=on(5), today_label="today").today.label == "today"
    assert timetable_band(rows, today=on(500), today_label="today").today is None


def test_a_gap_is_shaded_to_the_end_of_its_last_day():
    band = timetable_band(
        [BandRow("Voting", on(0), on(20))],
        gaps=[BandGap("Easter", on(5), on(8)), BandGap("Far", on(99), on(99))],
    )
    day = (band.right - band.left) / 25
    assert [round(stripe.width / day) for stripe in band.stripes] == [4]


@given(st.lists(st.tuples(days, st.integers(0, 400)), min_size=1, max_size=31), st.booleans())
def test_every_date_of_a_timetable_lies_inside_and_no_two_dates_above_it_touch(spans, narrow):
    rows = [
        BandRow("A stage with quite a long name, as they have", d, d + timedelta(days=n)) for d, n in spans
    ]
    band = timetable_band(rows, key_dates=[(spans[0][0], "close"), (spans[0][0], "polls")], narrow=narrow)
    assert all(band.left <= row.start <= row.end <= band.right for row in band.rows)
    gaps = [b.x - a.x for a, b in zip(band.ticks, band.ticks[1:], strict=False)]
    assert all(gap >= 45 for gap in gaps)
    assert len({line.y for line in band.lines}) == 2
    assert band.height >= max(line.y for line in band.lines)
