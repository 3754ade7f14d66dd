"""Moderation: dangerous goods and twins told by their words, and what the organiser answered."""

import sqlalchemy as sa
from alembic import op

from bourse.db import Instant
from bourse.goods.hazards import hazard_of
from bourse.goods.likeness import likeness_of

revision = "0030"
down_revision = "0029"
branch_labels = None
depends_on = None

LOT = sa.table(
    "lot",
    *(sa.column(name) for name in ("id", "designation", "description", "unit")),
    *(sa.column(name) for name in ("hazard", "likeness")),
)
AT_ONCE = 1_000


def upgrade() -> None:
    # One by one: to rebuild the table would drop the triggers that feed its index of words.
    op.add_column("lot", sa.Column("hazard", sa.String(length=20), nullable=True))
    op.add_column("lot", sa.Column("likeness", sa.String(length=16), nullable=True))
    _tell_by_words()
    op.create_index(op.f("ix_lot_likeness"), "lot", ["exhibitor_id", "likeness"])
    op.create_table(
        "lot_decision",
        sa.Column("lot_id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("flag", sa.String(length=24), nullable=False),
        sa.Column("mark", sa.String(length=16), nullable=False),
        sa.Column("answer", sa.String(length=24), nullable=False),
        sa.Column("message", sa.Text(), nullable=False),
        sa.Column("decided_at", Instant(timezone=True), nullable=False),
        sa.Column("decided_by", sa.Integer(), nullable=True),
        sa.ForeignKeyConstraint(
            ["lot_id"], ["lot.id"], name=op.f("fk_lot_decision_lot_id_lot"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["decided_by"],
            ["user.id"],
            name=op.f("fk_lot_decision_decided_by_user"),
            ondelete="SET NULL",
        ),
        sa.PrimaryKeyConstraint("lot_id", "flag", name=op.f("pk_lot_decision")),
    )


def downgrade() -> None:
    op.drop_table("lot_decision")
    op.drop_index(op.f("ix_lot_likeness"), "lot")
    op.drop_column("lot", "likeness")
    op.drop_column("lot", "hazard")


def _tell_by_words() -> None:
    """Lots written before are told like those written now."""
    bind, last = op.get_bind(), 0
    wanted = sa.select(LOT).order_by(LOT.c.id).limit(AT_ONCE)
    write = (
        sa.update(LOT)
        .where(LOT.c.id == sa.bindparam("which"))
        .values(hazard=sa.bindparam("told"), likeness=sa.bindparam("like"))
    )
    while rows := bind.execute(wanted.where(LOT.c.id > last)).all():
        bind.execute(
            write,
            [
                {
                    "which": row.id,
                    "told": hazard_of(row.designation, row.description),
                    "like": likeness_of(row.designation, row.unit),
                }
                for row in rows
            ],
        )
        last = rows[-1].id
