"""History as sentences."""

from tracker.kernel.history import SENTENCES, HistoryEntry


def sentence(entry: HistoryEntry) -> str:
    """What was done, in the page's language; the bare action where an older version's wording is gone."""
    wording = SENTENCES.get(entry.action)
    return str(wording) % {"subject": entry.subject_label} if wording else f"{entry.action}: {entry.subject_label}"
