"""Who asks for pages in most tests: someone of the small edition's exhibitor, or its organiser."""

from __future__ import annotations

import pytest
from flask.testing import FlaskClient

from bourse.people.models import Role
from tests.fixtures.edition import SmallEdition
from tests.fixtures.people import SignIn


@pytest.fixture
def seller(small: SmallEdition, signed_in: SignIn) -> FlaskClient:
    """Annick, of the exhibitor E01."""
    return signed_in(email="annick@example.org", company_id=small.exhibitor.company_id)


@pytest.fixture
def organiser(small: SmallEdition, signed_in: SignIn) -> FlaskClient:
    """Someone who organises, once the small edition is there."""
    return signed_in(Role.ORGANISER)
