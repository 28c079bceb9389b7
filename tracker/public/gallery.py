"""What the gallery of components is filled with: invented, and only served in the demonstration."""

from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Any

from flask_wtf.file import FileField
from wtforms import (
    BooleanField,
    DateField,
    RadioField,
    SelectField,
    SelectMultipleField,
    StringField,
    TextAreaField,
    validators,
    widgets,
)
from wtforms.fields.choices import SelectChoice

from tracker.kernel.forms import CountField, LocalMomentField, TrackerForm
from tracker.kernel.paging import Listing
from tracker.kernel.pictures import TILES, AreaFeature, AreaValue, BandGap, BandRow

SOUTH_WALES = {
    "W06000011": 58,
    "W06000012": 41,
    "W06000013": 44,
    "W06000014": 29,
    "W06000015": 102,
    "W06000016": 77,
    "W06000024": 0,
}
START = date(2027, 1, 4)


def _offered(*labels: str) -> list[SelectChoice]:
    return [SelectChoice(label.lower(), label) for label in labels]


class GalleryForm(TrackerForm):
    """One field of every kind."""

    body = StringField(
        "Who decided?",
        description="A party council, constituency party, branch, union or society. Accents do not matter.",
    )
    whom = RadioField(
        "Whom do they endorse?",
        choices=_offered("Nia Pugh-Example", "Gwyn ap Sample", "No endorsement"),
    )
    method = SelectField("How was it decided?", choices=_offered("Full meeting", "Executive"))
    on = DateField("On which day?", [validators.InputRequired()])
    at = LocalMomentField("Embargo until", [validators.Optional()])
    present = CountField("Present")
    votes_for = CountField("For")
    against = CountField("Against")
    joint = BooleanField("This is a joint decision")
    channels = SelectMultipleField(
        "Voting channels", choices=_offered("Post", "E-mail", "Meeting"),
        option_widget=widgets.CheckboxInput(), widget=widgets.ListWidget(prefix_label=False),
    )  # fmt: skip
    evidence = FileField("Evidence", description="Minutes or letter, up to 25 MB.")
    note = TextAreaField("Note", [validators.Optional()])


def _square(name: str, row: int, value: int) -> AreaFeature:
    ring = [[0, -row], [2, -row], [2, -row - 1], [0.3, -row - 1], [0, -row]]
    return AreaFeature(name, name, value, {"type": "Polygon", "coordinates": [ring]})


def _stages() -> list[BandRow]:
    return [
        BandRow("Last day to join and be able to vote", date(2027, 2, 1), actual=date(2027, 2, 1)),
        BandRow("Applications close", date(2027, 2, 3), extended=date(2027, 2, 10), note="by 7 days"),
        BandRow("Hustings", date(2027, 2, 8), date(2027, 3, 5), note="done"),
        BandRow(
            "Endorser letter",
            date(2027, 2, 15),
            date(2027, 2, 18),
            date(2027, 2, 19),
            note="lands before papers",
        ),
        BandRow("Ballot papers in the post", date(2027, 2, 23), date(2027, 2, 26)),
        BandRow("Voting", date(2027, 2, 24), date(2027, 3, 19), note="18 usable days"),
        BandRow("Complaints", date(2027, 3, 22), date(2027, 3, 31)),
    ]


@dataclass(frozen=True)
class Samples:
    """One picture of every kind, from invented numbers."""

    today: date = START + timedelta(days=49)
    growth: list[tuple[date, int]] = field(
        default_factory=lambda: [(START + timedelta(days=i), 2 * i + i * i // 8) for i in range(51)]
    )
    marks: list[tuple[date, str]] = field(default_factory=lambda: [
        (START + timedelta(days=12), "Wales Council decides"), (START + timedelta(days=26), "Endorser letter lands"),
        (START + timedelta(days=40), "First hustings"),
    ])  # fmt: skip
    areas: list[AreaValue] = field(
        default_factory=lambda: [AreaValue(g, " ".join(TILES[g].english), n) for g, n in SOUTH_WALES.items()]
    )
    wales: list[AreaValue] = field(
        default_factory=lambda: [AreaValue(g, t.code, i * 37 % 120) for i, (g, t) in enumerate(TILES.items())]
    )
    outlines: list[AreaFeature] = field(
        default_factory=lambda: [_square("North", 0, 12), _square("South", 1, 30)]
    )
    stages: list[BandRow] = field(default_factory=_stages)
    key_dates: list[tuple[date, str]] = field(
        default_factory=lambda: [(date(2027, 3, 19), "close 12:00 noon")]
    )
    gaps: list[BandGap] = field(
        default_factory=lambda: [BandGap("Easter", date(2027, 3, 26), date(2027, 3, 29))]
    )
    categories: list[tuple[str, int]] = field(
        default_factory=lambda: [("Councillor", 47), ("Member", 256), ("Trade unionist", 61)]
    )


def gallery_context() -> dict[str, Any]:
    """Everything `components/gallery.html` takes; the form as it looks when refused."""
    form = GalleryForm(formdata=None)
    form.on.errors = ["Enter the day of the decision"]
    form.votes_for.errors = ["For, against and abstaining add up to 46, but 44 were present"]
    form.form_problem = "Wales Council has decided already"
    return {"form": form, "samples": Samples(), "listing": Listing(range(50), 386, 3, "name", False)}
