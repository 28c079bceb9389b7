"""The words of custody and counts in both languages: steps, how they are known, what is missing or late."""

from enum import StrEnum

from flask_babel import LazyString, gettext
from flask_babel import lazy_gettext as _l

from tracker.kernel.clock import local
from tracker.kernel.formats import moment, number
from tracker.kernel.words import declare, word, words_of
from tracker.rules.custody import BatchPurpose, CountKind, Found, Gap, Late, Provenance, StepKind
from tracker.rules.electorate import Channel
from tracker.rules.reconciliation import Discrepancy

declare({
    BatchPurpose.MAIN: _l("The first issue"), BatchPurpose.REISSUE: _l("Replacements"), BatchPurpose.SPARE: _l("Spare"),
})  # fmt: skip
declare({
    StepKind.PRINTED: _l("Printed"), StepKind.SEALED: _l("Sealed"), StepKind.HANDED_OVER: _l("Handed over"),
    StepKind.RECEIVED: _l("Received"), StepKind.POSTED: _l("Posted"), StepKind.LANDS: _l("Landed"),
    StepKind.UNDELIVERED: _l("Came back undelivered"),
}, {
    StepKind.PRINTED: ("info", "printer"), StepKind.SEALED: ("info", "lock"), StepKind.HANDED_OVER: ("info", "arrow-left-right"),
    StepKind.RECEIVED: ("info", "check-lg"), StepKind.POSTED: ("ok", "envelope"), StepKind.LANDS: ("mute", "clock-history"),
    StepKind.UNDELIVERED: ("warn", "arrow-return-left"),
})  # fmt: skip
declare({
    Provenance.OBSERVED: _l("Seen by who recorded it"), Provenance.CONFIRMED: _l("Confirmed by a third party"),
    Provenance.REPORTED: _l("Reported by a voter"), Provenance.PREDICTED: _l("Predicted, not seen"),
}, {
    Provenance.OBSERVED: ("ok", "check-circle-fill"), Provenance.CONFIRMED: ("ok", "check-circle-fill"),
    Provenance.REPORTED: ("info", "info-circle"), Provenance.PREDICTED: ("mute", "clock-history"),
})  # fmt: skip
declare({
    Gap.STEP_MISSING: _l("Not recorded, though a later step was"), Gap.OUT_OF_ORDER: _l("Earlier than the step before it"),
    Gap.OTHER_HOLDER: _l("Somebody else had the papers"), Gap.OTHER_SEAL: _l("The seal is another one"),
    Gap.FEWER_PAPERS: _l("Fewer papers than before, without a note"), Gap.MORE_PAPERS: _l("More papers than before"),
    Gap.INITIALS_MISSING: _l("The initials of two people are missing"),
})  # fmt: skip
declare({
    CountKind.UNUSED: _l("Unused papers"), CountKind.RETURNED: _l("Papers returned"),
    CountKind.SET_ASIDE: _l("Set aside (void or late)"),
})  # fmt: skip

declare({
    Discrepancy.UNEXPLAINED: _l("Papers are missing: nobody knows what became of them"),
    Discrepancy.MORE_THAN_PRINTED: _l("More papers are accounted for than were printed"),
    Discrepancy.MORE_RETURNED_THAN_LIVE: _l("More papers came back than are out"),
})  # fmt: skip

PURPOSES, PROVENANCES = words_of(BatchPurpose), words_of(Provenance)
COUNTS = words_of(CountKind)
CHANNELS: dict[StrEnum, str | LazyString] = {Channel.POST: _l("By post"), Channel.EMAIL: _l("By e-mail")}
IN_PAPERS = (Gap.FEWER_PAPERS, Gap.MORE_PAPERS)


def gap_text(found: Found) -> str:
    """A gap as a sentence without its step, with what does not agree."""
    said = str(word(found.gap))
    if not (found.expected and found.recorded) or found.gap is Gap.OUT_OF_ORDER:
        return said
    expected, recorded = found.expected, found.recorded
    if found.gap in IN_PAPERS:
        expected, recorded = number(int(expected)), number(int(recorded))
    return str(gettext("%(what)s. Before: %(before)s. Now: %(now)s", what=said, before=expected, now=recorded))


def late_text(late: Late) -> str:
    """By when a step was due, and that it was not done or when it was."""
    due = moment(local(late.due))
    if late.at is None:
        return str(gettext("Due and not recorded. At the latest: %(due)s", due=due))
    return str(gettext("Late. At the latest: %(due)s", due=due))
