from __future__ import annotations

import time
from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from evodesk.domain.event import Event, LinkChange
from evodesk.domain.instance import Instance, LinkState
from evodesk.domain.message import Source
from evodesk.domain.reception import Destination, Mode, Reception, Side, WebhookConfig
from evodesk.domain.status import Health, StreamState
from evodesk.domain.switch import LastSwitch, Phase, Progress
from evodesk.live.directory import Directory, destination_of, unique_titles
from tests.store.making import message

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot

OURS = "http://127.0.0.1:8765/api/webhooks/evolution/s3cret"


def instance(name: str, title: str = "", link: LinkState = LinkState.OPEN) -> Instance:
    return Instance(name, link, link, profile_name=title)


def webhook(url: str) -> Reception:
    return Reception(WebhookConfig(True, url), None)


@pytest.fixture
def directory(qtbot: QtBot) -> Directory:
    return Directory(lambda webhook: "s3cret" in webhook.url)


def healths(directory: Directory) -> list[Health]:
    return [each.health for each in directory.all]


def link_event(name: str, link: LinkState, reason: int | None = None) -> Event:
    return Event(
        "srv", name, "connection.update", Source.WEBSOCKET, 0.0, (LinkChange(link, reason),)
    )


def test_titles_that_look_alike_are_told_apart() -> None:
    titles = unique_titles([instance("a", "Loja"), instance("b", "loja"), instance("c", "Oficina")])
    assert titles == {"a": "Loja (a)", "b": "loja (b)", "c": "Oficina"}


def test_an_instance_without_a_profile_is_called_by_its_name() -> None:
    assert unique_titles([instance("balcao")]) == {"balcao": "balcao"}


def test_destination_tells_ours_from_foreign() -> None:
    def is_ours(webhook: WebhookConfig) -> bool:
        return webhook.url == OURS

    assert destination_of(webhook(OURS), is_ours) == Destination(True, "127.0.0.1:8765")
    foreign = destination_of(webhook("https://n8n.example/hook/abc"), is_ours)
    assert foreign == Destination(False, "n8n.example")
    assert destination_of(Reception(None, None), is_ours) is None


def test_the_list_is_told_only_when_instances_come_or_go(
    directory: Directory, qtbot: QtBot
) -> None:
    lists: list[object] = []
    directory.listed.connect(lists.append)
    directory.show_instances([instance("a"), instance("b")])
    directory.show_instances([instance("b"), instance("a")])
    assert len(lists) == 1
    directory.show_instances([instance("a")])
    assert len(lists) == 2
    assert [each.name for each in directory.all] == ["a"]


def test_changes_come_in_one_batch_and_only_real_ones(directory: Directory, qtbot: QtBot) -> None:
    directory.show_instances([instance("a"), instance("b"), instance("c")])
    with qtbot.waitSignal(directory.changed) as told:
        directory.show_reception("a", webhook(OURS))
        directory.show_stream("b", StreamState.OFF, "")
        directory.show_stream("c", StreamState.LIVE, "")
    (batch,) = told.args
    assert [each.name for each in batch] == ["a", "c"]
    assert batch[0].mode is Mode.WEBHOOK
    assert batch[0].destination.here


def test_what_is_known_survives_a_new_list(directory: Directory) -> None:
    directory.show_instances([instance("a")])
    directory.show_reception("a", webhook(OURS))
    directory.show_instances([instance("a", "Balcão"), instance("b")])
    assert directory["a"].mode is Mode.WEBHOOK
    assert directory["a"].title == "Balcão"


def test_an_unknown_instance_is_passed_over(directory: Directory) -> None:
    directory.show_reception("ghost", webhook(OURS))
    directory.hear([link_event("ghost", LinkState.OPEN)])
    assert "ghost" not in directory


def test_a_link_event_moves_memory_and_database_together(directory: Directory) -> None:
    directory.show_instances([instance("a")])
    directory.hear([link_event("a", LinkState.CLOSED, 401)])
    closed = directory["a"]
    assert (closed.health, closed.instance.reason) == (Health.DOWN, 401)
    directory.hear([link_event("a", LinkState.OPEN)])
    opened = directory["a"]
    assert opened.health is Health.OK


