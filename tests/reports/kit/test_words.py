"""What members of enumerations are called."""

from __future__ import annotations

from bourse.bulk.markdown import MarkdownState
from bourse.exhibitors.models import ExhibitorStatus
from reports.kit.words import word


def test_two_enumerations_may_keep_the_same_code() -> None:
    assert ExhibitorStatus.APPLIED == MarkdownState.APPLIED
    assert word(ExhibitorStatus.APPLIED, "en") == "Application to examine"
    assert word(MarkdownState.APPLIED, "en") == "Applied"
