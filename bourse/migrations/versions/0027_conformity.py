"""Which exhibitor declared which version of the conformity's text, and how."""

import sqlalchemy as sa
from alembic import op

from bourse.db import Instant

revision = "0027"
down_revision = "0026"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "conformity_declaration",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("exhibitor_id", sa.Integer(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("declared_at", Instant(), nullable=False),
        sa.Column("declared_by", sa.Integer(), nullable=True),
        sa.Column("on_paper", sa.Boolean(), nullable=False),
        sa.ForeignKeyConstraint(
            ["exhibitor_id"],
            ["exhibitor.id"],
            name=op.f("fk_conformity_declaration_exhibitor_id_exhibitor"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["declared_by"],
            ["user.id"],
            name=op.f("fk_conformity_declaration_declared_by_user"),
            ondelete="SET NULL",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_conformity_declaration")),
        sa.UniqueConstraint(
            "exhibitor_id", "version", name=op.f("uq_conformity_declaration_exhibitor_id_version")
        ),
    )


def downgrade() -> None:
    op.drop_table("conformity_declaration")
