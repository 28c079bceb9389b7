"""Which roles try every address on which database."""

import pytest

ON_POSTGRESQL = ("officer", "returning_officer")
"""All roles are tried on SQLite. What differs by database is the SQL of the pages, and these two reach nearly all of them; that
who may see a row is asked alike in Python and in SQL is tried for every role on both, in test_lists_and_checks_agree."""


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    left_out = [item for item in items if _asked_again(item)]
    config.hook.pytest_deselected(items=left_out)
    items[:] = [item for item in items if item not in left_out]


def _asked_again(item: pytest.Item) -> bool:
    given = getattr(item, "callspec", None)
    params = given.params if given else {}
    return params.get("database") == "postgresql" and "whoever" in params and params["whoever"] not in ON_POSTGRESQL
