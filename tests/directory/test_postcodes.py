"""A table of postcodes, as the Office for National Statistics or anybody else writes it."""

from pathlib import Path

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from tracker.access.actor import SYSTEM
from tracker.directory import services
from tracker.directory.models import Area, PostcodeArea
from tracker.kernel.errors import Refused


@pytest.fixture
def councils(session: Session) -> dict[str, int]:
    services.load_areas(SYSTEM)
    return dict(session.execute(select(Area.gss, Area.id)).all())


def stored(session: Session) -> dict[str, int]:
    return dict(session.execute(select(PostcodeArea.postcode, PostcodeArea.area_id)).all())


def test_a_table_is_stored_and_takes_the_place_of_the_one_before(session: Session, councils: dict[str, int], tmp_path: Path) -> None:
    file = tmp_path / "postcodes.csv"
    file.write_text("\ufeffPCDS,OSLAUA\ncf119ha,W06000015\nSA1 1AA,W06000011\nBS1 1AA,E06000023\nrubbish,W06000015\n", encoding="utf-8")
    assert services.import_postcodes(SYSTEM, file) == {"read": 4, "stored": 2, "elsewhere": 1, "unreadable": 1}
    assert stored(session) == {"CF11 9HA": councils["W06000015"], "SA1 1AA": councils["W06000011"]}
    file.write_text("postcode,gss,other\nCF11 9HA,W06000014,x\nshort\n", encoding="utf-8")
    services.import_postcodes(SYSTEM, file)
    assert stored(session) == {"CF11 9HA": councils["W06000014"]}


@pytest.mark.parametrize(("content", "said"), [
    (b"outcode,council\nCF11,W06000015\n", "column is missing"), (b"", "column is missing"),
    (b"postcode,gss\nCF11 9HA,E1\n", "Nothing is changed"),
    (b"postcode,gss\n\xff\xfe,W06000015\n", "no CSV table in UTF-8"),
])  # fmt: skip
@pytest.mark.usefixtures("councils")
def test_what_cannot_be_used_is_refused_with_what_to_do(tmp_path: Path, content: bytes, said: str) -> None:
    file = tmp_path / "postcodes.csv"
    file.write_bytes(content)
    with pytest.raises(Refused, match=said):
        services.import_postcodes(SYSTEM, file)


def test_a_file_that_is_not_there(tmp_path: Path) -> None:
    with pytest.raises(Refused, match="no such file"):
        services.import_postcodes(SYSTEM, tmp_path / "none.csv")
