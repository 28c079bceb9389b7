"""What lies beneath an area or body: whatever has it as parent, or as parent's parent."""

from typing import Any

from sqlalchemy import ScalarSelect, Select, select

from tracker.directory.models import Area, Body
from tracker.extensions import db


def beneath(model: type[Area] | type[Body], root_id: int) -> Select[Any]:
    """The ids of `root_id` and everything beneath it, for use in a query."""
    tree = select(model.id).where(model.id == root_id).cte("tree", recursive=True)
    tree = tree.union(select(model.id).where(model.parent_id == tree.c.id))
    return select(tree.c.id)


def lies_beneath(model: type[Area] | type[Body], record_id: int, root_id: int) -> bool:
    """Whether the record is `root_id` or lies beneath it."""
    below: ScalarSelect[Any] = beneath(model, root_id).scalar_subquery()
    return db.session.scalar(select(model.id).where(model.id == record_id, model.id.in_(below))) is not None
