"""What every test may ask for; each fixture lives in the file of tests/fixtures named for it."""

pytest_plugins = ["tests.fixtures.postgres"]
