"""What of a list is wanted, as conditions. The same filter drives screen, export and print."""

from dataclasses import dataclass
from datetime import date

from sqlalchemy import ColumnElement

from tracker.rules.names import compact_key, search_key
from tracker.rules.supporters import ConsentState, SupporterCategory
from tracker.supporters.models import Supporter, SupporterDay, SupporterTally

NO_COUNCIL = 0
"""As `area_id`: those whose council area is not known."""


@dataclass(frozen=True, kw_only=True)
class Filters:
    """What of a list is wanted; None or empty: everything."""

    text: str = ""
    category: SupporterCategory | None = None
    area_id: int | None = None
    consent: ConsentState | None = None
    office: str = ""
    since: date | None = None
    until: date | None = None

    @property
    def has_words(self) -> bool:
        """Whether text is looked for, which no index answers."""
        return bool(self.text or self.office)

    @property
    def has_days(self) -> bool:
        return bool(self.since or self.until)

    @property
    def has_kinds(self) -> bool:
        return self.category is not None or self.area_id is not None or self.consent is not None

    def conditions(self) -> list[ColumnElement[bool]]:
        """As conditions on supporters."""
        return [*self.kinds(Supporter), *self._days(), *self._words()]

    def kinds(self, model: type[Supporter] | type[SupporterTally]) -> list[ColumnElement[bool]]:
        """The conditions a tally can answer as well."""
        wanted = []
        if self.category is not None:
            wanted.append(model.category == self.category)
        if self.area_id is not None:
            wanted.append(model.area_id.is_(None) if self.area_id == NO_COUNCIL else model.area_id == self.area_id)
        if self.consent is not None:
            wanted.append(model.consent == self.consent)
        return wanted

    def days(self) -> list[ColumnElement[bool]]:
        """The conditions on the tally of days."""
        since, until = self.since, self.until
        return [*([SupporterDay.day >= since] if since else []), *([SupporterDay.day <= until] if until else [])]

    def _days(self) -> list[ColumnElement[bool]]:
        since, until = self.since, self.until
        return [
            *([Supporter.supported_on >= since] if since else []),
            *([Supporter.supported_on <= until] if until else []),
        ]

    def _words(self) -> list[ColumnElement[bool]]:
        """Every word of the text, and the office, whatever their accents, hyphens and capitals."""
        conditions = [Supporter.search_key.contains(word, autoescape=True) for word in search_key(self.text).split()]
        if self.text and not conditions:
            conditions = [Supporter.name.contains(self.text, autoescape=True)]
        if office := compact_key(self.office):
            conditions.append(Supporter.office_key.contains(office, autoescape=True))
        elif self.office:
            conditions.append(Supporter.office.contains(self.office, autoescape=True))
        return conditions
