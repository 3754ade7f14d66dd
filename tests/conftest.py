"""Fixtures that every test may ask for; each family stands in a file of tests/fixtures/."""

pytest_plugins = [
    "tests.fixtures.people",  # others import it, and pytest must have its asserts rewritten first
    "tests.fixtures.edition",
    "tests.fixtures.site",
    "tests.fixtures.browser",
    "tests.fixtures.catalogues",
    "tests.fixtures.closing",
    "tests.fixtures.database",
    "tests.fixtures.demonstration",
    "tests.fixtures.drive",
    "tests.fixtures.postgres",
    "tests.fixtures.summary",
    "tests.fixtures.hall",
    "tests.fixtures.importing",
    "tests.fixtures.applying",
    "tests.fixtures.mailbox",
    "tests.fixtures.two_sites",
    "tests.fixtures.smtp",
    "tests.fixtures.sold",
    "tests.fixtures.till_site",
    "tests.fixtures.camera",
    "tests.fixtures.lot_phone",
    "tests.fixtures.seller",
    "tests.fixtures.market",
    "tests.rules.house",
    "tests.rules.visits",
]
