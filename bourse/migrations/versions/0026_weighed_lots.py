"""What a scale showed when a lot was weighed: gross, tare, and how much stood on it."""

import sqlalchemy as sa
from alembic import op

revision = "0026"
down_revision = "0025"
branch_labels = None
depends_on = None

COLUMNS = ("weighed_gross_g", "weighed_tare_g", "weighed_milli")


def upgrade() -> None:
    for name in COLUMNS:
        op.add_column("lot", sa.Column(name, sa.BigInteger(), nullable=True))


def downgrade() -> None:
    for name in COLUMNS:
        op.drop_column("lot", name)
