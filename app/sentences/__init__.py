"""What each refusal of the trade says to the person, and what to do next; a file a concept.

Code → (HTTP status, sentence). Every code that a use case raises has a line in one of the files.
"""

from app.sentences import (
    editions,
    exhibitors,
    impact,
    intake,
    lots,
    people,
    pickups,
    tills,
    values,
)

SENTENCES = {
    **values.SENTENCES,
    **people.SENTENCES,
    **editions.SENTENCES,
    **exhibitors.SENTENCES,
    **lots.SENTENCES,
    **intake.SENTENCES,
    **tills.SENTENCES,
    **pickups.SENTENCES,
    **impact.SENTENCES,
}
