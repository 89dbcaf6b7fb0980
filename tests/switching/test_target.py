"""What a wish becomes: which URL, events, headers and flags, and what is refused or asked."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from evodesk.domain.events import KNOWN_EVENTS
from evodesk.domain.reception import (
    DEFAULT_EVENTS,
    Reception,
    Remembered,
    Side,
    WebhookConfig,
    WebsocketConfig,
)
from evodesk.errors import BadEvents, BadUrl, CommaInName, NoUrl, WebsocketOff
from evodesk.switching.target import (
    Here,
    base64_target,
    check,
    keep,
    keep_base64,
    target_of,
)
from tests.switching.samples import (
    BY_BOTH,
    BY_FOREIGN,
    BY_SOCKET,
    BY_THIRD,
    BY_WEBHOOK,
    FOREIGN,
    FOREIGN_URL,
    HERE,
    NOTHING,
    OTHER_SOCKET,
    OUR_URL,
    OURS,
    SOCKET,
    THIRD,
    THIRD_URL,
    WEBSOCKET_OFF,
    is_ours,
    wish,
)

NOTHING_KEPT = Remembered()
NOWHERE = Here(None, is_ours)
OFF_ROW = WebhookConfig(False, FOREIGN_URL, (("a", "1"),), by_events=True)


def webhook_of(
    seen: Reception, kept: Remembered = NOTHING_KEPT, here: Here = HERE, **more: Any
) -> WebhookConfig:
    target = target_of(wish(Side.WEBHOOK, **more), seen, kept, here)
    assert target.webhook is not None
    assert not target.is_on(Side.WEBSOCKET)
    return target.webhook


@pytest.mark.parametrize(
    ("wished", "kept", "seen", "here", "expected"),
    [
        (THIRD_URL, FOREIGN, OURS, HERE, THIRD_URL),
        (None, FOREIGN, OURS, HERE, FOREIGN_URL),
        (None, None, FOREIGN, HERE, FOREIGN_URL),
        (None, None, OFF_ROW, HERE, FOREIGN_URL),
        (None, None, None, HERE, OUR_URL),
        (None, replace(OURS, url="http://127.0.0.1:1/x/s3cr3t-s3cr3t"), None, HERE, OUR_URL),
        (None, OURS, None, NOWHERE, OUR_URL),
        (None, WebhookConfig(False, base64=False), FOREIGN, HERE, FOREIGN_URL),
    ],
)
def test_url(
    wished: str | None,
    kept: WebhookConfig | None,
    seen: WebhookConfig | None,
    here: Here,
    expected: str,
) -> None:
    webhook = webhook_of(Reception(seen, None), Remembered(webhook=kept), here, url=wished)
    assert webhook.url == expected


def test_no_url_is_known() -> None:
    with pytest.raises(NoUrl):
        webhook_of(NOTHING, here=NOWHERE)


@pytest.mark.parametrize(
    "url",
    [
        "",
        "crm.example/hook",
        "ftp://crm.example",
        "http://",
        "http:///path",
        "http://[::1",
        "http://host:99999",
        "http://host:0",
        "http://host:port/",
        "http://a b/",
        "http://host/\n",
        "javascript:alert(1)",
    ],
)
def test_bad_url(url: str) -> None:
    with pytest.raises(BadUrl):
        webhook_of(NOTHING, url=url)


@given(st.text())
def test_any_text_is_a_good_url_or_a_typed_error(url: str) -> None:
    try:
        assert webhook_of(NOTHING, url=url).url == url
    except BadUrl:
        pass


def test_events_wished_then_remembered_then_those_that_are_on_then_default() -> None:
    wished = frozenset({"CALL"})
    kept = Remembered(webhook=replace(OURS, events=frozenset({"CHATS_SET"})))
    assert webhook_of(BY_FOREIGN, kept, events=wished).events == wished
    assert webhook_of(BY_FOREIGN, kept).events == {"CHATS_SET"}
    assert webhook_of(BY_FOREIGN).events == FOREIGN.events
    assert webhook_of(Reception(OFF_ROW, None)).events == DEFAULT_EVENTS[Side.WEBHOOK]
    assert webhook_of(NOTHING, events=frozenset()).events == DEFAULT_EVENTS[Side.WEBHOOK]


def test_websocket_events() -> None:
    def events(seen: Reception, kept: Remembered) -> frozenset[str]:
        target = target_of(wish(Side.WEBSOCKET), seen, kept, HERE)
        assert target.websocket is not None
        assert not target.is_on(Side.WEBHOOK)
        return target.websocket.events

    assert events(BY_FOREIGN, NOTHING_KEPT) == DEFAULT_EVENTS[Side.WEBSOCKET]
    assert events(BY_BOTH, NOTHING_KEPT) == SOCKET.events
    kept = Remembered(websocket=WebsocketConfig(True, frozenset({"CALL"})))
    assert events(NOTHING, kept) == {"CALL"}


def test_the_default_events_are_known_and_keep_edits_out_of_webhooks() -> None:
    assert DEFAULT_EVENTS[Side.WEBHOOK] | DEFAULT_EVENTS[Side.WEBSOCKET] <= KNOWN_EVENTS
    assert "MESSAGES_EDITED" not in DEFAULT_EVENTS[Side.WEBHOOK]
    assert len(KNOWN_EVENTS) == 31


def test_base64_defaults_to_true_and_false_stays_false() -> None:
    assert webhook_of(NOTHING).base64 is True
    assert webhook_of(NOTHING, base64=False).base64 is False
    assert webhook_of(NOTHING, Remembered(webhook=replace(OURS, base64=False))).base64 is False
    assert webhook_of(BY_FOREIGN).base64 is False
    # The column's default of a row that is off is nobody's choice.
    assert webhook_of(Reception(OFF_ROW, None)).base64 is True


def test_headers_are_merged_and_never_dropped() -> None:
    seen = Reception(replace(FOREIGN, headers=(("a", "old"), ("b", "2"))), None)
    kept = Remembered(webhook=replace(FOREIGN, headers=(("a", "new"), ("c", "3"))))
    assert webhook_of(seen, kept).headers == (("a", "new"), ("b", "2"), ("c", "3"))
    assert webhook_of(BY_FOREIGN).headers == FOREIGN.headers


def test_headers_stay_with_the_host_they_were_set_for() -> None:
    assert webhook_of(BY_FOREIGN, url=THIRD_URL).headers == ()
    assert webhook_of(BY_FOREIGN, url=OUR_URL).headers == ()
    assert webhook_of(BY_FOREIGN, url="https://CRM.example/other").headers == FOREIGN.headers
    kept = Remembered(webhook=replace(THIRD, headers=(("third", "3"),)))
    assert webhook_of(BY_FOREIGN, kept, url=THIRD_URL).headers == (("third", "3"),)


def test_this_computer_outweighs_what_was_remembered() -> None:
    kept = Remembered(webhook=THIRD)
    webhook = webhook_of(BY_FOREIGN, kept, to_here=True)
    assert (webhook.url, webhook.headers) == (OUR_URL, ())
    assert webhook_of(BY_BOTH, to_here=True).url == OUR_URL
    with pytest.raises(NoUrl):
        webhook_of(BY_FOREIGN, kept, NOWHERE, to_here=True)


def test_headers_go_to_another_host_where_it_is_wished() -> None:
    assert webhook_of(BY_FOREIGN, url=THIRD_URL, carries_headers=True).headers == FOREIGN.headers


def test_our_headers_follow_us_to_another_port() -> None:
    ours = replace(OURS, url="http://127.0.0.1:1/s3cr3t-s3cr3t", headers=(("a", "1"),))
    assert webhook_of(Reception(ours, None)).url == OUR_URL
    assert webhook_of(Reception(ours, None)).headers == ours.headers


def test_our_headers_follow_us_no_further() -> None:
    ours = replace(OURS, headers=(("jwt_key", "k"),))
    assert webhook_of(Reception(ours, None), url=THIRD_URL).headers == ()


def test_by_events_is_kept_for_others_and_off_for_us() -> None:
    assert webhook_of(BY_FOREIGN).by_events is True
    assert webhook_of(BY_FOREIGN, url=OUR_URL).by_events is False
    assert webhook_of(NOTHING).by_events is False
    assert webhook_of(BY_FOREIGN, Remembered(webhook=THIRD)).by_events is False


@pytest.mark.parametrize("whole", [FOREIGN, replace(FOREIGN, enabled=False)])
def test_a_whole_webhook_is_taken_as_it_is(whole: WebhookConfig) -> None:
    """Nothing remembered, seen or usual is merged into it."""
    assert webhook_of(BY_THIRD, Remembered(THIRD), exactly=whole) == FOREIGN


@pytest.mark.parametrize("whole", [SOCKET, replace(SOCKET, enabled=False)])
def test_a_whole_socket_is_taken_as_it_is(whole: WebsocketConfig) -> None:
    target = target_of(
        wish(Side.WEBSOCKET, exactly=whole), BY_THIRD, Remembered(None, OTHER_SOCKET), HERE
    )
    assert target == BY_SOCKET


def test_a_whole_configuration_of_ours_leads_to_where_we_are() -> None:
    former = replace(OURS, url="http://127.0.0.1:1/x/s3cr3t-s3cr3t")
    assert webhook_of(NOTHING, exactly=former) == OURS
    assert webhook_of(NOTHING, exactly=former, here=NOWHERE) == former
    with pytest.raises(BadUrl):
        webhook_of(NOTHING, exactly=replace(FOREIGN, url="ftp://crm.example"))


@pytest.mark.parametrize("side", Side)
def test_of_both_the_chosen_side_stays_as_the_server_has_it(side: Side) -> None:
    kept = Remembered(THIRD, OTHER_SOCKET)
    expected = Reception(None, SOCKET) if side is Side.WEBSOCKET else Reception(FOREIGN, None)
    assert target_of(wish(side), BY_BOTH, kept, HERE) == expected


@pytest.mark.parametrize(
    "detail",
    [
        {"url": THIRD_URL},
        {"base64": True},
        {"events": frozenset({"CALL"})},
        {"to_here": True},
    ],
)
def test_of_both_a_webhook_with_any_detail_is_put_together_as_ever(detail: dict[str, Any]) -> None:
    assert webhook_of(BY_BOTH, **detail) == webhook_of(BY_FOREIGN, **detail) != FOREIGN


def test_refusals_before_anything_is_written() -> None:
    with pytest.raises(WebsocketOff):
        check(wish(Side.WEBSOCKET), WEBSOCKET_OFF)
    with pytest.raises(CommaInName):
        check(replace(wish(Side.WEBSOCKET), instance="a,b"), BY_WEBHOOK)
    with pytest.raises(BadEvents) as refused:
        check(wish(Side.WEBHOOK, events=frozenset({"CALL", "GROUPS_UPDATE"})), BY_WEBHOOK)
    assert refused.value.values == {"names": "GROUPS_UPDATE"}
    check(wish(Side.WEBHOOK), WEBSOCKET_OFF)
    check(replace(wish(Side.WEBHOOK), instance="a,b"), BY_SOCKET)


def test_what_is_on_is_remembered_and_what_is_off_says_nothing() -> None:
    old = Remembered(OURS, WebsocketConfig(True, frozenset({"CALL"})))
    assert keep(BY_FOREIGN, old) == replace(old, webhook=FOREIGN)
    assert keep(Reception(OFF_ROW, SOCKET), old) == replace(old, websocket=SOCKET)
    assert keep(Reception(OFF_ROW, None), NOTHING_KEPT) == NOTHING_KEPT


def test_base64_changes_nothing_but_itself() -> None:
    assert base64_target(BY_FOREIGN, True) == Reception(replace(FOREIGN, base64=True), None)
    assert base64_target(BY_SOCKET, True) is None
    assert base64_target(BY_BOTH, True) is None


def test_base64_of_a_webhook_that_is_off_is_kept_for_later() -> None:
    kept = keep_base64(NOTHING, NOTHING_KEPT, False)
    assert kept.webhook == WebhookConfig(enabled=False, base64=False)
    assert webhook_of(NOTHING, kept) == replace(webhook_of(NOTHING), base64=False)
    kept = keep_base64(Reception(OFF_ROW, SOCKET), NOTHING_KEPT, False)
    later = webhook_of(Reception(OFF_ROW, SOCKET), kept)
    assert (later.url, later.by_events, later.base64) == (FOREIGN_URL, True, False)
    assert THIRD == keep_base64(NOTHING, Remembered(webhook=THIRD), False).webhook
