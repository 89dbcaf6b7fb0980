"""What went wrong in this run, for the report: the ERROR lines of our own log, without repeats."""

from __future__ import annotations

import logging

MOST = 100


class Problems(logging.Handler):
    """Add it to the logger `evodesk` for as long as problems are to be collected."""

    def __init__(self) -> None:
        super().__init__(level=logging.ERROR)
        self._texts: dict[str, None] = {}

    @property
    def texts(self) -> tuple[str, ...]:
        return tuple(self._texts)

    def emit(self, record: logging.LogRecord) -> None:
        text = f"{record.name}: {record.getMessage()}"
        if record.exc_info and record.exc_info[0]:
            text += f" ({record.exc_info[0].__name__})"
        if len(self._texts) < MOST:
            self._texts.setdefault(text)
