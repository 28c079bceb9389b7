"""An index that finds the people of a council’s branches on a roll.

Revision ID: 0012
"""

from alembic import op

revision = "0012"
down_revision = "0011"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_index("ix_roll_entry_audience", "roll_entry", ["roll_id", "council_id", "branch"])


def downgrade() -> None:
    op.drop_index("ix_roll_entry_audience", table_name="roll_entry")
