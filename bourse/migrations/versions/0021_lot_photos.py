"""Photos of lots: several each, in their order, in files of the installation."""

import sqlalchemy as sa
from alembic import op

from bourse.db import Instant

revision = "0021"
down_revision = "0020"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "lot_photo",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("uuid", sa.String(length=36), nullable=False),
        sa.Column("lot_id", sa.Integer(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("file", sa.String(length=32), nullable=False),
        sa.Column("width", sa.Integer(), nullable=False),
        sa.Column("height", sa.Integer(), nullable=False),
        sa.Column("created_at", Instant(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["lot_id"], ["lot.id"], name=op.f("fk_lot_photo_lot_id_lot"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_lot_photo")),
        sa.UniqueConstraint("file", name=op.f("uq_lot_photo_file")),
        sa.UniqueConstraint("uuid", name=op.f("uq_lot_photo_uuid")),
    )
    op.create_index(op.f("ix_lot_photo_lot_id"), "lot_photo", ["lot_id"])


def downgrade() -> None:
    op.drop_table("lot_photo")
