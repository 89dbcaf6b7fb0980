"""When a way that is off and brings events all the same is called a channel of the whole server."""

from __future__ import annotations

import time

import pytest

from evodesk.domain.arrival import GRACE, RETRIES, Arrival
from evodesk.domain.event import Edit, Event
from evodesk.domain.instance import Instance, LinkState
from evodesk.domain.message import Source
from evodesk.domain.reception import Reception, WebhookConfig, WebsocketConfig
from evodesk.live.arrivals import Arrivals
from evodesk.live.directory import Directory
from evodesk.live.suspicions import Suspicions
from tests.store.making import key, message

OURS, THEIRS = "http://127.0.0.1/ours", "https://n8n.example/hook"
NOTHING = Reception(None, None)
BY_SOCKET = Reception(None, WebsocketConfig(True))


def event(at: float, source: Source = Source.WEBSOCKET, instance: str = "loja") -> Event:
    return Event("srv", instance, "messages.upsert", source, at)


def known(reception: Reception, *times: float) -> Arrivals:
    arrivals = Arrivals(lambda url: url == OURS)
    for at in times:
        arrivals.note("srv", "loja", reception, at)
    return arrivals


class Stage:
    """Both ways are off since the moment 0."""

    def __init__(self) -> None:
        self.arrivals = known(NOTHING, 0.0)
        self.arrivals.note("srv", "gone", NOTHING, 0.0)
        self.directory = Directory(lambda webhook: False)
        self.directory.show_instances([Instance("loja", LinkState.OPEN, LinkState.OPEN)])
        self.suspicions = Suspicions(self.arrivals, self.directory)

    @property
    def is_told(self) -> bool:
        return self.directory["loja"].has_global_channel


@pytest.fixture
async def stage() -> Stage:
    return Stage()


async def test_a_reading_that_was_asked_for_before_the_event_says_nothing(stage: Stage) -> None:
    before = time.monotonic()
    assert stage.suspicions.hear([event(GRACE + 1)])
    stage.suspicions.judge("loja", before)
    assert not stage.is_told
    stage.suspicions.judge("loja", time.monotonic() + 1)
    assert stage.is_told


async def test_one_suspicion_asks_for_one_reading(stage: Stage) -> None:
    assert stage.suspicions.hear([event(GRACE + 1)])
    assert not stage.suspicions.hear([event(GRACE + 2)])
    stage.suspicions.judge("loja", time.monotonic() + 1)
    assert not stage.suspicions.hear([event(GRACE + 3)])


async def test_what_is_usual_or_not_listed_is_not_suspected(stage: Stage) -> None:
    assert not stage.suspicions.hear([event(GRACE - 1), event(GRACE + 1, instance="gone")])
    stage.suspicions.judge("loja", time.monotonic() + 1)
    assert not stage.is_told


async def test_a_way_that_somebody_turned_on_meanwhile_explains_it(stage: Stage) -> None:
    stage.suspicions.hear([event(GRACE + 1)])
    stage.arrivals.note("srv", "loja", BY_SOCKET, GRACE + 1)
    stage.suspicions.judge("loja", time.monotonic() + 1)
    assert not stage.is_told
    stage.arrivals.note("srv", "loja", NOTHING, 100.0)
    assert stage.suspicions.hear([event(101 + GRACE)]), "it may be suspected anew"


@pytest.mark.parametrize(
    ("reception", "source", "expected"),
    [
        (NOTHING, Source.WEBHOOK, Arrival.LATE),
        (Reception(WebhookConfig(True, OURS), None), Source.WEBHOOK, Arrival.USUAL),
        (Reception(WebhookConfig(False, OURS), None), Source.WEBHOOK, Arrival.LATE),
        (Reception(WebhookConfig(True, THEIRS), None), Source.WEBHOOK, Arrival.LATE),
        (NOTHING, Source.WEBSOCKET, Arrival.GLOBAL),
        (BY_SOCKET, Source.WEBSOCKET, Arrival.USUAL),
    ],
)
def test_which_ways_lead_here(reception: Reception, source: Source, expected: Arrival) -> None:
    assert known(reception, 0.0).of(event(GRACE + 1, source)) is expected


def test_a_way_is_off_since_it_was_first_seen_so() -> None:
    arrivals = known(NOTHING, 0.0, RETRIES)
    assert arrivals.of(event(RETRIES + 1, Source.WEBHOOK)) is Arrival.GLOBAL
    arrivals.note("srv", "loja", Reception(WebhookConfig(True, OURS), None), RETRIES)
    arrivals.note("srv", "loja", NOTHING, RETRIES)
    assert arrivals.of(event(RETRIES + 1, Source.WEBHOOK)) is Arrival.LATE


def test_nothing_is_said_of_what_was_never_read() -> None:
    arrivals = known(NOTHING)
    assert arrivals.of(event(1e9)) is Arrival.USUAL


def test_only_messages_that_came_late_are_marked() -> None:
    edit = Edit(key(), "oi", 0)
    heard = event(GRACE + 1, Source.WEBHOOK)._replace(facts=(message(at=0), edit))
    assert known(NOTHING, 0.0).marked(heard).facts == (message(at=0)._replace(late=True), edit)
    assert known(NOTHING).marked(heard) == heard
