"""Sites that receive goods, and what became of each announced lot when it came."""

import sqlalchemy as sa
from alembic import op

from bourse.db import Instant

revision = "0029"
down_revision = "0028"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column(
        "site",
        sa.Column("receives_goods", sa.Boolean(), nullable=False, server_default=sa.false()),
    )
    with op.batch_alter_table("site", schema=None) as batch_op:
        batch_op.alter_column("receives_goods", existing_type=sa.Boolean(), server_default=None)
    op.create_table(
        "lot_place",
        sa.Column("lot_id", sa.Integer(), nullable=False),
        sa.Column("site_id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["lot_id"], ["lot.id"], name=op.f("fk_lot_place_lot_id_lot"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["site_id"], ["site.id"], name=op.f("fk_lot_place_site_id_site"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("lot_id", name=op.f("pk_lot_place")),
    )
    op.create_index(op.f("ix_lot_place_site_id"), "lot_place", ["site_id"])
    op.create_table(
        "lot_reception",
        sa.Column("lot_id", sa.Integer(), nullable=False),
        sa.Column(
            "state",
            sa.Enum(
                "received",
                "refused",
                "absent",
                name="receptionstate",
                native_enum=False,
                length=24,
            ),
            nullable=False,
        ),
        sa.Column(
            "reason",
            sa.Enum(
                "damaged",
                "different",
                "dangerous",
                "dirty",
                "no_room",
                name="refusedgoods",
                native_enum=False,
                length=24,
            ),
            nullable=True,
        ),
        sa.Column("at", Instant(), nullable=False),
        sa.Column("by_id", sa.Integer(), nullable=True),
        sa.Column("batch", sa.String(length=36), nullable=True),
        sa.ForeignKeyConstraint(
            ["lot_id"], ["lot.id"], name=op.f("fk_lot_reception_lot_id_lot"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["by_id"], ["user.id"], name=op.f("fk_lot_reception_by_id_user"), ondelete="SET NULL"
        ),
        sa.CheckConstraint(
            "(reason IS NOT NULL) = (state = 'refused')", name=op.f("ck_lot_reception_reason")
        ),
        sa.PrimaryKeyConstraint("lot_id", name=op.f("pk_lot_reception")),
    )


def downgrade() -> None:
    op.drop_table("lot_reception")
    op.drop_table("lot_place")
    op.drop_column("site", "receives_goods")
