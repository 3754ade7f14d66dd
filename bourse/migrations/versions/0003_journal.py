"""Journal: the chain."""

import sqlalchemy as sa
from alembic import op

import bourse.db

SQLITE = (
    """CREATE TRIGGER journal_entry_no_update BEFORE UPDATE ON journal_entry
    BEGIN SELECT RAISE(ABORT, 'the journal is not edited'); END""",
    """CREATE TRIGGER journal_entry_no_delete BEFORE DELETE ON journal_entry
    BEGIN SELECT RAISE(ABORT, 'nothing leaves the journal'); END""",
    # INSERT OR REPLACE deletes without firing the trigger above.
    """CREATE TRIGGER journal_entry_no_replace BEFORE INSERT ON journal_entry
    WHEN EXISTS (SELECT 1 FROM journal_entry WHERE seq = NEW.seq OR fact_id = NEW.fact_id)
    BEGIN SELECT RAISE(ABORT, 'the journal already has this entry'); END""",
)
POSTGRESQL = (
    """CREATE FUNCTION journal_entry_refuse() RETURNS trigger LANGUAGE plpgsql AS
    $$ BEGIN RAISE EXCEPTION 'the journal is not edited'; END $$""",
    """CREATE TRIGGER journal_entry_no_change BEFORE UPDATE OR DELETE ON journal_entry
    FOR EACH ROW EXECUTE FUNCTION journal_entry_refuse()""",
    """CREATE TRIGGER journal_entry_no_truncate BEFORE TRUNCATE ON journal_entry
    FOR EACH STATEMENT EXECUTE FUNCTION journal_entry_refuse()""",
)

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "journal_entry",
        sa.Column("seq", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column(
            "kind",
            sa.Enum(
                "session_opened",
                "session_closed",
                "sale",
                "reversal",
                "cash_movement",
                "stock_correction",
                name="entrykind",
                native_enum=False,
                length=24,
            ),
            nullable=False,
        ),
        sa.Column("edition_id", sa.Integer(), nullable=False),
        sa.Column("happened_at", bourse.db.Instant(timezone=True), nullable=False),
        sa.Column("recorded_at", bourse.db.Instant(timezone=True), nullable=False),
        sa.Column("till", sa.String(length=12), nullable=True),
        sa.Column("till_seq", sa.Integer(), nullable=True),
        sa.Column("fact_id", sa.String(length=36), nullable=False),
        sa.Column("payload", sa.Text(), nullable=False),
        sa.Column("prev_hash", sa.String(length=64), nullable=False),
        sa.Column("hash", sa.String(length=64), nullable=False),
        sa.ForeignKeyConstraint(
            ["edition_id"], ["edition.id"], name=op.f("fk_journal_entry_edition_id_edition")
        ),
        sa.PrimaryKeyConstraint("seq", name=op.f("pk_journal_entry")),
        sa.UniqueConstraint("fact_id", name=op.f("uq_journal_entry_fact_id")),
    )
    with op.batch_alter_table("journal_entry", schema=None) as batch_op:
        batch_op.create_index(
            "ix_journal_entry_edition_kind", ["edition_id", "kind", "seq"], unique=False
        )
        batch_op.create_index(
            "ix_journal_entry_till", ["edition_id", "till", "till_seq"], unique=False
        )
    op.create_table(
        "journal_comment",
        sa.Column("fact_id", sa.String(length=36), nullable=False),
        sa.Column("salt", sa.String(length=32), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(
            ["fact_id"],
            ["journal_entry.fact_id"],
            name=op.f("fk_journal_comment_fact_id_journal_entry"),
        ),
        sa.PrimaryKeyConstraint("fact_id", name=op.f("pk_journal_comment")),
    )
    for statement in SQLITE if op.get_bind().dialect.name == "sqlite" else POSTGRESQL:
        op.execute(statement)
