"""Indexes of the few electors whom mailings leave out, so that an audience is counted without reading the whole list.

Revision ID: 0015
"""

import sqlalchemy as sa
from alembic import op

revision = "0015"
down_revision = "0014"
branch_labels = None
depends_on = None

FEW = {"ix_elector_not_eligible": "eligibility <> 'eligible'", "ix_elector_held": "contact_held_at IS NOT NULL"}


def upgrade() -> None:
    for name, which in FEW.items():
        op.create_index(name, "elector", ["contest_id"], sqlite_where=sa.text(which), postgresql_where=sa.text(which))


def downgrade() -> None:
    for name in FEW:
        op.drop_index(name, table_name="elector")
