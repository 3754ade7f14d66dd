"""Tills: devices, cashiers, and what a person must look at."""

import sqlalchemy as sa
from alembic import op

import bourse.db

revision = "0006"
down_revision = "0005"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "till",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("edition_id", sa.Integer(), nullable=False),
        sa.Column("site_id", sa.Integer(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("name", sa.String(length=80), nullable=False),
        sa.Column("payment_modes", sa.String(length=60), nullable=False),
        sa.Column("retired_at", bourse.db.Instant(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(
            ["edition_id"], ["edition.id"], name=op.f("fk_till_edition_id_edition")
        ),
        sa.ForeignKeyConstraint(["site_id"], ["site.id"], name=op.f("fk_till_site_id_site")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_till")),
        sa.UniqueConstraint("edition_id", "number", name=op.f("uq_till_edition_id_number")),
    )
    with op.batch_alter_table("till", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_till_site_id"), ["site_id"], unique=False)
    op.create_table(
        "enrolment",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("till_id", sa.Integer(), nullable=False),
        sa.Column("letter", sa.String(length=4), nullable=False),
        sa.Column("code_hash", sa.String(length=64), nullable=True),
        sa.Column("code_expires_at", bourse.db.Instant(timezone=True), nullable=True),
        sa.Column("token_hash", sa.String(length=64), nullable=True),
        sa.Column("created_at", bourse.db.Instant(timezone=True), nullable=False),
        sa.Column("enrolled_at", bourse.db.Instant(timezone=True), nullable=True),
        sa.Column("revoked_at", bourse.db.Instant(timezone=True), nullable=True),
        sa.Column("last_seen_at", bourse.db.Instant(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(["till_id"], ["till.id"], name=op.f("fk_enrolment_till_id_till")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_enrolment")),
        sa.UniqueConstraint("code_hash", name=op.f("uq_enrolment_code_hash")),
        sa.UniqueConstraint("till_id", "letter", name=op.f("uq_enrolment_till_id_letter")),
        sa.UniqueConstraint("token_hash", name=op.f("uq_enrolment_token_hash")),
    )
    op.create_table(
        "cashier",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("edition_id", sa.Integer(), nullable=False),
        sa.Column("code", sa.String(length=8), nullable=False),
        sa.Column("name", sa.String(length=80), nullable=False),
        sa.Column("pin_hash", sa.String(length=300), nullable=False),
        sa.Column("retired_at", bourse.db.Instant(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(
            ["edition_id"], ["edition.id"], name=op.f("fk_cashier_edition_id_edition")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_cashier")),
        sa.UniqueConstraint("edition_id", "code", name=op.f("uq_cashier_edition_id_code")),
    )
    op.create_table(
        "conflict",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("seq", sa.Integer(), nullable=False),
        sa.Column("edition_id", sa.Integer(), nullable=False),
        sa.Column(
            "kind",
            sa.Enum(
                "oversold",
                "unknown_lot",
                "withdrawn_lot",
                "price_differs",
                "over_reversed",
                "broken_chain",
                name="conflictkind",
                native_enum=False,
                length=24,
            ),
            nullable=False,
        ),
        sa.Column("lot", sa.String(length=8), nullable=True),
        sa.Column("resolved_at", bourse.db.Instant(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(
            ["edition_id"], ["edition.id"], name=op.f("fk_conflict_edition_id_edition")
        ),
        sa.ForeignKeyConstraint(
            ["seq"], ["journal_entry.seq"], name=op.f("fk_conflict_seq_journal_entry")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_conflict")),
    )
    with op.batch_alter_table("conflict", schema=None) as batch_op:
        batch_op.create_index("ix_conflict_open", ["edition_id", "resolved_at"], unique=False)
        batch_op.create_index(batch_op.f("ix_conflict_seq"), ["seq"], unique=False)
    op.create_table(
        "refused_fact",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("received_at", bourse.db.Instant(timezone=True), nullable=False),
        sa.Column("enrolment_id", sa.Integer(), nullable=False),
        sa.Column("reason", sa.String(length=40), nullable=False),
        sa.Column("content", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(
            ["enrolment_id"], ["enrolment.id"], name=op.f("fk_refused_fact_enrolment_id_enrolment")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_refused_fact")),
    )
    with op.batch_alter_table("refused_fact", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_refused_fact_enrolment_id"), ["enrolment_id"], unique=False
        )
