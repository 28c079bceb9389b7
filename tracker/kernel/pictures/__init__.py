"""Pictures as geometry: numbers and dates in, coordinates out. Pure; `templates/components/pictures.html` draws them."""

from tracker.kernel.pictures.band import Band, BandGap, BandRow, timetable_band
from tracker.kernel.pictures.flow import Flow, FlowRound, FlowStep, flow_chart
from tracker.kernel.pictures.growth import Growth, growth_chart
from tracker.kernel.pictures.outlines import AreaFeature, AreaMap, area_map
from tracker.kernel.pictures.tiles import TILES, AreaValue, Tile, TileMap, tile_map

__all__ = [
    "TILES", "AreaFeature", "AreaMap", "AreaValue", "Band", "BandGap", "BandRow", "Flow", "FlowRound", "FlowStep", "Growth",
    "Tile", "TileMap", "area_map", "flow_chart", "growth_chart", "tile_map", "timetable_band",
]  # fmt: skip
