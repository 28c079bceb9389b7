"""Mailings: what they say, whom they reach, allowances, deliveries, print files.

Revision ID: 0010
"""

import sqlalchemy as sa
from alembic import op

revision = "0010"
down_revision = "0009"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "sending_switch",
        sa.Column("id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("is_on", sa.Boolean(), nullable=False),
        sa.Column("installation", sa.String(length=40), nullable=False),
        sa.Column("changed_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("changed_by_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.CheckConstraint("id = 1", name=op.f("ck_sending_switch_one_row")),
        sa.ForeignKeyConstraint(
            ["changed_by_id"], ["account.id"], name=op.f("fk_sending_switch_changed_by_id_account")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_sending_switch")),
    )
    op.create_table(
        "allowance",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("contest_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column(
            "kind",
            sa.Enum(
                "letters",
                "emails",
                "list_releases",
                "money",
                name="kind",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("amount", sa.Integer(), nullable=False),
        sa.Column("is_hard", sa.Boolean(), nullable=False),
        sa.Column("rule", sa.Text(), nullable=False),
        sa.Column("source", sa.Text(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.CheckConstraint("amount >= 0", name=op.f("ck_allowance_amount_not_negative")),
        sa.ForeignKeyConstraint(["contest_id"], ["contest.id"], name=op.f("fk_allowance_contest_id_contest")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_allowance")),
    )
    op.create_index("uq_allowance_contest_id_kind", "allowance", ["contest_id", "kind"], unique=True)
    op.create_table(
        "allowance_use",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("candidacy_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column(
            "kind",
            sa.Enum(
                "letters",
                "emails",
                "list_releases",
                "money",
                name="kind",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("amount", sa.Integer(), nullable=False),
        sa.Column("used_on", sa.Date(), nullable=False),
        sa.Column("supplied_by", sa.String(length=300), nullable=False),
        sa.Column("counts", sa.Boolean(), nullable=False),
        sa.Column("rule", sa.Text(), nullable=False),
        sa.Column("note", sa.Text(), nullable=False),
        sa.Column("recorded_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("recorded_by_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True),
        sa.CheckConstraint("counts OR rule <> ''", name=op.f("ck_allowance_use_uncounted_cites_its_rule")),
        sa.CheckConstraint("amount >= 0", name=op.f("ck_allowance_use_amount_not_negative")),
        sa.ForeignKeyConstraint(
            ["candidacy_id"], ["candidacy.id"], name=op.f("fk_allowance_use_candidacy_id_candidacy")
        ),
        sa.ForeignKeyConstraint(
            ["recorded_by_id"], ["account.id"], name=op.f("fk_allowance_use_recorded_by_id_account")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_allowance_use")),
    )
    op.create_index("ix_allowance_use_candidacy_id", "allowance_use", ["candidacy_id"], unique=False)
    op.create_table(
        "mailing",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("contest_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("title", sa.String(length=300), nullable=False),
        sa.Column(
            "channel",
            sa.Enum("letter", "email", name="channel", native_enum=False, create_constraint=True, length=40),
            nullable=False,
        ),
        sa.Column(
            "purpose",
            sa.Enum(
                "ballot_notice",
                "service",
                "campaign",
                name="purpose",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column(
            "on_behalf",
            sa.Enum(
                "candidate",
                "endorser",
                "returning_officer",
                name="on_behalf",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("candidacy_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True),
        sa.Column("body_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True),
        sa.Column("supplied_by", sa.String(length=300), nullable=False),
        sa.Column("paid_by", sa.String(length=300), nullable=False),
        sa.Column("counts_towards_allowance", sa.Boolean(), nullable=False),
        sa.Column("allowance_rule", sa.Text(), nullable=False),
        sa.Column(
            "language_mode",
            sa.Enum(
                "own", "both", name="language_mode", native_enum=False, create_constraint=True, length=40
            ),
            nullable=False,
        ),
        sa.Column(
            "service",
            sa.Enum(
                "first",
                "second",
                "economy",
                "access_priority",
                "access_standard",
                "europe",
                "rest_of_world",
                name="service",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=True,
        ),
        sa.Column("unit_cost", sa.Integer(), nullable=False),
        sa.Column("roll_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True),
        sa.Column("audience", sa.JSON(), nullable=False),
        sa.Column("content_number", sa.Integer(), nullable=False),
        sa.Column(
            "state",
            sa.Enum(
                "draft",
                "submitted",
                "approved",
                "scheduled",
                "rendering",
                "ready",
                "sending",
                "paused",
                "sent",
                "cancelled",
                "failed",
                name="state",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("created_by_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True),
        sa.Column("submitted_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("submitted_by_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True),
        sa.Column("approved_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("approved_by_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True),
        sa.Column("approved_content_sha256", sa.String(length=64), nullable=False),
        sa.Column("approved_list_sha256", sa.String(length=64), nullable=False),
        sa.Column("recipient_count", sa.Integer(), nullable=True),
        sa.Column("scheduled_for", sa.DateTime(timezone=True), nullable=True),
        sa.Column("hand_over_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("started_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("ended_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("paused_reason", sa.Text(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.CheckConstraint(
            "(approved_by_id IS NULL) = (approved_content_sha256 = '')",
            name=op.f("ck_mailing_approval_names_the_content"),
        ),
        sa.CheckConstraint(
            "(approved_by_id IS NULL) = (approved_list_sha256 = '')",
            name=op.f("ck_mailing_approval_names_the_list"),
        ),
        sa.CheckConstraint(
            "(channel = 'letter') = (service IS NOT NULL)", name=op.f("ck_mailing_a_letter_has_a_service")
        ),
        sa.CheckConstraint(
            "(on_behalf = 'candidate') = (candidacy_id IS NOT NULL)",
            name=op.f("ck_mailing_a_candidate_has_a_candidacy"),
        ),
        sa.CheckConstraint(
            "(on_behalf = 'endorser') = (body_id IS NOT NULL)", name=op.f("ck_mailing_an_endorser_is_a_body")
        ),
        sa.CheckConstraint(
            "channel = 'letter' OR hand_over_at IS NULL", name=op.f("ck_mailing_only_letters_are_handed_over")
        ),
        sa.CheckConstraint(
            "counts_towards_allowance OR allowance_rule <> '' OR on_behalf <> 'candidate'",
            name=op.f("ck_mailing_uncounted_cites_its_rule"),
        ),
        sa.CheckConstraint(
            "state NOT IN ('approved', 'scheduled', 'rendering', 'ready', 'sending', 'paused', 'sent') OR approved_by_id IS NOT NULL",
            name=op.f("ck_mailing_nothing_goes_out_unapproved"),
        ),
        sa.CheckConstraint(
            "approved_by_id IS NULL OR approved_by_id <> submitted_by_id",
            name=op.f("ck_mailing_approved_by_another"),
        ),
        sa.CheckConstraint("number >= 1 AND content_number >= 0", name=op.f("ck_mailing_numbered_from_one")),
        sa.CheckConstraint("unit_cost >= 0", name=op.f("ck_mailing_cost_not_negative")),
        sa.ForeignKeyConstraint(
            ["approved_by_id"], ["account.id"], name=op.f("fk_mailing_approved_by_id_account")
        ),
        sa.ForeignKeyConstraint(["body_id"], ["body.id"], name=op.f("fk_mailing_body_id_body")),
        sa.ForeignKeyConstraint(
            ["candidacy_id"], ["candidacy.id"], name=op.f("fk_mailing_candidacy_id_candidacy")
        ),
        sa.ForeignKeyConstraint(["contest_id"], ["contest.id"], name=op.f("fk_mailing_contest_id_contest")),
        sa.ForeignKeyConstraint(
            ["created_by_id"], ["account.id"], name=op.f("fk_mailing_created_by_id_account")
        ),
        sa.ForeignKeyConstraint(["roll_id"], ["roll.id"], name=op.f("fk_mailing_roll_id_roll")),
        sa.ForeignKeyConstraint(
            ["submitted_by_id"], ["account.id"], name=op.f("fk_mailing_submitted_by_id_account")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_mailing")),
    )
    op.create_index(op.f("ix_mailing_scheduled_for"), "mailing", ["scheduled_for"], unique=False)
    op.create_index("uq_mailing_contest_id_number", "mailing", ["contest_id", "number"], unique=True)
    op.create_table(
        "house_confirmation",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("mailing_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column(
            "act",
            sa.Enum(
                "handed_over", "posted", name="act", native_enum=False, create_constraint=True, length=40
            ),
            nullable=False,
        ),
        sa.Column("done_on", sa.Date(), nullable=False),
        sa.Column("quantity", sa.Integer(), nullable=False),
        sa.Column("said_by", sa.String(length=300), nullable=False),
        sa.Column("note", sa.Text(), nullable=False),
        sa.Column("recorded_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("recorded_by_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True),
        sa.CheckConstraint("said_by <> ''", name=op.f("ck_house_confirmation_somebody_said_so")),
        sa.CheckConstraint("quantity >= 1", name=op.f("ck_house_confirmation_at_least_one")),
        sa.ForeignKeyConstraint(
            ["mailing_id"], ["mailing.id"], name=op.f("fk_house_confirmation_mailing_id_mailing")
        ),
        sa.ForeignKeyConstraint(
            ["recorded_by_id"], ["account.id"], name=op.f("fk_house_confirmation_recorded_by_id_account")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_house_confirmation")),
    )
    op.create_index("ix_house_confirmation_mailing_id", "house_confirmation", ["mailing_id"], unique=False)
    op.create_table(
        "mailing_content",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("mailing_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("subject_en", sa.String(length=300), nullable=False),
        sa.Column("subject_cy", sa.String(length=300), nullable=False),
        sa.Column("salutation_en", sa.String(length=300), nullable=False),
        sa.Column("salutation_cy", sa.String(length=300), nullable=False),
        sa.Column("body_en", sa.Text(), nullable=False),
        sa.Column("body_cy", sa.Text(), nullable=False),
        sa.Column("valediction_en", sa.String(length=300), nullable=False),
        sa.Column("valediction_cy", sa.String(length=300), nullable=False),
        sa.Column("signatory", sa.String(length=300), nullable=False),
        sa.Column("signatory_title_en", sa.String(length=300), nullable=False),
        sa.Column("signatory_title_cy", sa.String(length=300), nullable=False),
        sa.Column("signature_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True),
        sa.Column("enclosures_en", sa.Text(), nullable=False),
        sa.Column("enclosures_cy", sa.Text(), nullable=False),
        sa.Column("quote_en", sa.Text(), nullable=False),
        sa.Column("quote_cy", sa.Text(), nullable=False),
        sa.Column("sender", sa.Text(), nullable=False),
        sa.Column("reply_to", sa.String(length=300), nullable=False),
        sa.Column("promoter_name", sa.String(length=300), nullable=False),
        sa.Column("promoter_address", sa.Text(), nullable=False),
        sa.Column("promoted_for", sa.String(length=300), nullable=False),
        sa.Column("printer", sa.Text(), nullable=False),
        sa.Column("sha256", sa.String(length=64), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("created_by_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True),
        sa.CheckConstraint("length(sha256) = 64", name=op.f("ck_mailing_content_hash_is_sha256")),
        sa.CheckConstraint("number >= 1", name=op.f("ck_mailing_content_numbered_from_one")),
        sa.ForeignKeyConstraint(
            ["created_by_id"], ["account.id"], name=op.f("fk_mailing_content_created_by_id_account")
        ),
        sa.ForeignKeyConstraint(
            ["mailing_id"], ["mailing.id"], name=op.f("fk_mailing_content_mailing_id_mailing")
        ),
        sa.ForeignKeyConstraint(
            ["signature_id"], ["stored_file.id"], name=op.f("fk_mailing_content_signature_id_stored_file")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_mailing_content")),
    )
    op.create_index(
        "uq_mailing_content_mailing_id_number", "mailing_content", ["mailing_id", "number"], unique=True
    )
    op.create_table(
        "print_run",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("mailing_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("made_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("made_by_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True),
        sa.Column("letters", sa.Integer(), nullable=False),
        sa.Column("sheets", sa.Integer(), nullable=False),
        sa.Column("manifest_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("manifest_sha256", sa.String(length=64), nullable=False),
        sa.CheckConstraint("length(manifest_sha256) = 64", name=op.f("ck_print_run_hash_is_sha256")),
        sa.CheckConstraint(
            "letters >= 0 AND sheets >= letters", name=op.f("ck_print_run_a_letter_has_a_sheet")
        ),
        sa.ForeignKeyConstraint(["made_by_id"], ["account.id"], name=op.f("fk_print_run_made_by_id_account")),
        sa.ForeignKeyConstraint(["mailing_id"], ["mailing.id"], name=op.f("fk_print_run_mailing_id_mailing")),
        sa.ForeignKeyConstraint(
            ["manifest_id"], ["stored_file.id"], name=op.f("fk_print_run_manifest_id_stored_file")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_print_run")),
    )
    op.create_index("uq_print_run_mailing_id_number", "print_run", ["mailing_id", "number"], unique=True)
    op.create_table(
        "print_file",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("print_run_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("name", sa.String(length=300), nullable=False),
        sa.Column("file_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("letters", sa.Integer(), nullable=False),
        sa.Column("pages", sa.Integer(), nullable=False),
        sa.Column("sheets", sa.Integer(), nullable=False),
        sa.Column("sha256", sa.String(length=64), nullable=False),
        sa.CheckConstraint("length(sha256) = 64", name=op.f("ck_print_file_hash_is_sha256")),
        sa.CheckConstraint(
            "pages >= letters AND letters >= 1", name=op.f("ck_print_file_a_letter_has_a_page")
        ),
        sa.ForeignKeyConstraint(
            ["file_id"], ["stored_file.id"], name=op.f("fk_print_file_file_id_stored_file")
        ),
        sa.ForeignKeyConstraint(
            ["print_run_id"], ["print_run.id"], name=op.f("fk_print_file_print_run_id_print_run")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_print_file")),
    )
    op.create_index("ix_print_file_print_run_id", "print_file", ["print_run_id"], unique=False)
    op.create_table(
        "delivery",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("mailing_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("roll_entry_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column(
            "language",
            sa.Enum("en", "cy", name="language", native_enum=False, create_constraint=True, length=40),
            nullable=False,
        ),
        sa.Column("reference", sa.String(length=20), nullable=False),
        sa.Column(
            "state",
            sa.Enum(
                "planned",
                "claimed",
                "handed_over",
                "delivered",
                "returned",
                "failed",
                "skipped",
                "unknown",
                name="state",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column(
            "skip_reason",
            sa.Enum(
                "not_eligible",
                "no_address",
                "shared_address",
                "no_consent",
                "objected",
                "suppressed",
                "held",
                "cancelled",
                name="skip_reason",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=True,
        ),
        sa.Column("attempts", sa.Integer(), nullable=False),
        sa.Column("next_try_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("claimed_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("claimed_by", sa.String(length=80), nullable=False),
        sa.Column("answered_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("answer", sa.Text(), nullable=False),
        sa.Column("print_file_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True),
        sa.Column(
            "resolution",
            sa.Enum(
                "count_as_sent",
                "send_again",
                "give_up",
                name="resolution",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=True,
        ),
        sa.Column("resolved_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("resolved_by_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True),
        sa.Column("resolved_reason", sa.Text(), nullable=False),
        sa.CheckConstraint(
            "(state = 'claimed') = (claimed_by <> '')", name=op.f("ck_delivery_claimed_by_a_worker")
        ),
        sa.CheckConstraint(
            "(state = 'skipped') = (skip_reason IS NOT NULL)", name=op.f("ck_delivery_skipped_has_a_reason")
        ),
        sa.CheckConstraint(
            "(resolved_by_id IS NULL) = (resolution IS NULL)", name=op.f("ck_delivery_resolved_by_somebody")
        ),
        sa.CheckConstraint("attempts >= 0", name=op.f("ck_delivery_attempts_not_negative")),
        sa.ForeignKeyConstraint(["mailing_id"], ["mailing.id"], name=op.f("fk_delivery_mailing_id_mailing")),
        sa.ForeignKeyConstraint(
            ["print_file_id"], ["print_file.id"], name=op.f("fk_delivery_print_file_id_print_file")
        ),
        sa.ForeignKeyConstraint(
            ["resolved_by_id"], ["account.id"], name=op.f("fk_delivery_resolved_by_id_account")
        ),
        sa.ForeignKeyConstraint(
            ["roll_entry_id"], ["roll_entry.id"], name=op.f("fk_delivery_roll_entry_id_roll_entry")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_delivery")),
    )
    op.create_index("ix_delivery_roll_entry_id", "delivery", ["roll_entry_id"], unique=False)
    op.create_index(
        "ix_delivery_waiting", "delivery", ["mailing_id", "state", "next_try_at", "id"], unique=False
    )
    op.create_index(
        "uq_delivery_mailing_id_roll_entry_id", "delivery", ["mailing_id", "roll_entry_id"], unique=True
    )
    op.create_index("uq_delivery_reference", "delivery", ["reference"], unique=True)
    op.create_table(
        "bounce",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("delivery_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True),
        sa.Column(
            "kind",
            sa.Enum(
                "hard",
                "soft",
                "complaint",
                "unreadable",
                name="kind",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("diagnostic", sa.Text(), nullable=False),
        sa.Column("sha256", sa.String(length=64), nullable=False),
        sa.Column("received_at", sa.DateTime(timezone=True), nullable=False),
        sa.CheckConstraint("length(sha256) = 64", name=op.f("ck_bounce_hash_is_sha256")),
        sa.ForeignKeyConstraint(
            ["delivery_id"], ["delivery.id"], name=op.f("fk_bounce_delivery_id_delivery")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_bounce")),
    )
    op.create_index("ix_bounce_delivery_id", "bounce", ["delivery_id"], unique=False)
    op.create_index("uq_bounce_sha256", "bounce", ["sha256"], unique=True)


def downgrade() -> None:
    op.drop_index("uq_bounce_sha256", table_name="bounce")
    op.drop_index("ix_bounce_delivery_id", table_name="bounce")
    op.drop_table("bounce")
    op.drop_index("uq_delivery_reference", table_name="delivery")
    op.drop_index("uq_delivery_mailing_id_roll_entry_id", table_name="delivery")
    op.drop_index("ix_delivery_waiting", table_name="delivery")
    op.drop_index("ix_delivery_roll_entry_id", table_name="delivery")
    op.drop_table("delivery")
    op.drop_index("ix_print_file_print_run_id", table_name="print_file")
    op.drop_table("print_file")
    op.drop_index("uq_print_run_mailing_id_number", table_name="print_run")
    op.drop_table("print_run")
    op.drop_index("uq_mailing_content_mailing_id_number", table_name="mailing_content")
    op.drop_table("mailing_content")
    op.drop_index("ix_house_confirmation_mailing_id", table_name="house_confirmation")
    op.drop_table("house_confirmation")
    op.drop_index("uq_mailing_contest_id_number", table_name="mailing")
    op.drop_index(op.f("ix_mailing_scheduled_for"), table_name="mailing")
    op.drop_table("mailing")
    op.drop_index("ix_allowance_use_candidacy_id", table_name="allowance_use")
    op.drop_table("allowance_use")
    op.drop_index("uq_allowance_contest_id_kind", table_name="allowance")
    op.drop_table("allowance")
    op.drop_table("sending_switch")
