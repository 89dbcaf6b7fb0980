"""The log file: rotating, one line an event, without keys, bodies or secret URLs."""

from __future__ import annotations

import logging
import logging.handlers
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path

_FORMAT = "%(asctime)s %(levelname)s %(name)s: %(message)s"
_SIZE = 2 * 1024 * 1024
_KEPT = 5


def start(folder: Path) -> logging.Handler:
    """Write evodesk's log to `folder`/evodesk.log. Hand the result to `stop` at the end."""
    handler = logging.handlers.RotatingFileHandler(
        folder / "evodesk.log", maxBytes=_SIZE, backupCount=_KEPT, encoding="utf-8", delay=True
    )
    handler.setFormatter(logging.Formatter(_FORMAT))
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
