"""What rows and cards say, case by case."""

from __future__ import annotations

from dataclasses import replace

import pytest

from evodesk.domain.instance import LinkState
from evodesk.domain.reception import Mode, Side
from evodesk.domain.status import InstanceStatus, StreamState
from evodesk.domain.switch import Phase, Progress
from evodesk.ui import instance_words as words
from evodesk.ui.mode_words import option_of, warning_of
from evodesk.ui.radio_words import radio_tip
from tests.ui.samples import FOREIGN, HERE, NOW, drift, failure, reception, status, switching

LOGGED_OUT = status(link=LinkState.CLOSED, reason=401)


@pytest.mark.parametrize(
    ("shown", "kind", "text", "action"),
    [
        (status(mode=Mode.NONE), "nomode", "No active mode", "Choose"),
        (status(mode=Mode.BOTH), "both", "Both modes are on", "Choose"),
        (LOGGED_OUT, "logout", "Session ended on the phone", ""),
        (
            status(mode=Mode.NONE, failure=failure()),
            "failed",
            "Could not switch. Still on Webhook.",
            "Why?",
        ),
        (
            status(failure=failure(mode=Mode.NONE, undone=False)),
            "failed",
            "The switch stopped halfway. No active mode.",
            "Check now",
        ),
        (
            status(failure=failure(mode=None, undone=False)),
            "failed",
            "The switch stopped halfway. State unknown.",
            "Check now",
        ),
        (
            status(failure=failure(mode=Mode.WEBSOCKET, undone=False)),
            "failed",
            "Could not switch. Now on WebSocket.",
            "Check now",
        ),
        (
            status(failure=failure(mode=Mode.NONE)),
            "failed",
            "Could not switch. No active mode.",
            "Why?",
        ),
    ],
)
def test_one_strip_for_the_worst_problem(
    shown: InstanceStatus, kind: str, text: str, action: str
) -> None:
    strip = words.strip_of(shown)
    assert strip is not None
    assert (strip.kind, strip.text, strip.action) == (kind, text, action)


@pytest.mark.parametrize(
    ("mode", "short"),
    [(Mode.WEBHOOK, "Failed. On Webhook."), (Mode.BOTH, "Failed. On Webhook and WebSocket.")],
)
def test_a_failure_is_told_in_few_words_of_one_mode_or_both(mode: Mode, short: str) -> None:
    strip = words.strip_of(status(failure=failure(mode=mode)))
    assert strip is not None
    assert strip.short == short


def test_no_strip_where_nothing_is_wrong_or_a_switch_runs() -> None:
    assert words.strip_of(status()) is None
    assert words.strip_of(status(mode=Mode.NONE, progress=switching())) is None


def test_the_state_line_tells_the_running_step() -> None:
    line = words.state_line(status(progress=switching(started_at=NOW - 2)), NOW)
    assert (line.word, line.detail, line.role) == ("switching…", "3 of 4", "info")


def test_a_short_switch_shows_no_phase() -> None:
    line = words.state_line(status(progress=switching(started_at=NOW - 0.2)), NOW)
    assert line.word == "Connected"


def test_a_fresh_fall_and_an_old_one() -> None:
    down = LinkState.CLOSED
    fresh = words.state_line(status(link=down, closed_at=NOW - 70), NOW)
    old = words.state_line(status(link=down, closed_at=NOW - 90_000), NOW)
    assert (fresh.detail, old.detail) == ("for 1 min", "since yesterday")


def test_tips_explain_the_state() -> None:
    differing = status(stored_link=LinkState.CLOSED)
    assert "memory says “connected”, its database says “disconnected”" in words.state_tip(differing)
    assert words.state_tip(LOGGED_OUT) == "Session ended on the phone (401)"
    assert words.state_tip(status()) == ""


def test_steps_with_their_times() -> None:
    steps = words.steps_of(switching(started_at=NOW))
    assert [(step.text, step.state) for step in steps] == [
        ("Current settings kept", "done"),
        ("Webhook turned off at the server", "done"),
        ("Turning WebSocket on and checking…", "running"),
        ("Recover what came in between", "waiting"),
    ]
    assert steps[0].at == NOW + 0.1


def test_a_skipped_step_is_left_out() -> None:
    done = ((Phase.KEEP, NOW), (Phase.NEW_ON, NOW), (Phase.READ_BACK, NOW))
    progress = Progress("x", Side.WEBHOOK, NOW, Phase.RECOVER, done)
    assert [step.text for step in words.steps_of(progress)] == [
        "Current settings kept",
        "Webhook turned on and checked",
        "Recovering what came in between…",
    ]


def test_rolling_back_says_so() -> None:
    progress = replace(switching(), rolling_back=True)
    assert words.steps_of(progress)[-1].text == "Putting the old settings back…"


@pytest.mark.parametrize(
    ("mode", "undone", "text"),
    [
        (Mode.WEBHOOK, True, "Nothing changed. Recepção still receives by Webhook."),
        (Mode.NONE, True, "Nothing changed. Recepção still has no active mode."),
        (Mode.NONE, False, "No active mode - messages will not be received!"),
        (Mode.WEBSOCKET, False, "Recepção now receives by WebSocket."),
        (None, False, "The server could not be read afterwards. Check Recepção now."),
    ],
)
def test_what_is_true_after_a_failure(mode: Mode | None, undone: bool, text: str) -> None:
    assert words.what_stays(failure(mode=mode, undone=undone), "Recepção") == text


