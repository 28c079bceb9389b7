"""What a record says of itself where programs look: in a log, a traceback, a failed assertion."""

import pytest

from tracker.contests.models import Candidacy
from tracker.directory.models import Person
from tracker.kernel.base import Base


def test_a_record_is_told_by_its_number_and_holds_its_tongue(candidacy: Candidacy) -> None:
    assert repr(candidacy) == f"<Candidacy {candidacy.id}>"
    unstored = Person(name="Nia Unstored-Sample", sort_key="", search_key="", compact_key="")
    assert repr(unstored) == "<Person new>"


MODELS = sorted((mapper.class_ for mapper in Base.registry.mappers), key=lambda model: model.__name__)


@pytest.mark.parametrize("model", MODELS)
def test_no_model_tells_more(model: type[Base]) -> None:
    assert model.__repr__ is Base.__repr__
