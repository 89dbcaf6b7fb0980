"""What surrounds the loop: preflight, journal, records, hooks, turns, calling off, resuming."""

from __future__ import annotations

import asyncio
import logging
from contextlib import suppress
from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from evodesk.domain.reception import Mode, Reception, Record, Remembered, Side, WebhookConfig
from evodesk.domain.switch import Failure, Phase, SwitchState, Wish
from evodesk.errors import (
    NoUrl,
    ServerFailed,
    StoreError,
    SwitchCancelled,
    SwitchError,
    SwitchFailed,
    SwitchRunning,
    TakeoverNeeded,
    TimedOut,
    UnknownInstance,
    WebsocketOff,
)
from evodesk.switching import switcher as module
from evodesk.switching.outcome import Outcome, failure_of
from evodesk.tasks import Tasks
from tests.fakes import Crash, FakeJournal, FakeServer, Rule, Trouble
from tests.switching.samples import (
    BY_BOTH,
    BY_FOREIGN,
    BY_SOCKET,
    BY_WEBHOOK,
    FOREIGN,
    NOTHING,
    OUR_URL,
    OURS,
    THIRD_URL,
    WEBSOCKET_OFF,
    wish,
)
from tests.switching.stage import INSTANCE, SERVER, Stage

if TYPE_CHECKING:
    from collections.abc import AsyncIterator

    from evodesk.domain.switch import Progress, SwitchRecord

TO_SOCKET = wish(Side.WEBSOCKET)
TO_WEBHOOK = wish(Side.WEBHOOK)


@pytest.fixture
async def tasks() -> AsyncIterator[Tasks]:
    tasks = Tasks()
    yield tasks
    await tasks.close()


def always(trouble: Trouble) -> Rule:
    return Rule(lambda config: True, trouble, times=99)


async def test_phases_as_people_see_them(stage: Stage) -> None:
    await stage.switcher(FakeServer(BY_WEBHOOK)).switch(TO_SOCKET)
    assert list(dict.fromkeys(p.phase for p in stage.progress)) == list(Phase)
    last = stage.progress[-1]
    assert [phase for phase, _ in last.done] == list(Phase)[:-1]
    times = [at for _, at in last.done]
    assert times == sorted(times)
    assert last.started_at < times[0]
    assert not any(p.rolling_back for p in stage.progress)


async def test_phases_of_a_rollback(stage: Stage) -> None:
    server = FakeServer(BY_SOCKET, Rule(lambda config: config.enabled, Trouble.REFUSED))
    with pytest.raises(SwitchFailed):
        await stage.switcher(server).switch(TO_WEBHOOK)
    back = [p.phase for p in stage.progress if p.rolling_back]
    assert back[-2:] == [Phase.READ_BACK, Phase.READ_BACK]
    assert Phase.RECOVER not in back
    assert stage.recoveries == 0
    assert server.now.same_as(BY_SOCKET)


async def test_both_is_nothing_to_go_back_to(stage: Stage) -> None:
    """The side that was wished is as it was; the other one is off now, which nobody undid."""
    refused = Rule(lambda config: config.enabled and config != FOREIGN, Trouble.REFUSED)
    server = FakeServer(BY_BOTH, refused)
    with pytest.raises(SwitchFailed) as failed:
        await stage.switcher(server).switch(wish(Side.WEBHOOK, url=THIRD_URL))
    assert stage.entry.state is SwitchState.ROLLED_BACK
    assert (failed.value.values["mode"], failed.value.values["undone"]) == ("webhook", "no")


async def test_records_and_memory_after_a_round_trip(stage: Stage) -> None:
    server = FakeServer(BY_FOREIGN)
    switcher = stage.switcher(server)
    await switcher.switch(TO_SOCKET)
    assert stage.journal.records[INSTANCE] == Record(False, True, None, None)
    assert server.now.webhook == replace(FOREIGN, enabled=False, events=frozenset())
    await switcher.switch(TO_WEBHOOK)
    assert server.now.webhook == FOREIGN
    assert stage.journal.records[INSTANCE] == Record(True, False, FOREIGN.url, False)
    assert [entry.state for entry in stage.journal.entries.values()] == [SwitchState.DONE] * 2


