"""The post: services as dated data, when a mailing lands, and when to hand it over so that it lands in time."""

from tracker.rules.post.deadlines import (
    Alternative,
    Latest,
    alternatives,
    last_safe_posting,
    last_useful_day,
    latest_hand_over,
)
from tracker.rules.post.services import (
    INLAND,
    RULES,
    DeliveryDays,
    NotOffered,
    PostalModel,
    PostalRule,
    PostalService,
    rule_for,
)
from tracker.rules.post.windows import (
    CUT_OFF,
    DELIVERED_BY,
    PRINTED_BY,
    USUAL,
    Terms,
    Window,
    lands,
    posting_day,
    window,
)

__all__ = [
    "CUT_OFF",
    "DELIVERED_BY",
    "INLAND",
    "PRINTED_BY",
    "RULES",
    "USUAL",
    "Alternative",
    "DeliveryDays",
    "Latest",
    "NotOffered",
    "PostalModel",
    "PostalRule",
    "PostalService",
    "Terms",
    "Window",
    "alternatives",
    "lands",
    "last_safe_posting",
    "last_useful_day",
    "latest_hand_over",
    "posting_day",
    "rule_for",
    "window",
]  # fmt: skip