def test_a_row_in_one_sentence() -> None:
    assert (
        words.row_description(status(), NOW)
        == "Oficina · Balcão: Connected, WebSocket, last message 4 s ago"
    )
    new = replace(status(), unread=1200)
    assert words.row_description(new, NOW).endswith(", last message 4 s ago, unread: 1,200")
    muted = replace(new, is_muted=True)
    assert words.row_description(muted, NOW).endswith(" 4 s ago, muted, unread: 1,200")


def test_the_sentence_of_a_row_tells_its_problem_once_and_no_message_that_never_came() -> None:
    silent = replace(status(mode=Mode.NONE), last_message_at=None)
    assert words.row_description(silent, NOW) == "Oficina · Balcão: Connected, No active mode"
    gone = drift(reception(Mode.WEBSOCKET), reception(Mode.WEBHOOK))
    assert ", Settings changed outside evodesk, last message" in words.row_description(
        status(mode=Mode.WEBHOOK, drift=gone), NOW
    )


def test_turning_one_off_asks_for_the_other() -> None:
    active = option_of(status(), Side.WEBSOCKET, "", NOW)
    idle = option_of(status(), Side.WEBHOOK, "", NOW)
    assert (active.button, active.asks_for) == ("Turn off", Side.WEBHOOK)
    assert active.button_tip == "Turns Webhook on instead"
    assert (idle.button, idle.asks_for) == ("Turn on", Side.WEBHOOK)


def test_an_ellipsis_announces_a_question() -> None:
    foreign = status(mode=Mode.WEBHOOK, destination=FOREIGN)
    assert option_of(foreign, Side.WEBSOCKET, "", NOW).button == "Turn on…"
    assert option_of(foreign, Side.WEBHOOK, "", NOW).button == "Turn off…"
    webhook = option_of(foreign, Side.WEBHOOK, "", NOW)
    assert (webhook.lead, webhook.destination) == ("Delivers to", FOREIGN.host)
    assert webhook.external_tip == f"Delivers to {FOREIGN.host}, another system"


def test_where_it_would_deliver_is_said_before_it_is_turned_on() -> None:
    off = option_of(status(destination=FOREIGN), Side.WEBHOOK, "", NOW)
    assert (off.lead, off.destination) == ("Would deliver to", FOREIGN.host)
    assert off.external_tip == f"Would deliver to {FOREIGN.host}, another system"
    assert radio_tip(status(destination=FOREIGN), Side.WEBHOOK, "") == off.external_tip
    assert not radio_tip(status(destination=FOREIGN), Side.WEBSOCKET, "")
    here = option_of(status(destination=HERE), Side.WEBHOOK, "", NOW)
    assert (here.lead, here.destination, here.external_tip) == ("", "", "")


def test_a_running_switch_offers_no_button() -> None:
    running = status(mode=Mode.WEBHOOK, progress=switching())
    target = option_of(running, Side.WEBSOCKET, "", NOW)
    assert (target.busy, target.enabled, target.button) == (True, False, "")
    assert not option_of(running, Side.WEBHOOK, "", NOW).busy


def test_base64_belongs_to_the_active_webhook() -> None:
    webhook = status(mode=Mode.WEBHOOK, base64=False, base64_pending=True)
    option = option_of(webhook, Side.WEBHOOK, "", NOW)
    assert option.base64 is False
    assert option.base64_note == "Counts from the instance's next reconnection."
    assert option_of(status(), Side.WEBHOOK, "", NOW).base64 is None


@pytest.mark.parametrize(
    ("stream", "note", "role"),
    [
        (StreamState.ARMED, "Armed, waiting for the first event", "textMuted"),
        (StreamState.CONNECTING, "Opening the connection…", "info"),
        (StreamState.LIVE, "", "textMuted"),
    ],
)
def test_how_the_stream_stands(stream: StreamState, note: str, role: str) -> None:
    option = option_of(status(stream=stream), Side.WEBSOCKET, "", NOW)
    assert (option.note, option.note_role) == (note, role)


def test_why_the_stream_is_refused() -> None:
    refused = replace(status(stream=StreamState.REFUSED), refusal="key_refused")
    option = option_of(refused, Side.WEBSOCKET, "", NOW)
    assert (option.note_role, "refused the key" in option.note) == ("err", True)


def test_the_card_warns_of_none_and_both() -> None:
    none, both = warning_of(status(mode=Mode.NONE)), warning_of(status(mode=Mode.BOTH))
    assert none is not None
    assert none.title == "No active mode - messages will not be received!"
    assert both is not None
    assert both.title == "Both modes are on"
    assert warning_of(status()) is None


def test_an_instance_that_was_not_read_offers_nothing() -> None:
    option = option_of(status(mode=None), Side.WEBHOOK, "", NOW)
    assert not option.enabled
    assert option.tip == "The server has not loaded this instance yet."
