"""Dispositions: where unsold goods went."""

import sqlalchemy as sa
from alembic import op

from bourse.db import Instant

revision = "0031"
down_revision = "0030"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "disposition",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("edition_id", sa.Integer(), nullable=False),
        sa.Column("lot_id", sa.Integer(), nullable=False),
        sa.Column("destination", sa.String(length=24), nullable=False),
        sa.Column("quantity_milli", sa.BigInteger(), nullable=False),
        sa.Column("weight_g", sa.BigInteger(), nullable=True),
        sa.Column("happened_on", sa.Date(), nullable=False),
        sa.Column("proof", sa.String(length=200), nullable=False),
        sa.Column("note", sa.Text(), nullable=False),
        sa.Column("recorded_at", Instant(timezone=True), nullable=False),
        sa.Column("recorded_by", sa.Integer(), nullable=True),
        sa.Column("undone_at", Instant(timezone=True), nullable=True),
        sa.CheckConstraint("quantity_milli > 0", name=op.f("ck_disposition_quantity")),
        sa.CheckConstraint("weight_g > 0", name=op.f("ck_disposition_weight")),
        sa.ForeignKeyConstraint(
            ["edition_id"], ["edition.id"], name=op.f("fk_disposition_edition_id_edition")
        ),
        sa.ForeignKeyConstraint(["lot_id"], ["lot.id"], name=op.f("fk_disposition_lot_id_lot")),
        sa.ForeignKeyConstraint(
            ["recorded_by"],
            ["user.id"],
            name=op.f("fk_disposition_recorded_by_user"),
            ondelete="SET NULL",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_disposition")),
    )
    op.create_index(op.f("ix_disposition_edition_id"), "disposition", ["edition_id"])
    op.create_index(op.f("ix_disposition_lot_id"), "disposition", ["lot_id"])


def downgrade() -> None:
    op.drop_table("disposition")
