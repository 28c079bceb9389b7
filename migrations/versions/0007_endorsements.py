"""Endorsements, nominations, designations, joint decisions.

Revision ID: 0007
"""

import sqlalchemy as sa
from alembic import op

revision = "0007"
down_revision = "0006"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "nomination_threshold",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("contest_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("requirements", sa.JSON(), nullable=False),
        sa.Column("source", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["contest_id"], ["contest.id"], name=op.f("fk_nomination_threshold_contest_id_contest")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_nomination_threshold")),
        sa.UniqueConstraint("contest_id", name=op.f("uq_nomination_threshold_contest_id")),
    )
    op.create_table(
        "designation_decision",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("candidacy_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("body_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column(
            "designation",
            sa.Enum(
                "labour",
                "labour_and_cooperative",
                "co_operative",
                "other",
                name="designation",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column(
            "outcome",
            sa.Enum("granted", "withheld", "deferred", name="outcome", native_enum=False, create_constraint=True, length=40),
            nullable=False,
        ),
        sa.Column("decided_on", sa.Date(), nullable=False),
        sa.Column("source", sa.Text(), nullable=False),
        sa.Column("recorded_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("recorded_by_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True),
        sa.ForeignKeyConstraint(["body_id"], ["body.id"], name=op.f("fk_designation_decision_body_id_body")),
        sa.ForeignKeyConstraint(["candidacy_id"], ["candidacy.id"], name=op.f("fk_designation_decision_candidacy_id_candidacy")),
        sa.ForeignKeyConstraint(["recorded_by_id"], ["account.id"], name=op.f("fk_designation_decision_recorded_by_id_account")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_designation_decision")),
    )
    op.create_index(op.f("ix_designation_decision_candidacy_id"), "designation_decision", ["candidacy_id"], unique=False)
    op.create_table(
        "endorsement",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("contest_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("candidacy_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True),
        sa.Column("endorser_person_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True),
        sa.Column("endorser_body_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True),
        sa.Column("office", sa.String(length=300), nullable=False),
        sa.Column(
            "method",
            sa.Enum(
                "full_meeting",
                "executive",
                "selections_committee",
                "officers_panel",
                "officer_delegated",
                "correspondence",
                "phone",
                "online_poll",
                "hustings_vote",
                "individual",
                name="method",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=True,
        ),
        sa.Column(
            "outcome",
            sa.Enum(
                "unanimous",
                "nem_con",
                "majority",
                "carried_unrecorded",
                "tied",
                "tied_chair",
                "no_endorsement",
                "inquorate",
                "deferred",
                "withheld",
                "rescinded",
                name="outcome",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("decided_on", sa.Date(), nullable=True),
        sa.Column("notice_given_on", sa.Date(), nullable=True),
        sa.Column("eligible", sa.Integer(), nullable=True),
        sa.Column("present", sa.Integer(), nullable=True),
        sa.Column("quorum", sa.Integer(), nullable=True),
        sa.Column("votes_for", sa.Integer(), nullable=True),
        sa.Column("votes_against", sa.Integer(), nullable=True),
        sa.Column("abstentions", sa.Integer(), nullable=True),
        sa.Column("chair", sa.String(length=300), nullable=False),
        sa.Column("minute_reference", sa.String(length=300), nullable=False),
        sa.Column("note", sa.Text(), nullable=False),
        sa.Column(
            "state",
            sa.Enum(
                "recorded",
                "verified",
                "published",
                "declined",
                "withdrawn",
                "superseded",
                "corrected",
                "released",
                name="state",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("recorded_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("recorded_by_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True),
        sa.Column("edited_by_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True),
        sa.Column("verified_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("verified_by_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True),
        sa.Column("published_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("ended_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("ended_on", sa.Date(), nullable=True),
        sa.Column("ended_by_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True),
        sa.Column("ended_reason", sa.Text(), nullable=False),
        sa.Column("succeeded_by_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True),
        sa.Column("embargo_until", sa.DateTime(timezone=True), nullable=True),
        sa.Column(
            "embargo_event",
            sa.Enum(
                "candidates_announced",
                "ballot_opened",
                "ballot_closed",
                "result_declared",
                name="embargo_event",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=True,
        ),
        sa.Column("embargo_lifted_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("import_run_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.CheckConstraint(
            "candidacy_id IS NOT NULL OR outcome NOT IN ('unanimous', 'nem_con', 'majority', 'carried_unrecorded', 'tied_chair')",
            name=op.f("ck_endorsement_endorsing_names_a_candidate"),
        ),
        sa.CheckConstraint(
            "outcome <> 'unanimous' OR coalesce(votes_against, 0) = 0", name=op.f("ck_endorsement_unanimous_without_against")
        ),
        sa.CheckConstraint(
            "state <> 'published' OR (verified_at IS NOT NULL AND published_at IS NOT NULL)",
            name=op.f("ck_endorsement_published_was_verified"),
        ),
        sa.CheckConstraint(
            "state IN ('recorded', 'verified', 'published') = (ended_at IS NULL)", name=op.f("ck_endorsement_live_has_no_end")
        ),
        sa.CheckConstraint("(endorser_person_id IS NULL) <> (endorser_body_id IS NULL)", name=op.f("ck_endorsement_one_endorser")),
        sa.CheckConstraint("(verified_at IS NULL) = (verified_by_id IS NULL)", name=op.f("ck_endorsement_verified_by_somebody")),
        sa.CheckConstraint("abstentions IS NULL OR abstentions >= 0", name=op.f("ck_endorsement_abstentions_not_negative")),
        sa.CheckConstraint(
            "edited_by_id IS NULL OR verified_by_id IS NULL OR verified_by_id <> edited_by_id",
            name=op.f("ck_endorsement_verified_by_no_editor"),
        ),
        sa.CheckConstraint(
            "present IS NULL OR coalesce(votes_for, 0) + coalesce(votes_against, 0) + coalesce(abstentions, 0) <= present",
            name=op.f("ck_endorsement_votes_within_present"),
        ),
        sa.CheckConstraint(
            "present IS NULL OR eligible IS NULL OR present <= eligible", name=op.f("ck_endorsement_present_within_eligible")
        ),
        sa.CheckConstraint("verified_by_id IS NULL OR verified_by_id <> recorded_by_id", name=op.f("ck_endorsement_verified_by_another")),
        sa.CheckConstraint("votes_against IS NULL OR votes_against >= 0", name=op.f("ck_endorsement_votes_against_not_negative")),
        sa.CheckConstraint("votes_for IS NULL OR votes_for >= 0", name=op.f("ck_endorsement_votes_for_not_negative")),
        sa.ForeignKeyConstraint(["candidacy_id"], ["candidacy.id"], name=op.f("fk_endorsement_candidacy_id_candidacy")),
        sa.ForeignKeyConstraint(["contest_id"], ["contest.id"], name=op.f("fk_endorsement_contest_id_contest")),
        sa.ForeignKeyConstraint(["edited_by_id"], ["account.id"], name=op.f("fk_endorsement_edited_by_id_account")),
        sa.ForeignKeyConstraint(["ended_by_id"], ["account.id"], name=op.f("fk_endorsement_ended_by_id_account")),
        sa.ForeignKeyConstraint(["endorser_body_id"], ["body.id"], name=op.f("fk_endorsement_endorser_body_id_body")),
        sa.ForeignKeyConstraint(["endorser_person_id"], ["person.id"], name=op.f("fk_endorsement_endorser_person_id_person")),
        sa.ForeignKeyConstraint(["import_run_id"], ["import_run.id"], name=op.f("fk_endorsement_import_run_id_import_run")),
        sa.ForeignKeyConstraint(["recorded_by_id"], ["account.id"], name=op.f("fk_endorsement_recorded_by_id_account")),
        sa.ForeignKeyConstraint(["succeeded_by_id"], ["endorsement.id"], name=op.f("fk_endorsement_succeeded_by_id_endorsement")),
        sa.ForeignKeyConstraint(["verified_by_id"], ["account.id"], name=op.f("fk_endorsement_verified_by_id_account")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_endorsement")),
    )
    op.create_index(op.f("ix_endorsement_candidacy_id"), "endorsement", ["candidacy_id"], unique=False)
    op.create_index("ix_endorsement_contest_id_state", "endorsement", ["contest_id", "state", "id"], unique=False)
    op.create_index(op.f("ix_endorsement_endorser_body_id"), "endorsement", ["endorser_body_id"], unique=False)
    op.create_index(op.f("ix_endorsement_endorser_person_id"), "endorsement", ["endorser_person_id"], unique=False)
    op.create_index(op.f("ix_endorsement_import_run_id"), "endorsement", ["import_run_id"], unique=False)
    op.create_index(
        "uq_endorsement_live_endorser_body_id",
        "endorsement",
        ["contest_id", "endorser_body_id"],
        unique=True,
        sqlite_where=sa.text("state IN ('recorded', 'verified', 'published')"),
        postgresql_where=sa.text("state IN ('recorded', 'verified', 'published')"),
    )
    op.create_index(
        "uq_endorsement_live_endorser_person_id",
        "endorsement",
        ["contest_id", "endorser_person_id"],
        unique=True,
        sqlite_where=sa.text("state IN ('recorded', 'verified', 'published')"),
        postgresql_where=sa.text("state IN ('recorded', 'verified', 'published')"),
    )
    op.create_table(
        "joint_decision",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("contest_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("title", sa.String(length=300), nullable=False),
        sa.Column("decide_by", sa.Date(), nullable=False),
        sa.Column(
            "outcome",
            sa.Enum(
                "unanimous",
                "nem_con",
                "majority",
                "carried_unrecorded",
                "tied",
                "tied_chair",
                "no_endorsement",
                "inquorate",
                "deferred",
                "withheld",
                "rescinded",
                name="outcome",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=True,
        ),
        sa.Column("candidacy_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True),
        sa.Column("concluded_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("note", sa.Text(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["candidacy_id"], ["candidacy.id"], name=op.f("fk_joint_decision_candidacy_id_candidacy")),
        sa.ForeignKeyConstraint(["contest_id"], ["contest.id"], name=op.f("fk_joint_decision_contest_id_contest")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_joint_decision")),
    )
    op.create_index(op.f("ix_joint_decision_contest_id"), "joint_decision", ["contest_id"], unique=False)
    op.create_table(
        "nomination",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("contest_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("candidacy_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("body_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("nominated_on", sa.Date(), nullable=True),
        sa.Column("affiliated_members", sa.Integer(), nullable=True),
        sa.Column("source", sa.Text(), nullable=False),
        sa.Column("recorded_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("recorded_by_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True),
        sa.Column("withdrawn_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("withdrawn_reason", sa.Text(), nullable=False),
        sa.CheckConstraint("(withdrawn_at IS NULL) = (withdrawn_reason = '')", name=op.f("ck_nomination_withdrawn_has_a_reason")),
        sa.ForeignKeyConstraint(["body_id"], ["body.id"], name=op.f("fk_nomination_body_id_body")),
        sa.ForeignKeyConstraint(["candidacy_id"], ["candidacy.id"], name=op.f("fk_nomination_candidacy_id_candidacy")),
        sa.ForeignKeyConstraint(["contest_id"], ["contest.id"], name=op.f("fk_nomination_contest_id_contest")),
        sa.ForeignKeyConstraint(["recorded_by_id"], ["account.id"], name=op.f("fk_nomination_recorded_by_id_account")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_nomination")),
    )
    op.create_index(op.f("ix_nomination_body_id"), "nomination", ["body_id"], unique=False)
    op.create_index(op.f("ix_nomination_candidacy_id"), "nomination", ["candidacy_id"], unique=False)
    op.create_index(
        "uq_nomination_live",
        "nomination",
        ["contest_id", "body_id"],
        unique=True,
        sqlite_where=sa.text("withdrawn_at IS NULL"),
        postgresql_where=sa.text("withdrawn_at IS NULL"),
    )
    op.create_table(
        "evidence",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("endorsement_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column(
            "kind", sa.Enum("file", "link", "quotation", name="kind", native_enum=False, create_constraint=True, length=40), nullable=False
        ),
        sa.Column(
            "grade",
            sa.Enum(
                "minute",
                "letter",
                "public_statement",
                "press",
                "social_media",
                "verbal_report",
                name="grade",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("stored_file_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True),
        sa.Column("url", sa.Text(), nullable=False),
        sa.Column("quotation", sa.Text(), nullable=False),
        sa.Column("added_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("added_by_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True),
        sa.CheckConstraint("(kind = 'file') = (stored_file_id IS NOT NULL)", name=op.f("ck_evidence_file_is_stored")),
        sa.CheckConstraint("kind <> 'link' OR url <> ''", name=op.f("ck_evidence_link_has_an_address")),
        sa.CheckConstraint("kind <> 'quotation' OR quotation <> ''", name=op.f("ck_evidence_quotation_has_words")),
        sa.ForeignKeyConstraint(["added_by_id"], ["account.id"], name=op.f("fk_evidence_added_by_id_account")),
        sa.ForeignKeyConstraint(["endorsement_id"], ["endorsement.id"], name=op.f("fk_evidence_endorsement_id_endorsement")),
        sa.ForeignKeyConstraint(["stored_file_id"], ["stored_file.id"], name=op.f("fk_evidence_stored_file_id_stored_file")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_evidence")),
    )
    op.create_index(op.f("ix_evidence_endorsement_id"), "evidence", ["endorsement_id"], unique=False)
    op.create_table(
        "joint_decision_body",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("joint_decision_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("body_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("endorsement_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True),
        sa.ForeignKeyConstraint(["body_id"], ["body.id"], name=op.f("fk_joint_decision_body_body_id_body")),
        sa.ForeignKeyConstraint(["endorsement_id"], ["endorsement.id"], name=op.f("fk_joint_decision_body_endorsement_id_endorsement")),
        sa.ForeignKeyConstraint(
            ["joint_decision_id"], ["joint_decision.id"], name=op.f("fk_joint_decision_body_joint_decision_id_joint_decision")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_joint_decision_body")),
    )
    op.create_index("uq_joint_decision_body_pair", "joint_decision_body", ["joint_decision_id", "body_id"], unique=True)


def downgrade() -> None:
    op.drop_index("uq_joint_decision_body_pair", table_name="joint_decision_body")
    op.drop_table("joint_decision_body")
    op.drop_index(op.f("ix_evidence_endorsement_id"), table_name="evidence")
    op.drop_table("evidence")
    op.drop_index(
        "uq_nomination_live",
        table_name="nomination",
        sqlite_where=sa.text("withdrawn_at IS NULL"),
        postgresql_where=sa.text("withdrawn_at IS NULL"),
    )
    op.drop_index(op.f("ix_nomination_candidacy_id"), table_name="nomination")
    op.drop_index(op.f("ix_nomination_body_id"), table_name="nomination")
    op.drop_table("nomination")
    op.drop_index(op.f("ix_joint_decision_contest_id"), table_name="joint_decision")
    op.drop_table("joint_decision")
    op.drop_index(
        "uq_endorsement_live_endorser_person_id",
        table_name="endorsement",
        sqlite_where=sa.text("state IN ('recorded', 'verified', 'published')"),
        postgresql_where=sa.text("state IN ('recorded', 'verified', 'published')"),
    )
    op.drop_index(
        "uq_endorsement_live_endorser_body_id",
        table_name="endorsement",
        sqlite_where=sa.text("state IN ('recorded', 'verified', 'published')"),
        postgresql_where=sa.text("state IN ('recorded', 'verified', 'published')"),
    )
    op.drop_index(op.f("ix_endorsement_import_run_id"), table_name="endorsement")
    op.drop_index(op.f("ix_endorsement_endorser_person_id"), table_name="endorsement")
    op.drop_index(op.f("ix_endorsement_endorser_body_id"), table_name="endorsement")
    op.drop_index("ix_endorsement_contest_id_state", table_name="endorsement")
    op.drop_index(op.f("ix_endorsement_candidacy_id"), table_name="endorsement")
    op.drop_table("endorsement")
    op.drop_index(op.f("ix_designation_decision_candidacy_id"), table_name="designation_decision")
    op.drop_table("designation_decision")
    op.drop_table("nomination_threshold")
