"""Reports from mail servers, real ones and hostile ones."""

import csv

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.shared_data import shared_data
from tracker.mailings.reports import ReportKind, read

SAMPLES = list(csv.DictReader(shared_data("bad_inputs/bounces_flufl", "expected.csv").read_text(encoding="utf-8").splitlines()))

STATUS = b"Content-Type: message/delivery-status"
COMPLAINT = b"""From: <abuse@provider.example>
To: <elections@party.example>
Content-Type: multipart/report; report-type=feedback-report; boundary="x"
MIME-Version: 1.0

--x
Content-Type: text/plain

This is a complaint.
--x
Content-Type: message/feedback-report

Feedback-Type: %s
User-Agent: Provider/1
Version: 1
Original-Rcpt-To: <Nia@Example.invalid>

--x
Content-Type: message/rfc822

From: <elections@party.example>
Message-ID: <k7m2p9x4q1.mailing@party.example>

Hello
--x--
"""


@pytest.mark.parametrize("sample", [s for s in SAMPLES if s["failed_addresses"]], ids=lambda sample: sample["file"])
def test_what_servers_have_said_over_the_years_is_understood(sample: dict[str, str]) -> None:
    report = read(shared_data("bad_inputs/bounces_flufl", sample["file"]).read_bytes())
    assert report is not None
    assert report.addresses == set(sample["failed_addresses"].casefold().split())
    assert report.kind is (ReportKind.SOFT if sample["temporary"] == "True" else ReportKind.HARD)


@pytest.mark.parametrize("file", sorted({s["file"] for s in SAMPLES if not s["failed_addresses"]}))
def test_what_names_nobody_breaks_nothing(file: str) -> None:
    read(shared_data("bad_inputs/bounces_flufl", file).read_bytes())


def test_the_message_meant_is_found_by_its_reference() -> None:
    raw = shared_data("bad_inputs/bounces_flufl", "dsn_01.txt").read_bytes()
    report = read(raw + b"\nMessage-ID: <k7m2p9x4q1.mailing@party.example>\n")
    assert report is not None
    assert report.references == ("k7m2p9x4q1",)


def test_the_servers_words_are_kept() -> None:
    report = read(shared_data("bad_inputs/bounces_flufl", "dsn_01.txt").read_bytes())
    assert report is not None
    assert report.diagnostic


@pytest.mark.parametrize("kind", [b"abuse", b"fraud", b"opt-out"])
def test_a_complaint_names_who_complained_and_about_what(kind: bytes) -> None:
    report = read(COMPLAINT % kind)
    assert report is not None
    assert (report.kind, report.addresses, report.references) == (ReportKind.COMPLAINT, {"nia@example.invalid"}, ("k7m2p9x4q1",))


def test_praise_is_no_complaint() -> None:
    assert read(COMPLAINT % b"not-spam") is None


@pytest.mark.parametrize("raw", [b"", b"\xff\xfe", b"Subject: I am away\n\nUntil Monday.", b"Content-Type: multipart/report\n\n"])
def test_what_reports_nothing_reports_nothing(raw: bytes) -> None:
    assert read(raw) is None


@given(st.binary(max_size=400))
def test_no_report_breaks_the_reader(junk: bytes) -> None:
    read(junk)
    read(COMPLAINT.replace(b"Feedback-Type: %s", junk))
    read(b"Content-Type: multipart/report; report-type=delivery-status; boundary=x\n\n--x\n%s\n\n" % STATUS + junk)
