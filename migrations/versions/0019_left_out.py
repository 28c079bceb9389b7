"""Whom a mailing left out when it was approved, each a delivery of its own that can never go out.

Revision ID: 0019
"""

import sqlalchemy as sa
from alembic import op

revision = "0019"
down_revision = "0018"
branch_labels = None
depends_on = None

CHECK = "ck_delivery_who_is_left_out_gets_nothing"


def upgrade() -> None:
    with op.batch_alter_table("delivery") as delivery:
        delivery.add_column(sa.Column("is_left_out", sa.Boolean(), server_default=sa.false(), nullable=False))
        delivery.create_check_constraint(op.f(CHECK), "state = 'skipped' OR NOT is_left_out")


def downgrade() -> None:
    op.execute("DELETE FROM delivery WHERE is_left_out")
    with op.batch_alter_table("delivery") as delivery:
        delivery.drop_constraint(op.f(CHECK), type_="check")
        delivery.drop_column("is_left_out")
