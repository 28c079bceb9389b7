"""What a search of a long list for likely duplicates found, and when.

Revision ID: 0014
"""

import sqlalchemy as sa
from alembic import op

revision = "0014"
down_revision = "0013"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "duplicate_search",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("candidacy_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column(
            "state",
            sa.Enum(
                "looking",
                "found",
                "failed",
                name="state",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("queued_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("started_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("attempts", sa.Integer(), nullable=False),
        sa.Column("found_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("compared_count", sa.Integer(), nullable=False),
        sa.Column("found", sa.JSON(), nullable=False),
        sa.CheckConstraint(
            "state <> 'found' OR found_at IS NOT NULL", name=op.f("ck_duplicate_search_found_has_a_time")
        ),
        sa.CheckConstraint(
            "compared_count >= 0 AND attempts >= 0", name=op.f("ck_duplicate_search_counts_are_counted")
        ),
        sa.ForeignKeyConstraint(
            ["candidacy_id"], ["candidacy.id"], name=op.f("fk_duplicate_search_candidacy_id_candidacy")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_duplicate_search")),
    )
    op.create_index("uq_duplicate_search_candidacy_id", "duplicate_search", ["candidacy_id"], unique=True)


def downgrade() -> None:
    op.drop_index("uq_duplicate_search_candidacy_id", table_name="duplicate_search")
    op.drop_table("duplicate_search")
