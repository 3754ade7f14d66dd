"""Lots and what is left of them."""

import sqlalchemy as sa
from alembic import op

import bourse.db

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "lot",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("uuid", sa.String(length=36), nullable=False),
        sa.Column("edition_id", sa.Integer(), nullable=False),
        sa.Column("exhibitor_id", sa.Integer(), nullable=False),
        sa.Column("code", sa.String(length=8), nullable=False),
        sa.Column(
            "status",
            sa.Enum(
                "draft", "offered", "withdrawn", name="lotstatus", native_enum=False, length=24
            ),
            nullable=False,
        ),
        sa.Column("designation", sa.String(length=200), nullable=False),
        sa.Column("description", sa.Text(), nullable=False),
        sa.Column("category_code", sa.String(length=8), nullable=False),
        sa.Column("quantity_milli", sa.BigInteger(), nullable=False),
        sa.Column(
            "unit",
            sa.Enum(
                "u", "kg", "m2", "m3", "ml", "l", "t", name="unit", native_enum=False, length=24
            ),
            nullable=False,
        ),
        sa.Column(
            "condition",
            sa.Enum(
                "new_packed",
                "new_unpacked",
                "good",
                "to_clean",
                "to_repair",
                name="condition",
                native_enum=False,
                length=24,
            ),
            nullable=False,
        ),
        sa.Column(
            "origin",
            sa.Enum(
                "new_surplus",
                "end_of_line",
                "downgraded",
                "dismantled",
                "used",
                name="origin",
                native_enum=False,
                length=24,
            ),
            nullable=False,
        ),
        sa.Column("price_cents", sa.BigInteger(), nullable=False),
        sa.Column("reference_price_cents", sa.BigInteger(), nullable=True),
        sa.Column("unit_weight_g", sa.BigInteger(), nullable=True),
        sa.Column(
            "weight_method",
            sa.Enum(
                "weighed",
                "declared",
                "computed",
                "category_default",
                "unknown",
                name="weightmethod",
                native_enum=False,
                length=24,
            ),
            nullable=False,
        ),
        sa.Column("material_code", sa.String(length=40), nullable=True),
        sa.Column("own_reference", sa.String(length=60), nullable=False),
        sa.Column("moderation_note", sa.Text(), nullable=False),
        sa.Column("search_words", sa.Text(), nullable=False),
        sa.Column("created_at", bourse.db.Instant(timezone=True), nullable=False),
        sa.Column("updated_at", bourse.db.Instant(timezone=True), nullable=False),
        sa.CheckConstraint(
            "(unit_weight_g IS NULL) = (weight_method = 'unknown')", name=op.f("ck_lot_weight")
        ),
        sa.CheckConstraint("price_cents >= 0", name=op.f("ck_lot_price")),
        sa.CheckConstraint("quantity_milli > 0", name=op.f("ck_lot_quantity")),
        sa.ForeignKeyConstraint(
            ["category_code"], ["category.code"], name=op.f("fk_lot_category_code_category")
        ),
        sa.ForeignKeyConstraint(
            ["edition_id"], ["edition.id"], name=op.f("fk_lot_edition_id_edition")
        ),
        sa.ForeignKeyConstraint(
            ["exhibitor_id"], ["exhibitor.id"], name=op.f("fk_lot_exhibitor_id_exhibitor")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_lot")),
        sa.UniqueConstraint("code", name=op.f("uq_lot_code")),
        sa.UniqueConstraint("uuid", name=op.f("uq_lot_uuid")),
    )
    with op.batch_alter_table("lot", schema=None) as batch_op:
        batch_op.create_index(
            "ix_lot_edition_category", ["edition_id", "category_code", "id"], unique=False
        )
        batch_op.create_index("ix_lot_edition_status", ["edition_id", "status", "id"], unique=False)
        batch_op.create_index(batch_op.f("ix_lot_exhibitor_id"), ["exhibitor_id"], unique=False)
    op.create_table(
        "stock",
        sa.Column("lot_id", sa.Integer(), nullable=False),
        sa.Column("sold_milli", sa.BigInteger(), nullable=False),
        sa.Column("removed_milli", sa.BigInteger(), nullable=False),
        sa.ForeignKeyConstraint(
            ["lot_id"], ["lot.id"], name=op.f("fk_stock_lot_id_lot"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("lot_id", name=op.f("pk_stock")),
    )
