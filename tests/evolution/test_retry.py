from __future__ import annotations

from itertools import islice

from evodesk.errors import (
    BadCertificate,
    KeyRefused,
    NotEvolution,
    ServerFailed,
    TimedOut,
    Unreachable,
    UpgradeBlocked,
    WebsocketOff,
)
from evodesk.evolution.retry import backoff, heals_by_itself


def test_delays_grow_to_half_a_minute_and_differ() -> None:
    longest = (1, 2, 4, 8, 16, 30, 30, 30)
    delays = list(islice(backoff(), len(longest)))
    assert all(most / 2 <= delay <= most for delay, most in zip(delays, longest, strict=True))
    assert delays != list(islice(backoff(), len(longest)))


def test_what_heals() -> None:
    healing = (Unreachable(), TimedOut(), ServerFailed())
    lasting = (KeyRefused(), BadCertificate(), NotEvolution(), UpgradeBlocked(), WebsocketOff())
    assert all(heals_by_itself(each) for each in healing)
    assert not any(heals_by_itself(each) for each in lasting)
