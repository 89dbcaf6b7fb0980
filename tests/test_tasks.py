"""Tasks: named, owned, never silent."""

from __future__ import annotations

import asyncio
import gc
import logging
import weakref
from contextlib import suppress
from typing import NoReturn

import pytest

from evodesk.tasks import Tasks, beside


async def forever() -> NoReturn:
    await asyncio.Event().wait()
    raise AssertionError("never set")


async def fail() -> None:
    raise ValueError("no luck")


async def test_a_task_has_its_name_and_its_result() -> None:
    async def answer() -> int:
        return 42

    tasks = Tasks()
    task = tasks.start(answer(), name="answer")
    assert task.get_name() == "answer"
    assert await task == 42


async def test_close_cancels_all_and_waits_for_their_end() -> None:
    ended: list[str] = []

    async def slow_to_end() -> None:
        try:
            await asyncio.Event().wait()
        finally:
            await asyncio.sleep(0)
            ended.append("slow")

    tasks = Tasks()
    started = [tasks.start(slow_to_end(), name="slow"), tasks.start(forever(), name="forever")]
    await asyncio.sleep(0)
    await tasks.close()
    assert ended == ["slow"]
    assert all(task.cancelled() for task in started)
    await tasks.close()


async def test_a_task_that_swallows_its_cancellation_is_cancelled_again(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr("evodesk.tasks.PATIENCE", 0.01)
    swallowed: list[str] = []

    async def stubborn() -> None:
        with suppress(asyncio.CancelledError):
            await asyncio.Event().wait()
        swallowed.append("once")
        await asyncio.Event().wait()

    tasks = Tasks()
    task = tasks.start(stubborn(), name="stubborn")
    await asyncio.sleep(0)
    await tasks.close()
    assert swallowed == ["once"]
    assert task.cancelled()


async def test_a_task_that_ended_is_let_go() -> None:
    tasks = Tasks()
    ended = weakref.ref(tasks.start(asyncio.sleep(0), name="short"))
    await tasks.settle()
    await asyncio.sleep(0)  # the loop's present step still knows it
    gc.collect()
    assert ended() is None


@pytest.mark.expects_errors
async def test_what_a_task_raised_is_logged_with_its_name(caplog: pytest.LogCaptureFixture) -> None:
    tasks = Tasks()
    await asyncio.wait([tasks.start(fail(), name="broken")])
    (record,) = caplog.records
    assert (record.levelno, record.getMessage()) == (logging.ERROR, "task broken failed")
    assert record.exc_info is not None
    assert isinstance(record.exc_info[1], ValueError)


async def test_settle_waits_also_for_what_is_started_meanwhile() -> None:
    done: list[int] = []
    tasks = Tasks()

    async def count(down: int) -> None:
        await asyncio.sleep(0)
        done.append(down)
        if down:
            tasks.start(count(down - 1), name=f"count {down}")

    tasks.start(count(3), name="count")
    await tasks.settle()
    assert done == [3, 2, 1, 0]


@pytest.mark.expects_errors
async def test_settle_is_not_ended_by_a_failure() -> None:
    tasks = Tasks()
    tasks.start(fail(), name="broken")
    other = tasks.start(asyncio.sleep(0.001), name="other")
    await tasks.settle()
    assert other.done()


async def test_work_beside_a_block_ends_with_it() -> None:
    async with beside(forever()) as task:
        await asyncio.sleep(0)
    assert task.cancelled()


async def test_who_awaits_what_goes_on_beside_gets_its_error() -> None:
    with pytest.raises(ValueError, match="no luck"):
        async with beside(fail()) as task:
            await task


async def test_an_error_that_nobody_awaits_is_not_that_of_the_block() -> None:
    async def block() -> NoReturn:
        async with beside(fail()):
            await asyncio.sleep(0)
            raise KeyError("the block's own")

    with pytest.raises(KeyError):
        await block()
