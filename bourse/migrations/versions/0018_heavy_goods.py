"""Heavy goods, paid at the till and handed over later; what a person decided of a conflict."""

import sqlalchemy as sa
from alembic import op

import bourse.db

revision = "0018"
down_revision = "0017"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("sale", sa.Column("stand_basket", sa.String(length=8), nullable=True))
    op.create_index("ix_sale_stand_basket", "sale", ["stand_basket"])
    with op.batch_alter_table("sale_line", schema=None) as batch_op:
        batch_op.add_column(
            sa.Column("to_collect", sa.Boolean(), nullable=False, server_default=sa.false())
        )
    with op.batch_alter_table("sale_line", schema=None) as batch_op:
        batch_op.alter_column("to_collect", existing_type=sa.Boolean(), server_default=None)
    op.create_index(
        "ix_sale_line_to_collect",
        "sale_line",
        ["edition_id", "sale_seq"],
        sqlite_where=sa.text("to_collect"),
        postgresql_where=sa.text("to_collect"),
    )
    with op.batch_alter_table("conflict", schema=None) as batch_op:
        batch_op.add_column(sa.Column("about", sa.String(length=80), nullable=True))
        batch_op.add_column(sa.Column("resolved_by", sa.Integer(), nullable=True))
        batch_op.add_column(
            sa.Column(
                "decision",
                sa.Enum(
                    "agreed",
                    "reversed",
                    "corrected",
                    "explained",
                    name="decision",
                    native_enum=False,
                    length=24,
                ),
                nullable=True,
            )
        )
        batch_op.create_foreign_key(
            batch_op.f("fk_conflict_resolved_by_user"), "user", ["resolved_by"], ["id"]
        )
        batch_op.create_index("ix_conflict_about", ["about"])
    _stand_baskets()
    op.create_table(
        "pickup",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("uuid", sa.String(length=36), nullable=False),
        sa.Column("sale_seq", sa.Integer(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("quantity_milli", sa.BigInteger(), nullable=False),
        sa.Column("released_at", bourse.db.Instant(timezone=True), nullable=False),
        sa.Column("released_by", sa.Integer(), nullable=True),
        sa.Column("at_gate", sa.Boolean(), nullable=False),
        sa.Column("undone_at", bourse.db.Instant(timezone=True), nullable=True),
        sa.Column("undone_by", sa.Integer(), nullable=True),
        sa.CheckConstraint("quantity_milli > 0", name=op.f("ck_pickup_quantity")),
        sa.ForeignKeyConstraint(
            ["sale_seq", "position"],
            ["sale_line.sale_seq", "sale_line.position"],
            name=op.f("fk_pickup_sale_seq_sale_line"),
        ),
        sa.ForeignKeyConstraint(
            ["released_by"], ["user.id"], name=op.f("fk_pickup_released_by_user")
        ),
        sa.ForeignKeyConstraint(["undone_by"], ["user.id"], name=op.f("fk_pickup_undone_by_user")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_pickup")),
        sa.UniqueConstraint("uuid", name=op.f("uq_pickup_uuid")),
    )
    op.create_index(op.f("ix_pickup_sale_seq"), "pickup", ["sale_seq"])


def _stand_baskets() -> None:
    op.create_table(
        "stand_basket",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("code", sa.String(length=8), nullable=False),
        sa.Column("edition_id", sa.Integer(), nullable=False),
        sa.Column("exhibitor_id", sa.Integer(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("created_at", bourse.db.Instant(timezone=True), nullable=False),
        sa.Column("cancelled_at", bourse.db.Instant(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(
            ["edition_id"], ["edition.id"], name=op.f("fk_stand_basket_edition_id_edition")
        ),
        sa.ForeignKeyConstraint(
            ["exhibitor_id"], ["exhibitor.id"], name=op.f("fk_stand_basket_exhibitor_id_exhibitor")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_stand_basket")),
        sa.UniqueConstraint("code", name=op.f("uq_stand_basket_code")),
        sa.UniqueConstraint(
            "exhibitor_id", "number", name=op.f("uq_stand_basket_exhibitor_id_number")
        ),
    )
    op.create_index(op.f("ix_stand_basket_edition_id"), "stand_basket", ["edition_id"])
    op.create_table(
        "stand_basket_line",
        sa.Column("stand_basket_id", sa.Integer(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("lot_id", sa.Integer(), nullable=False),
        sa.Column("quantity_milli", sa.BigInteger(), nullable=False),
        sa.CheckConstraint("quantity_milli > 0", name=op.f("ck_stand_basket_line_quantity")),
        sa.ForeignKeyConstraint(
            ["lot_id"], ["lot.id"], name=op.f("fk_stand_basket_line_lot_id_lot")
        ),
        sa.ForeignKeyConstraint(
            ["stand_basket_id"],
            ["stand_basket.id"],
            name=op.f("fk_stand_basket_line_stand_basket_id_stand_basket"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("stand_basket_id", "position", name=op.f("pk_stand_basket_line")),
    )
    op.create_index(op.f("ix_stand_basket_line_lot_id"), "stand_basket_line", ["lot_id"])
