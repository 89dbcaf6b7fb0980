"""What the receiver is told of an event: it is signed or not, kept or not."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING, cast

import orjson
import pytest

from evodesk.domain.message import Source
from evodesk.domain.reception import Reception, WebhookConfig
from evodesk.errors import DiskFull, StoreError
from evodesk.live.address import PATH, OwnAddress
from evodesk.live.arrivals import Arrivals
from evodesk.live.inbox import Inbox
from evodesk.receiving.signature import NotSigned
from evodesk.simulator.webhooks import sent_headers

if TYPE_CHECKING:
    from collections.abc import Callable

    from evodesk.domain.event import Event
    from evodesk.live.feed import Feed

URL = f"http://127.0.0.1:8765{PATH}s3cret"
BODY = orjson.dumps({"event": "presence.update", "instance": "balcao", "data": {}})


class FakeFeed:
    def __init__(self) -> None:
        self.put_in: list[tuple[Event, Callable[[object], None]]] = []

    def put(self, event: Event, told: Callable[[object], None]) -> None:
        self.put_in.append((event, told))


class World:
    def __init__(self) -> None:
        self.feed, self.address = FakeFeed(), OwnAddress({"srv": "s3cret"})
        arrivals = Arrivals(self.address.is_ours)
        self.inbox = Inbox(cast("Feed", self.feed), self.address, arrivals)
        self.told: list[StoreError | None] = []

    def take(self, authorization: str = "", body: bytes = BODY) -> None:
        self.inbox.take("srv", body, authorization, self.told.append)


@pytest.fixture
def world() -> World:
    return World()


def test_what_is_not_signed_where_it_must_be_reaches_nobody(world: World) -> None:
    webhook = WebhookConfig(True, URL, (("jwt_key", "k"),))
    world.address.prove("srv", "balcao", Reception(webhook, None))
    for key in ("", "another"):
        with pytest.raises(NotSigned):
            world.take(sent_headers({"jwt_key": key}, int(time.time())).get("Authorization", ""))
    assert world.feed.put_in == []
    world.take(sent_headers({"jwt_key": "k"}, int(time.time()))["Authorization"])
    ((event, _),) = world.feed.put_in
    assert (event.server, event.instance, event.source) == ("srv", "balcao", Source.WEBHOOK)


def test_it_is_told_only_once_it_is_committed_or_cannot_be(world: World) -> None:
    world.take()
    ((_, told),) = world.feed.put_in
    assert world.told == []
    told(object())
    full = DiskFull()
    told(full)
    assert world.told == [None, full]


def test_the_secrets_are_those_of_the_address(world: World) -> None:
    assert list(world.inbox.secrets()) == [("srv", "s3cret")]
    assert not world.inbox.proven("srv")
    world.address.prove("srv", "balcao", Reception(WebhookConfig(True, URL), None))
    assert world.inbox.proven("srv")
    world.address.add("srv", "n3w", {"s3cret": time.time() - 1, "older": time.time() + 60})
    assert list(world.inbox.secrets()) == [("srv", "n3w"), ("srv", "older")]
