"""Editions, papers and their numbers; batches and counts; the re-issue desk; the helpline role.

Revision ID: 0016
"""

import sqlalchemy as sa
from alembic import op

revision = "0016"
down_revision = "0015"
branch_labels = None
depends_on = None

NOW = (
    "administrator", "regional_officer", "returning_officer", "organiser", "scrutineer", "candidate", "agent", "auditor", "helpline",
)  # fmt: skip
BEFORE = NOW[:-1]
LIVE_GRANT = sa.text("revoked_at IS NULL")


def upgrade() -> None:
    let_roles_be(NOW)
    make_papers()
    make_custody()
    make_desk()


def downgrade() -> None:
    op.drop_table("reissue")
    op.drop_table("variance_signature")
    op.drop_table("non_arrival")
    op.drop_table("dispatch_run")
    op.drop_table("custody_step")
    op.drop_table("corresponding_number")
    op.drop_table("variance_reason")
    op.drop_table("paper_count")
    op.drop_table("paper_batch")
    op.drop_table("paper")
    op.drop_table("edition_enclosure")
    op.drop_table("issue_list")
    op.drop_table("edition")
    op.drop_table("ballot_draw_place")
    op.drop_table("turnout_count")
    op.drop_table("non_arrival_alarm")
    op.drop_table("delivery_office")
    op.drop_table("ballot_draw")
    op.execute("DELETE FROM role_grant WHERE role = 'helpline'")
    let_roles_be(BEFORE)


def let_roles_be(roles: tuple[str, ...]) -> None:
    """Allow these roles and no others. SQLite builds the table anew, and would forget the index over an expression."""
    op.drop_index("uq_role_grant_live", table_name="role_grant")
    with op.batch_alter_table("role_grant") as grants:
        grants.drop_constraint(op.f("ck_role_grant_role"), type_="check")
        grants.create_check_constraint(op.f("ck_role_grant_role"), sa.column("role").in_(roles))
    op.create_index(
        "uq_role_grant_live", "role_grant", ["account_id", "role", "scope_kind", sa.literal_column("coalesce(scope_id, 0)")],
        unique=True, sqlite_where=LIVE_GRANT, postgresql_where=LIVE_GRANT,
    )  # fmt: skip


