"""Sending: the pulse of the workers, the pace they keep together, and whose conversations a crash left open.

Revision ID: 0011
"""

import sqlalchemy as sa
from alembic import op

revision = "0011"
down_revision = "0010"
branch_labels = None
depends_on = None

CLAIMED = sa.text("state = 'claimed'")


def upgrade() -> None:
    op.create_table(
        "sending_pace",
        sa.Column("second", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), autoincrement=False, nullable=False),
        sa.Column("handed", sa.Integer(), nullable=False),
        sa.CheckConstraint("handed >= 1", name=op.f("ck_sending_pace_something_was_handed")),
        sa.PrimaryKeyConstraint("second", name=op.f("pk_sending_pace")),
    )
    with op.batch_alter_table("sending_switch") as switch:
        switch.add_column(sa.Column("sequence", sa.BigInteger(), nullable=False, server_default="0"))
        switch.add_column(sa.Column("beat_at", sa.DateTime(timezone=True), nullable=True))
        switch.create_check_constraint(op.f("ck_sending_switch_sequence_grows"), "sequence >= 0")
    with op.batch_alter_table("sending_switch") as switch:
        switch.alter_column("sequence", server_default=None)
    op.create_index(
        "ix_delivery_claimed_by", "delivery", ["claimed_by"], sqlite_where=CLAIMED, postgresql_where=CLAIMED
    )


def downgrade() -> None:
    op.drop_index("ix_delivery_claimed_by", table_name="delivery")
    with op.batch_alter_table("sending_switch") as switch:
        switch.drop_constraint(op.f("ck_sending_switch_sequence_grows"), type_="check")
        switch.drop_column("beat_at")
        switch.drop_column("sequence")
    op.drop_table("sending_pace")
