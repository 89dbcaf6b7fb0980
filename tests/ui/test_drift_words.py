"""What the card says about settings that somebody else changed, case by case."""

from __future__ import annotations

from dataclasses import replace

import pytest

from evodesk.domain.reception import Mode, Reception, WebhookConfig
from evodesk.ui.drift_words import drift_words
from evodesk.ui.instance_words import strip_of
from tests.ui.samples import FOREIGN, NOW, drift, failure, reception, status, switching

HOOK = WebhookConfig(
    enabled=True,
    url="https://n8n.clinicasorriso.example/hook/s3cr3t-s3cr3t",
    headers=(("authorization", "Bearer abc"), ("x-team", "1")),
    events=frozenset({"CALL", "MESSAGES_SET"}),
)
BY_HOOK = Reception(HOOK, None)


def lines(before: Reception, found: Reception, *, chosen: bool = True) -> dict[str, str]:
    shown = status(mode=None, destination=FOREIGN, drift=drift(before, found, chosen=chosen))
    words = drift_words(shown, NOW)
    assert words is not None
    return dict(words.lines)


def changed(**parts: object) -> dict[str, str]:
    found = lines(BY_HOOK, Reception(replace(HOOK, **parts), None))  # type: ignore[arg-type]
    assert found.pop("On the server").startswith("Webhook, since ")
    assert found.pop("Your choice").startswith("Webhook, yesterday ")
    return found


def test_another_mode_and_where_it_delivers_now() -> None:
    found = lines(reception(Mode.WEBSOCKET), BY_HOOK)
    assert list(found) == ["On the server", "Delivers to", "Your choice"]
    assert found["On the server"].startswith("Webhook, since ")
    assert found["Delivers to"] == FOREIGN.host
    assert found["Your choice"].startswith("WebSocket, yesterday ")


def test_both_off_and_both_on() -> None:
    before = reception(Mode.WEBSOCKET)
    none, both = lines(before, reception(Mode.NONE)), lines(before, reception(Mode.BOTH))
    assert none["On the server"].startswith("No active mode, since ")
    assert "Delivers to" not in none
    assert both["On the server"].startswith("Webhook and WebSocket, since ")
    assert both["Delivers to"] == FOREIGN.host


@pytest.mark.parametrize(
    ("parts", "label", "text"),
    [
        ({"events": HOOK.events | {"CHATS_SET"}}, "Events", "added: Chats of the phone"),
        (
            {"events": frozenset({"A", "B", "C", "D", "E", "CALL"})},
            "Events",
            "added: A, B, C and 2 more; removed: History of the phone",
        ),
        ({"url": f"https://{FOREIGN.host}/other"}, "Address", f"another one at {FOREIGN.host}"),
        ({"headers": ()}, "Headers", "removed: authorization, x-team"),
        (
            {"headers": (("authorization", "Bearer xyz"), ("y", "2"))},
            "Headers",
            "added: y; removed: x-team; other value: authorization",
        ),
        ({"base64": True}, "Base64", "turned on"),
        ({"by_events": True}, "By event", "turned on"),
    ],
)
def test_what_differs_of_a_webhook(parts: dict[str, object], label: str, text: str) -> None:
    assert changed(**parts) == {label: text}


def test_an_address_on_another_host() -> None:
    before = Reception(replace(HOOK, url="https://crm.example/hook"), None)
    assert lines(before, BY_HOOK)["Address"] == f"{FOREIGN.host}, before crm.example"


def test_neither_an_address_nor_a_header_is_told_in_full() -> None:
    other = replace(HOOK, url=f"{HOOK.url}/2", headers=(("authorization", "Bearer xyz"),))
    told = str(lines(BY_HOOK, Reception(other, None)))
    for secret in ("s3cr3t", "/hook", "abc", "xyz"):
        assert secret not in told


def test_what_was_only_seen_is_not_called_a_choice() -> None:
    found = lines(BY_HOOK, reception(Mode.WEBSOCKET), chosen=False)
    assert found["Before"].startswith("Webhook, seen yesterday ")
    assert "Your choice" not in found
    words = drift_words(status(drift=drift(BY_HOOK, reception(Mode.WEBSOCKET), chosen=False)), NOW)
    assert words is not None
    assert words.apply == "Apply the earlier one again…"


def test_what_cannot_be_done_has_no_button() -> None:
    both = drift_words(status(drift=drift(BY_HOOK, reception(Mode.BOTH))), NOW)
    none = drift_words(status(drift=drift(reception(Mode.NONE), BY_HOOK)), NOW)
    assert both is not None
    assert none is not None
    assert (both.keep, both.apply) == ("", "Apply mine again…")
    assert (none.keep, none.apply) == ("Keep the server's", "")


def test_the_strip_waits_for_what_is_worse() -> None:
    gone = drift(reception(Mode.WEBSOCKET), reception(Mode.WEBHOOK))
    strip = strip_of(status(mode=Mode.WEBHOOK, drift=gone))
    assert strip is not None
    assert (strip.kind, strip.text, strip.action) == (
        "drift", "Settings changed outside evodesk", "Compare",
    )  # fmt: skip
    for worse in (status(drift=gone, failure=failure()), status(mode=Mode.NONE, drift=gone)):
        other = strip_of(worse)
        assert other is not None
        assert other.kind != "drift"


def test_a_running_switch_hides_it() -> None:
    gone = drift(reception(Mode.WEBSOCKET), reception(Mode.WEBHOOK))
    shown = status(drift=gone, progress=switching())
    assert drift_words(shown, NOW) is None
    assert strip_of(shown) is None
