"""Parts of an address: record numbers no larger than a database holds, and slugs."""

import re
import unicodedata

from flask import Flask
from werkzeug.routing import BaseConverter, IntegerConverter

LARGEST_ID = 2_147_483_647
LONGEST_SLUG = 80


class IdConverter(IntegerConverter):
    """A record's number."""

    def __init__(self, url_map: object) -> None:
        super().__init__(url_map, min=1, max=LARGEST_ID)  # type: ignore[arg-type]  # the map is passed through


class SlugConverter(BaseConverter):
    """Lower-case words joined by hyphens."""

    regex = r"[a-z0-9]+(?:-[a-z0-9]+)*"


def slug_of(text: str) -> str:
    """`South Wales PCC 2012` as `south-wales-pcc-2012`; `record` where nothing is left."""
    plain = unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode()
    words = re.sub(r"[^a-z0-9]+", "-", plain.lower()).strip("-")
    return words[:LONGEST_SLUG].strip("-") or "record"


def register(app: Flask) -> None:
    """Let addresses of `app` use `<id:...>` and `<slug:...>`."""
    app.url_map.converters.update(id=IdConverter, slug=SlugConverter)