async def test_the_configuration_is_kept_before_it_is_wiped(stage: Stage) -> None:
    server = FakeServer(BY_FOREIGN, always(Trouble.CRASHES_AFTER))
    with pytest.raises(Crash):
        await stage.switcher(server).switch(TO_SOCKET)
    assert stage.journal.kept[INSTANCE].webhook == FOREIGN
    assert stage.entry.state is SwitchState.RUNNING
    assert stage.entry.before == BY_FOREIGN


async def test_already_there_writes_nothing_but_the_record(stage: Stage) -> None:
    server = FakeServer(BY_SOCKET)
    outcome = await stage.switcher(server).switch(TO_SOCKET)
    assert outcome == Outcome(INSTANCE, Side.WEBSOCKET, BY_SOCKET)
    assert server.writes == []
    assert stage.journal.entries == {}
    assert stage.awaited == []
    assert stage.journal.records[INSTANCE].websocket_enabled


@pytest.mark.parametrize(
    ("seen", "wished", "refused"),
    [
        (WEBSOCKET_OFF, TO_SOCKET, WebsocketOff),
        (BY_FOREIGN, replace(TO_SOCKET, confirmed=False), TakeoverNeeded),
        (NOTHING, TO_WEBHOOK, NoUrl),
    ],
)
async def test_refused_before_anything_is_written(
    stage: Stage, seen: Reception, wished: Wish, refused: type[SwitchError]
) -> None:
    server = FakeServer(seen)
    with pytest.raises(refused):
        await stage.switcher(server, own_url=None).switch(wished)
    assert server.writes == []
    assert stage.journal.entries == {}
    assert stage.journal.kept == {}
    assert stage.journal.records == {}


async def test_takeover_names_the_host(stage: Stage) -> None:
    with pytest.raises(TakeoverNeeded) as asked:
        await stage.switcher(FakeServer(BY_FOREIGN)).switch(replace(TO_SOCKET, confirmed=False))
    assert asked.value.values["instance"] == INSTANCE
    assert asked.value.values["host"] == "crm.example"


async def test_a_server_that_does_not_answer_begins_nothing(stage: Stage) -> None:
    server = FakeServer(BY_WEBHOOK)
    server.unreadable = 1
    with pytest.raises(TimedOut):
        await stage.switcher(server).switch(TO_SOCKET)
    assert server.writes == []
    assert stage.journal.entries == {}


async def test_a_journal_that_cannot_be_written_begins_nothing(stage: Stage) -> None:
    server = FakeServer(BY_WEBHOOK)
    stage.journal.full = True
    with pytest.raises(StoreError):
        await stage.switcher(server).switch(TO_SOCKET)
    assert server.writes == []


@pytest.mark.expects_errors
async def test_a_disk_that_fills_up_does_not_keep_from_rolling_back(stage: Stage) -> None:
    def fills_up(config: object) -> bool:
        stage.journal.full = True
        return getattr(config, "url", None) is None

    server = FakeServer(BY_WEBHOOK, Rule(fills_up, Trouble.REFUSED))
    with pytest.raises(SwitchFailed) as failed:
        await stage.switcher(server).switch(TO_SOCKET)
    assert server.now.same_as(BY_WEBHOOK)
    assert failed.value.values["undone"] == "yes"
    stage.journal.full = False
    await stage.switcher(server).resume()
    stage.assert_closed()


async def test_websocket_off_found_out_halfway(stage: Stage) -> None:
    """Turned off at the server between our look and our write."""
    server = FakeServer(BY_WEBHOOK)

    async def restarted_without(instance: str, side: Side) -> None:
        server.now = WEBSOCKET_OFF

    stage.before_write = restarted_without
    with pytest.raises(SwitchFailed) as failed:
        await stage.switcher(server).switch(TO_SOCKET)
    assert failed.value.values["cause"] == "websocket_off"
    assert failed.value.values["undone"] == "yes"
    assert server.now.webhook == OURS


