"""What nobody caught is an ERROR in our log, and so in the report, whichever way it got away.

PySide6 hands what a slot raised to sys.excepthook; a callback of the loop ends in the loop's
handler; a thread has a hook of its own. Left alone, all three write to standard error, which a
program started from a desktop does not have, texts with secrets included.
"""

from __future__ import annotations

import logging
import sys
import threading
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    import asyncio
    from collections.abc import Iterator
    from types import TracebackType

log = logging.getLogger(__name__)


@contextmanager
def logged(loop: asyncio.AbstractEventLoop) -> Iterator[None]:
    """For as long as the program runs; what ends it too. Ctrl+C keeps its usual way."""
    hook, thread_hook, handler = sys.excepthook, threading.excepthook, loop.get_exception_handler()
    sys.excepthook, threading.excepthook = _by_slot, _by_thread
    loop.set_exception_handler(_by_loop)
    try:
        yield
    except Exception as error:
        log.error("the program failed", exc_info=error)
        raise
    finally:
        sys.excepthook, threading.excepthook = hook, thread_hook
        loop.set_exception_handler(handler)


def _by_slot(kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> None:
    if issubclass(kind, Exception):
        log.error("a slot failed", exc_info=(kind, error, trace))
    else:
        sys.__excepthook__(kind, error, trace)


def _by_thread(hooked: threading.ExceptHookArgs) -> None:
    if hooked.exc_value is not None and not isinstance(hooked.exc_value, SystemExit):
        log.error("a thread failed", exc_info=hooked.exc_value)


def _by_loop(_loop: asyncio.AbstractEventLoop, context: dict[str, Any]) -> None:
    """The loop's own sentence shows the arguments of the callback behind its name."""
    told = str(context.get("message", "")).partition("(")[0]
    log.error("in the loop: %s", told, exc_info=context.get("exception"))
