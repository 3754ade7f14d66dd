"""What is done after the answer, in order, so that its time tells the asker nothing."""

from __future__ import annotations

import logging
from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor
from typing import ParamSpec

from flask import current_app, g
from flask_babel import force_locale

from app import links
from app.language import current

_worker = ThreadPoolExecutor(max_workers=1, thread_name_prefix="background")
_log = logging.getLogger(__name__)
Arguments = ParamSpec("Arguments")


def later(
    task: Callable[Arguments, object], *args: Arguments.args, **kwargs: Arguments.kwargs
) -> Future[None]:
    """Do `task` once the answer is on its way, with this request's language and address.

    What it raises is logged; nobody waits for it but the process, before it ends.
    """
    app, root, language = current_app._get_current_object(), links.public_root(), current()

    def run() -> None:
        with app.app_context(), force_locale(language):
            g.public_root = root
            task(*args, **kwargs)

    future = _worker.submit(run)
    future.add_done_callback(_report)
    return future


def finish() -> None:
    """Wait until everything asked for so far is done."""
    _worker.submit(lambda: None).result()


def _report(future: Future[None]) -> None:
    if error := future.exception():
        _log.error("a task in the background failed", exc_info=error)
