"""In how many pieces a lot that is sold whole lies: pallets, bundles, boxes."""

import sqlalchemy as sa
from alembic import op

revision = "0032"
down_revision = "0031"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("lot", sa.Column("pieces", sa.Integer(), nullable=False, server_default="1"))


def downgrade() -> None:
    op.drop_column("lot", "pieces")
