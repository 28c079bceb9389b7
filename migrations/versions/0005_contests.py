"""Contests and candidacies.

Revision ID: 0005
"""

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "office",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("key", sa.String(length=300), nullable=False),
        sa.Column("name_en", sa.String(length=300), nullable=False),
        sa.Column("name_cy", sa.String(length=300), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_office")),
        sa.UniqueConstraint("key", name=op.f("uq_office_key")),
    )
    op.create_table(
        "contest",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("slug", sa.String(length=300), nullable=False),
        sa.Column("title_en", sa.String(length=300), nullable=False),
        sa.Column("title_cy", sa.String(length=300), nullable=False),
        sa.Column("office_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("area_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("party_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column(
            "kind",
            sa.Enum("open_selection", "reselection", "trigger_ballot", name="kind", native_enum=False, create_constraint=True, length=40),
            nullable=False,
        ),
        sa.Column(
            "method",
            sa.Enum("plurality", "eliminating_ballot", "stv", name="method", native_enum=False, create_constraint=True, length=40),
            nullable=False,
        ),
        sa.Column("seats", sa.Integer(), nullable=False),
        sa.Column("channels", sa.JSON(), nullable=False),
        sa.Column("ballot_closes_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("dispatch_on", sa.Date(), nullable=True),
        sa.Column("polling_day", sa.Date(), nullable=True),
        sa.Column("joined_by", sa.Date(), nullable=True),
        sa.Column("paid_up_by", sa.Date(), nullable=True),
        sa.Column("statement_word_limit", sa.Integer(), nullable=False),
        sa.Column(
            "state",
            sa.Enum(
                "draft",
                "announced",
                "applications",
                "shortlisted",
                "balloting",
                "counting",
                "decided",
                "closed",
                "cancelled",
                name="state",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column(
            "outcome",
            sa.Enum(
                "ballot", "unopposed", "appointed", "no_selection", name="outcome", native_enum=False, create_constraint=True, length=40
            ),
            nullable=True,
        ),
        sa.Column("outcome_note", sa.Text(), nullable=False),
        sa.Column("cancelled_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("cancellation_reason", sa.Text(), nullable=False),
        sa.Column("cancellation_notice", sa.Text(), nullable=False),
        sa.Column("replaced_by_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True),
        sa.Column("cloned_from_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True),
        sa.Column("candidates_locked_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("candidates_locked_by_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True),
        sa.Column("timetable_published_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("is_demonstration", sa.Boolean(), nullable=False),
        sa.Column("dates_are_illustrative", sa.Boolean(), nullable=False),
        sa.Column("source", sa.Text(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.CheckConstraint("(state = 'cancelled') = (cancelled_at IS NOT NULL)", name=op.f("ck_contest_cancelled_has_a_time")),
        sa.CheckConstraint("cancelled_at IS NULL OR cancellation_reason <> ''", name=op.f("ck_contest_cancelled_has_a_reason")),
        sa.CheckConstraint("outcome IS NULL OR state IN ('decided', 'closed')", name=op.f("ck_contest_outcome_only_when_decided")),
        sa.CheckConstraint("state NOT IN ('decided', 'closed') OR outcome IS NOT NULL", name=op.f("ck_contest_decided_has_an_outcome")),
        sa.CheckConstraint(
            "(candidates_locked_at IS NULL) = (candidates_locked_by_id IS NULL)", name=op.f("ck_contest_locked_by_somebody")
        ),
        sa.CheckConstraint("replaced_by_id IS NULL OR replaced_by_id <> id", name=op.f("ck_contest_not_replaced_by_itself")),
        sa.CheckConstraint("seats >= 1", name=op.f("ck_contest_at_least_one_seat")),
        sa.ForeignKeyConstraint(["area_id"], ["area.id"], name=op.f("fk_contest_area_id_area")),
        sa.ForeignKeyConstraint(["candidates_locked_by_id"], ["account.id"], name=op.f("fk_contest_candidates_locked_by_id_account")),
        sa.ForeignKeyConstraint(["cloned_from_id"], ["contest.id"], name=op.f("fk_contest_cloned_from_id_contest")),
        sa.ForeignKeyConstraint(["office_id"], ["office.id"], name=op.f("fk_contest_office_id_office")),
        sa.ForeignKeyConstraint(["party_id"], ["body.id"], name=op.f("fk_contest_party_id_body")),
        sa.ForeignKeyConstraint(["replaced_by_id"], ["contest.id"], name=op.f("fk_contest_replaced_by_id_contest")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_contest")),
        sa.UniqueConstraint("slug", name=op.f("uq_contest_slug")),
    )
    op.create_index(op.f("ix_contest_area_id"), "contest", ["area_id"], unique=False)
    op.create_index(op.f("ix_contest_party_id"), "contest", ["party_id"], unique=False)
    op.create_index("ix_contest_state_ballot_closes_at", "contest", ["state", "ballot_closes_at"], unique=False)
    op.create_table(
        "candidacy",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("contest_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("person_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("slug", sa.String(length=300), nullable=False),
        sa.Column(
            "state",
            sa.Enum(
                "applied",
                "longlisted",
                "shortlisted",
                "withdrawn",
                "rejected",
                "selected",
                "not_selected",
                "unopposed",
                "appointed",
                name="state",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("is_incumbent", sa.Boolean(), nullable=False),
        sa.Column(
            "designation",
            sa.Enum(
                "labour",
                "labour_and_cooperative",
                "co_operative",
                "other",
                name="designation",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("statement_en", sa.Text(), nullable=False),
        sa.Column("statement_cy", sa.Text(), nullable=False),
        sa.Column("website", sa.String(length=300), nullable=False),
        sa.Column("handles", sa.String(length=300), nullable=False),
        sa.Column("hashtag", sa.String(length=300), nullable=False),
        sa.Column("applied_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("withdrawn_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("withdrawal_reason", sa.Text(), nullable=False),
        sa.Column("votes", sa.Integer(), nullable=True),
        sa.Column("result_source", sa.Text(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.CheckConstraint("(state = 'withdrawn') = (withdrawn_at IS NOT NULL)", name=op.f("ck_candidacy_withdrawn_has_a_time")),
        sa.CheckConstraint("votes IS NULL OR votes >= 0", name=op.f("ck_candidacy_votes_not_negative")),
        sa.ForeignKeyConstraint(["contest_id"], ["contest.id"], name=op.f("fk_candidacy_contest_id_contest")),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name=op.f("fk_candidacy_person_id_person")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_candidacy")),
    )
    op.create_index(op.f("ix_candidacy_person_id"), "candidacy", ["person_id"], unique=False)
    op.create_index("uq_candidacy_contest_id_person_id", "candidacy", ["contest_id", "person_id"], unique=True)
    op.create_index("uq_candidacy_contest_id_slug", "candidacy", ["contest_id", "slug"], unique=True)
    op.create_table(
        "contest_rule",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("contest_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("key", sa.String(length=300), nullable=False),
        sa.Column("value", sa.String(length=300), nullable=False),
        sa.Column("unit", sa.String(length=300), nullable=False),
        sa.Column(
            "force", sa.Enum("hard", "warn", "soft", name="force", native_enum=False, create_constraint=True, length=40), nullable=False
        ),
        sa.Column("source", sa.Text(), nullable=False),
        sa.Column("source_on", sa.Date(), nullable=True),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["contest_id"], ["contest.id"], name=op.f("fk_contest_rule_contest_id_contest")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_contest_rule")),
    )
    op.create_index("uq_contest_rule_contest_id_key", "contest_rule", ["contest_id", "key"], unique=True)


def downgrade() -> None:
    op.drop_index("uq_contest_rule_contest_id_key", table_name="contest_rule")
    op.drop_table("contest_rule")
    op.drop_index("uq_candidacy_contest_id_slug", table_name="candidacy")
    op.drop_index("uq_candidacy_contest_id_person_id", table_name="candidacy")
    op.drop_index(op.f("ix_candidacy_person_id"), table_name="candidacy")
    op.drop_table("candidacy")
    op.drop_index("ix_contest_state_ballot_closes_at", table_name="contest")
    op.drop_index(op.f("ix_contest_party_id"), table_name="contest")
    op.drop_index(op.f("ix_contest_area_id"), table_name="contest")
    op.drop_table("contest")
    op.drop_table("office")
