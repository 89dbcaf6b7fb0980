"""What every test relies on: no screen, a qasync loop where a test is async, and noise that fails.

A leaked task, a warning, a Qt warning or an unexpected ERROR in our log fails the test.
"""

from __future__ import annotations

import asyncio
import logging
import os
from typing import TYPE_CHECKING

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
os.environ.setdefault("QT_API", "pyside6")
# Nobody's keyring is touched by a test; evodesk falls back to its private file.
os.environ["PYTHON_KEYRING_BACKEND"] = "keyring.backends.fail.Keyring"
# The machine's own display settings and proxies must not leak into a test.
for name in ("HTTP_PROXY", "HTTPS_PROXY", "ALL_PROXY", "http_proxy", "https_proxy", "all_proxy"):
    os.environ.pop(name, None)

import pytest
import pytest_asyncio
from hypothesis import HealthCheck, settings
from pytest_asyncio import is_async_test

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Iterator


# How long one example takes says more of the machine than of us.
settings.register_profile("evodesk", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("evodesk")


@pytest.fixture(autouse=True)
def no_unexpected_errors(
    request: pytest.FixtureRequest, caplog: pytest.LogCaptureFixture
) -> Iterator[None]:
    """An ERROR in evodesk's log that the test did not announce fails it."""
    yield
    if request.node.get_closest_marker("expects_errors"):
        return
    found = [
        record.getMessage()
        for record in caplog.get_records("call")
        if record.levelno >= logging.ERROR and record.name.startswith(("evodesk", "asyncio"))
    ]
    assert not found, f"unexpected errors in the log: {found}"


@pytest.fixture(autouse=True)
def no_leaked_tasks(request: pytest.FixtureRequest) -> None:
    """Every task that an async test started has ended when it ends."""
    if is_async_test(request.node):
        request.getfixturevalue("leak_check")


@pytest_asyncio.fixture
async def leak_check() -> AsyncIterator[None]:
    yield
    await asyncio.sleep(0)
    left = [task for task in asyncio.all_tasks() if task is not asyncio.current_task()]
    assert not left, f"leaked tasks: {[task.get_name() for task in left]}"
