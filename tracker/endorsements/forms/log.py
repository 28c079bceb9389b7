"""Logging, editing and correcting an endorsement; adding evidence."""

from datetime import datetime
from typing import Any

from flask_babel import lazy_gettext as _l
from wtforms import BooleanField, FileField, RadioField, StringField, TextAreaField
from wtforms.fields.choices import SelectChoice
from wtforms.validators import Optional

from tracker.contests.models import Contest
from tracker.directory.picking import EndorserPick
from tracker.directory.search import Hit
from tracker.endorsements.forms.fields import CandidateRadios, DayField, KindField, WordRadios, sensible_year
from tracker.endorsements.models import EmbargoEvent, Endorsement
from tracker.endorsements.services.decision import LABELS, Decision
from tracker.endorsements.services.evidence import Proof
from tracker.kernel.forms import CountField, LocalMomentField, Required, TrackerForm, WordField
from tracker.kernel.words import words_of
from tracker.rules.decisions import DecisionMethod, DecisionOutcome, EvidenceGrade

OF_BODIES = [method for method in DecisionMethod if method is not DecisionMethod.INDIVIDUAL]
COUNTS = ("eligible", "present", "quorum", "votes_for", "votes_against", "abstentions")
PLAIN = ("decided_on", "notice_given_on", *COUNTS)
TEXTS = ("office", "chair", "minute_reference", "note")


class EndorserFields(TrackerForm):
    """Who decided: first on the page, so declared first. `which` is offered where the name is not plain, `switch` where
    the endorser has a live endorsement."""

    switch = BooleanField(_l("Switch: the earlier endorsement is superseded by this one"))
    switch_reason = StringField(_l("Reason for the switch"), [Optional()])
    endorser = EndorserPick(_l("Who decided?"), [Required(_l("Type who decided: a body or a person."))])
    which = RadioField(_l("Which do you mean?"), choices=[], validate_choice=False)
    new_kind = KindField(_l("Not in the records? Add it as"), blank=_l("It is in the records"))


class DecisionForm(TrackerForm):
    """What was decided, and the embargo."""

    candidacy = CandidateRadios(
        LABELS["candidacy"], [Required(_l("Choose a candidate, or “No endorsement”."))]
    )
    method = WordRadios(
        LABELS["method"],
        DecisionMethod,
        only=OF_BODIES,
        blank=_l("Not known"),
        default=DecisionMethod.FULL_MEETING,
        validators=[Optional()],
    )
    outcome = WordField(
        LABELS["outcome"],
        DecisionOutcome,
        words_of(DecisionOutcome),
        blank=_l("As the figures show"),
        validators=[Optional()],
    )
    decided_on = DayField(LABELS["decided_on"])
    present = CountField(LABELS["present"])
    votes_for = CountField(LABELS["votes_for"])
    votes_against = CountField(LABELS["votes_against"])
    abstentions = CountField(LABELS["abstentions"])
    eligible = CountField(LABELS["eligible"])
    quorum = CountField(LABELS["quorum"])
    notice_given_on = DayField(LABELS["notice_given_on"])
    chair = StringField(LABELS["chair"], [Optional()])
    minute_reference = StringField(LABELS["minute_reference"], [Optional()])
    office = StringField(LABELS["office"], [Optional()])
    note = TextAreaField(LABELS["note"], [Optional()])
    embargo_until = LocalMomentField(LABELS["embargo_until"], [Optional(), sensible_year])
    embargo_event = WordField(
        LABELS["embargo_event"],
        EmbargoEvent,
        words_of(EmbargoEvent),
        blank=_l("No event"),
        validators=[Optional()],
    )

    def decision(self, contest: Contest) -> Decision:
        """What was filled in."""
        plain: dict[str, Any] = {name: self[name].data for name in PLAIN}
        texts: dict[str, Any] = {name: self[name].data or "" for name in TEXTS}
        return Decision(
            candidacy=self.candidacy.chosen(contest),
            method=self.method.data,
            outcome=self.outcome.data,
            **plain,
            **texts,
        )

    def embargo(self) -> dict[str, Any]:
        """Until when, or until what."""
        until: datetime | None = self.embargo_until.instant
        return {"embargo_until": until, "embargo_event": self.embargo_event.data}


class EvidenceFields(TrackerForm):
    """A file, a link or words, and how good they are."""

    grade = WordField(
        _l("Kind of evidence"), EvidenceGrade, words_of(EvidenceGrade), blank=_l("As it is given"), validators=[Optional()]
    )
    file = FileField(_l("Minutes or letter"))
    url = StringField(_l("Link"), [Optional()])
    quotation = TextAreaField(_l("Quoted statement"), [Optional()])

    def proofs(self) -> list[Proof]:
        """What was given: a file, and a link or quotation. Unless said, a file is a minute, a link is press, words are a statement."""
        said, sent, url, words = self.grade.data, self.file.data, self.url.data or "", self.quotation.data or ""
        given = []
        if getattr(sent, "filename", ""):
            given.append(Proof(grade=said or EvidenceGrade.MINUTE, stream=sent.stream, filename=sent.filename))
        if url or words:
            likely = EvidenceGrade.PRESS if url else EvidenceGrade.PUBLIC_STATEMENT
            given.append(Proof(grade=said or likely, url=url, quotation=words))
        return given


class EvidenceForm(EvidenceFields):
    """Evidence added later."""


class LogForm(EndorserFields, DecisionForm, EvidenceFields):
    """A new endorsement."""

    existing: Endorsement | None = None

    def offer_hits(self, hits: list[Hit]) -> None:
        """Offer the records that may be meant."""
        self.which.choices = [
            SelectChoice(hit.key, f"{hit.label} ({hit.hint})" if hit.hint else hit.label) for hit in hits
        ]

    def meant(self) -> dict[str, str]:
        """Who was typed and picked, and what to record an unknown name as."""
        return {
            "text": self.endorser.text,
            "picked": self.which.data or self.endorser.picked,
            "new_kind": self.new_kind.data or "",
        }

    @property
    def reason_to_switch(self) -> str | None:
        return (self.switch_reason.data or "") if self.switch.data else None


class EditForm(DecisionForm):
    """What was recorded, before anybody verified it."""


class CorrectForm(DecisionForm):
    """The corrected copy."""

    reason = StringField(_l("What was wrong?"), [Required(_l("Give a reason: it is kept in the history."))])