def test_the_base64_choice_counts_once_the_instance_is_open_again(directory: Directory) -> None:
    directory.show_instances([instance("a")])
    directory.show_base64_pending("a", True)
    directory.hear([link_event("a", LinkState.CONNECTING)])
    waiting = directory["a"]
    directory.hear([link_event("a", LinkState.OPEN)])
    done = directory["a"]
    assert (waiting.base64_pending, done.base64_pending) == (True, False)


def test_the_last_switch_stays_when_a_later_one_fails(directory: Directory) -> None:
    directory.show_instances([instance("a")])
    last = LastSwitch(1.0, Mode.WEBHOOK, Mode.WEBSOCKET)
    directory.show_end("a", None, last)
    directory.show_progress(Progress("a", Side.WEBHOOK, 2.0, Phase.KEEP))
    running = directory["a"]
    directory.show_end("a", None, None)
    ended = directory["a"]
    assert running.progress is not None
    assert ended.progress is None
    assert ended.last_switch == last


def test_a_list_read_before_the_link_changed_does_not_undo_the_change(
    directory: Directory,
) -> None:
    directory.show_instances([instance("a")])
    asked_at = time.monotonic()
    directory.hear([link_event("a", LinkState.CLOSED, 401)])
    directory.show_instances([instance("a", "Loja")], asked_at)
    shown = directory["a"]
    assert (shown.instance.link, shown.instance.reason) == (LinkState.CLOSED, 401)
    assert shown.title == "Loja"
    directory.show_link("a", LinkState.OPEN, asked_at)
    assert directory["a"].instance.link is LinkState.CLOSED
    directory.show_instances([instance("a")], time.monotonic())
    assert healths(directory) == [Health.DOWN]
    directory.show_link("a", LinkState.OPEN, time.monotonic())
    assert healths(directory) == [Health.OK]


def test_the_list_tells_only_the_databases_link(directory: Directory) -> None:
    unread = replace(instance("a"), link=LinkState.UNKNOWN)
    directory.show_instances([unread])
    assert healths(directory) == [Health.OK]
    directory.show_link("a", LinkState.UNKNOWN)
    assert healths(directory) == [Health.UNKNOWN]
    directory.show_link("a", LinkState.CLOSED)
    directory.show_instances([unread])
    listed = directory["a"].instance
    assert (listed.link, listed.stored_link) == (LinkState.CLOSED, LinkState.OPEN)
    directory.show_link("ghost", LinkState.OPEN)
    assert "ghost" not in directory


def waits(directory: Directory) -> bool:
    return directory["a"].awaits_first


def test_the_first_event_is_awaited_until_something_came_through(directory: Directory) -> None:
    directory.show_instances([instance("a")])
    directory.show_reception("a", webhook(OURS))
    assert waits(directory)
    came = Event("srv", "a", "messages.upsert", Source.WEBSOCKET, 0.0, ())
    directory.hear([came, came._replace(source=Source.BACKFILL)])
    assert waits(directory)
    directory.hear([came._replace(source=Source.WEBHOOK)])
    assert not waits(directory)
    directory.show_reception("a", webhook(OURS))
    assert not waits(directory)


def test_a_later_message_alone_is_told_with_delay_and_with_what_is_told_sooner(
    directory: Directory, qtbot: QtBot
) -> None:
    directory.show_instances([instance("a")])
    directory.announce()
    told: list[object] = []
    directory.changed.connect(told.append)
    came = Event("srv", "a", "messages.upsert", Source.WEBSOCKET, 0.0, (message("1", at=70),))
    directory.hear([came])
    qtbot.wait(150)
    assert told == []
    with qtbot.waitSignal(directory.changed, timeout=300):
        directory.show_stream("a", StreamState.LIVE, "")
    assert told == [(directory["a"],)]
    assert (directory["a"].last_message_at, directory["a"].stream) == (70, StreamState.LIVE)


def test_it_is_awaited_anew_after_the_webhook_was_elsewhere(directory: Directory) -> None:
    directory.show_instances([instance("a")])
    directory.show_reception("a", webhook(OURS))
    directory.show_came_through(["a"])
    directory.show_reception("a", webhook("https://n8n.example/hook"))
    assert not waits(directory), "it is not we who wait"
    directory.show_reception("a", webhook(OURS))
    assert waits(directory)


def test_it_is_awaited_anew_after_the_receiver_moved(directory: Directory) -> None:
    directory.show_instances([instance("a")])
    directory.show_reception("a", webhook(OURS))
    directory.show_came_through(["a"])
    directory.forget_came_through()
    assert waits(directory)