def make_papers() -> None:
    op.create_table(
        "ballot_draw",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("contest_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("drawn_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("by_machine", sa.Boolean(), nullable=False),
        sa.Column("method", sa.Text(), nullable=False),
        sa.Column("witnessed_by", sa.String(length=300), nullable=False),
        sa.Column("recorded_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("drawn_by_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True),
        sa.Column("drawn_by_name", sa.String(length=300), nullable=False),
        sa.CheckConstraint(
            "method <> '' AND witnessed_by <> ''", name=op.f("ck_ballot_draw_drawn_before_a_witness")
        ),
        sa.CheckConstraint("number >= 1", name=op.f("ck_ballot_draw_numbered_from_one")),
        sa.ForeignKeyConstraint(
            ["contest_id"], ["contest.id"], name=op.f("fk_ballot_draw_contest_id_contest")
        ),
        sa.ForeignKeyConstraint(
            ["drawn_by_id"], ["account.id"], name=op.f("fk_ballot_draw_drawn_by_id_account")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_ballot_draw")),
    )
    op.create_index("uq_ballot_draw_contest_id_number", "ballot_draw", ["contest_id", "number"], unique=True)
    op.create_table(
        "ballot_draw_place",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("draw_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("candidacy_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("place", sa.Integer(), nullable=False),
        sa.CheckConstraint("place >= 1", name=op.f("ck_ballot_draw_place_counted_from_one")),
        sa.ForeignKeyConstraint(
            ["candidacy_id"], ["candidacy.id"], name=op.f("fk_ballot_draw_place_candidacy_id_candidacy")
        ),
        sa.ForeignKeyConstraint(
            ["draw_id"], ["ballot_draw.id"], name=op.f("fk_ballot_draw_place_draw_id_ballot_draw")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_ballot_draw_place")),
    )
    op.create_index(
        "uq_ballot_draw_place_draw_id_candidacy_id",
        "ballot_draw_place",
        ["draw_id", "candidacy_id"],
        unique=True,
    )
    op.create_index(
        "uq_ballot_draw_place_draw_id_place", "ballot_draw_place", ["draw_id", "place"], unique=True
    )
    op.create_table(
        "edition",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("contest_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("code", sa.String(length=12), nullable=False),
        sa.Column("colour", sa.String(length=60), nullable=False),
        sa.Column(
            "format",
            sa.Enum(
                "standard",
                "large_print",
                "braille",
                "audio",
                "email",
                name="format",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column(
            "languages",
            sa.Enum(
                "both", "cy", "en", name="languages", native_enum=False, create_constraint=True, length=40
            ),
            nullable=False,
        ),
        sa.Column("serial_first", sa.Integer(), nullable=False),
        sa.Column("serial_last", sa.Integer(), nullable=False),
        sa.Column("quantity_ordered", sa.Integer(), nullable=True),
        sa.Column("specification", sa.JSON(), nullable=False),
        sa.Column("draw_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True),
        sa.Column(
            "state",
            sa.Enum(
                "draft",
                "open",
                "closed",
                "void",
                name="state",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("created_by_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True),
        sa.Column("opened_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("closed_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("voided_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("voided_by_name", sa.String(length=300), nullable=False),
        sa.Column("void_reason", sa.Text(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.CheckConstraint(
            "(state = 'void') = (void_reason <> '')", name=op.f("ck_edition_void_has_a_reason")
        ),
        sa.CheckConstraint(
            "(state = 'void') = (voided_at IS NOT NULL)", name=op.f("ck_edition_void_has_a_time")
        ),
        sa.CheckConstraint("code <> ''", name=op.f("ck_edition_has_a_code")),
        sa.CheckConstraint("number >= 1", name=op.f("ck_edition_numbered_from_one")),
        sa.CheckConstraint(
            "quantity_ordered IS NULL OR quantity_ordered >= 0", name=op.f("ck_edition_ordered_not_negative")
        ),
        sa.CheckConstraint(
            "serial_first >= 1 AND serial_last >= serial_first", name=op.f("ck_edition_serials_are_a_range")
        ),
        sa.ForeignKeyConstraint(["contest_id"], ["contest.id"], name=op.f("fk_edition_contest_id_contest")),
        sa.ForeignKeyConstraint(
            ["created_by_id"], ["account.id"], name=op.f("fk_edition_created_by_id_account")
        ),
        sa.ForeignKeyConstraint(["draw_id"], ["ballot_draw.id"], name=op.f("fk_edition_draw_id_ballot_draw")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_edition")),
    )
    op.create_index("uq_edition_contest_id_code", "edition", ["contest_id", "code"], unique=True)
    op.create_index("uq_edition_contest_id_number", "edition", ["contest_id", "number"], unique=True)
    op.create_table(
        "edition_enclosure",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("edition_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column(
            "kind",
            sa.Enum(
                "statement",
                "letter",
                "instructions",
                "return_envelope",
                "other",
                name="kind",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("candidacy_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True),
        sa.Column("title", sa.String(length=300), nullable=False),
        sa.CheckConstraint(
            "(kind = 'statement') = (candidacy_id IS NOT NULL)",
            name=op.f("ck_edition_enclosure_a_statement_is_a_candidates"),
        ),
        sa.CheckConstraint("position >= 1", name=op.f("ck_edition_enclosure_counted_from_one")),
        sa.ForeignKeyConstraint(
            ["candidacy_id"], ["candidacy.id"], name=op.f("fk_edition_enclosure_candidacy_id_candidacy")
        ),
        sa.ForeignKeyConstraint(
            ["edition_id"], ["edition.id"], name=op.f("fk_edition_enclosure_edition_id_edition")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_edition_enclosure")),
    )
    op.create_index(
        "uq_edition_enclosure_edition_id_position",
        "edition_enclosure",
        ["edition_id", "position"],
        unique=True,
    )
    op.create_table(
        "issue_list",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("contest_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("roll_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("made_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("made_by_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True),
        sa.Column("made_by_name", sa.String(length=300), nullable=False),
        sa.Column("paper_count", sa.Integer(), nullable=False),
        sa.Column("post_count", sa.Integer(), nullable=False),
        sa.Column("email_count", sa.Integer(), nullable=False),
        sa.Column("sha256", sa.String(length=64), nullable=False),
        sa.CheckConstraint("length(sha256) = 64", name=op.f("ck_issue_list_hash_is_sha256")),
        sa.CheckConstraint("number >= 1", name=op.f("ck_issue_list_numbered_from_one")),
        sa.CheckConstraint(
            "post_count >= 0 AND email_count >= 0 AND paper_count = post_count + email_count",
            name=op.f("ck_issue_list_counts_are_counted"),
        ),
        sa.ForeignKeyConstraint(
            ["contest_id"], ["contest.id"], name=op.f("fk_issue_list_contest_id_contest")
        ),
        sa.ForeignKeyConstraint(
            ["made_by_id"], ["account.id"], name=op.f("fk_issue_list_made_by_id_account")
        ),
        sa.ForeignKeyConstraint(["roll_id"], ["roll.id"], name=op.f("fk_issue_list_roll_id_roll")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_issue_list")),
    )
    op.create_index("uq_issue_list_contest_id", "issue_list", ["contest_id"], unique=True)
    op.create_table(
        "paper",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("contest_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("issue_list_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("edition_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("roll_entry_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("elector_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column(
            "channel",
            sa.Enum("email", "post", name="channel", native_enum=False, create_constraint=True, length=40),
            nullable=False,
        ),
        sa.Column(
            "channel_reason",
            sa.Enum(
                "own_email",
                "no_email",
                "shared_email",
                "email_fails",
                "format_asked",
                "post_only",
                "email_only",
                "no_address",
                "reissue",
                name="channel_reason",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column(
            "state",
            sa.Enum(
                "live",
                "lost",
                "spoilt",
                "cancelled",
                "void",
                name="state",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("issued_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("ended_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("replaces_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True),
        sa.CheckConstraint(
            "(state = 'live') = (ended_at IS NULL)", name=op.f("ck_paper_one_that_ended_says_when")
        ),
        sa.CheckConstraint(
            "replaces_id IS NULL OR replaces_id <> id", name=op.f("ck_paper_not_replaced_by_itself")
        ),
        sa.ForeignKeyConstraint(["contest_id"], ["contest.id"], name=op.f("fk_paper_contest_id_contest")),
        sa.ForeignKeyConstraint(["edition_id"], ["edition.id"], name=op.f("fk_paper_edition_id_edition")),
        sa.ForeignKeyConstraint(["elector_id"], ["elector.id"], name=op.f("fk_paper_elector_id_elector")),
        sa.ForeignKeyConstraint(
            ["issue_list_id"], ["issue_list.id"], name=op.f("fk_paper_issue_list_id_issue_list")
        ),
        sa.ForeignKeyConstraint(["replaces_id"], ["paper.id"], name=op.f("fk_paper_replaces_id_paper")),
        sa.ForeignKeyConstraint(
            ["roll_entry_id"], ["roll_entry.id"], name=op.f("fk_paper_roll_entry_id_roll_entry")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_paper")),
    )
    op.create_index("ix_paper_edition_id_state", "paper", ["edition_id", "state"], unique=False)
    op.create_index("ix_paper_roll_entry_id", "paper", ["roll_entry_id"], unique=False)
    op.create_index(
        "uq_paper_one_live",
        "paper",
        ["contest_id", "elector_id"],
        unique=True,
        sqlite_where=sa.text("state = 'live'"),
        postgresql_where=sa.text("state = 'live'"),
    )
    op.create_index("uq_paper_replaces_id", "paper", ["replaces_id"], unique=True)
    op.create_table(
        "corresponding_number",
        sa.Column(
            "paper_id",
            sa.BigInteger().with_variant(sa.Integer(), "sqlite"),
            autoincrement=False,
            nullable=False,
        ),
        sa.Column("contest_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("serial", sa.Integer(), nullable=False),
        sa.CheckConstraint("serial >= 1", name=op.f("ck_corresponding_number_counted_from_one")),
        sa.ForeignKeyConstraint(
            ["contest_id"], ["contest.id"], name=op.f("fk_corresponding_number_contest_id_contest")
        ),
        sa.ForeignKeyConstraint(
            ["paper_id"], ["paper.id"], name=op.f("fk_corresponding_number_paper_id_paper")
        ),
        sa.PrimaryKeyConstraint("paper_id", name=op.f("pk_corresponding_number")),
    )
    op.create_index(
        "uq_corresponding_number_contest_id_serial",
        "corresponding_number",
        ["contest_id", "serial"],
        unique=True,
    )


def make_custody() -> None:
    op.create_table(
        "paper_batch",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("contest_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("edition_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column(
            "purpose",
            sa.Enum(
                "main",
                "reissue",
                "spare",
                name="purpose",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("serial_first", sa.Integer(), nullable=False),
        sa.Column("serial_last", sa.Integer(), nullable=False),
        sa.Column("quantity", sa.Integer(), nullable=False),
        sa.Column("made_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("made_by_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True),
        sa.CheckConstraint("number >= 1", name=op.f("ck_paper_batch_numbered_from_one")),
        sa.CheckConstraint(
            "quantity >= 1 AND quantity <= serial_last - serial_first + 1",
            name=op.f("ck_paper_batch_quantity_within_its_range"),
        ),
        sa.CheckConstraint(
            "serial_first >= 1 AND serial_last >= serial_first",
            name=op.f("ck_paper_batch_serials_are_a_range"),
        ),
        sa.ForeignKeyConstraint(
            ["contest_id"], ["contest.id"], name=op.f("fk_paper_batch_contest_id_contest")
        ),
        sa.ForeignKeyConstraint(
            ["edition_id"], ["edition.id"], name=op.f("fk_paper_batch_edition_id_edition")
        ),
        sa.ForeignKeyConstraint(
            ["made_by_id"], ["account.id"], name=op.f("fk_paper_batch_made_by_id_account")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_paper_batch")),
    )
    op.create_index("ix_paper_batch_edition_id", "paper_batch", ["edition_id"], unique=False)
    op.create_index("uq_paper_batch_contest_id_number", "paper_batch", ["contest_id", "number"], unique=True)
    op.create_table(
        "custody_step",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("batch_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column(
            "kind",
            sa.Enum(
                "printed",
                "sealed",
                "handed_over",
                "received",
                "posted",
                "lands",
                "undelivered",
                name="kind",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("until", sa.DateTime(timezone=True), nullable=True),
        sa.Column("quantity", sa.Integer(), nullable=False),
        sa.Column("from_whom", sa.String(length=300), nullable=False),
        sa.Column("to_whom", sa.String(length=300), nullable=False),
        sa.Column("initials_1", sa.String(length=300), nullable=False),
        sa.Column("initials_2", sa.String(length=300), nullable=False),
        sa.Column("place", sa.String(length=300), nullable=False),
        sa.Column("seal_number", sa.String(length=300), nullable=False),
        sa.Column(
            "provenance",
            sa.Enum(
                "observed",
                "confirmed",
                "reported",
                "predicted",
                name="provenance",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("said_by", sa.String(length=300), nullable=False),
        sa.Column("note", sa.Text(), nullable=False),
        sa.Column("recorded_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("recorded_by_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True),
        sa.Column("recorded_by_name", sa.String(length=300), nullable=False),
        sa.Column("corrects_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True),
        sa.CheckConstraint(
            "kind <> 'handed_over' OR (from_whom <> '' AND to_whom <> '')",
            name=op.f("ck_custody_step_handed_over_by_and_to"),
        ),
        sa.CheckConstraint(
            "kind <> 'posted' OR provenance IN ('observed', 'confirmed')",
            name=op.f("ck_custody_step_posted_is_seen_or_confirmed"),
        ),
        sa.CheckConstraint(
            "kind <> 'sealed' OR seal_number <> ''", name=op.f("ck_custody_step_sealed_has_a_seal")
        ),
        sa.CheckConstraint(
            "corrects_id IS NULL OR corrects_id <> id", name=op.f("ck_custody_step_not_corrected_by_itself")
        ),
        sa.CheckConstraint("quantity >= 0", name=op.f("ck_custody_step_quantity_not_negative")),
        sa.ForeignKeyConstraint(
            ["batch_id"], ["paper_batch.id"], name=op.f("fk_custody_step_batch_id_paper_batch")
        ),
        sa.ForeignKeyConstraint(
            ["corrects_id"], ["custody_step.id"], name=op.f("fk_custody_step_corrects_id_custody_step")
        ),
        sa.ForeignKeyConstraint(
            ["recorded_by_id"], ["account.id"], name=op.f("fk_custody_step_recorded_by_id_account")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_custody_step")),
    )
    op.create_index("ix_custody_step_batch_id_at", "custody_step", ["batch_id", "at"], unique=False)
    op.create_index("uq_custody_step_corrects_id", "custody_step", ["corrects_id"], unique=True)
    op.create_table(
        "paper_count",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("edition_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column(
            "kind",
            sa.Enum(
                "unused",
                "returned",
                "set_aside",
                name="kind",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("quantity", sa.Integer(), nullable=False),
        sa.Column("as_of", sa.DateTime(timezone=True), nullable=False),
        sa.Column("counted_by", sa.String(length=300), nullable=False),
        sa.Column("recorded_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("recorded_by_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True),
        sa.CheckConstraint("quantity >= 0", name=op.f("ck_paper_count_counted_from_nought")),
        sa.ForeignKeyConstraint(
            ["edition_id"], ["edition.id"], name=op.f("fk_paper_count_edition_id_edition")
        ),
        sa.ForeignKeyConstraint(
            ["recorded_by_id"], ["account.id"], name=op.f("fk_paper_count_recorded_by_id_account")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_paper_count")),
    )
    op.create_index(
        "ix_paper_count_edition_id_kind", "paper_count", ["edition_id", "kind", "id"], unique=False
    )
    op.create_table(
        "variance_reason",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("edition_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("papers", sa.Integer(), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("written_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("written_by_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True),
        sa.Column("written_by_name", sa.String(length=300), nullable=False),
        sa.CheckConstraint("reason <> ''", name=op.f("ck_variance_reason_has_a_reason")),
        sa.CheckConstraint("papers <> 0", name=op.f("ck_variance_reason_something_is_unexplained")),
        sa.ForeignKeyConstraint(
            ["edition_id"], ["edition.id"], name=op.f("fk_variance_reason_edition_id_edition")
        ),
        sa.ForeignKeyConstraint(
            ["written_by_id"], ["account.id"], name=op.f("fk_variance_reason_written_by_id_account")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_variance_reason")),
    )
    op.create_index("ix_variance_reason_edition_id", "variance_reason", ["edition_id"], unique=False)
    op.create_table(
        "variance_signature",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("reason_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("account_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("name", sa.String(length=300), nullable=False),
        sa.Column("signed_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["account_id"], ["account.id"], name=op.f("fk_variance_signature_account_id_account")
        ),
        sa.ForeignKeyConstraint(
            ["reason_id"],
            ["variance_reason.id"],
            name=op.f("fk_variance_signature_reason_id_variance_reason"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_variance_signature")),
    )
    op.create_index(
        "uq_variance_signature_reason_id_account_id",
        "variance_signature",
        ["reason_id", "account_id"],
        unique=True,
    )
    op.create_table(
        "turnout_count",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("contest_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("counted_on", sa.Date(), nullable=False),
        sa.Column("area_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True),
        sa.Column(
            "channel",
            sa.Enum("email", "post", name="channel", native_enum=False, create_constraint=True, length=40),
            nullable=True,
        ),
        sa.Column("returned", sa.Integer(), nullable=False),
        sa.Column("recorded_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("recorded_by_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True),
        sa.CheckConstraint("returned >= 0", name=op.f("ck_turnout_count_counted_from_nought")),
        sa.ForeignKeyConstraint(["area_id"], ["area.id"], name=op.f("fk_turnout_count_area_id_area")),
        sa.ForeignKeyConstraint(
            ["contest_id"], ["contest.id"], name=op.f("fk_turnout_count_contest_id_contest")
        ),
        sa.ForeignKeyConstraint(
            ["recorded_by_id"], ["account.id"], name=op.f("fk_turnout_count_recorded_by_id_account")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_turnout_count")),
    )
    op.create_index(
        "ix_turnout_count_contest_id_counted_on",
        "turnout_count",
        ["contest_id", "counted_on", sa.literal_column("coalesce(area_id, 0)"), "channel"],
        unique=False,
    )


def make_desk() -> None:
    op.create_table(
        "dispatch_run",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("contest_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column(
            "channel",
            sa.Enum("email", "post", name="channel", native_enum=False, create_constraint=True, length=40),
            nullable=False,
        ),
        sa.Column("closes_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("closed_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("closed_by_name", sa.String(length=300), nullable=False),
        sa.Column("batch_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True),
        sa.CheckConstraint("number >= 1", name=op.f("ck_dispatch_run_numbered_from_one")),
        sa.ForeignKeyConstraint(
            ["batch_id"], ["paper_batch.id"], name=op.f("fk_dispatch_run_batch_id_paper_batch")
        ),
        sa.ForeignKeyConstraint(
            ["contest_id"], ["contest.id"], name=op.f("fk_dispatch_run_contest_id_contest")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_dispatch_run")),
    )
    op.create_index(
        "uq_dispatch_run_contest_id_number", "dispatch_run", ["contest_id", "number"], unique=True
    )
    op.create_index(
        "uq_dispatch_run_one_open",
        "dispatch_run",
        ["contest_id", "channel"],
        unique=True,
        sqlite_where=sa.text("closed_at IS NULL"),
        postgresql_where=sa.text("closed_at IS NULL"),
    )
    op.create_table(
        "reissue",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("contest_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("roll_entry_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("old_paper_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True),
        sa.Column("new_paper_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True),
        sa.Column("asked_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("asked_by_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True),
        sa.Column("asked_by_name", sa.String(length=300), nullable=False),
        sa.Column(
            "reason",
            sa.Enum(
                "lost",
                "spoilt",
                "not_received",
                "moved",
                "wrong_name",
                "other_format",
                name="reason",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column(
            "channel",
            sa.Enum("email", "post", name="channel", native_enum=False, create_constraint=True, length=40),
            nullable=False,
        ),
        sa.Column(
            "format",
            sa.Enum(
                "standard",
                "large_print",
                "braille",
                "audio",
                "email",
                name="format",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column(
            "outcome",
            sa.Enum(
                "granted", "refused", name="outcome", native_enum=False, create_constraint=True, length=40
            ),
            nullable=False,
        ),
        sa.Column("refusal", sa.Text(), nullable=False),
        sa.Column("arrives_by", sa.DateTime(timezone=True), nullable=True),
        sa.Column("dispatch_run_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True),
        sa.Column("identity", sa.JSON(), nullable=False),
        sa.Column("new_address", sa.Text(), nullable=False),
        sa.Column("note", sa.Text(), nullable=False),
        sa.CheckConstraint(
            "(outcome = 'granted') = (new_paper_id IS NOT NULL)",
            name=op.f("ck_reissue_a_granted_one_has_a_paper"),
        ),
        sa.CheckConstraint(
            "(outcome = 'refused') = (refusal <> '')", name=op.f("ck_reissue_a_refused_one_says_why")
        ),
        sa.CheckConstraint(
            "new_paper_id IS NULL OR old_paper_id IS NULL OR new_paper_id <> old_paper_id",
            name=op.f("ck_reissue_another_paper"),
        ),
        sa.ForeignKeyConstraint(["asked_by_id"], ["account.id"], name=op.f("fk_reissue_asked_by_id_account")),
        sa.ForeignKeyConstraint(["contest_id"], ["contest.id"], name=op.f("fk_reissue_contest_id_contest")),
        sa.ForeignKeyConstraint(
            ["dispatch_run_id"], ["dispatch_run.id"], name=op.f("fk_reissue_dispatch_run_id_dispatch_run")
        ),
        sa.ForeignKeyConstraint(["new_paper_id"], ["paper.id"], name=op.f("fk_reissue_new_paper_id_paper")),
        sa.ForeignKeyConstraint(["old_paper_id"], ["paper.id"], name=op.f("fk_reissue_old_paper_id_paper")),
        sa.ForeignKeyConstraint(
            ["roll_entry_id"], ["roll_entry.id"], name=op.f("fk_reissue_roll_entry_id_roll_entry")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_reissue")),
    )
    op.create_index("ix_reissue_contest_id_asked_at", "reissue", ["contest_id", "asked_at"], unique=False)
    op.create_index("ix_reissue_roll_entry_id", "reissue", ["roll_entry_id"], unique=False)
    op.create_index("uq_reissue_new_paper_id", "reissue", ["new_paper_id"], unique=True)
    op.create_table(
        "non_arrival",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("contest_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("paper_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("outward", sa.String(length=4), nullable=False),
        sa.Column("reported_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("reported_by_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True),
        sa.Column("reported_by_name", sa.String(length=300), nullable=False),
        sa.ForeignKeyConstraint(
            ["contest_id"], ["contest.id"], name=op.f("fk_non_arrival_contest_id_contest")
        ),
        sa.ForeignKeyConstraint(["paper_id"], ["paper.id"], name=op.f("fk_non_arrival_paper_id_paper")),
        sa.ForeignKeyConstraint(
            ["reported_by_id"], ["account.id"], name=op.f("fk_non_arrival_reported_by_id_account")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_non_arrival")),
    )
    op.create_index(
        "ix_non_arrival_contest_id_outward", "non_arrival", ["contest_id", "outward"], unique=False
    )
    op.create_index("uq_non_arrival_paper_id", "non_arrival", ["paper_id"], unique=True)
    op.create_table(
        "non_arrival_alarm",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("contest_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("outward", sa.String(length=4), nullable=False),
        sa.Column("raised_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("reported", sa.Integer(), nullable=False),
        sa.Column("posted", sa.Integer(), nullable=False),
        sa.Column("expected", sa.Double(), nullable=False),
        sa.Column("likelihood", sa.Double(), nullable=False),
        sa.Column("cleared_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("cleared_by_name", sa.String(length=300), nullable=False),
        sa.Column("cleared_reason", sa.Text(), nullable=False),
        sa.CheckConstraint(
            "(cleared_at IS NULL) = (cleared_reason = '')",
            name=op.f("ck_non_arrival_alarm_cleared_with_a_reason"),
        ),
        sa.CheckConstraint(
            "reported >= 1 AND posted >= reported", name=op.f("ck_non_arrival_alarm_reported_of_posted")
        ),
        sa.ForeignKeyConstraint(
            ["contest_id"], ["contest.id"], name=op.f("fk_non_arrival_alarm_contest_id_contest")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_non_arrival_alarm")),
    )
    op.create_index(
        "uq_non_arrival_alarm_live",
        "non_arrival_alarm",
        ["contest_id", "outward"],
        unique=True,
        sqlite_where=sa.text("cleared_at IS NULL"),
        postgresql_where=sa.text("cleared_at IS NULL"),
    )
    op.create_table(
        "delivery_office",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("contest_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("outward", sa.String(length=4), nullable=False),
        sa.Column("name", sa.String(length=300), nullable=False),
        sa.Column("telephone", sa.String(length=300), nullable=False),
        sa.Column("note", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(
            ["contest_id"], ["contest.id"], name=op.f("fk_delivery_office_contest_id_contest")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_delivery_office")),
    )
    op.create_index(
        "uq_delivery_office_contest_id_outward", "delivery_office", ["contest_id", "outward"], unique=True
    )
