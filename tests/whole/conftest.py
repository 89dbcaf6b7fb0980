from __future__ import annotations

from tests.qasync_loop import collected_in_this_thread, pytest_asyncio_loop_factories

__all__ = ["collected_in_this_thread", "pytest_asyncio_loop_factories"]
