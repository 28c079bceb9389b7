"""Results as reported, their rounds, ties, and ballots counted again.

Revision ID: 0018
"""

import sqlalchemy as sa
from alembic import op

revision = "0018"
down_revision = "0017"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "result",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("contest_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column(
            "kind",
            sa.Enum(
                "ballot",
                "unopposed",
                "appointed",
                "no_selection",
                name="kind",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column(
            "state",
            sa.Enum(
                "reported",
                "provisional",
                "final",
                name="state",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column(
            "occasion",
            sa.Enum(
                "first_count",
                "recount",
                "correction",
                name="occasion",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column(
            "method",
            sa.Enum(
                "plurality",
                "eliminating_ballot",
                "stv",
                name="method",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("seats", sa.Integer(), nullable=False),
        sa.Column("quota", sa.Integer(), nullable=True),
        sa.Column("electorate", sa.Integer(), nullable=True),
        sa.Column("votes_cast", sa.Integer(), nullable=True),
        sa.Column("spoilt", sa.Integer(), nullable=True),
        sa.Column("spoilt_reasons", sa.Text(), nullable=False),
        sa.Column("late", sa.Integer(), nullable=True),
        sa.Column("tie_rule", sa.Text(), nullable=False),
        sa.Column("note", sa.Text(), nullable=False),
        sa.Column("source", sa.Text(), nullable=False),
        sa.Column("source_url", sa.Text(), nullable=False),
        sa.Column("declared_by", sa.String(length=300), nullable=False),
        sa.Column("declared_on", sa.Date(), nullable=True),
        sa.Column("declared_hour", sa.String(length=300), nullable=True),
        sa.Column("corrects_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True),
        sa.Column("correction_reason", sa.Text(), nullable=False),
        sa.Column("replaced_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("recorded_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("recorded_by_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True),
        sa.Column("recorded_by_name", sa.String(length=300), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.CheckConstraint(
            "(occasion = 'first_count') = (correction_reason = '')",
            name=op.f("ck_result_another_one_has_a_reason"),
        ),
        sa.CheckConstraint(
            "(state = 'reported') = (declared_on IS NULL)", name=op.f("ck_result_declared_has_a_day")
        ),
        sa.CheckConstraint(
            "declared_on IS NULL OR declared_by <> ''", name=op.f("ck_result_declared_by_somebody")
        ),
        sa.CheckConstraint(
            "(electorate IS NULL OR electorate >= 0) AND (votes_cast IS NULL OR votes_cast >= 0) "
            "AND (spoilt IS NULL OR spoilt >= 0) AND (late IS NULL OR late >= 0)",
            name=op.f("ck_result_papers_not_negative"),
        ),
        sa.CheckConstraint(
            "corrects_id IS NULL OR corrects_id <> id", name=op.f("ck_result_does_not_correct_itself")
        ),
        sa.CheckConstraint("number >= 1", name=op.f("ck_result_numbered_from_one")),
        sa.CheckConstraint(
            "replaced_at IS NULL OR declared_on IS NOT NULL",
            name=op.f("ck_result_only_a_declared_one_is_replaced"),
        ),
        sa.ForeignKeyConstraint(["contest_id"], ["contest.id"], name=op.f("fk_result_contest_id_contest")),
        sa.ForeignKeyConstraint(["corrects_id"], ["result.id"], name=op.f("fk_result_corrects_id_result")),
        sa.ForeignKeyConstraint(
            ["recorded_by_id"], ["account.id"], name=op.f("fk_result_recorded_by_id_account")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_result")),
    )
    op.create_index("uq_result_contest_id_number", "result", ["contest_id", "number"], unique=True)
    op.create_index(
        "uq_result_open",
        "result",
        ["contest_id"],
        unique=True,
        sqlite_where=sa.text("state = 'reported'"),
        postgresql_where=sa.text("state = 'reported'"),
    )
    op.create_index(
        "uq_result_stands",
        "result",
        ["contest_id"],
        unique=True,
        sqlite_where=sa.text("state <> 'reported' AND replaced_at IS NULL"),
        postgresql_where=sa.text("state <> 'reported' AND replaced_at IS NULL"),
    )
    op.create_table(
        "recount",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("result_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("stored_file_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("sha256", sa.String(length=300), nullable=False),
        sa.Column(
            "form",
            sa.Enum("blt", "csv", name="form", native_enum=False, create_constraint=True, length=40),
            nullable=False,
        ),
        sa.Column("rules", sa.JSON(), nullable=False),
        sa.Column("paper_count", sa.Integer(), nullable=False),
        sa.Column("winner", sa.String(length=300), nullable=True),
        sa.Column("rounds", sa.JSON(), nullable=False),
        sa.Column("differences", sa.JSON(), nullable=False),
        sa.Column("difference_count", sa.Integer(), nullable=False),
        sa.Column("made_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("made_by_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True),
        sa.Column("made_by_name", sa.String(length=300), nullable=False),
        sa.CheckConstraint("length(sha256) = 64", name=op.f("ck_recount_hash_is_sha256")),
        sa.CheckConstraint(
            "paper_count >= 0 AND difference_count >= 0", name=op.f("ck_recount_counts_not_negative")
        ),
        sa.ForeignKeyConstraint(["made_by_id"], ["account.id"], name=op.f("fk_recount_made_by_id_account")),
        sa.ForeignKeyConstraint(["result_id"], ["result.id"], name=op.f("fk_recount_result_id_result")),
        sa.ForeignKeyConstraint(
            ["stored_file_id"], ["stored_file.id"], name=op.f("fk_recount_stored_file_id_stored_file")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_recount")),
    )
    op.create_index("ix_recount_result_id", "recount", ["result_id"], unique=False)
    op.create_table(
        "result_candidate",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("result_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("candidacy_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("is_chosen", sa.Boolean(), nullable=False),
        sa.ForeignKeyConstraint(
            ["candidacy_id"], ["candidacy.id"], name=op.f("fk_result_candidate_candidacy_id_candidacy")
        ),
        sa.ForeignKeyConstraint(
            ["result_id"], ["result.id"], name=op.f("fk_result_candidate_result_id_result")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_result_candidate")),
    )
    op.create_index(
        op.f("ix_result_candidate_candidacy_id"), "result_candidate", ["candidacy_id"], unique=False
    )
    op.create_index(
        "uq_result_candidate_result_id_candidacy_id",
        "result_candidate",
        ["result_id", "candidacy_id"],
        unique=True,
    )
    op.create_table(
        "result_round",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("result_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("non_transferable", sa.BigInteger(), nullable=True),
        sa.CheckConstraint(
            "non_transferable IS NULL OR non_transferable >= 0",
            name=op.f("ck_result_round_non_transferable_not_negative"),
        ),
        sa.CheckConstraint("number >= 1", name=op.f("ck_result_round_numbered_from_one")),
        sa.ForeignKeyConstraint(["result_id"], ["result.id"], name=op.f("fk_result_round_result_id_result")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_result_round")),
    )
    op.create_index("uq_result_round_result_id_number", "result_round", ["result_id", "number"], unique=True)
    op.create_table(
        "result_line",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("round_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("candidacy_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("votes", sa.BigInteger(), nullable=False),
        sa.Column("transferred", sa.BigInteger(), nullable=True),
        sa.Column("excluded_after", sa.Boolean(), nullable=False),
        sa.Column("elected_after", sa.Boolean(), nullable=False),
        sa.CheckConstraint(
            "NOT (excluded_after AND elected_after)", name=op.f("ck_result_line_not_both_out_and_elected")
        ),
        sa.CheckConstraint("votes >= 0", name=op.f("ck_result_line_votes_not_negative")),
        sa.ForeignKeyConstraint(
            ["candidacy_id"], ["candidacy.id"], name=op.f("fk_result_line_candidacy_id_candidacy")
        ),
        sa.ForeignKeyConstraint(
            ["round_id"], ["result_round.id"], name=op.f("fk_result_line_round_id_result_round")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_result_line")),
    )
    op.create_index(op.f("ix_result_line_candidacy_id"), "result_line", ["candidacy_id"], unique=False)
    op.create_index(
        "uq_result_line_round_id_candidacy_id", "result_line", ["round_id", "candidacy_id"], unique=True
    )
    op.create_table(
        "result_tie",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("round_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("how", sa.Text(), nullable=False),
        sa.Column("by_lot", sa.Boolean(), nullable=False),
        sa.CheckConstraint("how <> ''", name=op.f("ck_result_tie_says_how")),
        sa.ForeignKeyConstraint(
            ["round_id"], ["result_round.id"], name=op.f("fk_result_tie_round_id_result_round")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_result_tie")),
    )
    op.create_index("uq_result_tie_round_id", "result_tie", ["round_id"], unique=True)


def downgrade() -> None:
    op.drop_index("uq_result_tie_round_id", table_name="result_tie")
    op.drop_table("result_tie")
    op.drop_index("uq_result_line_round_id_candidacy_id", table_name="result_line")
    op.drop_index(op.f("ix_result_line_candidacy_id"), table_name="result_line")
    op.drop_table("result_line")
    op.drop_index("uq_result_round_result_id_number", table_name="result_round")
    op.drop_table("result_round")
    op.drop_index("uq_result_candidate_result_id_candidacy_id", table_name="result_candidate")
    op.drop_index(op.f("ix_result_candidate_candidacy_id"), table_name="result_candidate")
    op.drop_table("result_candidate")
    op.drop_index("ix_recount_result_id", table_name="recount")
    op.drop_table("recount")
    op.drop_index(
        "uq_result_stands",
        table_name="result",
        sqlite_where=sa.text("state <> 'reported' AND replaced_at IS NULL"),
        postgresql_where=sa.text("state <> 'reported' AND replaced_at IS NULL"),
    )
    op.drop_index(
        "uq_result_open",
        table_name="result",
        sqlite_where=sa.text("state = 'reported'"),
        postgresql_where=sa.text("state = 'reported'"),
    )
    op.drop_index("uq_result_contest_id_number", table_name="result")
    op.drop_table("result")
