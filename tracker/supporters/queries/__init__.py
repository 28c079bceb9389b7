"""Reading supporters."""

from tracker.supporters.queries.duplicates import (
    Found,
    Likely,
    found_before,
    found_now,
    is_short,
    list_length,
    pair_in,
    search_of,
)
from tracker.supporters.queries.figures import Figures, councils_of, figures_of
from tracker.supporters.queries.filters import Filters
from tracker.supporters.queries.find import same_names, supporter_in, visible_supporters
from tracker.supporters.queries.listing import export_rows, listed
from tracker.supporters.queries.named import named_counts, named_supporters

__all__ = [
    "Figures", "Filters", "Found", "Likely", "councils_of", "export_rows", "figures_of", "found_before", "found_now", "is_short",
    "list_length", "listed", "named_counts", "named_supporters", "pair_in", "same_names", "search_of", "supporter_in",
    "visible_supporters",
]  # fmt: skip
