"""What the commands that print JSON share: days and hours as they are typed, the answer, and the refusal.

A refusal is one plain line on standard error, and exit status 2.
"""

import json
import re
from datetime import date, datetime
from typing import NoReturn

import click

WRONG = 2
LOCAL_HOUR = re.compile(r"\d{4}-\d{2}-\d{2}T\d{2}:\d{2}", re.ASCII)
ANY_MOMENT = re.compile(r"\d{4}-\d{2}-\d{2}T\d{2}:\d{2}(:\d{2})?(Z|[+-]\d{2}:\d{2})?", re.ASCII)
LOCAL_DAY = re.compile(r"\d{4}-\d{2}-\d{2}", re.ASCII)


def hour(option: str, text: str) -> datetime:
    """A London hour without a zone. Refuses what is none."""
    read = _read(text, LOCAL_HOUR)
    return read or fail(f"{option}: give a day and an hour such as 2012-06-15T12:00, not {text!r}")


def moment(option: str, text: str) -> datetime:
    """A moment: London's time, with seconds if need be, or with the offset of another zone. Refuses what is none."""
    read = _read(text, ANY_MOMENT)
    return read or fail(f"{option}: give a day and an hour such as 2027-03-24T17:29 (London time), not {text!r}")


def day(option: str, text: str) -> date | None:
    """A day; None where nothing was typed. Refuses what is none."""
    read = _read(text, LOCAL_DAY)
    if text and read is None:
        fail(f"{option}: give a day such as 2012-11-15, not {text!r}")
    return read.date() if read else None


def answer(found: object) -> None:
    """Print `found` as JSON, and nothing else."""
    click.echo(json.dumps(found, ensure_ascii=False, indent=2))


def fail(message: str) -> NoReturn:
    """End the command with one line that says what to do."""
    click.echo(message, err=True)
    raise SystemExit(WRONG)


def _read(text: str, pattern: re.Pattern[str]) -> datetime | None:
    """What `text` says; None when it is not of the pattern, or no such day exists."""
    try:
        return datetime.fromisoformat(text) if pattern.fullmatch(text) else None
    except ValueError:
        return None
