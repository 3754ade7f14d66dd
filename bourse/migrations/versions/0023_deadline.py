"""The hour when cataloguing closes, its extensions, what is handed in late, and its reminders."""

import sqlalchemy as sa
from alembic import op

from bourse.db import Instant

revision = "0023"
down_revision = "0022"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("edition", sa.Column("catalogue_closes_at", Instant(), nullable=True))
    op.add_column("lot", sa.Column("offered_at", Instant(), nullable=True))
    op.add_column("lot", sa.Column("late_at", Instant(), nullable=True))
    op.execute("UPDATE lot SET offered_at = created_at WHERE status <> 'draft'")
    late = sa.text("late_at IS NOT NULL")
    op.create_index(
        "ix_lot_edition_late",
        "lot",
        ["edition_id", "late_at"],
        sqlite_where=late,
        postgresql_where=late,
    )
    op.create_table(
        "catalogue_extension",
        sa.Column("exhibitor_id", sa.Integer(), nullable=False),
        sa.Column("until", Instant(), nullable=False),
        sa.Column("granted_at", Instant(), nullable=False),
        sa.Column("granted_by", sa.Integer(), nullable=True),
        sa.ForeignKeyConstraint(
            ["exhibitor_id"],
            ["exhibitor.id"],
            name=op.f("fk_catalogue_extension_exhibitor_id_exhibitor"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["granted_by"],
            ["user.id"],
            name=op.f("fk_catalogue_extension_granted_by_user"),
            ondelete="SET NULL",
        ),
        sa.PrimaryKeyConstraint("exhibitor_id", name=op.f("pk_catalogue_extension")),
    )
    op.create_table(
        "late_change",
        sa.Column("lot_id", sa.Integer(), nullable=False),
        sa.Column("draft", sa.Text(), nullable=False),
        sa.Column("handed_in_at", Instant(), nullable=False),
        sa.Column("refused_at", Instant(), nullable=True),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(
            ["lot_id"], ["lot.id"], name=op.f("fk_late_change_lot_id_lot"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("lot_id", name=op.f("pk_late_change")),
    )
    op.create_table(
        "catalogue_reminder",
        sa.Column("exhibitor_id", sa.Integer(), nullable=False),
        sa.Column("closes_at", Instant(), nullable=False),
        sa.Column("hours", sa.Integer(), nullable=False),
        sa.Column("sent_at", Instant(), nullable=False),
        sa.ForeignKeyConstraint(
            ["exhibitor_id"],
            ["exhibitor.id"],
            name=op.f("fk_catalogue_reminder_exhibitor_id_exhibitor"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint(
            "exhibitor_id", "closes_at", "hours", name=op.f("pk_catalogue_reminder")
        ),
    )


def downgrade() -> None:
    op.drop_table("catalogue_reminder")
    op.drop_table("late_change")
    op.drop_table("catalogue_extension")
    op.drop_index("ix_lot_edition_late", "lot")
    op.drop_column("lot", "late_at")
    op.drop_column("lot", "offered_at")
    op.drop_column("edition", "catalogue_closes_at")
