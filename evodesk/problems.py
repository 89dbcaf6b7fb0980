"""What went wrong in this run, for the report: the ERROR lines of the log, without repeats."""

from __future__ import annotations

import logging
from contextlib import contextmanager
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

MOST = 100
_LOGGERS = ("evodesk", "uvicorn")
"""uvicorn is where a mistake of ours ends that was made while answering a request."""


class Problems(logging.Handler):
    """Made by `collected`."""

    def __init__(self) -> None:
        super().__init__(level=logging.ERROR)
        self._texts: dict[str, None] = {}

    @property
    def texts(self) -> tuple[str, ...]:
        return tuple(self._texts)

    def emit(self, record: logging.LogRecord) -> None:
        text = f"{record.name}: {record.getMessage().strip()}"
        if record.exc_info and record.exc_info[0]:
            text += f" ({record.exc_info[0].__name__})"
        if len(self._texts) < MOST:
            self._texts.setdefault(text)


@contextmanager
def collected() -> Iterator[Problems]:
    problems = Problems()
    loggers = [logging.getLogger(name) for name in _LOGGERS]
    for each in loggers:
        each.addHandler(problems)
    try:
        yield problems
    finally:
        for each in loggers:
            each.removeHandler(problems)
