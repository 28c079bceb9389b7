"""An index that finds the people of a postcode, for the re-issue desk.

Revision ID: 0020
"""

from alembic import op

revision = "0020"
down_revision = "0019"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_index("ix_elector_postcode", "elector", ["contest_id", "postcode"])


def downgrade() -> None:
    op.drop_index("ix_elector_postcode", table_name="elector")
