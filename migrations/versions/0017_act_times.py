"""When the acts of a ballot are planned, seen to happen and extended.

Revision ID: 0017
"""

import sqlalchemy as sa
from alembic import op

revision = "0017"
down_revision = "0016"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "ballot_act_time",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("contest_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
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
        sa.Column(
            "kind",
            sa.Enum(
                "planned",
                "actual",
                "extended",
                name="kind",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("before", sa.DateTime(timezone=True), nullable=True),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("told", sa.Text(), nullable=False),
        sa.Column("recorded_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("recorded_by_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True),
        sa.Column("recorded_by_name", sa.String(length=300), nullable=False),
        sa.CheckConstraint(
            "(kind = 'extended') = (told <> '')",
            name=op.f("ck_ballot_act_time_somebody_is_told_of_an_extension"),
        ),
        sa.CheckConstraint(
            "kind <> 'extended' OR before IS NULL OR at > before",
            name=op.f("ck_ballot_act_time_an_extension_is_later"),
        ),
        sa.CheckConstraint("reason <> ''", name=op.f("ck_ballot_act_time_has_a_reason")),
        sa.ForeignKeyConstraint(
            ["contest_id"], ["contest.id"], name=op.f("fk_ballot_act_time_contest_id_contest")
        ),
        sa.ForeignKeyConstraint(
            ["recorded_by_id"], ["account.id"], name=op.f("fk_ballot_act_time_recorded_by_id_account")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_ballot_act_time")),
    )
    op.create_index(
        "ix_ballot_act_time_contest_id_act", "ballot_act_time", ["contest_id", "act"], unique=False
    )


def downgrade() -> None:
    op.drop_index("ix_ballot_act_time_contest_id_act", table_name="ballot_act_time")
    op.drop_table("ballot_act_time")
