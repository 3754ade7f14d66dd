"""What a person decided about each fact in quarantine."""

import sqlalchemy as sa
from alembic import op

revision = "0019"
down_revision = "0018"
branch_labels = None
depends_on = None


def upgrade() -> None:
    verdict = sa.Enum("recorded", "left_out", name="verdict", native_enum=False, length=24)
    op.add_column("refused_fact", sa.Column("verdict", verdict, nullable=True))


def downgrade() -> None:
    op.drop_column("refused_fact", "verdict")
