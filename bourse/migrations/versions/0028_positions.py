"""Where each site is on the map, in millionths of a degree."""

import sqlalchemy as sa
from alembic import op

revision = "0028"
down_revision = "0027"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("site", sa.Column("latitude_micro", sa.Integer(), nullable=True))
    op.add_column("site", sa.Column("longitude_micro", sa.Integer(), nullable=True))


def downgrade() -> None:
    op.drop_column("site", "longitude_micro")
    op.drop_column("site", "latitude_micro")
