"""The one place that turns the exceptions of SQLite and of the file system into StoreErrors."""

from __future__ import annotations

import errno
import sqlite3
from contextlib import contextmanager
from typing import TYPE_CHECKING

import peewee

from evodesk.errors import Damaged, DiskFull, Locked, NotWritable, StoreError

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

_BY_CODE: dict[int, type[StoreError]] = {
    sqlite3.SQLITE_BUSY: Locked,
    sqlite3.SQLITE_LOCKED: Locked,
    sqlite3.SQLITE_CORRUPT: Damaged,
    sqlite3.SQLITE_NOTADB: Damaged,
    sqlite3.SQLITE_FULL: DiskFull,
    sqlite3.SQLITE_READONLY: NotWritable,
    sqlite3.SQLITE_CANTOPEN: NotWritable,
    sqlite3.SQLITE_PERM: NotWritable,
    # A disk that fails, or a limit other than its size.
    sqlite3.SQLITE_IOERR: NotWritable,
}
_NO_ROOM = {errno.ENOSPC, errno.EDQUOT}


class Closed(StoreError):
    """The store was used after it was closed."""

    code = "store_closed"


@contextmanager
def translated(path: Path) -> Iterator[None]:
    """Raises a StoreError that names `path`; the cause keeps the original."""
    try:
        yield
    except peewee.PeeweeException as error:
        raise _of_sqlite(getattr(error, "orig", error), path) from error
    except sqlite3.Error as error:
        raise _of_sqlite(error, path) from error
    except (UnicodeEncodeError, OverflowError) as error:
        # The driver refuses lone surrogates and whole numbers of more than 64 bits.
        raise StoreError(path=str(path), reason=type(error).__name__) from error
    except OSError as error:
        kind = DiskFull if error.errno in _NO_ROOM else NotWritable
        raise kind(path=str(path)) from error


def _of_sqlite(error: Exception, path: Path) -> StoreError:
    """By the primary code. What is left is our own mistake and keeps SQLite's name for it."""
    code = getattr(error, "sqlite_errorcode", None)
    if code is not None and (kind := _BY_CODE.get(code & 0xFF)):
        return kind(path=str(path))
    reason = getattr(error, "sqlite_errorname", type(error).__name__)
    return StoreError(path=str(path), reason=reason)
