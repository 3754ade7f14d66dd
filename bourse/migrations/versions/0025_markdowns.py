"""Markdowns, the history of prices, and bulk edits that can be taken back."""

import sqlalchemy as sa
from alembic import op

from bourse.db import Instant

revision = "0025"
down_revision = "0024"
branch_labels = None
depends_on = None

WAITS = sa.text("applied_at IS NULL AND cancelled_at IS NULL")


def _link(table: str, column: str, to: str, ondelete: str | None = None) -> sa.ForeignKeyConstraint:
    name = op.f(f"fk_{table}_{column}_{to}")
    return sa.ForeignKeyConstraint([column], [f"{to}.id"], name=name, ondelete=ondelete)


def upgrade() -> None:
    op.create_table(
        "markdown",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("edition_id", sa.Integer(), nullable=False),
        sa.Column("exhibitor_id", sa.Integer(), nullable=True),
        sa.Column("category_code", sa.String(length=8), nullable=True),
        sa.Column("is_chosen", sa.Boolean(), nullable=False),
        sa.Column("by_exhibitor", sa.Boolean(), nullable=False),
        sa.Column("rate_bp", sa.Integer(), nullable=True),
        sa.Column("amount_cents", sa.BigInteger(), nullable=True),
        sa.Column("step_cents", sa.Integer(), nullable=False),
        sa.Column("due_at", Instant(timezone=True), nullable=False),
        sa.Column("created_at", Instant(timezone=True), nullable=False),
        sa.Column("created_by", sa.Integer(), nullable=True),
        sa.Column("cancelled_at", Instant(timezone=True), nullable=True),
        sa.Column("applied_at", Instant(timezone=True), nullable=True),
        sa.Column("undone_at", Instant(timezone=True), nullable=True),
        sa.Column("lots", sa.Integer(), nullable=False),
        sa.CheckConstraint(
            "(rate_bp IS NULL) <> (amount_cents IS NULL)", name=op.f("ck_markdown_rule")
        ),
        sa.ForeignKeyConstraint(
            ["category_code"], ["category.code"], name=op.f("fk_markdown_category_code_category")
        ),
        _link("markdown", "edition_id", "edition", "CASCADE"),
        _link("markdown", "exhibitor_id", "exhibitor"),
        _link("markdown", "created_by", "user", "SET NULL"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_markdown")),
    )
    op.create_index(
        op.f("ix_markdown_due"),
        "markdown",
        ["due_at", "id"],
        sqlite_where=WAITS,
        postgresql_where=WAITS,
    )
    op.create_index(op.f("ix_markdown_edition"), "markdown", ["edition_id", "id"])
    op.create_table(
        "markdown_lot",
        sa.Column("markdown_id", sa.Integer(), nullable=False),
        sa.Column("lot_id", sa.Integer(), nullable=False),
        _link("markdown_lot", "markdown_id", "markdown", "CASCADE"),
        _link("markdown_lot", "lot_id", "lot", "CASCADE"),
        sa.PrimaryKeyConstraint("markdown_id", "lot_id", name=op.f("pk_markdown_lot")),
    )
    op.create_table(
        "lot_price_change",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("lot_id", sa.Integer(), nullable=False),
        sa.Column("old_cents", sa.BigInteger(), nullable=False),
        sa.Column("new_cents", sa.BigInteger(), nullable=False),
        sa.Column("changed_at", Instant(timezone=True), nullable=False),
        sa.Column("reason", sa.String(length=24), nullable=False),
        sa.Column("markdown_id", sa.Integer(), nullable=True),
        sa.Column("user_id", sa.Integer(), nullable=True),
        _link("lot_price_change", "lot_id", "lot", "CASCADE"),
        _link("lot_price_change", "markdown_id", "markdown", "SET NULL"),
        _link("lot_price_change", "user_id", "user", "SET NULL"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_lot_price_change")),
    )
    op.create_index(op.f("ix_lot_price_change_lot"), "lot_price_change", ["lot_id", "id"])
    op.create_index(op.f("ix_lot_price_change_markdown_id"), "lot_price_change", ["markdown_id"])
    op.create_table(
        "bulk_edit",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("edition_id", sa.Integer(), nullable=False),
        sa.Column("exhibitor_id", sa.Integer(), nullable=True),
        sa.Column("made_at", Instant(timezone=True), nullable=False),
        sa.Column("made_by", sa.Integer(), nullable=True),
        sa.Column("undone_at", Instant(timezone=True), nullable=True),
        _link("bulk_edit", "edition_id", "edition", "CASCADE"),
        _link("bulk_edit", "exhibitor_id", "exhibitor"),
        _link("bulk_edit", "made_by", "user", "SET NULL"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_bulk_edit")),
    )
    op.create_index(op.f("ix_bulk_edit_edition"), "bulk_edit", ["edition_id", "id"])
    op.create_table(
        "bulk_edit_lot",
        sa.Column("bulk_edit_id", sa.Integer(), nullable=False),
        sa.Column("lot_id", sa.Integer(), nullable=False),
        sa.Column("before", sa.Text(), nullable=False),
        sa.Column("after", sa.Text(), nullable=False),
        _link("bulk_edit_lot", "bulk_edit_id", "bulk_edit", "CASCADE"),
        _link("bulk_edit_lot", "lot_id", "lot", "CASCADE"),
        sa.PrimaryKeyConstraint("bulk_edit_id", "lot_id", name=op.f("pk_bulk_edit_lot")),
    )
    op.create_index(op.f("ix_bulk_edit_lot_lot_id"), "bulk_edit_lot", ["lot_id"])


def downgrade() -> None:
    for table in ("bulk_edit_lot", "bulk_edit", "lot_price_change", "markdown_lot", "markdown"):
        op.drop_table(table)
