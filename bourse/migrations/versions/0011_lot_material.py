"""What a lot's computed weight came from."""

import sqlalchemy as sa
from alembic import op

revision = "0011"
down_revision = "0010"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("lot", sa.Column("material_nano", sa.BigInteger(), nullable=True))


def downgrade() -> None:
    op.drop_column("lot", "material_nano")
