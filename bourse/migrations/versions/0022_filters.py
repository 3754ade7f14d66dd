"""Filtering a hundred thousand lots: each order's index ends with what is filtered by."""

import sqlalchemy as sa
from alembic import op

revision = "0022"
down_revision = "0021"
branch_labels = None
depends_on = None

FILTERED = ["category_code", "condition", "exhibitor_id", "price_cents", "reference_price_cents"]
DISCOUNT = (
    "CASE WHEN reference_price_cents > price_cents THEN "
    "(reference_price_cents - price_cents) * 10000 / reference_price_cents ELSE 0 END"
)
ORDERS = {
    "ix_lot_edition_status": [],
    "ix_lot_edition_offered": ["category_code"],
    "ix_lot_edition_price": ["price_cents"],
    "ix_lot_edition_words": ["search_words"],
}


def upgrade() -> None:
    for name, key in ORDERS.items():
        op.drop_index(name, "lot")
        rest = [column for column in FILTERED if column not in key]
        op.create_index(name, "lot", ["edition_id", "status", *key, "id", *rest])
    discount = sa.text(f"({DISCOUNT})")
    op.create_index(
        "ix_lot_edition_discount", "lot", ["edition_id", "status", discount, "id", *FILTERED]
    )


def downgrade() -> None:
    op.drop_index("ix_lot_edition_discount", "lot")
    for name, key in ORDERS.items():
        op.drop_index(name, "lot")
        op.create_index(name, "lot", ["edition_id", "status", *key, "id"])
