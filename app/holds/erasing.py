"""Visitors' personal data goes at its hour: from the database, and from the mails that wait."""

from __future__ import annotations

import logging
from datetime import datetime, timedelta

from app import outbox
from app.due import PATIENCE_MS, Duty
from bourse.db import leave_no_trace, transaction
from bourse.holds.erasing import due_for_erasure, erase, next_erasure

_log = logging.getLogger(__name__)


def erase_visitors(at: datetime) -> int:
    """Erase all that is due at this moment, some holds a transaction; gives how many.

    Their mails go first: whatever stops it between the two, the next one finds both. The files
    forget last, even when nothing was due: others may have been reading the time before.
    """
    erased = 0
    while codes := due_for_erasure(at):
        outbox.forget(codes)
        with transaction(PATIENCE_MS):
            erase(codes, at)
        erased += len(codes)
    if not leave_no_trace(PATIENCE_MS):
        _log.warning("erasures: the database's log is read by others, and is emptied another time")
    return erased


ERASURES = Duty("erasures", next_erasure, erase_visitors, ask_again=timedelta(hours=1))