async def test_one_switch_per_instance(stage: Stage, tasks: Tasks) -> None:
    server = FakeServer(BY_WEBHOOK)
    server.pause = asyncio.Event()
    switcher = stage.switcher(server)
    first = tasks.start(switcher.switch(TO_SOCKET), name="first")
    await asyncio.sleep(0)
    with pytest.raises(SwitchRunning):
        await switcher.switch(TO_WEBHOOK)
    with pytest.raises(SwitchRunning):
        await switcher.set_base64(INSTANCE, False)
    server.pause.set()
    assert (await first).reception.mode is Mode.WEBSOCKET
    server.pause = None
    assert (await switcher.switch(TO_WEBHOOK)).reception.mode is Mode.WEBHOOK


async def test_what_a_person_is_content_with_is_written_down_as_left(stage: Stage) -> None:
    server = FakeServer(BY_FOREIGN)
    await stage.switcher(server).accept(INSTANCE, BY_FOREIGN)
    assert stage.journal.left[INSTANCE] == BY_FOREIGN
    assert stage.journal.records[INSTANCE].webhook_url == FOREIGN.url
    assert server.writes == []


async def test_what_a_person_is_content_with_is_not_changed_by_an_older_wish(stage: Stage) -> None:
    server = await _crashed(stage)
    server.writes = []
    switcher = stage.switcher(server)
    await switcher.accept(INSTANCE, server.now)
    assert await switcher.resume() == ()
    assert server.writes == []
    assert stage.entry.state is SwitchState.OVERTAKEN


async def test_nothing_is_accepted_while_an_older_wish_is_about_to_go_on(
    stage: Stage, monkeypatch: pytest.MonkeyPatch
) -> None:
    server = await _crashed(stage)
    switcher = stage.switcher(server)
    unfinished, looks = stage.journal.unfinished, 0

    async def meanwhile(of: str) -> tuple[SwitchRecord, ...]:
        nonlocal looks
        looks += 1
        found = tuple(await unfinished(of))
        if looks == 2:
            with pytest.raises(SwitchRunning):
                await switcher.accept(INSTANCE, server.now)
        return found

    monkeypatch.setattr(stage.journal, "unfinished", meanwhile)
    assert len(await switcher.resume()) == 1
    assert (looks, stage.entry.state) == (2, SwitchState.DONE)


async def test_nothing_is_accepted_while_it_changes(stage: Stage, tasks: Tasks) -> None:
    server = FakeServer(BY_WEBHOOK)
    server.pause = asyncio.Event()
    switcher = stage.switcher(server)
    tasks.start(switcher.switch(TO_SOCKET), name="switch")
    await asyncio.sleep(0)
    with pytest.raises(SwitchRunning):
        await switcher.accept(INSTANCE, BY_WEBHOOK)
    assert stage.journal.left == {}


async def test_three_at_a_time(stage: Stage) -> None:
    server = FakeServer(BY_SOCKET)
    server.pause = asyncio.Event()
    reading: list[str] = []
    read = server.reception

    async def counted(name: str) -> Reception:
        reading.append(name)
        return await read(name)

    server.reception = counted  # type: ignore[method-assign]
    switcher = stage.switcher(server)
    running = asyncio.gather(
        *(switcher.switch(replace(TO_SOCKET, instance=name)) for name in "abcde"),
        return_exceptions=True,
    )
    for _ in range(10):
        await asyncio.sleep(0)
    assert reading == ["a", "b", "c"]
    assert switcher.cancel("e")
    server.pause.set()
    outcomes = await running
    assert [type(outcome) for outcome in outcomes] == [Outcome] * 4 + [SwitchCancelled]
    assert reading == ["a", "b", "c", "d"]


async def test_called_off_while_preparing(stage: Stage) -> None:
    server = FakeServer(BY_WEBHOOK)
    server.pause = asyncio.Event()
    switcher = stage.switcher(server)
    running = asyncio.gather(switcher.switch(TO_SOCKET), return_exceptions=True)
    await asyncio.sleep(0)
    assert switcher.cancel(INSTANCE)
    (end,) = await running
    assert isinstance(end, SwitchCancelled)
    assert server.writes == []
    assert stage.journal.entries == {}
    assert not switcher.cancel(INSTANCE)


