"""The till without a network: it starts, sells, and is the same after the browser was killed."""

from __future__ import annotations

import pytest

from tests.fixtures.till_site import Cashier

pytestmark = pytest.mark.browser


def test_after_one_visit_it_starts_without_a_network(cashier: Cashier) -> None:
    page = cashier.page
    cashier.state("En ligne")
    page.evaluate("navigator.serviceWorker.ready.then(() => true)")
    page.context.set_offline(True)
    page.reload()
    cashier.sees("Le panier est vide")
    cashier.state("Hors ligne")
