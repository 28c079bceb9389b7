"""Papers that add up: printed = issued + re-issued + spoilt + void + unused + unexplained, by edition and overall.

Each paper is counted once, by what became of it in the end: one that was issued and then replaced is spoilt or void, and its
replacement is re-issued. So issued and re-issued papers together are those that are out and live, and no more than those can
come back.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum

SIGNATURES_NEEDED = 2


@dataclass(frozen=True, slots=True)
class Explanation:
    """Why papers are unexplained, and who signed for it."""

    reason: str
    signed_by: tuple[str, ...] = ()

    @property
    def is_sufficient(self) -> bool:
        """Whether there is a reason, and two people have signed."""
        signatures = {name.strip().casefold() for name in self.signed_by if name.strip()}
        return bool(self.reason.strip()) and len(signatures) >= SIGNATURES_NEEDED


@dataclass(frozen=True, slots=True)
class PaperAccount:
    """The papers of one edition, or of all. Counts of papers; ValueError for one below zero."""

    printed: int
    issued: int = 0
    reissued: int = 0
    spoilt: int = 0
    void: int = 0
    unused: int = 0
    returned: int = 0

    def __post_init__(self) -> None:
        if min(self.printed, *self._accounted, self.returned) < 0:
            raise ValueError("papers are counted from nought")

    @property
    def _accounted(self) -> tuple[int, ...]:
        return self.issued, self.reissued, self.spoilt, self.void, self.unused

    @property
    def live(self) -> int:
        """Papers that are out and may come back as votes."""
        return self.issued + self.reissued

    @property
    def unexplained(self) -> int:
        """Printed papers of which nobody knows what became; below zero: more are accounted for than were printed."""
        return self.printed - sum(self._accounted)

    def __add__(self, other: "PaperAccount") -> "PaperAccount":
        return PaperAccount(
            self.printed + other.printed, self.issued + other.issued, self.reissued + other.reissued,
            self.spoilt + other.spoilt, self.void + other.void, self.unused + other.unused, self.returned + other.returned,
        )  # fmt: skip


@dataclass(frozen=True, slots=True)
class EditionAccount:
    """One edition's papers, and what was said of those unexplained."""

    edition: str
    papers: PaperAccount
    explanation: Explanation | None = None


class Discrepancy(StrEnum):
    """What does not add up."""

    UNEXPLAINED = "unexplained"
    MORE_THAN_PRINTED = "more_than_printed"
    MORE_RETURNED_THAN_LIVE = "more_returned_than_live"


@dataclass(frozen=True, slots=True)
class Finding:
    """One discrepancy of so many papers, in an edition or (None) overall.

    `is_settled`: explained and signed twice. Papers that came back beyond those that went out are never settled so.
    """

    edition: str | None
    discrepancy: Discrepancy
    papers: int
    is_settled: bool


@dataclass(frozen=True, slots=True)
class Reconciliation:
    """Every edition, all of them together, and what does not add up."""

    editions: tuple[EditionAccount, ...]
    overall: PaperAccount
    findings: tuple[Finding, ...]

    @property
    def is_reconciled(self) -> bool:
        """Whether everything adds up, or is explained and signed."""
        return all(finding.is_settled for finding in self.findings)


def reconcile(editions: Sequence[EditionAccount]) -> Reconciliation:
    """Add the papers up, and name every difference. Overall never hides what editions show: a surplus there settles no gap."""
    overall = sum((each.papers for each in editions), PaperAccount(0))
    findings = [finding for each in editions for finding in _of_edition(each)]
    settled = {each.discrepancy for each in findings} - {each.discrepancy for each in findings if not each.is_settled}
    findings += _findings(None, overall, settled)
    return Reconciliation(tuple(editions), overall, tuple(findings))


def _of_edition(account: EditionAccount) -> Iterable[Finding]:
    explained = account.explanation is not None and account.explanation.is_sufficient
    settled = {Discrepancy.UNEXPLAINED, Discrepancy.MORE_THAN_PRINTED} if explained else set()
    return _findings(account.edition, account.papers, settled)


def _findings(edition: str | None, papers: PaperAccount, settled: set[Discrepancy]) -> Iterable[Finding]:
    amounts = {
        Discrepancy.UNEXPLAINED: papers.unexplained,
        Discrepancy.MORE_THAN_PRINTED: -papers.unexplained,
        Discrepancy.MORE_RETURNED_THAN_LIVE: papers.returned - papers.live,
    }
    return [Finding(edition, each, amount, each in settled) for each, amount in amounts.items() if amount > 0]
