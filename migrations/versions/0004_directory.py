"""Areas, bodies, people.

Revision ID: 0004
"""

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "area",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("gss", sa.String(length=300), nullable=False),
        sa.Column(
            "kind",
            sa.Enum("country", "police_area", "principal_council", name="area_kind", native_enum=False, create_constraint=True, length=40),
            nullable=False,
        ),
        sa.Column("name_en", sa.String(length=300), nullable=False),
        sa.Column("name_cy", sa.String(length=300), nullable=False),
        sa.Column("parent_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True),
        sa.Column("outline", sa.JSON(none_as_null=True), nullable=True),
        sa.Column("outline_source", sa.String(length=300), nullable=False),
        sa.ForeignKeyConstraint(["parent_id"], ["area.id"], name=op.f("fk_area_parent_id_area")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_area")),
        sa.UniqueConstraint("gss", name=op.f("uq_area_gss")),
    )
    op.create_index(op.f("ix_area_parent_id"), "area", ["parent_id"], unique=False)
    op.create_table(
        "body",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column(
            "kind",
            sa.Enum(
                "party",
                "party_council",
                "constituency_party",
                "branch",
                "affiliated_union",
                "socialist_society",
                "principal_council",
                "cooperative_society",
                "members_council",
                "campaign_group",
                "ballot_contractor",
                "print_house",
                name="body_kind",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("name_en", sa.String(length=300), nullable=False),
        sa.Column("search_key", sa.String(length=300), nullable=False),
        sa.Column("compact_key", sa.String(length=300), nullable=False),
        sa.Column("name_cy", sa.String(length=300), nullable=False),
        sa.Column("short_name", sa.String(length=300), nullable=False),
        sa.Column("also_known_key", sa.Text(), nullable=False),
        sa.Column("parent_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True),
        sa.Column("area_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True),
        sa.Column("website", sa.String(length=300), nullable=False),
        sa.Column("source", sa.Text(), nullable=False),
        sa.Column("is_invented", sa.Boolean(), nullable=False),
        sa.Column("merged_into_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.CheckConstraint("merged_into_id IS NULL OR merged_into_id <> id", name=op.f("ck_body_not_merged_into_itself")),
        sa.ForeignKeyConstraint(["area_id"], ["area.id"], name=op.f("fk_body_area_id_area")),
        sa.ForeignKeyConstraint(["merged_into_id"], ["body.id"], name=op.f("fk_body_merged_into_id_body")),
        sa.ForeignKeyConstraint(["parent_id"], ["body.id"], name=op.f("fk_body_parent_id_body")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_body")),
    )
    op.create_index(op.f("ix_body_area_id"), "body", ["area_id"], unique=False)
    op.create_index(op.f("ix_body_compact_key"), "body", ["compact_key"], unique=False)
    op.create_index(op.f("ix_body_parent_id"), "body", ["parent_id"], unique=False)
    op.create_index("ix_body_search_key", "body", ["search_key"], unique=False)
    op.create_table(
        "not_duplicate",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("kind", sa.String(length=300), nullable=False),
        sa.Column("left_id", sa.Integer(), nullable=False),
        sa.Column("right_id", sa.Integer(), nullable=False),
        sa.Column("decided_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("decided_by_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.CheckConstraint("left_id < right_id", name=op.f("ck_not_duplicate_in_order")),
        sa.ForeignKeyConstraint(["decided_by_id"], ["account.id"], name=op.f("fk_not_duplicate_decided_by_id_account")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_not_duplicate")),
    )
    op.create_index("uq_not_duplicate_pair", "not_duplicate", ["kind", "left_id", "right_id"], unique=True)
    op.create_table(
        "person",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("name", sa.String(length=300), nullable=False),
        sa.Column("sort_key", sa.String(length=300), nullable=False),
        sa.Column("search_key", sa.String(length=300), nullable=False),
        sa.Column("compact_key", sa.String(length=300), nullable=False),
        sa.Column("area_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True),
        sa.Column("website", sa.String(length=300), nullable=False),
        sa.Column("source", sa.Text(), nullable=False),
        sa.Column("is_invented", sa.Boolean(), nullable=False),
        sa.Column("merged_into_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.CheckConstraint("merged_into_id IS NULL OR merged_into_id <> id", name=op.f("ck_person_not_merged_into_itself")),
        sa.ForeignKeyConstraint(["area_id"], ["area.id"], name=op.f("fk_person_area_id_area")),
        sa.ForeignKeyConstraint(["merged_into_id"], ["person.id"], name=op.f("fk_person_merged_into_id_person")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_person")),
    )
    op.create_index(op.f("ix_person_area_id"), "person", ["area_id"], unique=False)
    op.create_index(op.f("ix_person_compact_key"), "person", ["compact_key"], unique=False)
    op.create_index("ix_person_search_key", "person", ["search_key"], unique=False)
    op.create_index(op.f("ix_person_sort_key"), "person", ["sort_key"], unique=False)
    op.create_table(
        "office_held",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("person_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("title", sa.String(length=300), nullable=False),
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
        sa.Column("place", sa.String(length=300), nullable=False),
        sa.Column("body_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True),
        sa.Column("area_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True),
        sa.Column("held_from", sa.Date(), nullable=True),
        sa.Column("held_until", sa.Date(), nullable=True),
        sa.Column("source", sa.Text(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.CheckConstraint(
            "held_until IS NULL OR held_from IS NULL OR held_until >= held_from", name=op.f("ck_office_held_ends_after_it_begins")
        ),
        sa.ForeignKeyConstraint(["area_id"], ["area.id"], name=op.f("fk_office_held_area_id_area")),
        sa.ForeignKeyConstraint(["body_id"], ["body.id"], name=op.f("fk_office_held_body_id_body")),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name=op.f("fk_office_held_person_id_person")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_office_held")),
    )
    op.create_index(op.f("ix_office_held_person_id"), "office_held", ["person_id"], unique=False)


def downgrade() -> None:
    op.drop_index(op.f("ix_office_held_person_id"), table_name="office_held")
    op.drop_table("office_held")
    op.drop_index(op.f("ix_person_sort_key"), table_name="person")
    op.drop_index("ix_person_search_key", table_name="person")
    op.drop_index(op.f("ix_person_compact_key"), table_name="person")
    op.drop_index(op.f("ix_person_area_id"), table_name="person")
    op.drop_table("person")
    op.drop_index("uq_not_duplicate_pair", table_name="not_duplicate")
    op.drop_table("not_duplicate")
    op.drop_index("ix_body_search_key", table_name="body")
    op.drop_index(op.f("ix_body_parent_id"), table_name="body")
    op.drop_index(op.f("ix_body_compact_key"), table_name="body")
    op.drop_index(op.f("ix_body_area_id"), table_name="body")
    op.drop_table("body")
    op.drop_index(op.f("ix_area_parent_id"), table_name="area")
    op.drop_table("area")