async def test_too_late_to_call_off(stage: Stage) -> None:
    server = FakeServer(BY_WEBHOOK)
    switcher = stage.switcher(server)
    answers: list[bool] = []

    def try_to_cancel(config: object) -> bool:
        answers.append(switcher.cancel(INSTANCE))
        return False

    server.rules = [Rule(try_to_cancel, Trouble.REFUSED)]
    await switcher.switch(TO_SOCKET)
    assert answers == [False, False]


async def test_the_program_ends_in_the_middle(stage: Stage, tasks: Tasks) -> None:
    """A cancelled task leaves the entry for `resume`, and no lock behind."""
    server = FakeServer(BY_WEBHOOK)
    switcher = stage.switcher(server)

    def stall(config: object) -> bool:
        server.pause = asyncio.Event()
        return False

    server.rules = [Rule(stall, Trouble.REFUSED)]
    running = tasks.start(switcher.switch(TO_SOCKET), name="switch")
    while server.pause is None:
        await asyncio.sleep(0)
    running.cancel()
    with pytest.raises(asyncio.CancelledError):
        await running
    assert stage.entry.state is SwitchState.RUNNING
    server.pause, server.rules = None, []
    (outcome,) = await switcher.resume()
    assert isinstance(outcome, Outcome)
    assert server.now.mode is Mode.WEBSOCKET


