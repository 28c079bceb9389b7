"""The electorate: electors, frozen rolls, alarms, agreements, suppressions, postcodes.

Revision ID: 0009
"""

import secrets

import sqlalchemy as sa
from alembic import op

revision = "0009"
down_revision = "0008"
branch_labels = None
depends_on = None

FROZEN = "a frozen roll is never changed"
SALT_BYTES = 32
SQLITE_TRIGGERS = tuple(
    f"CREATE TRIGGER {table}_no_{act.lower()} BEFORE {act} ON {table} BEGIN SELECT RAISE(ABORT, '{FROZEN}'); END"
    for table in ("roll", "roll_entry")
    for act in ("UPDATE", "DELETE")
)
POSTGRESQL_TRIGGERS = (
    f"CREATE FUNCTION refuse_to_change_rolls() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RAISE EXCEPTION '{FROZEN}'; END $$",
    *(
        f"CREATE TRIGGER {table}_append_only BEFORE UPDATE OR DELETE ON {table} "
        "FOR EACH ROW EXECUTE FUNCTION refuse_to_change_rolls()"
        for table in ("roll", "roll_entry")
    ),
)


def upgrade() -> None:
    op.create_table(
        "suppression_salt",
        sa.Column("id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("salt", sa.LargeBinary(), nullable=False),
        sa.CheckConstraint("id = 1", name=op.f("ck_suppression_salt_one_row")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_suppression_salt")),
    )
    op.create_table(
        "postcode_area",
        sa.Column("postcode", sa.String(length=8), nullable=False),
        sa.Column("area_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.ForeignKeyConstraint(["area_id"], ["area.id"], name=op.f("fk_postcode_area_area_id_area")),
        sa.PrimaryKeyConstraint("postcode", name=op.f("pk_postcode_area")),
    )
    op.create_table(
        "contact_alarm",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("contest_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column(
            "kind",
            sa.Enum("list", "person", name="kind", native_enum=False, create_constraint=True, length=40),
            nullable=False,
        ),
        sa.Column(
            "unit_kind",
            sa.Enum(
                "whole_list",
                "branch",
                "council",
                "person",
                name="unit_kind",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("unit", sa.String(length=300), nullable=False),
        sa.Column("changed", sa.Integer(), nullable=False),
        sa.Column("of", sa.Integer(), nullable=False),
        sa.Column("share", sa.Integer(), nullable=False),
        sa.Column("raised_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("since", sa.DateTime(timezone=True), nullable=False),
        sa.Column("by_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True),
        sa.Column("import_run_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True),
        sa.Column("cleared_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("cleared_by_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.CheckConstraint(
            "(cleared_at IS NULL) = (reason = '')", name=op.f("ck_contact_alarm_cleared_has_a_reason")
        ),
        sa.CheckConstraint(
            "(kind = 'list') = (import_run_id IS NOT NULL)",
            name=op.f("ck_contact_alarm_a_list_has_its_import"),
        ),
        sa.CheckConstraint(
            "changed >= 1 AND of >= changed", name=op.f("ck_contact_alarm_counts_are_counted")
        ),
        sa.ForeignKeyConstraint(["by_id"], ["account.id"], name=op.f("fk_contact_alarm_by_id_account")),
        sa.ForeignKeyConstraint(
            ["cleared_by_id"], ["account.id"], name=op.f("fk_contact_alarm_cleared_by_id_account")
        ),
        sa.ForeignKeyConstraint(
            ["contest_id"], ["contest.id"], name=op.f("fk_contact_alarm_contest_id_contest")
        ),
        sa.ForeignKeyConstraint(
            ["import_run_id"], ["import_run.id"], name=op.f("fk_contact_alarm_import_run_id_import_run")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_contact_alarm")),
    )
    op.create_index(
        "ix_contact_alarm_contest_id", "contact_alarm", ["contest_id", "cleared_at"], unique=False
    )
    op.create_table(
        "elector",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("contest_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("name_key", sa.String(length=300), nullable=False),
        sa.Column(
            "standing",
            sa.Enum(
                "none",
                "suspended",
                "duplicate",
                "deceased",
                "gone_away",
                "appeal_pending",
                name="standing",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("eligibility_by_hand", sa.Boolean(), nullable=False),
        sa.Column("eligibility_reason", sa.Text(), nullable=False),
        sa.Column("contact_held_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("is_listed", sa.Boolean(), nullable=False),
        sa.Column("left_on", sa.Date(), nullable=True),
        sa.Column("details_digest", sa.String(length=32), nullable=False),
        sa.Column("added_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("import_run_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True),
        sa.Column("membership_number", sa.String(length=60), nullable=False),
        sa.Column("title", sa.String(length=300), nullable=False),
        sa.Column("first_name", sa.String(length=300), nullable=False),
        sa.Column("last_name", sa.String(length=300), nullable=False),
        sa.Column("address_1", sa.String(length=300), nullable=False),
        sa.Column("address_2", sa.String(length=300), nullable=False),
        sa.Column("address_3", sa.String(length=300), nullable=False),
        sa.Column("address_4", sa.String(length=300), nullable=False),
        sa.Column("address_5", sa.String(length=300), nullable=False),
        sa.Column("address_6", sa.String(length=300), nullable=False),
        sa.Column("postcode", sa.String(length=10), nullable=False),
        sa.Column("email", sa.String(length=300), nullable=False),
        sa.Column("email_key", sa.String(length=300), nullable=False),
        sa.Column("phone", sa.String(length=60), nullable=False),
        sa.Column(
            "language",
            sa.Enum("en", "cy", name="language", native_enum=False, create_constraint=True, length=40),
            nullable=False,
        ),
        sa.Column(
            "voter_class",
            sa.Enum(
                "member",
                "affiliated_supporter",
                "registered_supporter",
                name="voter_class",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("joined_on", sa.Date(), nullable=True),
        sa.Column("paid_up_to", sa.Date(), nullable=True),
        sa.Column("branch", sa.String(length=300), nullable=False),
        sa.Column("council_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True),
        sa.Column("email_consent", sa.Boolean(), nullable=True),
        sa.Column("post_objection", sa.Boolean(), nullable=False),
        sa.Column(
            "format",
            sa.Enum(
                "standard",
                "large_print",
                "audio",
                "braille",
                name="format",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column(
            "eligibility",
            sa.Enum(
                "eligible",
                "joined_after",
                "in_arrears",
                "suspended",
                "duplicate",
                "deceased",
                "gone_away",
                "appeal_pending",
                name="eligibility",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("number_hash", sa.String(length=64), nullable=False),
        sa.Column("email_hash", sa.String(length=64), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.CheckConstraint("(email = '') = (email_key = '')", name=op.f("ck_elector_email_has_its_key")),
        sa.CheckConstraint(
            "NOT eligibility_by_hand OR eligibility_reason <> ''",
            name=op.f("ck_elector_by_hand_has_a_reason"),
        ),
        sa.CheckConstraint("membership_number <> ''", name=op.f("ck_elector_has_a_number")),
        sa.CheckConstraint("is_listed = (left_on IS NULL)", name=op.f("ck_elector_left_has_a_day")),
        sa.ForeignKeyConstraint(["contest_id"], ["contest.id"], name=op.f("fk_elector_contest_id_contest")),
        sa.ForeignKeyConstraint(["council_id"], ["area.id"], name=op.f("fk_elector_council_id_area")),
        sa.ForeignKeyConstraint(
            ["import_run_id"], ["import_run.id"], name=op.f("fk_elector_import_run_id_import_run")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_elector")),
    )
    op.create_index("ix_elector_email_key", "elector", ["contest_id", "email_key"], unique=False)
    op.create_index(op.f("ix_elector_import_run_id"), "elector", ["import_run_id"], unique=False)
    op.create_index("ix_elector_name", "elector", ["contest_id", "name_key", "id"], unique=False)
    op.create_index(
        "uq_elector_contest_id_membership_number", "elector", ["contest_id", "membership_number"], unique=True
    )
    op.create_table(
        "roll",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("contest_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("frozen_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("frozen_by_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True),
        sa.Column("frozen_by_name", sa.String(length=300), nullable=False),
        sa.Column("joined_by", sa.Date(), nullable=True),
        sa.Column("paid_up_by", sa.Date(), nullable=True),
        sa.Column("entry_count", sa.Integer(), nullable=False),
        sa.Column("eligible_count", sa.Integer(), nullable=False),
        sa.Column("sha256", sa.String(length=64), nullable=False),
        sa.Column("note", sa.Text(), nullable=False),
        sa.CheckConstraint(
            "eligible_count >= 0 AND entry_count >= eligible_count", name=op.f("ck_roll_counts_are_counted")
        ),
        sa.CheckConstraint("length(sha256) = 64", name=op.f("ck_roll_hash_is_sha256")),
        sa.CheckConstraint("number >= 1", name=op.f("ck_roll_numbered_from_one")),
        sa.ForeignKeyConstraint(["contest_id"], ["contest.id"], name=op.f("fk_roll_contest_id_contest")),
        sa.ForeignKeyConstraint(["frozen_by_id"], ["account.id"], name=op.f("fk_roll_frozen_by_id_account")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_roll")),
    )
    op.create_index("uq_roll_contest_id_number", "roll", ["contest_id", "number"], unique=True)
    op.create_table(
        "suppression",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column(
            "channel",
            sa.Enum("email", "post", name="channel", native_enum=False, create_constraint=True, length=40),
            nullable=False,
        ),
        sa.Column("key_hash", sa.String(length=64), nullable=False),
        sa.Column(
            "reason",
            sa.Enum(
                "unsubscribed",
                "hard_bounce",
                "complaint",
                "gone_away",
                "refused",
                "deceased",
                "objected",
                name="reason",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("source", sa.Text(), nullable=False),
        sa.Column("contest_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True),
        sa.Column("added_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("added_by_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True),
        sa.Column("lifted_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("lifted_by_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True),
        sa.Column("lifted_reason", sa.Text(), nullable=False),
        sa.CheckConstraint(
            "lifted_at IS NULL OR lifted_reason <> ''", name=op.f("ck_suppression_lifted_has_a_reason")
        ),
        sa.CheckConstraint("length(key_hash) = 64", name=op.f("ck_suppression_hash_is_sha256")),
        sa.ForeignKeyConstraint(
            ["added_by_id"], ["account.id"], name=op.f("fk_suppression_added_by_id_account")
        ),
        sa.ForeignKeyConstraint(
            ["contest_id"], ["contest.id"], name=op.f("fk_suppression_contest_id_contest")
        ),
        sa.ForeignKeyConstraint(
            ["lifted_by_id"], ["account.id"], name=op.f("fk_suppression_lifted_by_id_account")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_suppression")),
    )
    op.create_index(
        "ix_suppression_live",
        "suppression",
        ["channel", "key_hash"],
        unique=False,
        sqlite_where=sa.text("lifted_at IS NULL"),
        postgresql_where=sa.text("lifted_at IS NULL"),
    )
    op.create_table(
        "contact_change",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("contest_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("elector_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("changed_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("by_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True),
        sa.Column("import_run_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True),
        sa.Column("fields", sa.JSON(), nullable=False),
        sa.Column("before_hash", sa.String(length=64), nullable=False),
        sa.Column("branch", sa.String(length=300), nullable=False),
        sa.Column("council_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True),
        sa.CheckConstraint("length(before_hash) = 64", name=op.f("ck_contact_change_hash_is_sha256")),
        sa.ForeignKeyConstraint(["by_id"], ["account.id"], name=op.f("fk_contact_change_by_id_account")),
        sa.ForeignKeyConstraint(
            ["contest_id"], ["contest.id"], name=op.f("fk_contact_change_contest_id_contest")
        ),
        sa.ForeignKeyConstraint(["council_id"], ["area.id"], name=op.f("fk_contact_change_council_id_area")),
        sa.ForeignKeyConstraint(
            ["elector_id"], ["elector.id"], name=op.f("fk_contact_change_elector_id_elector")
        ),
        sa.ForeignKeyConstraint(
            ["import_run_id"], ["import_run.id"], name=op.f("fk_contact_change_import_run_id_import_run")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_contact_change")),
    )
    op.create_index(
        "ix_contact_change_day", "contact_change", ["contest_id", "by_id", "changed_at"], unique=False
    )
    op.create_index("ix_contact_change_elector_id", "contact_change", ["elector_id"], unique=False)
    op.create_index("ix_contact_change_run", "contact_change", ["import_run_id", "elector_id"], unique=False)
    op.create_table(
        "data_agreement",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("candidacy_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("signed_on", sa.Date(), nullable=False),
        sa.Column("signed_by", sa.String(length=300), nullable=False),
        sa.Column("purpose", sa.Text(), nullable=False),
        sa.Column("file_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True),
        sa.Column("expires_on", sa.Date(), nullable=False),
        sa.Column("recorded_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("recorded_by_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True),
        sa.Column("withdrawn_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("withdrawn_reason", sa.Text(), nullable=False),
        sa.CheckConstraint(
            "(withdrawn_at IS NULL) = (withdrawn_reason = '')",
            name=op.f("ck_data_agreement_withdrawn_has_a_reason"),
        ),
        sa.CheckConstraint("expires_on >= signed_on", name=op.f("ck_data_agreement_ends_after_it_begins")),
        sa.ForeignKeyConstraint(
            ["candidacy_id"], ["candidacy.id"], name=op.f("fk_data_agreement_candidacy_id_candidacy")
        ),
        sa.ForeignKeyConstraint(
            ["file_id"], ["stored_file.id"], name=op.f("fk_data_agreement_file_id_stored_file")
        ),
        sa.ForeignKeyConstraint(
            ["recorded_by_id"], ["account.id"], name=op.f("fk_data_agreement_recorded_by_id_account")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_data_agreement")),
    )
    op.create_index("ix_data_agreement_candidacy_id", "data_agreement", ["candidacy_id"], unique=False)
    op.create_table(
        "roll_entry",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("roll_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("elector_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("shared_email", sa.Boolean(), nullable=False),
        sa.Column("membership_number", sa.String(length=60), nullable=False),
        sa.Column("title", sa.String(length=300), nullable=False),
        sa.Column("first_name", sa.String(length=300), nullable=False),
        sa.Column("last_name", sa.String(length=300), nullable=False),
        sa.Column("address_1", sa.String(length=300), nullable=False),
        sa.Column("address_2", sa.String(length=300), nullable=False),
        sa.Column("address_3", sa.String(length=300), nullable=False),
        sa.Column("address_4", sa.String(length=300), nullable=False),
        sa.Column("address_5", sa.String(length=300), nullable=False),
        sa.Column("address_6", sa.String(length=300), nullable=False),
        sa.Column("postcode", sa.String(length=10), nullable=False),
        sa.Column("email", sa.String(length=300), nullable=False),
        sa.Column("email_key", sa.String(length=300), nullable=False),
        sa.Column("phone", sa.String(length=60), nullable=False),
        sa.Column(
            "language",
            sa.Enum("en", "cy", name="language", native_enum=False, create_constraint=True, length=40),
            nullable=False,
        ),
        sa.Column(
            "voter_class",
            sa.Enum(
                "member",
                "affiliated_supporter",
                "registered_supporter",
                name="voter_class",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("joined_on", sa.Date(), nullable=True),
        sa.Column("paid_up_to", sa.Date(), nullable=True),
        sa.Column("branch", sa.String(length=300), nullable=False),
        sa.Column("council_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True),
        sa.Column("email_consent", sa.Boolean(), nullable=True),
        sa.Column("post_objection", sa.Boolean(), nullable=False),
        sa.Column(
            "format",
            sa.Enum(
                "standard",
                "large_print",
                "audio",
                "braille",
                name="format",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column(
            "eligibility",
            sa.Enum(
                "eligible",
                "joined_after",
                "in_arrears",
                "suspended",
                "duplicate",
                "deceased",
                "gone_away",
                "appeal_pending",
                name="eligibility",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("number_hash", sa.String(length=64), nullable=False),
        sa.Column("email_hash", sa.String(length=64), nullable=False),
        sa.ForeignKeyConstraint(["council_id"], ["area.id"], name=op.f("fk_roll_entry_council_id_area")),
        sa.ForeignKeyConstraint(
            ["elector_id"], ["elector.id"], name=op.f("fk_roll_entry_elector_id_elector")
        ),
        sa.ForeignKeyConstraint(["roll_id"], ["roll.id"], name=op.f("fk_roll_entry_roll_id_roll")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_roll_entry")),
    )
    op.create_index("ix_roll_entry_elector_id", "roll_entry", ["elector_id"], unique=False)
    op.create_index(
        "uq_roll_entry_roll_id_membership_number", "roll_entry", ["roll_id", "membership_number"], unique=True
    )
    op.create_table(
        "roll_release",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("agreement_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("roll_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("released_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("released_by_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True),
        sa.Column("watermark", sa.String(length=40), nullable=False),
        sa.Column("row_count", sa.Integer(), nullable=False),
        sa.Column("sha256", sa.String(length=64), nullable=False),
        sa.Column("expires_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("taken_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("taken_count", sa.Integer(), nullable=False),
        sa.Column("withdrawn_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("withdrawn_reason", sa.Text(), nullable=False),
        sa.CheckConstraint(
            "(withdrawn_at IS NULL) = (withdrawn_reason = '')",
            name=op.f("ck_roll_release_withdrawn_has_a_reason"),
        ),
        sa.CheckConstraint("length(sha256) = 64", name=op.f("ck_roll_release_hash_is_sha256")),
        sa.CheckConstraint(
            "taken_count >= 0 AND (taken_count = 0) = (taken_at IS NULL)",
            name=op.f("ck_roll_release_taken_has_a_time"),
        ),
        sa.ForeignKeyConstraint(
            ["agreement_id"], ["data_agreement.id"], name=op.f("fk_roll_release_agreement_id_data_agreement")
        ),
        sa.ForeignKeyConstraint(
            ["released_by_id"], ["account.id"], name=op.f("fk_roll_release_released_by_id_account")
        ),
        sa.ForeignKeyConstraint(["roll_id"], ["roll.id"], name=op.f("fk_roll_release_roll_id_roll")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_roll_release")),
    )
    op.create_index("ix_roll_release_agreement_id", "roll_release", ["agreement_id"], unique=False)
    op.create_index("uq_roll_release_watermark", "roll_release", ["watermark"], unique=True)

    for statement in POSTGRESQL_TRIGGERS if op.get_bind().dialect.name == "postgresql" else SQLITE_TRIGGERS:
        op.execute(statement)
    salt = sa.table("suppression_salt", sa.column("id", sa.Integer()), sa.column("salt", sa.LargeBinary()))
    op.bulk_insert(salt, [{"id": 1, "salt": secrets.token_bytes(SALT_BYTES)}])


def downgrade() -> None:
    op.drop_index("uq_roll_release_watermark", table_name="roll_release")
    op.drop_index("ix_roll_release_agreement_id", table_name="roll_release")
    op.drop_table("roll_release")
    op.drop_index("uq_roll_entry_roll_id_membership_number", table_name="roll_entry")
    op.drop_index("ix_roll_entry_elector_id", table_name="roll_entry")
    op.drop_table("roll_entry")
    op.drop_index("ix_data_agreement_candidacy_id", table_name="data_agreement")
    op.drop_table("data_agreement")
    op.drop_index("ix_contact_change_run", table_name="contact_change")
    op.drop_index("ix_contact_change_elector_id", table_name="contact_change")
    op.drop_index("ix_contact_change_day", table_name="contact_change")
    op.drop_table("contact_change")
    op.drop_index(
        "ix_suppression_live",
        table_name="suppression",
        sqlite_where=sa.text("lifted_at IS NULL"),
        postgresql_where=sa.text("lifted_at IS NULL"),
    )
    op.drop_table("suppression")
    op.drop_index("uq_roll_contest_id_number", table_name="roll")
    op.drop_table("roll")
    op.drop_index("uq_elector_contest_id_membership_number", table_name="elector")
    op.drop_index("ix_elector_name", table_name="elector")
    op.drop_index(op.f("ix_elector_import_run_id"), table_name="elector")
    op.drop_index("ix_elector_email_key", table_name="elector")
    op.drop_table("elector")
    op.drop_index("ix_contact_alarm_contest_id", table_name="contact_alarm")
    op.drop_table("contact_alarm")
    op.drop_table("postcode_area")
    op.drop_table("suppression_salt")

    if op.get_bind().dialect.name == "postgresql":
        op.execute("DROP FUNCTION refuse_to_change_rolls()")
