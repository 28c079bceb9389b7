"""The rounds as reported: a field for each candidate in each round. It works without script: one more round is one more page."""

import re
from collections.abc import Mapping, Sequence
from decimal import Decimal
from typing import Any

from flask_babel import gettext
from flask_babel import lazy_gettext as _l
from wtforms import BooleanField, HiddenField, StringField, TextAreaField
from wtforms.validators import Optional, StopValidation

from tracker.contests.models import Contest
from tracker.kernel.forms import ChecksField, CountField, Required, TrackerForm, WordField
from tracker.kernel.words import words_of
from tracker.results.models import PLACES, Result
from tracker.results.services import Report, RoundReport
from tracker.results.words import LABELS
from tracker.rules.contests import CountMethod
from tracker.rules.results import Occasion

MOST_ROUNDS = 40
FIGURES = ("quota", "electorate", "votes_cast", "spoilt", "spoilt_reasons", "late", "tie_rule", "note", "source", "source_url")
WHOLE = re.compile(r"-?\d{1,9}")
PARTS = re.compile(rf"-?\d{{1,9}}(?:\.\d{{1,{PLACES}}})?")


class VotesField(StringField):
    """Votes; empty where none are said. `parts`: fractions are counted, and votes may have gone as well as come."""

    def __init__(self, label: Any = None, *, parts: bool = False, signed: bool = False, **kwargs: Any) -> None:
        super().__init__(label, [Optional()], **kwargs)
        self.parts, self.signed = parts, signed

    def process_data(self, value: Any) -> None:
        self.data = "" if value is None else f"{value:f}"

    def pre_validate(self, form: Any) -> None:
        text = self._bare()
        if not text:
            return
        shape = PARTS if self.parts else WHOLE
        if not (text.isascii() and shape.fullmatch(text)) or (text.startswith("-") and not self.signed):
            most = gettext("Enter votes as a number, with five decimal places at most.")
            raise StopValidation(most if self.parts else gettext("Enter votes as a whole number, or leave it empty."))

    @property
    def votes(self) -> Decimal | None:
        """What was entered."""
        return Decimal(self._bare()) if self._bare() else None

    def _bare(self) -> str:
        return str(self.data or "").replace(",", "").replace(" ", "")


class ReportForm(TrackerForm):
    """What is said of a result besides its rounds; `report_form` adds those."""

    round_count = HiddenField(default="1")
    occasion = WordField(
        _l("What this is"), Occasion, words_of(Occasion), only=[Occasion.RECOUNT, Occasion.CORRECTION], validators=[Optional()]
    )
    reason = TextAreaField(_l("Reason"), [Optional()], description=_l("Why there is another result. It is shown with it."))
    chosen = ChecksField(LABELS["chosen"], [], coerce=int)
    electorate = CountField(LABELS["electorate"])
    votes_cast = CountField(LABELS["votes_cast"], description=_l("In time, spoilt ones included."))
    spoilt = CountField(LABELS["spoilt"])
    spoilt_reasons = TextAreaField(LABELS["spoilt_reasons"], [Optional()], description=_l("As reported, with the numbers."))
    late = CountField(LABELS["late"])
    quota = CountField(LABELS["quota"], description=_l("Where one was reported."))
    tie_rule = TextAreaField(LABELS["tie_rule"], [Optional()], description=_l("As the rules of the contest have it."))
    note = TextAreaField(LABELS["note"], [Optional()])
    source = TextAreaField(
        LABELS["source"], [Required(_l("Say where the result was reported."))],
        description=_l("For example the scrutineer’s report, with its day."),
    )  # fmt: skip
    source_url = StringField(LABELS["source_url"], [Optional()])

    candidacy_ids: Sequence[int] = ()

    @property
    def rounds(self) -> int:
        """How many rounds the form has."""
        return rounds_in(self.round_count.data)

    def validate(self, extra_validators: Any = None) -> bool:
        valid = super().validate(extra_validators)
        address = self.source_url.data or ""
        if address and not re.match(r"https?://[^\s/]+\.[^\s]+$", address):
            self.source_url.errors = [*self.source_url.errors, gettext("Enter an address that begins with https://")]
            return False
        return valid

    def report(self) -> Report:
        """What was entered, as the service takes it; rounds left empty at the end are none."""
        rounds = [self._round(number) for number in range(1, self.rounds + 1)]
        while rounds and not rounds[-1].votes:
            rounds.pop()
        return Report(chosen=self.chosen.data or [], rounds=rounds, figures={name: self._figure(name) for name in FIGURES})

    def _figure(self, name: str) -> Any:
        field = self[name]
        return field.data if isinstance(field, CountField) else field.data or ""

    def _round(self, number: int) -> RoundReport:
        return RoundReport(
            votes=self._votes(number, "v"), transferred=self._votes(number, "t"),
            elected=frozenset(key for key in self.candidacy_ids if f"r{number}_e_{key}" in self and self[f"r{number}_e_{key}"].data),
            non_transferable=self[f"r{number}_n"].votes, tie=self[f"r{number}_tie"].data or "",
            tie_by_lot=bool(self[f"r{number}_lot"].data),
        )  # fmt: skip

    def _votes(self, number: int, what: str) -> dict[int, Decimal]:
        fields = {key: self[f"r{number}_{what}_{key}"] for key in self.candidacy_ids if f"r{number}_{what}_{key}" in self}
        return {key: field.votes for key, field in fields.items() if field.votes is not None}


