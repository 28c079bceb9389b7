"""Supporters.

Revision ID: 0008
"""

import sqlalchemy as sa
from alembic import op

revision = "0008"
down_revision = "0007"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "supporter",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("candidacy_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("name", sa.String(length=300), nullable=False),
        sa.Column("sort_key", sa.String(length=300), nullable=False),
        sa.Column("search_key", sa.Text(), nullable=False),
        sa.Column("compact_key", sa.String(length=300), nullable=False),
        sa.Column("office_key", sa.String(length=300), nullable=False),
        sa.Column(
            "category",
            sa.Enum(
                "councillor",
                "am_ms",
                "mp",
                "peer",
                "member",
                "trade_unionist",
                "society_member",
                "public",
                name="category",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("office", sa.String(length=300), nullable=False),
        sa.Column("area_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True),
        sa.Column("ward", sa.String(length=300), nullable=False),
        sa.Column("email", sa.String(length=300), nullable=False),
        sa.Column("supported_on", sa.Date(), nullable=False),
        sa.Column("source", sa.Text(), nullable=False),
        sa.Column("note", sa.Text(), nullable=False),
        sa.Column(
            "consent",
            sa.Enum("not_asked", "given", "refused", "withdrawn", name="consent", native_enum=False, create_constraint=True, length=40),
            nullable=False,
        ),
        sa.Column("consent_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("consent_by_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True),
        sa.Column("consent_wording", sa.Text(), nullable=False),
        sa.Column("consent_withdrawn_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("created_by_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True),
        sa.Column("removed_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("removed_reason", sa.Text(), nullable=False),
        sa.Column("merged_into_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True),
        sa.Column("import_run_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True),
        sa.Column("is_invented", sa.Boolean(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.CheckConstraint("(consent = 'not_asked') = (consent_at IS NULL)", name=op.f("ck_supporter_consent_has_a_time")),
        sa.CheckConstraint("consent <> 'given' OR consent_wording <> ''", name=op.f("ck_supporter_consent_has_its_wording")),
        sa.CheckConstraint("removed_at IS NULL OR removed_reason <> ''", name=op.f("ck_supporter_removed_has_a_reason")),
        sa.CheckConstraint("merged_into_id IS NULL OR removed_at IS NOT NULL", name=op.f("ck_supporter_merged_is_removed")),
        sa.ForeignKeyConstraint(["area_id"], ["area.id"], name=op.f("fk_supporter_area_id_area")),
        sa.ForeignKeyConstraint(["candidacy_id"], ["candidacy.id"], name=op.f("fk_supporter_candidacy_id_candidacy")),
        sa.ForeignKeyConstraint(["consent_by_id"], ["account.id"], name=op.f("fk_supporter_consent_by_id_account")),
        sa.ForeignKeyConstraint(["created_by_id"], ["account.id"], name=op.f("fk_supporter_created_by_id_account")),
        sa.ForeignKeyConstraint(["import_run_id"], ["import_run.id"], name=op.f("fk_supporter_import_run_id_import_run")),
        sa.ForeignKeyConstraint(["merged_into_id"], ["supporter.id"], name=op.f("fk_supporter_merged_into_id_supporter")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_supporter")),
    )
    op.create_index(
        "ix_supporter_by_area",
        "supporter",
        ["candidacy_id", "area_id", "sort_key", "id", "category", "consent", "supported_on"],
        unique=False,
        sqlite_where=sa.text("removed_at IS NULL"),
        postgresql_where=sa.text("removed_at IS NULL"),
    )
    op.create_index(
        "ix_supporter_by_category",
        "supporter",
        ["candidacy_id", "category", "sort_key", "id", "area_id", "consent", "supported_on"],
        unique=False,
        sqlite_where=sa.text("removed_at IS NULL"),
        postgresql_where=sa.text("removed_at IS NULL"),
    )
    op.create_index(
        "ix_supporter_by_day",
        "supporter",
        ["candidacy_id", "supported_on", "id", "category", "area_id", "consent"],
        unique=False,
        sqlite_where=sa.text("removed_at IS NULL"),
        postgresql_where=sa.text("removed_at IS NULL"),
    )
    op.create_index(
        "ix_supporter_by_key",
        "supporter",
        ["candidacy_id", "compact_key"],
        unique=False,
        sqlite_where=sa.text("removed_at IS NULL"),
        postgresql_where=sa.text("removed_at IS NULL"),
    )
    op.create_index(
        "ix_supporter_by_name",
        "supporter",
        ["candidacy_id", "sort_key", "id", "category", "area_id", "consent", "supported_on"],
        unique=False,
        sqlite_where=sa.text("removed_at IS NULL"),
        postgresql_where=sa.text("removed_at IS NULL"),
    )
    op.create_index(op.f("ix_supporter_import_run_id"), "supporter", ["import_run_id"], unique=False)
    op.create_index(op.f("ix_supporter_merged_into_id"), "supporter", ["merged_into_id"], unique=False)
    op.create_table(
        "supporter_day",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("candidacy_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("count", sa.Integer(), nullable=False),
        sa.CheckConstraint("count >= 0", name=op.f("ck_supporter_day_not_negative")),
        sa.ForeignKeyConstraint(["candidacy_id"], ["candidacy.id"], name=op.f("fk_supporter_day_candidacy_id_candidacy")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_supporter_day")),
    )
    op.create_index("uq_supporter_day_candidacy_id_day", "supporter_day", ["candidacy_id", "day"], unique=True)
    op.create_table(
        "supporter_tally",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("candidacy_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column(
            "category",
            sa.Enum(
                "councillor",
                "am_ms",
                "mp",
                "peer",
                "member",
                "trade_unionist",
                "society_member",
                "public",
                name="category",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("area_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True),
        sa.Column(
            "consent",
            sa.Enum("not_asked", "given", "refused", "withdrawn", name="consent", native_enum=False, create_constraint=True, length=40),
            nullable=False,
        ),
        sa.Column("count", sa.Integer(), nullable=False),
        sa.CheckConstraint("count >= 0", name=op.f("ck_supporter_tally_not_negative")),
        sa.ForeignKeyConstraint(["area_id"], ["area.id"], name=op.f("fk_supporter_tally_area_id_area")),
        sa.ForeignKeyConstraint(["candidacy_id"], ["candidacy.id"], name=op.f("fk_supporter_tally_candidacy_id_candidacy")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_supporter_tally")),
    )
    op.create_index(op.f("ix_supporter_tally_candidacy_id"), "supporter_tally", ["candidacy_id"], unique=False)


def downgrade() -> None:
    op.drop_index(op.f("ix_supporter_tally_candidacy_id"), table_name="supporter_tally")
    op.drop_table("supporter_tally")
    op.drop_index("uq_supporter_day_candidacy_id_day", table_name="supporter_day")
    op.drop_table("supporter_day")
    op.drop_index(op.f("ix_supporter_merged_into_id"), table_name="supporter")
    op.drop_index(op.f("ix_supporter_import_run_id"), table_name="supporter")
    op.drop_index(
        "ix_supporter_by_name",
        table_name="supporter",
        sqlite_where=sa.text("removed_at IS NULL"),
        postgresql_where=sa.text("removed_at IS NULL"),
    )
    op.drop_index(
        "ix_supporter_by_key",
        table_name="supporter",
        sqlite_where=sa.text("removed_at IS NULL"),
        postgresql_where=sa.text("removed_at IS NULL"),
    )
    op.drop_index(
        "ix_supporter_by_day",
        table_name="supporter",
        sqlite_where=sa.text("removed_at IS NULL"),
        postgresql_where=sa.text("removed_at IS NULL"),
    )
    op.drop_index(
        "ix_supporter_by_category",
        table_name="supporter",
        sqlite_where=sa.text("removed_at IS NULL"),
        postgresql_where=sa.text("removed_at IS NULL"),
    )
    op.drop_index(
        "ix_supporter_by_area",
        table_name="supporter",
        sqlite_where=sa.text("removed_at IS NULL"),
        postgresql_where=sa.text("removed_at IS NULL"),
    )
    op.drop_table("supporter")
