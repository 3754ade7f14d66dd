"""Sales: what the journal projects."""

import sqlalchemy as sa
from alembic import op

import bourse.db

revision = "0007"
down_revision = "0006"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "till_session",
        sa.Column("uuid", sa.String(length=36), nullable=False),
        sa.Column("edition_id", sa.Integer(), nullable=False),
        sa.Column("series", sa.String(length=12), nullable=False),
        sa.Column("cashier", sa.String(length=8), nullable=False),
        sa.Column("opened_at", bourse.db.Instant(timezone=True), nullable=False),
        sa.Column("float_cents", sa.BigInteger(), nullable=False),
        sa.Column("closed_at", bourse.db.Instant(timezone=True), nullable=True),
        sa.Column("counted_cents", sa.BigInteger(), nullable=True),
        sa.ForeignKeyConstraint(
            ["edition_id"], ["edition.id"], name=op.f("fk_till_session_edition_id_edition")
        ),
        sa.PrimaryKeyConstraint("uuid", name=op.f("pk_till_session")),
    )
    with op.batch_alter_table("till_session", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_till_session_edition_id"), ["edition_id"], unique=False
        )
    op.create_table(
        "cash_movement",
        sa.Column("seq", sa.Integer(), nullable=False),
        sa.Column("session_uuid", sa.String(length=36), nullable=False),
        sa.Column("happened_at", bourse.db.Instant(timezone=True), nullable=False),
        sa.Column("amount_cents", sa.BigInteger(), nullable=False),
        sa.Column("reason", sa.String(length=24), nullable=False),
        sa.ForeignKeyConstraint(
            ["seq"], ["journal_entry.seq"], name=op.f("fk_cash_movement_seq_journal_entry")
        ),
        sa.PrimaryKeyConstraint("seq", name=op.f("pk_cash_movement")),
    )
    with op.batch_alter_table("cash_movement", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_cash_movement_session_uuid"), ["session_uuid"], unique=False
        )
    op.create_table(
        "sale",
        sa.Column("seq", sa.Integer(), nullable=False),
        sa.Column("fact_id", sa.String(length=36), nullable=False),
        sa.Column("edition_id", sa.Integer(), nullable=False),
        sa.Column("site_id", sa.Integer(), nullable=False),
        sa.Column("session_uuid", sa.String(length=36), nullable=False),
        sa.Column("series", sa.String(length=12), nullable=False),
        sa.Column("receipt", sa.Integer(), nullable=False),
        sa.Column("cashier", sa.String(length=8), nullable=False),
        sa.Column("happened_at", bourse.db.Instant(timezone=True), nullable=False),
        sa.Column("total_cents", sa.BigInteger(), nullable=False),
        sa.Column("reverses", sa.String(length=36), nullable=True),
        sa.ForeignKeyConstraint(
            ["edition_id"], ["edition.id"], name=op.f("fk_sale_edition_id_edition")
        ),
        sa.ForeignKeyConstraint(
            ["seq"], ["journal_entry.seq"], name=op.f("fk_sale_seq_journal_entry")
        ),
        sa.ForeignKeyConstraint(["site_id"], ["site.id"], name=op.f("fk_sale_site_id_site")),
        sa.PrimaryKeyConstraint("seq", name=op.f("pk_sale")),
        sa.UniqueConstraint("fact_id", name=op.f("uq_sale_fact_id")),
    )
    with op.batch_alter_table("sale", schema=None) as batch_op:
        batch_op.create_index(
            "ix_sale_edition_happened", ["edition_id", "happened_at"], unique=False
        )
        batch_op.create_index(batch_op.f("ix_sale_reverses"), ["reverses"], unique=False)
        batch_op.create_index(batch_op.f("ix_sale_session_uuid"), ["session_uuid"], unique=False)
    op.create_table(
        "sale_line",
        sa.Column("sale_seq", sa.Integer(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("edition_id", sa.Integer(), nullable=False),
        sa.Column("lot_id", sa.Integer(), nullable=True),
        sa.Column("lot", sa.String(length=8), nullable=True),
        sa.Column("exhibitor", sa.String(length=8), nullable=False),
        sa.Column("category", sa.String(length=8), nullable=False),
        sa.Column("designation", sa.String(length=200), nullable=False),
        sa.Column("quantity_milli", sa.BigInteger(), nullable=False),
        sa.Column(
            "unit",
            sa.Enum(
                "u", "kg", "m2", "m3", "ml", "l", "t", name="unit", native_enum=False, length=24
            ),
            nullable=False,
        ),
        sa.Column("unit_price_cents", sa.BigInteger(), nullable=False),
        sa.Column("total_cents", sa.BigInteger(), nullable=False),
        sa.Column(
            "vat_regime",
            sa.Enum(
                "normal", "franchise", "margin", name="vatregime", native_enum=False, length=24
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
        sa.Column("reference_price_cents", sa.BigInteger(), nullable=True),
        sa.Column("weight_g", sa.BigInteger(), nullable=True),
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
        sa.ForeignKeyConstraint(
            ["edition_id"], ["edition.id"], name=op.f("fk_sale_line_edition_id_edition")
        ),
        sa.ForeignKeyConstraint(["lot_id"], ["lot.id"], name=op.f("fk_sale_line_lot_id_lot")),
        sa.ForeignKeyConstraint(
            ["sale_seq"], ["sale.seq"], name=op.f("fk_sale_line_sale_seq_sale")
        ),
        sa.PrimaryKeyConstraint("sale_seq", "position", name=op.f("pk_sale_line")),
    )
    with op.batch_alter_table("sale_line", schema=None) as batch_op:
        batch_op.create_index(
            "ix_sale_line_edition_exhibitor", ["edition_id", "exhibitor"], unique=False
        )
        batch_op.create_index("ix_sale_line_lot", ["lot_id"], unique=False)
    op.create_table(
        "payment",
        sa.Column("sale_seq", sa.Integer(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column(
            "mode",
            sa.Enum(
                "cash",
                "card",
                "cheque",
                "transfer",
                name="paymentmode",
                native_enum=False,
                length=24,
            ),
            nullable=False,
        ),
        sa.Column("amount_cents", sa.BigInteger(), nullable=False),
        sa.Column("tendered_cents", sa.BigInteger(), nullable=True),
        sa.ForeignKeyConstraint(["sale_seq"], ["sale.seq"], name=op.f("fk_payment_sale_seq_sale")),
        sa.PrimaryKeyConstraint("sale_seq", "position", name=op.f("pk_payment")),
    )