def rounds_in(text: str | None) -> int:
    """The number of rounds asked for, within what is possible."""
    return min(max(int(text), 1), MOST_ROUNDS) if text and text.isascii() and text.isdigit() and len(text) < 4 else 1


def report_form(contest: Contest, candidates: Mapping[int, str], rounds: int) -> type[ReportForm]:
    """The form for so many rounds among `candidates` (id -> name)."""
    parts = contest.method is CountMethod.STV
    fields: dict[str, Any] = {"candidacy_ids": tuple(candidates)}
    for number in range(1, rounds + 1):
        for key, name in candidates.items():
            fields[f"r{number}_v_{key}"] = VotesField(_l("Round %(number)s, votes: %(name)s", number=number, name=name), parts=parts)
            if number > 1:
                moved = _l("Round %(number)s, votes that came: %(name)s", number=number, name=name)
                fields[f"r{number}_t_{key}"] = VotesField(moved, parts=parts, signed=parts)
            if parts:
                fields[f"r{number}_e_{key}"] = BooleanField(_l("Round %(number)s, elected: %(name)s", number=number, name=name))
        fields[f"r{number}_n"] = VotesField(_l("Round %(number)s, votes that count no further", number=number), parts=parts)
        fields[f"r{number}_tie"] = StringField(_l("How a tie in this round was broken"), [Optional()])
        fields[f"r{number}_lot"] = BooleanField(_l("By a lot, drawn and recorded"))
    return type("RoundsForm", (ReportForm,), fields)


def filled(result: Result | None) -> dict[str, Any]:
    """What is stored of `result`, as the fields of the form hold it."""
    if result is None:
        return {}
    data: dict[str, Any] = {name: getattr(result, name) for name in FIGURES}
    data |= {"chosen": [one.id for one in result.chosen], "round_count": str(max(len(result.rounds), 1))}
    for one in result.rounds:
        data |= {f"r{one.number}_v_{line.candidacy_id}": line.votes for line in one.lines}
        data |= {f"r{one.number}_t_{line.candidacy_id}": line.transferred for line in one.lines}
        data |= {f"r{one.number}_e_{line.candidacy_id}": line.elected_after for line in one.lines}
        tie = {f"r{one.number}_tie": one.tie.how, f"r{one.number}_lot": one.tie.by_lot} if one.tie else {}
        data |= {f"r{one.number}_n": one.non_transferable, **tie}
    return data
