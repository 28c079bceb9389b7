"""Timetables.

Revision ID: 0006
"""

import sqlalchemy as sa
from alembic import op

revision = "0006"
down_revision = "0005"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "stage",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("contest_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("key", sa.String(length=300), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("offset", sa.String(length=300), nullable=False),
        sa.Column(
            "force", sa.Enum("hard", "warn", "soft", name="force", native_enum=False, create_constraint=True, length=40), nullable=False
        ),
        sa.Column("rule", sa.Text(), nullable=False),
        sa.Column("source", sa.Text(), nullable=False),
        sa.Column("calendar", sa.String(length=300), nullable=False),
        sa.Column("computed_on", sa.Date(), nullable=True),
        sa.Column("computed_at", sa.String(length=300), nullable=True),
        sa.Column("planned_on", sa.Date(), nullable=True),
        sa.Column("planned_at", sa.String(length=300), nullable=True),
        sa.Column("override_reason", sa.Text(), nullable=False),
        sa.Column("actual_on", sa.Date(), nullable=True),
        sa.Column("actual_at", sa.String(length=300), nullable=True),
        sa.Column("actual_source", sa.Text(), nullable=False),
        sa.Column("extended_on", sa.Date(), nullable=True),
        sa.Column("extended_at", sa.String(length=300), nullable=True),
        sa.Column("extension_reason", sa.Text(), nullable=False),
        sa.Column("cancelled_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("sequence", sa.Integer(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.CheckConstraint("extended_on IS NULL OR extension_reason <> ''", name=op.f("ck_stage_extension_has_a_reason")),
        sa.CheckConstraint(
            "planned_on IS NULL OR planned_on = computed_on OR override_reason <> ''", name=op.f("ck_stage_override_has_a_reason")
        ),
        sa.ForeignKeyConstraint(["contest_id"], ["contest.id"], name=op.f("fk_stage_contest_id_contest")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_stage")),
    )
    op.create_index("uq_stage_contest_id_key", "stage", ["contest_id", "key"], unique=True)
    op.create_table(
        "stage_change",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("stage_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column(
            "kind",
            sa.Enum("plan", "recomputed", "extension", "cancellation", name="kind", native_enum=False, create_constraint=True, length=40),
            nullable=False,
        ),
        sa.Column("planned_on", sa.Date(), nullable=False),
        sa.Column("planned_at", sa.String(length=300), nullable=True),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column(
            "state",
            sa.Enum("proposed", "confirmed", "refused", name="state", native_enum=False, create_constraint=True, length=40),
            nullable=False,
        ),
        sa.Column("proposed_by_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("proposed_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("decided_by_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True),
        sa.Column("decided_at", sa.DateTime(timezone=True), nullable=True),
        sa.CheckConstraint("(state = 'proposed') = (decided_at IS NULL)", name=op.f("ck_stage_change_decided_has_a_time")),
        sa.CheckConstraint("decided_by_id IS NULL OR decided_by_id <> proposed_by_id", name=op.f("ck_stage_change_decided_by_another")),
        sa.ForeignKeyConstraint(["decided_by_id"], ["account.id"], name=op.f("fk_stage_change_decided_by_id_account")),
        sa.ForeignKeyConstraint(["proposed_by_id"], ["account.id"], name=op.f("fk_stage_change_proposed_by_id_account")),
        sa.ForeignKeyConstraint(["stage_id"], ["stage.id"], name=op.f("fk_stage_change_stage_id_stage")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_stage_change")),
    )
    op.create_index(
        "uq_stage_change_open",
        "stage_change",
        ["stage_id"],
        unique=True,
        sqlite_where=sa.text("state = 'proposed'"),
        postgresql_where=sa.text("state = 'proposed'"),
    )


def downgrade() -> None:
    op.drop_index(
        "uq_stage_change_open",
        table_name="stage_change",
        sqlite_where=sa.text("state = 'proposed'"),
        postgresql_where=sa.text("state = 'proposed'"),
    )
    op.drop_table("stage_change")
    op.drop_index("uq_stage_contest_id_key", table_name="stage")
    op.drop_table("stage")
