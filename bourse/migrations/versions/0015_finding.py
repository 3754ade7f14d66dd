"""Finding lots among a hundred thousand: an index of their words, and one an order."""

import sqlalchemy as sa
from alembic import op

revision = "0015"
down_revision = "0014"
branch_labels = None
depends_on = None

ORDERS = {
    "ix_lot_edition_price": ["edition_id", "status", "price_cents", "id"],
    "ix_lot_edition_words": ["edition_id", "status", "search_words", "id"],
    "ix_lot_edition_offered": ["edition_id", "status", "category_code", "id"],
}

# The words stand in the lot itself; the index only points at it, and follows it by triggers.
SQLITE = (
    """CREATE VIRTUAL TABLE lot_words USING fts5(
    search_words, content='lot', content_rowid='id', prefix='2 3 4', detail='none')""",
    "INSERT INTO lot_words(lot_words) VALUES ('rebuild')",
    """CREATE TRIGGER lot_words_insert AFTER INSERT ON lot BEGIN
    INSERT INTO lot_words(rowid, search_words) VALUES (NEW.id, NEW.search_words); END""",
    """CREATE TRIGGER lot_words_delete AFTER DELETE ON lot BEGIN
    INSERT INTO lot_words(lot_words, rowid, search_words)
    VALUES ('delete', OLD.id, OLD.search_words); END""",
    """CREATE TRIGGER lot_words_update AFTER UPDATE OF search_words ON lot BEGIN
    INSERT INTO lot_words(lot_words, rowid, search_words)
    VALUES ('delete', OLD.id, OLD.search_words);
    INSERT INTO lot_words(rowid, search_words) VALUES (NEW.id, NEW.search_words); END""",
)
POSTGRESQL = ("CREATE INDEX ix_lot_words ON lot USING gin (to_tsvector('simple', search_words))",)


def upgrade() -> None:
    for name, columns in ORDERS.items():
        op.create_index(name, "lot", columns)
    op.drop_index("ix_lot_edition_category", "lot")
    for statement in SQLITE if op.get_bind().dialect.name == "sqlite" else POSTGRESQL:
        op.execute(sa.text(statement))


def downgrade() -> None:
    if op.get_bind().dialect.name == "sqlite":
        for moment in ("insert", "delete", "update"):
            op.execute(sa.text(f"DROP TRIGGER lot_words_{moment}"))
        op.execute(sa.text("DROP TABLE lot_words"))
    else:
        op.execute(sa.text("DROP INDEX ix_lot_words"))
    op.create_index("ix_lot_edition_category", "lot", ["edition_id", "category_code", "id"])
    for name in ORDERS:
        op.drop_index(name, "lot")
