"""What nobody caught reaches the log and the report, and its text reaches neither."""

from __future__ import annotations

import asyncio
import sys
import threading
from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import QObject, Signal

from evodesk import uncaught
from evodesk.problems import collected

if TYPE_CHECKING:
    from collections.abc import Iterator

    from evodesk.problems import Problems

SECRET = "s3cret-chave"
pytestmark = pytest.mark.expects_errors


class Button(QObject):
    pressed = Signal()


def fail(*_: object) -> None:
    raise ValueError(SECRET)


@pytest.fixture
def problems() -> Iterator[Problems]:
    with collected() as found:
        yield found


async def test_a_slot(problems: Problems) -> None:
    button = Button()
    button.pressed.connect(fail)
    with uncaught.logged(asyncio.get_running_loop()):
        button.pressed.emit()
    assert problems.texts == ("evodesk.uncaught: a slot failed (ValueError)",)


async def test_a_callback_of_the_loop(problems: Problems) -> None:
    loop = asyncio.get_running_loop()
    with uncaught.logged(loop):
        loop.call_soon(fail, SECRET)
        await asyncio.sleep(0)
    (text,) = problems.texts
    assert text.endswith("(ValueError)")
    assert SECRET not in text


async def test_a_loop_that_complains_without_an_exception(problems: Problems) -> None:
    loop = asyncio.get_running_loop()
    with uncaught.logged(loop):
        loop.call_exception_handler({"message": "Task was destroyed but it is pending!"})
    (text,) = problems.texts
    assert text.endswith("Task was destroyed but it is pending!")


async def test_a_thread(problems: Problems) -> None:
    with uncaught.logged(asyncio.get_running_loop()):
        thread = threading.Thread(target=fail)
        thread.start()
        thread.join()
    assert problems.texts == ("evodesk.uncaught: a thread failed (ValueError)",)


async def test_a_thread_that_leaves_is_no_problem(problems: Problems) -> None:
    with uncaught.logged(asyncio.get_running_loop()):
        thread = threading.Thread(target=sys.exit)
        thread.start()
        thread.join()
    assert problems.texts == ()


async def test_what_ends_the_program(problems: Problems) -> None:
    loop = asyncio.get_running_loop()
    with pytest.raises(ValueError, match=SECRET), uncaught.logged(loop):
        fail()
    assert problems.texts == ("evodesk.uncaught: the program failed (ValueError)",)
    assert loop.get_exception_handler() is None


async def test_everything_is_as_before_afterwards() -> None:
    loop = asyncio.get_running_loop()
    before = sys.excepthook, threading.excepthook, loop.get_exception_handler()
    with uncaught.logged(loop):
        assert sys.excepthook is not before[0]
    assert (sys.excepthook, threading.excepthook, loop.get_exception_handler()) == before


async def test_ctrl_c_is_no_problem_of_ours(
    problems: Problems, capsys: pytest.CaptureFixture[str]
) -> None:
    with uncaught.logged(asyncio.get_running_loop()):
        sys.excepthook(KeyboardInterrupt, KeyboardInterrupt(), None)
    assert problems.texts == ()
    assert "KeyboardInterrupt" in capsys.readouterr().err
