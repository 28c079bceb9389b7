"""Two people editing one record: the second is shown both versions before anything is overwritten."""

from collections.abc import Mapping
from typing import Any

from flask_babel import LazyString

from tracker.kernel.base import Versioned
from tracker.kernel.errors import Difference, StaleRecord


def expect_version(
    record: Versioned, version: int | None, wanted: Mapping[str, Any], labels: Mapping[str, str | LazyString]
) -> None:
    """Raise StaleRecord, with both values of each field that differs, unless `record` is still at `version`.

    `wanted` holds what the person sent, `labels` the words for its fields. None means the caller did not read first.
    """
    if version is None or record.version == version:
        return
    differences = [
        Difference(labels.get(name, name), getattr(record, name), sent)
        for name, sent in wanted.items()
        if getattr(record, name) != sent
    ]
    raise StaleRecord(record.version, differences)
