"""Finding entries of a history by who, what and when."""

from datetime import datetime

from sqlalchemy import Select, or_

from tracker.kernel.history import SENTENCES, HistoryEntry


def narrowed(
    entries: Select[HistoryEntry], *, who: str = "", words: str = "", since: datetime | None = None, before: datetime | None = None
) -> Select[HistoryEntry]:
    """Those of `entries` by somebody whose name holds `who`, that tell of `words`, from `since` and before `before`.

    `words` are looked for in what was done as the page says it, in what it was done to, and in the reason.
    """
    if who:
        entries = entries.where(HistoryEntry.actor_name.icontains(who, autoescape=True))
    if words:
        told = HistoryEntry.subject_label.icontains(words, autoescape=True), HistoryEntry.reason.icontains(words, autoescape=True)
        entries = entries.where(or_(HistoryEntry.action.in_(acts_called(words)), *told))
    if since is not None:
        entries = entries.where(HistoryEntry.at >= since)
    if before is not None:
        entries = entries.where(HistoryEntry.at < before)
    return entries


def acts_called(words: str) -> list[str]:
    """The acts whose sentence, in the language of the page, holds `words`."""
    wanted = words.casefold()
    return [action for action, wording in SENTENCES.items() if wanted in (str(wording) % {"subject": ""}).casefold()]
