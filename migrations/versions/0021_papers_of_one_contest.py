"""Papers whose keys are of two columns: list and edition of the same contest, the roll's entry of the same person.

Revision ID: 0021
"""

from alembic import op

revision = "0021"
down_revision = "0020"
branch_labels = None
depends_on = None

SINGLE = {
    "paper": (("contest_id", "contest"), ("issue_list_id", "issue_list"), ("edition_id", "edition"),
              ("roll_entry_id", "roll_entry"), ("elector_id", "elector")),
    "corresponding_number": (("paper_id", "paper"), ("contest_id", "contest")),
}  # fmt: skip
DOUBLE = {
    "paper": (("issue_list_id", "contest_id", "issue_list"), ("edition_id", "contest_id", "edition"),
              ("roll_entry_id", "elector_id", "roll_entry")),
    "corresponding_number": (("paper_id", "contest_id", "paper"),),
}  # fmt: skip


def upgrade() -> None:
    for parent in ("issue_list", "edition", "paper"):
        op.create_index(f"uq_{parent}_id_contest_id", parent, ["id", "contest_id"], unique=True)
    op.drop_index("ix_roll_entry_elector_id", table_name="roll_entry")
    op.create_index("uq_roll_entry_elector_id_id", "roll_entry", ["elector_id", "id"], unique=True)
    for name, keys in DOUBLE.items():
        with op.batch_alter_table(name) as table:
            for column, parent in SINGLE[name]:
                table.drop_constraint(op.f(f"fk_{name}_{column}_{parent}"), type_="foreignkey")
            for column, other, parent in keys:
                table.create_foreign_key(op.f(f"fk_{name}_{column}_{parent}"), parent, [column, other], ["id", other])


def downgrade() -> None:
    for name in reversed(SINGLE):
        with op.batch_alter_table(name) as table:
            for column, _other, parent in DOUBLE[name]:
                table.drop_constraint(op.f(f"fk_{name}_{column}_{parent}"), type_="foreignkey")
            for column, parent in SINGLE[name]:
                table.create_foreign_key(op.f(f"fk_{name}_{column}_{parent}"), parent, [column], ["id"])
    op.drop_index("uq_roll_entry_elector_id_id", table_name="roll_entry")
    op.create_index("ix_roll_entry_elector_id", "roll_entry", ["elector_id"])
    for parent in ("paper", "edition", "issue_list"):
        op.drop_index(f"uq_{parent}_id_contest_id", table_name=parent)
