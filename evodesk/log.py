"""The log file: rotating, one line an event, without keys, bodies or secret URLs."""

from __future__ import annotations

import logging
import logging.handlers
import re
import sys
import traceback
from typing import TYPE_CHECKING, Any

from evodesk.errors import EvodeskError

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

_FORMAT = "%(asctime)s %(levelname)s %(name)s: %(message)s"
_SIZE = 2 * 1024 * 1024
_KEPT = 5
_BREAKS = re.compile(r"[\x00-\x1f\x7f-\x9f\u2028\u2029]")


def start(folder: Path) -> logging.Handler:
    """Write evodesk's log to `folder`/evodesk.log. Hand the result to `stop` at the end."""
    handler = _File(
        folder / "evodesk.log", maxBytes=_SIZE, backupCount=_KEPT, encoding="utf-8", delay=True
    )
    handler.setFormatter(_Discreet(_FORMAT))
    root = logging.getLogger()
    root.addHandler(handler)
    logging.getLogger("evodesk").setLevel(logging.INFO)
    # httpx logs every full URL at INFO, uvicorn every request: both may hold secrets.
    for library in ("httpx", "httpcore", "uvicorn", "websockets", "qasync"):
        logging.getLogger(library).setLevel(logging.WARNING)
    return handler


def stop(handler: logging.Handler) -> None:
    logging.getLogger().removeHandler(handler)
    handler.close()


class _File(logging.handlers.RotatingFileHandler):
    def handleError(self, record: logging.LogRecord) -> None:
        """A full disk is told in the window; a traceback for each line helps nobody."""
        if not isinstance(sys.exc_info()[1], OSError):
            super().handleError(record)


class _Discreet(logging.Formatter):
    """Tracebacks tell where and what kind, not the texts: those of httpx, json or the database
    quote URLs, headers and messages. A name that holds a line break forges no line."""

    def format(self, record: logging.LogRecord) -> str:
        record.exc_text = None  # what another formatter kept there has the texts
        return super().format(record)

    def formatMessage(self, record: logging.LogRecord) -> str:
        return _BREAKS.sub(lambda found: repr(found[0])[1:-1], super().formatMessage(record))

    def formatException(self, ei: Any) -> str:
        return "\n".join(reversed([_place_and_kind(each) for each in _chain(ei[1])]))


def _chain(error: BaseException | None) -> Iterator[BaseException]:
    """The error and, one after the other, what led to it; it may bite its own tail."""
    seen: set[int] = set()
    while error is not None and id(error) not in seen:
        seen.add(id(error))
        yield error
        hidden = error.__suppress_context__
        error = error.__cause__ or (None if hidden else error.__context__)


def _place_and_kind(error: BaseException) -> str:
    frames = "".join(traceback.format_tb(error.__traceback__))
    kind = f"{type(error).__module__}.{type(error).__qualname__}"
    return f"{frames}{error if isinstance(error, EvodeskError) else kind}"
