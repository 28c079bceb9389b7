"""docs/domain.md names every table, and no table that is not there."""

import re

from config import ROOT
from tests.support import databases
from tracker.extensions import db


def test_the_glossary_names_every_table() -> None:
    databases.import_every_model()
    text = (ROOT / "docs" / "domain.md").read_text(encoding="utf-8")
    rows = [line.split("|")[2] for line in text.splitlines() if line.startswith("| ") and line.count("|") >= 4]
    named = {table for cell in rows for table in re.findall(r"`([a-z_]+)`", cell)}
    assert named == set(db.metadata.tables)
