"""Words of lots: made anew, so that the singular and the plural of what was written before meet."""

import sqlalchemy as sa
from alembic import op

from bourse.goods.likeness import likeness_of
from bourse.goods.stems import search_words

revision = "0037"
down_revision = "0036"
branch_labels = None
depends_on = None

LOT = sa.table(
    "lot",
    *(sa.column(name) for name in ("id", "designation", "description", "own_reference", "unit")),
    *(sa.column(name) for name in ("search_words", "likeness")),
)
AT_ONCE = 1_000


def upgrade() -> None:
    bind, last = op.get_bind(), 0
    wanted = sa.select(LOT).order_by(LOT.c.id).limit(AT_ONCE)
    # On SQLite the triggers of 0015 bring each of these writes to the index of words.
    write = (
        sa.update(LOT)
        .where(LOT.c.id == sa.bindparam("which"))
        .values(search_words=sa.bindparam("words"), likeness=sa.bindparam("like"))
    )
    while rows := bind.execute(wanted.where(LOT.c.id > last)).all():
        bind.execute(
            write,
            [
                {
                    "which": row.id,
                    "words": search_words(row.designation, row.description, row.own_reference),
                    "like": likeness_of(row.designation, row.unit),
                }
                for row in rows
            ],
        )
        last = rows[-1].id


def downgrade() -> None:
    """The older rule finds most of these words too; it makes them anew when a lot is saved."""
