"""Fixtures that every test may ask for; each family stands in a file of tests/fixtures/."""

pytest_plugins = [
    "tests.fixtures.site",
    "tests.fixtures.browser",
    "tests.fixtures.catalogues",
    "tests.fixtures.database",
    "tests.fixtures.demonstration",
    "tests.fixtures.postgres",
    "tests.fixtures.summary",
    "tests.fixtures.edition",
    "tests.fixtures.hall",
    "tests.fixtures.importing",
    "tests.fixtures.applying",
    "tests.fixtures.mailbox",
    "tests.fixtures.camera",
    "tests.fixtures.two_sites",
    "tests.fixtures.people",
    "tests.fixtures.smtp",
    "tests.fixtures.sold",
    "tests.fixtures.till_site",
    "tests.rules.house",
    "tests.rules.visits",
]
