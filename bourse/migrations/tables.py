"""Every table of the house, for what needs them all: migrations and the test of their head."""

from bourse.bulk import edit as _bulk
from bourse.bulk import markdown as _markdown
from bourse.db import Base
from bourse.desk import sheets as _sheets
from bourse.editions import models as _editions
from bourse.exhibitors import conformity as _conformity
from bourse.exhibitors import deadline as _deadline
from bourse.exhibitors import models as _exhibitors
from bourse.holds import models as _holds
from bourse.impact import models as _impact
from bourse.intake import models as _intake
from bourse.journal import models as _journal
from bourse.labels import paper as _paper
from bourse.lots import decisions as _decisions
from bourse.lots import late as _late
from bourse.lots import models as _lots
from bourse.lots import price_changes as _price_changes
from bourse.lots import reminders as _reminders
from bourse.people import models as _people
from bourse.photos import lot_photos as _photos
from bourse.pickups import models as _pickups
from bourse.reception import models as _reception
from bourse.tills import inbox as _inbox
from bourse.tills import models as _tills
from bourse.tills import projections as _projections
from bourse.unsold import disposition as _disposition

ROOMS = (
    _people, _editions, _journal, _exhibitors, _conformity, _deadline, _lots, _late, _reception,
    _reminders, _paper, _photos, _markdown, _price_changes, _bulk, _decisions, _disposition, _holds,
    _tills, _projections, _inbox, _pickups, _sheets, _impact, _intake,
)  # fmt: skip
metadata = Base.metadata


BY_MIGRATION = ("lot_words", "ix_lot_edition_discount")
"""What a migration alone makes: the index of lots' words, and one of an expression."""


def in_models(name: str | None, _kind: object, _parents: object) -> bool:
    """Whether the models say it."""
    return not any(made in (name or "") for made in BY_MIGRATION)
