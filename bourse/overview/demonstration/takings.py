"""The tills are set up and two days of facts go in by the door that devices use."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import timedelta
from random import Random
from zoneinfo import ZoneInfo

from bourse.overview.demonstration import rows
from bourse.overview.demonstration.device import Device
from bourse.overview.demonstration.goods import Good, Stands
from bourse.overview.demonstration.market import Market
from bourse.overview.demonstration.reserving import Reservations
from bourse.overview.demonstration.setting import Setting
from bourse.tills.inbox import ConflictKind
from bourse.tills.models import Enrolment, PaymentMode
from bourse.tills.recording import Outcome, Result, record
from bourse.tills.service import create_cashier, create_till, enrol, redeem

SELLING_DAYS = 2


def set_tills(setting: Setting, script: rows.EditionRow, pin_hash: str) -> list[Enrolment]:
    """The tills of every site with a device each, and the cashiers; the first one supervises."""
    enrolments = []
    for site in script.sites:
        for name in site.tills:
            till = create_till(
                setting.edition,
                site=setting.sites[site.key],
                name=name,
                modes=list(PaymentMode),
                by=setting.organiser,
            )
            _, code = enrol(till, by=setting.organiser)
            enrolments.append(redeem(code)[0])
    for index, name in enumerate(script.cashiers):
        create_cashier(
            setting.edition,
            name=name,
            pin_hash=pin_hash,
            is_supervisor=index == 0,
            by=setting.organiser,
        )
    return enrolments


def sell(
    setting: Setting,
    script: rows.EditionRow,
    goods: Sequence[Good],
    enrolments: Sequence[Enrolment],
    rng: Random,
    reservations: Reservations,
) -> None:
    """Live the selling days and record every fact, in the order it happened."""
    series = {enrolment.series: enrolment for enrolment in enrolments}
    devices = [Device(enrolment.series, enrolment.till.site.name, rng) for enrolment in enrolments]
    cashiers = [f"K{number}" for number in range(1, len(script.cashiers) + 1)]
    market = Market(Stands(goods, rng), devices, cashiers, rng, reservations.collected_by)
    zone = ZoneInfo(setting.edition.timezone)
    for day in range(SELLING_DAYS):
        buyers = {setting.sites[site.key].name: site.buyers[day] for site in script.sites}
        market.plan_day(setting.edition.starts_on + timedelta(days=day), zone, buyers)
    for fact in market.facts():
        recording = record(series[fact.till], [fact.payload()])
        _check(recording.outcomes)


def _check(outcomes: Sequence[Outcome]) -> None:
    """A demonstration whose facts are flagged or refused is a mistake of ours.

    But for what was sold away from who had reserved it: that is there to be settled.
    """
    for outcome in outcomes:
        is_sold_away = outcome.reasons == (ConflictKind.HELD_LOT,)
        if outcome.result is not Result.RECORDED and not is_sold_away:
            raise RuntimeError(f"fact {outcome.fact_id} {outcome.result}: {outcome.reasons}")
