"""Words for values."""

from __future__ import annotations

from datetime import datetime
from string import Formatter

import pytest
from hypothesis import given
from hypothesis import strategies as st

from evodesk import errors
from evodesk.domain.filter import Period
from evodesk.domain.instance import LinkState
from evodesk.domain.message import Kind
from evodesk.domain.reception import Mode, Side
from evodesk.domain.status import Health, ServerState
from evodesk.ui import texts
from evodesk.ui.error_texts import ERROR_TEXTS

CODES = sorted(
    {
        kind.code
        for kind in vars(errors).values()
        if isinstance(kind, type) and issubclass(kind, errors.EvodeskError)
    }
)
NOW = datetime(2026, 11, 23, 9, 48).timestamp()


def at(*moment: int) -> float:
    return datetime(*moment).timestamp()  # type: ignore[arg-type]


def test_every_error_has_words_and_no_word_is_left_over() -> None:
    assert sorted(ERROR_TEXTS) == CODES


@pytest.mark.parametrize("code", CODES)
def test_words_without_values_are_still_words(code: str) -> None:
    words = texts.error_words(code, {})
    assert words.title
    assert words.text


@pytest.mark.parametrize("code", CODES)
def test_sentences_use_only_values_that_the_error_documents(code: str) -> None:
    kinds = [k for k in vars(errors).values() if getattr(k, "code", None) == code]
    documented = " ".join(kind.__doc__ or "" for kind in kinds).replace("seconds", "s")
    for part in ERROR_TEXTS[code]:
        for _, name, _, _ in Formatter().parse(part):
            assert name is None or name in documented


def test_an_unknown_code_reads_as_our_own_fault() -> None:
    assert texts.error_words("flux", {}).text == "Something went wrong here, not on the server."


@given(st.text(max_size=2000))
def test_words_of_the_server_never_break_a_sentence(text: str) -> None:
    words = texts.error_words("request_refused", {"status": "400", "text": text})
    assert words.text == f"The server refused: “{text[:300]}” (error 400)."


def test_seconds_fill_their_hole() -> None:
    words = texts.error_words("timed_out", {"seconds": "15"})
    assert words.text == "The server did not answer in 15 s"


@pytest.mark.parametrize(
    ("then", "expected"),
    [
        (NOW - 4, "4 s ago"),
        (NOW - 125, "2 min ago"),
        (NOW + 30, "1 s ago"),
        (at(2026, 11, 23, 9, 0), "09:00"),
        (at(2026, 11, 22, 23, 58), "yesterday"),
        (at(2026, 11, 21, 8, 0), "21/11"),
        (at(2025, 11, 21, 8, 0), "21/11/2025"),
    ],
)
def test_a_past_moment(then: float, expected: str) -> None:
    assert texts.since(NOW, then) == expected


@pytest.mark.parametrize(
    ("seconds", "expected"),
    [(12, "12 s"), (48 * 60, "48 min"), (5160, "1 h 26 min"), (7200, "2 h"), (260_000, "3 d")],
)
def test_a_span(seconds: float, expected: str) -> None:
    assert texts.duration(seconds) == expected


@pytest.mark.parametrize(
    ("digits", "expected"),
    [
        ("5511955500110", "+55 11 95550-0110"),
        ("551155500110", "+55 11 5550-0110"),
        ("14155550123", "+14155550123"),
        ("", ""),
    ],
)
def test_a_phone(digits: str, expected: str) -> None:
    assert texts.phone(digits) == expected


def test_a_day() -> None:
    assert texts.day_title(NOW, NOW) == "Today, Monday, 23/11/2026"
    assert texts.day_title(NOW, at(2026, 11, 22, 1, 0)) == "Yesterday, Sunday, 22/11/2026"
    assert texts.day_title(NOW, at(2026, 11, 20, 1, 0)) == "Friday, 20/11/2026"


@pytest.mark.parametrize(
    ("first", "after", "expected"),
    [
        (at(2026, 11, 12), at(2026, 11, 16), "12/11 – 15/11"),
        (at(2026, 11, 12), at(2026, 11, 13), "12/11"),
        (at(2025, 12, 30), at(2026, 1, 3), "30/12/2025 – 02/01/2026"),
        (at(2025, 3, 1), at(2025, 3, 2), "01/03/2025"),
    ],
)
def test_the_days_of_a_period(first: float, after: float, expected: str) -> None:
    assert texts.day_span(NOW, Period(int(first), int(after))) == expected


def test_a_moment_in_a_sentence() -> None:
    assert texts.moment(NOW, at(2026, 11, 23, 8, 2)) == "Today at 08:02"
    assert texts.moment(NOW, at(2026, 11, 22, 8, 2)) == "Yesterday at 08:02"
    assert texts.moment(NOW, at(2026, 1, 2, 8, 2)) == "02/01/2026 at 08:02"


def test_every_value_has_a_word() -> None:
    assert all(texts.health_word(health) for health in Health)
    assert all(texts.mode_word(mode) for mode in [*Mode, *Side])
    assert all(texts.server_word(state) for state in ServerState)
    assert all(texts.link_word(link) for link in LinkState)
    assert all(texts.kind_word(kind) for kind in Kind)


def test_thousands() -> None:
    assert texts.number(48212) == "48,212"


def test_reasons_of_a_closed_link() -> None:
    assert texts.reason_word(401) == "session ended on the phone (401)"
    assert texts.reason_word(599) == "reason 599"
