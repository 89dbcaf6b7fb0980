from __future__ import annotations

import time
import warnings

import pytest

from evodesk.receiving.signature import LEEWAY, is_signed
from evodesk.simulator.webhooks import sent_headers
from tests.simulator.recorded import load

TRIED_FOR = 600
"""Seconds that a token lives."""


def authorization(key: str = "k", age: float = 0.0) -> str:
    return sent_headers({"jwt_key": key}, int(time.time() - age))["Authorization"]


def test_made_with_one_of_the_keys() -> None:
    assert is_signed(authorization(), ["other", "k"])
    assert not is_signed(authorization(), ["other", "K"])
    assert not is_signed(authorization(), [])


@pytest.mark.parametrize(
    ("age", "expected"),
    [(-3600, True), (TRIED_FOR + 60, True), (TRIED_FOR + LEEWAY + 60, False)],
)
def test_taken_long_after_it_expired(age: float, expected: bool) -> None:
    assert is_signed(authorization(age=age), ["k"]) is expected


def test_a_recorded_one_is_days_old() -> None:
    recorded = load("05_events_evolution_channel/webhook_byEvents_and_jwt")["webhook_requests"][0]
    assert not is_signed(recorded["headers"]["Authorization"], ["secret"])


@pytest.mark.parametrize(
    "header",
    [
        "", "Bearer", "Bearer ", "Bearer x", "Bearer a.b.c", "Basic eA==", "\udc80", "Bearer \0",
        # {"alg":"none"} . {"exp":9999999999}
        "Bearer eyJhbGciOiJub25lIn0.eyJleHAiOjk5OTk5OTk5OTl9.",
    ],
)  # fmt: skip
def test_no_token_at_all(header: str) -> None:
    assert not is_signed(header, ["k"])


def test_another_scheme_is_no_signature() -> None:
    assert is_signed(authorization().replace("Bearer", "bearer"), ["k"])
    assert not is_signed(authorization().replace("Bearer", "Basic"), ["k"])


def test_nobody_else_is_kept_from_being_warned() -> None:
    before = list(warnings.filters)
    is_signed(authorization(), ["k"])
    assert list(warnings.filters) == before


def test_a_token_without_an_end() -> None:
    """{"alg":"HS256","typ":"JWT"} . {} with key k"""
    import hashlib
    import hmac
    from base64 import urlsafe_b64encode

    signed = "eyJhbGciOiJIUzI1NiIsInR5cCI6IkpXVCJ9.e30"
    made = urlsafe_b64encode(hmac.digest(b"k", signed.encode(), hashlib.sha256)).rstrip(b"=")
    assert not is_signed(f"Bearer {signed}.{made.decode()}", ["k"])
