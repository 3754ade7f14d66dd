"""The catalogue's revision, and what each device reports of itself."""

import sqlalchemy as sa
from alembic import op

import bourse.db

revision = "0013"
down_revision = "0012"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "catalogue_revision",
        sa.Column("edition_id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("revision", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["edition_id"],
            ["edition.id"],
            name=op.f("fk_catalogue_revision_edition_id_edition"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("edition_id", name=op.f("pk_catalogue_revision")),
    )
    op.add_column("stock", sa.Column("edition_id", sa.Integer(), nullable=True))
    op.add_column("stock", sa.Column("revision", sa.Integer(), nullable=True))
    op.execute(
        "UPDATE stock SET revision = 0,"
        " edition_id = (SELECT edition_id FROM lot WHERE lot.id = stock.lot_id)"
    )
    with op.batch_alter_table("stock", schema=None) as batch_op:
        batch_op.alter_column("edition_id", existing_type=sa.Integer(), nullable=False)
        batch_op.alter_column("revision", existing_type=sa.Integer(), nullable=False)
        batch_op.create_foreign_key(
            batch_op.f("fk_stock_edition_id_edition"), "edition", ["edition_id"], ["id"]
        )
        batch_op.create_index("ix_stock_edition_revision", ["edition_id", "revision"])
    op.create_table(
        "device_report",
        sa.Column("enrolment_id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("reported_at", bourse.db.Instant(timezone=True), nullable=False),
        sa.Column("skew_ms", sa.BigInteger(), nullable=True),
        sa.Column("till_seq", sa.Integer(), nullable=True),
        sa.Column("receipts", sa.Integer(), nullable=True),
        sa.Column("total_cents", sa.BigInteger(), nullable=True),
        sa.Column("held_receipts", sa.Integer(), nullable=True),
        sa.Column("held_total_cents", sa.BigInteger(), nullable=True),
        sa.Column("compared_at", bourse.db.Instant(timezone=True), nullable=True),
        sa.Column("differs_since", bourse.db.Instant(timezone=True), nullable=True),
        sa.Column("missing_since", bourse.db.Instant(timezone=True), nullable=True),
        sa.Column("missing_seq", sa.Integer(), nullable=True),
        sa.Column("missing_hash", sa.String(length=64), nullable=True),
        sa.ForeignKeyConstraint(
            ["enrolment_id"],
            ["enrolment.id"],
            name=op.f("fk_device_report_enrolment_id_enrolment"),
        ),
        sa.PrimaryKeyConstraint("enrolment_id", name=op.f("pk_device_report")),
    )
