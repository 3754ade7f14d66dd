"""Dangers of lots: told anew, since goods that are ordinary were taken for opened chemicals."""

import sqlalchemy as sa
from alembic import op

from bourse.goods.hazards import hazard_of

revision = "0039"
down_revision = "0038"
branch_labels = None
depends_on = None

LOT = sa.table("lot", *(sa.column(name) for name in ("id", "designation", "description", "hazard")))
AT_ONCE = 1_000


def upgrade() -> None:
    bind, last = op.get_bind(), 0
    wanted = sa.select(LOT).order_by(LOT.c.id).limit(AT_ONCE)
    write = (
        sa.update(LOT).where(LOT.c.id == sa.bindparam("which")).values(hazard=sa.bindparam("told"))
    )
    while rows := bind.execute(wanted.where(LOT.c.id > last)).all():
        told = [(row, hazard_of(row.designation, row.description)) for row in rows]
        changed = [{"which": row.id, "told": code} for row, code in told if code != row.hazard]
        if changed:
            bind.execute(write, changed)
        last = rows[-1].id


def downgrade() -> None:
    """What is told is kept: each lot is told by the rule of the day when it is saved."""
