"""Databases with many messages, made once for all rows of one run."""

from __future__ import annotations

import os
import shutil
import socket
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory

from evodesk.paths import DataFolder
from evodesk.program import _passing_server as passing_server
from tests.benchmarks import filling

MANY, FEW = 1_000_000, 1_000


@cache
def port() -> int:
    """A free one, the same all along: the id of a server that nobody saved is made of its
    address."""
    with socket.socket() as found:
        found.bind(("127.0.0.1", 0))
        return int(found.getsockname()[1])


def server_id() -> str:
    return passing_server(f"http://127.0.0.1:{port()}").id


@cache
def stocked(rows: int) -> Path:
    """A data folder with so many messages of the server at `port`. Only to be read."""
    folder = _room() / str(rows)
    folder.mkdir()
    filling.fill(DataFolder(folder).database, rows, server_id())
    return folder


def copied(rows: int, target: Path) -> Path:
    """The same, to be written to. Who waits for the disk afterwards waits for nothing else."""
    shutil.copytree(stocked(rows), target)
    os.sync()
    return target


@cache
def _kept() -> TemporaryDirectory[str]:
    """Gone with the process."""
    return TemporaryDirectory(prefix="evodesk-bench-")


def _room() -> Path:
    return Path(_kept().name)