async def test_a_socket_that_does_not_come_keeps_nobody_from_switching(
    stage: Stage, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(module, "WAIT_FOR_SOCKET", 0.01)
    switcher = stage.switcher(FakeServer(BY_WEBHOOK))

    async def never(instance: str, side: Side) -> None:
        await asyncio.Event().wait()

    stage.before_write = never
    assert (await switcher.switch(TO_SOCKET)).reception.mode is Mode.WEBSOCKET


async def test_the_socket_is_awaited_before_the_first_write(stage: Stage) -> None:
    server = FakeServer(BY_WEBHOOK)
    writes_then: list[int] = []
    switcher = stage.switcher(server)

    async def connect(instance: str, side: Side) -> None:
        writes_then.append(len(server.writes))

    stage.before_write = connect
    await switcher.switch(TO_SOCKET)
    assert writes_then == [0]


async def test_a_recovery_that_fails_undoes_nothing(stage: Stage) -> None:
    stage.recovered = ServerFailed(status="500", text="")
    outcome = await stage.switcher(FakeServer(BY_WEBHOOK)).switch(TO_SOCKET)
    assert outcome.recovered == 0
    assert stage.entry.state is SwitchState.DONE


async def test_a_webhook_sent_elsewhere_recovers_nothing(stage: Stage) -> None:
    server = FakeServer(BY_FOREIGN)
    await stage.switcher(server).switch(wish(Side.WEBHOOK, url=OUR_URL))
    assert stage.recoveries == 0
    assert server.now.webhook is not None
    assert server.now.webhook.url == OUR_URL
    assert server.now.webhook.headers == (), "they were set for another host"


async def test_base64_is_written_at_once_and_alone(stage: Stage) -> None:
    server = FakeServer(BY_FOREIGN)
    outcome = await stage.switcher(server).set_base64(INSTANCE, True)
    assert server.writes == [replace(FOREIGN, base64=True)]
    assert outcome.reception.webhook == replace(FOREIGN, base64=True)
    assert stage.journal.records[INSTANCE].webhook_base64 is True
    assert stage.entry.state is SwitchState.DONE
    assert stage.recoveries == 0


@pytest.mark.parametrize("seen", [NOTHING, BY_SOCKET, BY_BOTH])
async def test_base64_without_a_webhook_to_write_is_kept(stage: Stage, seen: Reception) -> None:
    server = FakeServer(seen)
    switcher = stage.switcher(server)
    outcome = await switcher.set_base64(INSTANCE, False)
    assert outcome.reception == seen
    assert server.writes == []
    assert stage.journal.entries == {}
    await switcher.switch(TO_WEBHOOK)
    assert server.now.webhook is not None
    assert server.now.webhook.base64 is False


async def test_base64_that_is_so_already_writes_nothing(stage: Stage) -> None:
    server = FakeServer(BY_WEBHOOK)
    await stage.switcher(server).set_base64(INSTANCE, True)
    assert server.writes == []
    assert stage.journal.entries == {}


async def test_base64_that_is_refused_stays_as_it_was(stage: Stage) -> None:
    server = FakeServer(BY_FOREIGN, always(Trouble.REFUSED))
    with pytest.raises(SwitchFailed):
        await stage.switcher(server).set_base64(INSTANCE, True)
    assert server.now.webhook == FOREIGN
    assert stage.journal.kept[INSTANCE].webhook == FOREIGN


async def _crashed(stage: Stage, before: Reception = BY_WEBHOOK) -> FakeServer:
    """Died after the old side went off."""
    server = FakeServer(before, Rule(lambda config: True, Trouble.CRASHES_AFTER))
    with pytest.raises(Crash):
        await stage.switcher(server).switch(TO_SOCKET)
    return server


async def test_resume_waits_for_a_server_that_does_not_answer(stage: Stage) -> None:
    server = await _crashed(stage)
    server.unreadable = 1
    (failure,) = await stage.switcher(server).resume()
    assert isinstance(failure, Failure)
    assert (failure.code, failure.mode, failure.undone) == ("timed_out", None, False)
    assert stage.entry.state is SwitchState.RUNNING
    assert stage.awaited == [Side.WEBSOCKET]  # not for this resume
    (outcome,) = await stage.switcher(server).resume()
    assert isinstance(outcome, Outcome)
    assert outcome.side is Side.WEBSOCKET
    assert await stage.switcher(server).resume() == ()


async def test_resume_of_an_instance_that_is_gone(stage: Stage) -> None:
    server = await _crashed(stage)
    server.gone = True
    (failure,) = await stage.switcher(server).resume()
    assert isinstance(failure, Failure)
    assert failure.code == "unknown_instance"
    assert stage.entry.state is SwitchState.OVERTAKEN


async def test_resume_of_an_overtaken_switch_writes_nothing(stage: Stage) -> None:
    server = await _crashed(stage)
    server.now, server.writes = BY_FOREIGN, []
    (failure,) = await stage.switcher(server).resume()
    assert isinstance(failure, Failure)
    assert (failure.code, failure.mode) == ("overtaken", Mode.WEBHOOK)
    assert server.writes == []
    assert stage.entry.state is SwitchState.OVERTAKEN


async def test_resume_goes_on_rolling_back(stage: Stage) -> None:
    server = await _crashed(stage)
    await stage.journal.mark(stage.entry.id, SwitchState.ROLLING_BACK, error="server_failed")
    (failure,) = await stage.switcher(server).resume()
    assert isinstance(failure, Failure)
    assert (failure.code, failure.mode, failure.undone) == ("server_failed", Mode.WEBHOOK, True)
    assert server.now.same_as(BY_WEBHOOK)
    assert stage.entry.state is SwitchState.ROLLED_BACK


async def test_a_newer_wish_closes_what_was_left_behind(stage: Stage) -> None:
    server = await _crashed(stage)
    await stage.switcher(server).switch(TO_WEBHOOK)
    assert [entry.state for entry in stage.journal.entries.values()] == [
        SwitchState.OVERTAKEN,
        SwitchState.DONE,
    ]
    assert await stage.switcher(server).resume() == ()
    assert server.now.mode is Mode.WEBHOOK


async def test_a_newer_wish_for_what_is_there_already_closes_it_too(stage: Stage) -> None:
    server = FakeServer(BY_WEBHOOK, Rule(lambda config: True, Trouble.CRASHES_BEFORE))
    with pytest.raises(Crash):
        await stage.switcher(server).switch(TO_SOCKET)
    await stage.switcher(server).switch(TO_WEBHOOK)
    assert await stage.switcher(server).resume() == ()
    assert server.now.same_as(BY_WEBHOOK)


async def test_what_was_left_behind_is_closed_before_anything_else_is_written_down(
    stage: Stage,
) -> None:
    """Otherwise a `resume` could still undo what was wished since."""
    server = await _crashed(stage)
    server.now = BY_WEBHOOK

    async def full(*_: object, **__: object) -> None:
        raise StoreError

    stage.journal.leave = full  # type: ignore[method-assign]
    with pytest.raises(StoreError):
        await stage.switcher(server).switch(TO_WEBHOOK)
    assert stage.entry.state is SwitchState.OVERTAKEN


async def test_what_was_left_behind_of_others_stays_open(stage: Stage) -> None:
    await stage.journal.begin(SERVER, "other", BY_WEBHOOK, BY_SOCKET, 0.0, takes_over=False)
    await stage.switcher(FakeServer(BY_WEBHOOK)).switch(TO_WEBHOOK)
    assert stage.entry.state is SwitchState.RUNNING


async def test_a_takeover_is_written_down_as_one(stage: Stage) -> None:
    """What was there before it is what can be restored from then on."""
    server = FakeServer(BY_WEBHOOK)
    switcher = stage.switcher(server)
    await switcher.switch(TO_SOCKET)
    await switcher.switch(TO_WEBHOOK)
    await switcher.switch(TO_SOCKET)
    assert stage.journal.originals[INSTANCE] == BY_WEBHOOK
    server.now = BY_FOREIGN
    await switcher.switch(TO_SOCKET)
    assert stage.journal.originals[INSTANCE] == BY_FOREIGN


async def test_what_is_remembered_already_is_not_written_again(stage: Stage) -> None:
    stage.journal.kept[INSTANCE] = Remembered(OURS)
    remember, begun = stage.journal.remember, list[int]()

    async def count(server: str, instance: str, remembered: Remembered) -> None:
        begun.append(len(stage.journal.entries))
        await remember(server, instance, remembered)

    stage.journal.remember = count  # type: ignore[method-assign]
    await stage.switcher(FakeServer(BY_WEBHOOK)).switch(TO_SOCKET)
    assert begun == [1]


@pytest.mark.expects_errors
async def test_a_full_disk_does_not_hide_that_somebody_else_acted(stage: Stage) -> None:
    def fills_up(config: object) -> bool:
        stage.journal.full = True
        return True

    server = FakeServer(BY_WEBHOOK, Rule(fills_up, Trouble.MEDDLED_AFTER), meddled=BY_FOREIGN)
    with pytest.raises(SwitchFailed) as failed:
        await stage.switcher(server).switch(TO_SOCKET)
    assert failed.value.values["cause"] == "overtaken"


@pytest.mark.expects_errors
async def test_a_server_that_stays_away_leaves_the_entry_for_resume(stage: Stage) -> None:
    """Neither forth nor back can be proven now: nobody may be left without reception for good."""
    server = FakeServer(BY_WEBHOOK)
    server.unreadable_after_a_write = 99
    with pytest.raises(SwitchFailed) as failed:
        await stage.switcher(server).switch(TO_SOCKET)
    assert (failed.value.values["mode"], failed.value.values["undone"]) == ("", "no")
    assert server.now.mode is Mode.NONE
    assert stage.entry.state is SwitchState.ROLLING_BACK
    assert stage.journal.ends[stage.entry.id] is None
    server.unreadable = server.unreadable_after_a_write = 0
    (failure,) = await stage.switcher(server).resume()
    assert isinstance(failure, Failure)
    assert (failure.mode, failure.undone) == (Mode.WEBHOOK, True)
    stage.assert_closed()


@pytest.mark.expects_errors
async def test_a_disk_that_is_full_at_the_end_hides_nothing(stage: Stage) -> None:
    """The server is where it was wished to be, so nobody may be told that nothing changed."""
    server = FakeServer(BY_WEBHOOK)

    def fills_up(progress: Progress) -> None:
        stage.journal.full = progress.phase is Phase.READ_BACK

    stage.on_progress = fills_up
    with pytest.raises(SwitchFailed) as failed:
        await stage.switcher(server).switch(TO_SOCKET)
    assert failed.value.values == {
        "instance": INSTANCE, "cause": "store", "mode": "websocket", "undone": "no",
    }  # fmt: skip
    stage.journal.full, stage.on_progress = False, None
    (outcome,) = await stage.switcher(server).resume()
    assert isinstance(outcome, Outcome)
    stage.assert_closed()


async def test_resume_leaves_alone_what_was_wished_anew_meanwhile(stage: Stage) -> None:
    server = await _crashed(stage)
    switcher = stage.switcher(server)
    listed = stage.journal.unfinished

    async def wished_meanwhile(server: str) -> tuple[SwitchRecord, ...]:
        entries = await listed(server)
        stage.journal.unfinished = listed  # type: ignore[method-assign]
        await switcher.switch(TO_WEBHOOK)
        return entries

    stage.journal.unfinished = wished_meanwhile  # type: ignore[method-assign]
    assert await switcher.resume() == ()
    assert server.now.mode is Mode.WEBHOOK


async def test_resume_leaves_alone_what_is_under_way(stage: Stage, tasks: Tasks) -> None:
    server = await _crashed(stage)
    server.pause = asyncio.Event()
    switcher = stage.switcher(server)
    running = tasks.start(switcher.switch(TO_WEBHOOK), name="switch")
    await asyncio.sleep(0)
    assert await switcher.resume() == ()
    server.pause.set()
    assert (await running).reception.mode is Mode.WEBHOOK


async def test_a_journal_that_cannot_be_read_any_more_is_told(stage: Stage) -> None:
    server = await _crashed(stage)
    listed = stage.journal.unfinished

    async def once(server: str) -> tuple[SwitchRecord, ...]:
        stage.journal.unfinished = broken  # type: ignore[method-assign]
        return await listed(server)

    async def broken(server: str) -> tuple[SwitchRecord, ...]:
        raise StoreError

    stage.journal.unfinished = once  # type: ignore[method-assign]
    (failure,) = await stage.switcher(server).resume()
    assert isinstance(failure, Failure)
    assert failure.code == "store"


async def test_before_a_resume_writes_it_is_told_like_any_switch(stage: Stage) -> None:
    """Whoever listens must know that events may fall between the sides, and connect."""
    server = await _crashed(stage)
    stage.awaited.clear()
    await stage.switcher(server).resume()
    assert stage.awaited == [Side.WEBSOCKET]


@pytest.mark.parametrize("trouble", [None, Trouble.REFUSED, Trouble.CRASHES_AFTER])
async def test_whatever_told_progress_tells_its_end(stage: Stage, trouble: Trouble | None) -> None:
    rules = [Rule(lambda config: config.enabled, trouble)] if trouble else []
    with suppress(SwitchFailed, Crash):
        await stage.switcher(FakeServer(BY_WEBHOOK, *rules)).switch(TO_SOCKET)
    assert stage.ended == [INSTANCE]


async def test_no_secret_in_the_log(stage: Stage, caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.DEBUG, "evodesk.switching")
    secret = WebhookConfig(True, OUR_URL, (("authorization", "Bearer top-secret"),))
    server = FakeServer(Reception(secret, None), Rule(lambda config: True, Trouble.FAILS_BEFORE))
    await stage.switcher(server).switch(TO_SOCKET)
    assert "turn off webhook" in caplog.text
    assert "server_failed in " in caplog.text
    assert "s3cr3t" not in caplog.text
    assert "top-secret" not in caplog.text


def test_a_failure_tells_the_error_behind_it() -> None:
    failed = SwitchFailed(instance="i", cause="timed_out", mode="", undone="no")
    failed.__cause__ = TimedOut(seconds="10")
    assert failure_of(failed, "i", Side.WEBHOOK, 5.0) == Failure(
        "i", Side.WEBHOOK, "timed_out", (("seconds", "10"),), None, False, 5.0
    )
    plain = failure_of(UnknownInstance(instance="i"), "i", Side.WEBHOOK, 5.0)
    assert (plain.code, plain.values) == ("unknown_instance", (("instance", "i"),))


async def test_the_server_id_goes_into_the_journal(stage: Stage) -> None:
    await stage.switcher(FakeServer(BY_WEBHOOK)).switch(TO_SOCKET)
    assert stage.entry.server == SERVER
    assert isinstance(stage.journal, FakeJournal)
    assert stage.journal.kept[INSTANCE] == Remembered(OURS, stage.entry.target.websocket)
