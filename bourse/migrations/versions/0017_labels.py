"""What a lot's last label said; sheets by their millimetres, and printers with their drift."""

import sqlalchemy as sa
from alembic import op

import bourse.db

revision = "0017"
down_revision = "0016"
branch_labels = None
depends_on = None

SHEET_LENGTHS = (
    *("page_width_um", "page_height_um", "label_width_um", "label_height_um"),
    *("columns", "rows", "margin_left_um", "margin_top_um", "gap_across_um", "gap_down_um"),
)


def upgrade() -> None:
    op.add_column("lot", sa.Column("labelled_mark", sa.String(length=16), nullable=True))
    op.add_column("lot", sa.Column("labelled_at", bourse.db.Instant(timezone=True), nullable=True))
    for table, lengths in (
        ("label_sheet", SHEET_LENGTHS),
        ("label_printer", ("right_um", "down_um")),
    ):
        op.create_table(
            table,
            sa.Column("id", sa.Integer(), nullable=False),
            sa.Column("company_id", sa.Integer(), nullable=True),
            sa.Column("name", sa.String(length=60), nullable=False),
            *(sa.Column(name, sa.Integer(), nullable=False) for name in lengths),
            sa.ForeignKeyConstraint(
                ["company_id"], ["company.id"], name=op.f(f"fk_{table}_company_id_company")
            ),
            sa.PrimaryKeyConstraint("id", name=op.f(f"pk_{table}")),
            sa.UniqueConstraint("company_id", "name", name=op.f(f"uq_{table}_company_id_name")),
        )
        op.create_index(op.f(f"ix_{table}_company_id"), table, ["company_id"])


def downgrade() -> None:
    op.drop_table("label_printer")
    op.drop_table("label_sheet")
    for column in ("labelled_at", "labelled_mark"):
        op.drop_column("lot", column)
