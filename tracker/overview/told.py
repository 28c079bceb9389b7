"""History as sentences."""

from flask_babel import lazy_gettext as _l

from tracker.kernel.history import SENTENCES, HistoryEntry, sentences

# What the demonstration did is read wherever history is; its own modules are loaded by the command line alone.
sentences(**{
    "demo.loaded": _l("Demonstration loaded: %(subject)s"),
    "demo.account_made": _l("Account of the demonstration made: %(subject)s"),
    "demo.supporters_added": _l("Invented supporters added in bulk: %(subject)s"),
})  # fmt: skip


def sentence(entry: HistoryEntry) -> str:
    """What was done, in the page's language; the bare action where an older version's wording is gone."""
    wording = SENTENCES.get(entry.action)
    return str(wording) % {"subject": entry.subject_label} if wording else f"{entry.action}: {entry.subject_label}"
