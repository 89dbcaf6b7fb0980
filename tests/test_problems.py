"""What the report tells of a run's errors."""

from __future__ import annotations

import logging
from typing import TYPE_CHECKING

import pytest

from evodesk.problems import MOST, Problems, collected

if TYPE_CHECKING:
    from collections.abc import Iterator

ours = logging.getLogger("evodesk.somewhere")
pytestmark = pytest.mark.expects_errors


@pytest.fixture
def problems() -> Iterator[Problems]:
    with collected() as found:
        yield found


def test_errors_count_and_warnings_do_not(problems: Problems) -> None:
    ours.warning("a closed phone")
    ours.error("%d events were not stored", 3)
    ours.critical("worse")
    first, second = "3 events were not stored", "worse"
    assert problems.texts == (f"evodesk.somewhere: {first}", f"evodesk.somewhere: {second}")


def test_a_repeat_is_told_once_and_the_order_stays(problems: Problems) -> None:
    for text in ("b", "a", "b"):
        ours.error(text)
    assert [text[-1] for text in problems.texts] == ["b", "a"]


def test_of_an_exception_only_the_kind_is_told(problems: Problems) -> None:
    ours.error("task x failed", exc_info=ValueError("s3cret"))
    assert problems.texts == ("evodesk.somewhere: task x failed (ValueError)",)


def test_a_flood_has_an_end(problems: Problems) -> None:
    for number in range(MOST + 5):
        ours.error("number %d", number)
    assert len(problems.texts) == MOST


def test_a_mistake_while_answering_a_request_counts_and_other_libraries_do_not(
    problems: Problems,
) -> None:
    logging.getLogger("httpx").error("not ours")
    logging.getLogger("uvicorn.error").error("in our application\n", exc_info=KeyError("x"))
    assert problems.texts == ("uvicorn.error: in our application (KeyError)",)


def test_nothing_is_collected_afterwards() -> None:
    with collected() as problems:
        pass
    ours.error("too late")
    assert problems.texts == ()
