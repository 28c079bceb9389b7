"""The plan of a ballot as adopted, with the latest safe moment of each act.

Revision ID: 0013
"""

import sqlalchemy as sa
from alembic import op

revision = "0013"
down_revision = "0012"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "ballot_plan",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("contest_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("closes_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column(
            "returned_by",
            sa.Enum(
                "first",
                "second",
                "economy",
                "access_priority",
                "access_standard",
                "europe",
                "rest_of_world",
                name="returned_by",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column(
            "outbound",
            sa.Enum(
                "first",
                "second",
                "economy",
                "access_priority",
                "access_standard",
                "europe",
                "rest_of_world",
                name="outbound",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("thinking_days", sa.Integer(), nullable=False),
        sa.Column("print_days", sa.Integer(), nullable=False),
        sa.Column("cut_off", sa.String(length=300), nullable=False),
        sa.Column("posted_on", sa.Date(), nullable=True),
        sa.Column("usable_days", sa.Integer(), nullable=False),
        sa.Column("works", sa.Boolean(), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("adopted_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("adopted_by_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True),
        sa.Column("adopted_by_name", sa.String(length=300), nullable=False),
        sa.CheckConstraint("works OR reason <> ''", name=op.f("ck_ballot_plan_one_that_fails_has_a_reason")),
        sa.CheckConstraint(
            "NOT works OR usable_days > 0", name=op.f("ck_ballot_plan_one_that_works_has_days")
        ),
        sa.CheckConstraint("number >= 1", name=op.f("ck_ballot_plan_numbered_from_one")),
        sa.CheckConstraint(
            "thinking_days >= 0 AND print_days >= 0", name=op.f("ck_ballot_plan_days_not_negative")
        ),
        sa.ForeignKeyConstraint(
            ["adopted_by_id"], ["account.id"], name=op.f("fk_ballot_plan_adopted_by_id_account")
        ),
        sa.ForeignKeyConstraint(
            ["contest_id"], ["contest.id"], name=op.f("fk_ballot_plan_contest_id_contest")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_ballot_plan")),
    )
    op.create_index("uq_ballot_plan_contest_id_number", "ballot_plan", ["contest_id", "number"], unique=True)
    op.create_table(
        "ballot_plan_act",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("plan_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column(
            "act",
            sa.Enum(
                "copy_to_printer",
                "print",
                "hand_over",
                "lands",
                "reissue_open",
                "reissue_postal_close",
                "reissue_email_close",
                "last_safe_posting_second",
                "last_safe_posting_first",
                "reissue_selfservice_close",
                "ballot_close",
                name="act",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("safe_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column(
            "actor",
            sa.Enum(
                "returning_officer",
                "printer",
                "mailing_house",
                "carrier",
                "elector",
                "scrutineer",
                name="actor",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("rule", sa.String(length=300), nullable=False),
        sa.Column("given", sa.JSON(), nullable=False),
        sa.Column("source", sa.Text(), nullable=False),
        sa.Column("binds", sa.Boolean(), nullable=False),
        sa.ForeignKeyConstraint(
            ["plan_id"], ["ballot_plan.id"], name=op.f("fk_ballot_plan_act_plan_id_ballot_plan")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_ballot_plan_act")),
    )
    op.create_index("uq_ballot_plan_act_plan_id_act", "ballot_plan_act", ["plan_id", "act"], unique=True)


def downgrade() -> None:
    op.drop_index("uq_ballot_plan_act_plan_id_act", table_name="ballot_plan_act")
    op.drop_table("ballot_plan_act")
    op.drop_index("uq_ballot_plan_contest_id_number", table_name="ballot_plan")
    op.drop_table("ballot_plan")
