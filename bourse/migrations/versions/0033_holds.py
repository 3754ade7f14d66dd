"""Holds: an edition says for how long, a visitor asks for lots before coming."""

import sqlalchemy as sa
from alembic import op

from bourse.db import Instant

revision = "0033"
down_revision = "0032"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("edition", sa.Column("hold_hours", sa.Integer(), nullable=True))
    _holds()
    op.create_table(
        "hold_line",
        sa.Column("hold_id", sa.Integer(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("lot_id", sa.Integer(), nullable=False),
        sa.Column("quantity_milli", sa.BigInteger(), nullable=False),
        sa.CheckConstraint("quantity_milli > 0", name=op.f("ck_hold_line_quantity")),
        sa.ForeignKeyConstraint(["lot_id"], ["lot.id"], name=op.f("fk_hold_line_lot_id_lot")),
        sa.ForeignKeyConstraint(
            ["hold_id"],
            ["hold.id"],
            name=op.f("fk_hold_line_hold_id_hold"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("hold_id", "position", name=op.f("pk_hold_line")),
    )
    op.create_index(op.f("ix_hold_line_lot_id"), "hold_line", ["lot_id"])


def _holds() -> None:
    op.create_table(
        "hold",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("code", sa.String(length=8), nullable=False),
        sa.Column("edition_id", sa.Integer(), nullable=False),
        sa.Column("token_hash", sa.String(length=64), nullable=False),
        sa.Column("name", sa.String(length=120), nullable=True),
        sa.Column("mail", sa.String(length=254), nullable=True),
        sa.Column("phone", sa.String(length=30), nullable=True),
        sa.Column("created_at", Instant(timezone=True), nullable=False),
        sa.Column("confirmed_at", Instant(timezone=True), nullable=True),
        sa.Column("expires_at", Instant(timezone=True), nullable=False),
        sa.Column("cancelled_at", Instant(timezone=True), nullable=True),
        sa.Column("cancel_reason", sa.String(length=200), nullable=True),
        sa.Column("collected_at", Instant(timezone=True), nullable=True),
        sa.Column("collected_by", sa.String(length=36), nullable=True),
        sa.Column("erased_at", Instant(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(
            ["edition_id"], ["edition.id"], name=op.f("fk_hold_edition_id_edition")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_hold")),
        sa.UniqueConstraint("code", name=op.f("uq_hold_code")),
        sa.UniqueConstraint("token_hash", name=op.f("uq_hold_token_hash")),
    )
    for column in ("edition_id", "mail", "expires_at"):
        op.create_index(op.f(f"ix_hold_{column}"), "hold", [column])


def downgrade() -> None:
    op.drop_table("hold_line")
    op.drop_table("hold")
    op.drop_column("edition", "hold_hours")
