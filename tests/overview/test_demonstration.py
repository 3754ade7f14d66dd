"""The demonstration, made through the services: whole, believable, the same each time."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta
from itertools import pairwise
from zoneinfo import ZoneInfo

import pytest
from sqlalchemy import func, select

from bourse.bulk.markdown import Markdown, MarkdownState
from bourse.clock import now
from bourse.db import db, transaction
from bourse.desk.cases import conflicts
from bourse.editions.models import Edition, EditionStatus
from bourse.errors import BourseError
from bourse.exhibitors.models import Exhibitor, ExhibitorStatus, Stand
from bourse.holds.listing import count_by_state
from bourse.holds.models import Hold, HoldState
from bourse.holds.preparing import held_beyond
from bourse.impact.history import past_balances
from bourse.impact.queries import firms, purchases, tonnes_saved, turnover
from bourse.journal.models import EntryKind, JournalEntry
from bourse.journal.verification import check_chain
from bourse.lots.late import count as late_count
from bourse.lots.late import late_changes, late_drafts
from bourse.lots.models import Lot, LotStatus, Stock
from bourse.overview.demonstration.loading import Hashes, demonstration, is_empty, load
from bourse.people.models import Role, User
from bourse.reception.models import LotReception
from bourse.reception.receiving import coming
from bourse.tills.inbox import ConflictKind, RefusedFact
from bourse.tills.models import Cashier, PaymentMode, Till
from bourse.tills.projections import Payment, Sale, SaleLine, TillSession
from bourse.tills.verification import check_projections
from bourse.values import Money, Weight
from tests.fixtures.demonstration import DAY, NOON, UNUSABLE

PARIS = ZoneInfo("Europe/Paris")


def count(statement) -> int:
    return db.session.scalar(select(func.count()).select_from(statement.subquery()))


def till_facts(edition: Edition) -> list[str]:
    return list(
        db.session.scalars(
            select(JournalEntry.payload)
            .where(JournalEntry.edition_id == edition.id, JournalEntry.till.is_not(None))
            .order_by(JournalEntry.seq)
        )
    )


@pytest.fixture
def edition(demonstration_app) -> Edition:
    edition = demonstration()
    assert edition is not None
    return edition


def test_it_is_a_running_edition_that_says_it_is_fictional(edition):
    assert edition.is_fictional
    assert edition.slug == "val-de-morteau-2026"
    assert edition.starts_on <= DAY <= edition.ends_on
    assert edition.status is EditionStatus.OPEN
    assert len(edition.sites) == 2


def test_firms_stand_on_both_sites_and_some_wait_or_were_refused(edition):
    by_status = dict(
        db.session.execute(select(Exhibitor.status, func.count()).group_by(Exhibitor.status)).all()
    )
    assert by_status[ExhibitorStatus.ATTENDED] >= 12
    assert by_status[ExhibitorStatus.APPLIED] >= 1
    assert by_status[ExhibitorStatus.REFUSED] >= 1
    assert set(db.session.scalars(select(Stand.site_id))) == {site.id for site in edition.sites}
    assert firms([edition.id])[""] == by_status[ExhibitorStatus.ATTENDED]


def test_there_is_enough_to_look_through(edition):
    assert count(select(Lot.id).where(Lot.status == LotStatus.OFFERED)) >= 250
    assert count(select(Sale.seq).where(Sale.reverses.is_(None))) >= 300
    assert count(select(Sale.seq).where(Sale.reverses.is_not(None))) >= 6
    left = Stock.sold_milli + Stock.removed_milli
    assert count(select(Lot.id).join(Stock).where(left < Lot.quantity_milli)) >= 100
    assert count(select(Lot.id).join(Stock).where(left == Lot.quantity_milli)) >= 50
    assert count(select(Lot.id).join(Stock).where(left > Lot.quantity_milli)) == 0


def test_its_headline_is_of_the_size_that_editions_have(edition):
    """37 t, 65 k€ and 300 purchases an edition (DOMAIN.md)."""
    assert purchases([edition.id])[""] >= 300
    assert Money(6_000_000) <= turnover([edition.id])[""] <= Money(7_000_000)
    assert Weight(35_000_000) <= tonnes_saved([edition.id])[""] <= Weight(40_000_000)


def test_two_days_are_sold_at_believable_hours_and_none_lies_ahead(edition):
    moments = [moment.astimezone(PARIS) for moment in db.session.scalars(select(Sale.happened_at))]
    assert {moment.date() for moment in moments} == {DAY - timedelta(2), DAY - timedelta(1)}
    assert all(time(9) <= moment.time() < time(18, 10) for moment in moments)
    busiest = [moment for moment in moments if moment.hour in (10, 11)]
    assert len(busiest) > len(moments) / 4
    assert max(moments) < datetime.combine(DAY, time(), PARIS)


def test_buyers_pay_in_every_mode_and_take_parts_of_lots(edition):
    modes = dict(
        db.session.execute(select(Payment.mode, func.count()).group_by(Payment.mode)).all()
    )
    assert set(modes) == set(PaymentMode)
    assert modes[PaymentMode.CARD] == max(modes.values())
    twice = select(Payment.sale_seq).group_by(Payment.sale_seq).having(func.count() > 1)
    assert count(twice) >= 5
    lines = list(
        db.session.scalars(select(func.count()).select_from(SaleLine).group_by(SaleLine.sale_seq))
    )
    assert set(range(1, 7)) <= set(lines)
    assert count(select(SaleLine.position).where(SaleLine.quantity_milli % 1000 != 0)) >= 20


def test_reversals_are_whole_and_in_part(edition):
    back = dict(
        db.session.execute(
            select(Sale.reverses, func.sum(Sale.total_cents))
            .where(Sale.reverses.is_not(None))
            .group_by(Sale.reverses)
        ).all()
    )
    sold = dict(
        db.session.execute(
            select(Sale.fact_id, Sale.total_cents).where(Sale.fact_id.in_(back))
        ).all()
    )
    whole = [fact for fact, cents in back.items() if -cents == sold[fact]]
    assert len(whole) >= 2
    assert len(back) - len(whole) >= 2


def test_tills_were_opened_and_closed_and_no_fact_was_refused(edition):
    for site in edition.sites:
        assert count(select(Till.id).where(Till.site_id == site.id)) >= 2
    assert count(select(Cashier.id)) >= 3
    assert count(select(TillSession.uuid)) >= 8
    assert count(select(TillSession.uuid).where(TillSession.closed_at.is_(None))) == 0
    assert count(select(RefusedFact.id)) == 0


def test_what_was_reserved_and_sold_away_waits_at_the_desk(edition):
    """The last roof window, which a buyer took off its stand."""
    (case,) = conflicts(edition.id).rows
    assert case.kind is ConflictKind.HELD_LOT
    assert case.lot.remaining.milli == 0
    ((holder,), (sale,)) = case.holders, case.own
    assert (holder.name, holder.quantity) == ("Claire Monnot", sale.quantity)


def test_visitors_reserve_collect_and_forget_to_come(edition):
    counted = count_by_state(edition.id, NOON)
    assert counted == {
        HoldState.UNCONFIRMED: 1,
        HoldState.HELD: 5,
        HoldState.COLLECTED: 2,
        HoldState.CANCELLED: 2,
        HoldState.EXPIRED: 1,
    }
    assert held_beyond(edition.id, NOON) == 1, "all the rest of what is reserved is there"
    assert all(
        one.mail.endswith(".example") and one.created_at <= one.confirmed_at
        for one in db.session.scalars(select(Hold).where(Hold.confirmed_at.is_not(None)))
    )


def test_the_journal_holds_every_kind_of_entry_and_verifies(edition):
    kinds = set(db.session.scalars(select(JournalEntry.kind)))
    assert kinds == set(EntryKind) - {EntryKind.DUPLICATE, EntryKind.TRAINING}
    assert check_chain().fault is None
    assert check_projections() is None
    happened = list(
        db.session.scalars(
            select(JournalEntry.happened_at)
            .where(JournalEntry.till.is_not(None))
            .order_by(JournalEntry.seq)
        )
    )
    assert all(one <= other for one, other in pairwise(happened))


def test_the_catalogue_closes_with_the_edition_and_late_lots_wait(edition):
    assert edition.catalogue_closes_at.astimezone(PARIS).date() == edition.ends_on == DAY
    late = late_drafts(edition.id).rows
    assert len(late) == 3
    assert {lot.status for lot in late} == {LotStatus.DRAFT}


def test_changes_to_lots_on_sale_wait_beside_them(edition):
    more, dearer = sorted(late_changes(edition.id), key=lambda change: -change.lot.price_cents)
    assert more.said.quantity > more.lot.quantity
    assert dearer.said.price > dearer.lot.price
    assert late_count(edition.id).total == 3 + 2


def test_one_markdown_has_fallen_and_one_waits_for_the_afternoon(edition):
    fallen, awaited = db.session.scalars(select(Markdown).order_by(Markdown.due_at))
    assert (fallen.state, awaited.state) == (MarkdownState.APPLIED, MarkdownState.SCHEDULED)
    assert awaited.due_at == datetime.combine(DAY, time(16), PARIS)
    tiles = select(Lot).where(Lot.category_code == awaited.category_code)
    assert all(lot.price > awaited.rule.of(lot.price) for lot in db.session.scalars(tiles))


def test_where_a_site_receives_goods_every_announced_lot_came_before_it_was_sold(edition):
    firms_coming = coming(edition.id)
    assert len(firms_coming) == 7
    assert all(one.received == one.announced for one in firms_coming)
    first = db.session.scalar(select(func.min(Sale.happened_at)))
    assert all(at < first for at in db.session.scalars(select(LotReception.at)))


def test_there_is_a_login_for_each_role(edition):
    users = db.session.scalars(select(User).where(User.password_hash.is_not(None))).all()
    assert {role for user in users for role in user.roles} == set(Role)
    (exhibitor,) = [user for user in users if Role.EXHIBITOR in user.roles]
    assert exhibitor.company_ids


def test_the_published_balance_stands_beside_it(edition):
    (balance,) = past_balances()
    assert balance.weight == Weight(184_000_000)
    assert balance.turnover == Money(32_500_000)
    assert (balance.editions, balance.purchases, balance.firms) == (5, 1500, 40)


def test_the_same_day_gives_the_same_facts_on_both_databases(app, edition, demonstration_app):
    """`edition` was made on SQLite; `app` is empty, on either database."""
    expected = till_facts(edition)
    with app.app_context():
        with transaction():
            again = load(DAY, UNUSABLE)
        assert till_facts(again) == expected
        assert check_chain().fault is None
        assert check_projections() is None


def test_another_day_only_moves_the_dates(app, demonstration_app):
    lines = select(SaleLine.lot, SaleLine.quantity_milli, SaleLine.total_cents).order_by(
        SaleLine.sale_seq, SaleLine.position
    )
    with demonstration_app.app_context():
        expected = db.session.execute(lines).all()
    with app.app_context():
        with transaction():  # its second day is the one that loses an hour
            later = load(date(2027, 3, 29), UNUSABLE)
        assert later.slug == "val-de-morteau-2027"
        assert db.session.execute(lines).all() == expected


def test_it_wants_an_empty_database(demonstration_app):
    assert not is_empty()
    with pytest.raises(BourseError, match="database_in_use"), transaction():
        load(now().date(), Hashes("other", "other"))
