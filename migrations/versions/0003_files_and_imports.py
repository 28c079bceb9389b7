"""Files kept and files read in.

Revision ID: 0003
"""

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "stored_file",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("sha256", sa.String(length=300), nullable=False),
        sa.Column("size", sa.BigInteger(), nullable=False),
        sa.Column("media_type", sa.String(length=300), nullable=False),
        sa.Column("original_name", sa.String(length=300), nullable=False),
        sa.Column("stored_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("stored_by_id", sa.Integer(), nullable=True),
        sa.Column("stored_by_name", sa.String(length=300), nullable=False),
        sa.CheckConstraint("length(sha256) = 64", name=op.f("ck_stored_file_hash_is_sha256")),
        sa.CheckConstraint("size >= 0", name=op.f("ck_stored_file_size_is_counted")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_stored_file")),
    )
    op.create_index("ix_stored_file_sha256", "stored_file", ["sha256"], unique=False)
    op.create_table(
        "import_run",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("kind", sa.String(length=300), nullable=False),
        sa.Column("scope_kind", sa.String(length=300), nullable=False),
        sa.Column("scope_id", sa.Integer(), nullable=False),
        sa.Column("scope_label", sa.String(length=300), nullable=False),
        sa.Column("file_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("by_id", sa.Integer(), nullable=True),
        sa.Column("by_name", sa.String(length=300), nullable=False),
        sa.Column("language", sa.String(length=300), nullable=False),
        sa.Column("uploaded_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column(
            "state",
            sa.Enum(
                "uploaded",
                "checking",
                "checked",
                "importing",
                "done",
                "refused",
                "stopped",
                "failed",
                "undone",
                name="import_state",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("mapping", sa.JSON(), nullable=False),
        sa.Column("only_good_rows", sa.Boolean(), nullable=False),
        sa.Column("read_count", sa.Integer(), nullable=False),
        sa.Column("created_count", sa.Integer(), nullable=False),
        sa.Column("updated_count", sa.Integer(), nullable=False),
        sa.Column("duplicate_count", sa.Integer(), nullable=False),
        sa.Column("rejected_count", sa.Integer(), nullable=False),
        sa.Column("progress_done", sa.Integer(), nullable=False),
        sa.Column("progress_total", sa.Integer(), nullable=True),
        sa.Column("stop_requested", sa.Boolean(), nullable=False),
        sa.Column("attempts", sa.Integer(), nullable=False),
        sa.Column("queued_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("started_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("ended_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("message", sa.Text(), nullable=False),
        sa.Column("errors", sa.JSON(), nullable=False),
        sa.Column("duplicates", sa.JSON(), nullable=False),
        sa.Column("errors_file_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True),
        sa.CheckConstraint(
            "(state IN ('done', 'failed', 'refused', 'stopped', 'undone')) = (ended_at IS NOT NULL)",
            name=op.f("ck_import_run_ended_has_time"),
        ),
        sa.CheckConstraint("duplicate_count >= 0 AND rejected_count >= 0", name=op.f("ck_import_run_skips_are_counted")),
        sa.CheckConstraint("read_count >= 0 AND created_count >= 0 AND updated_count >= 0", name=op.f("ck_import_run_counts_are_counted")),
        sa.ForeignKeyConstraint(["errors_file_id"], ["stored_file.id"], name=op.f("fk_import_run_errors_file_id_stored_file")),
        sa.ForeignKeyConstraint(["file_id"], ["stored_file.id"], name=op.f("fk_import_run_file_id_stored_file")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_import_run")),
    )
    op.create_index(op.f("ix_import_run_errors_file_id"), "import_run", ["errors_file_id"], unique=False)
    op.create_index(op.f("ix_import_run_file_id"), "import_run", ["file_id"], unique=False)
    op.create_index("ix_import_run_place", "import_run", ["kind", "scope_kind", "scope_id"], unique=False)
    op.create_index("ix_import_run_state", "import_run", ["state"], unique=False)


def downgrade() -> None:
    op.drop_index("ix_import_run_state", table_name="import_run")
    op.drop_index("ix_import_run_place", table_name="import_run")
    op.drop_index(op.f("ix_import_run_file_id"), table_name="import_run")
    op.drop_index(op.f("ix_import_run_errors_file_id"), table_name="import_run")
    op.drop_table("import_run")
    op.drop_index("ix_stored_file_sha256", table_name="stored_file")
    op.drop_table("stored_file")
