"""A roll tells the council area by its GSS code, as its canonical form does: no key to look up for each person of a freeze.

Revision ID: 0022
"""

import sqlalchemy as sa
from alembic import op

revision = "0022"
down_revision = "0021"
branch_labels = None
depends_on = None

FROZEN = "a frozen roll is never changed"
REFUSALS = tuple(
    f"CREATE TRIGGER roll_entry_no_{act.lower()} BEFORE {act} ON roll_entry BEGIN SELECT RAISE(ABORT, '{FROZEN}'); END"
    for act in ("UPDATE", "DELETE")
)
NUMBER = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
TELL_CODES = "UPDATE roll_entry SET council_gss = coalesce((SELECT gss FROM area WHERE area.id = roll_entry.council_id), '')"
TELL_KEYS = "UPDATE roll_entry SET council_id = (SELECT id FROM area WHERE area.gss = roll_entry.council_gss)"


def upgrade() -> None:
    _let_change()
    op.drop_index("ix_roll_entry_audience", table_name="roll_entry")
    op.add_column("roll_entry", sa.Column("council_gss", sa.String(length=300)))
    op.execute(TELL_CODES)
    with op.batch_alter_table("roll_entry") as table:
        table.alter_column("council_gss", existing_type=sa.String(length=300), nullable=False)
        table.drop_constraint(op.f("fk_roll_entry_council_id_area"), type_="foreignkey")
        table.drop_column("council_id")
    op.create_index("ix_roll_entry_audience", "roll_entry", ["roll_id", "council_gss", "branch"])
    _refuse_changes()


def downgrade() -> None:
    _let_change()
    op.drop_index("ix_roll_entry_audience", table_name="roll_entry")
    op.add_column("roll_entry", sa.Column("council_id", NUMBER))
    op.execute(TELL_KEYS)
    with op.batch_alter_table("roll_entry") as table:
        table.drop_column("council_gss")
        table.create_foreign_key(op.f("fk_roll_entry_council_id_area"), "area", ["council_id"], ["id"])
    op.create_index("ix_roll_entry_audience", "roll_entry", ["roll_id", "council_id", "branch"])
    _refuse_changes()


def _let_change() -> None:
    if op.get_bind().dialect.name == "postgresql":
        op.execute("ALTER TABLE roll_entry DISABLE TRIGGER roll_entry_append_only")
        return
    for act in ("update", "delete"):
        op.execute(f"DROP TRIGGER roll_entry_no_{act}")


def _refuse_changes() -> None:
    if op.get_bind().dialect.name == "postgresql":
        op.execute("ALTER TABLE roll_entry ENABLE TRIGGER roll_entry_append_only")
        return
    for statement in REFUSALS:
        op.execute(statement)
