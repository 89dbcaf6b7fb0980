from __future__ import annotations

from evodesk.domain.reception import WebhookConfig
from evodesk.live.signing import GRACE, Signing
from evodesk.simulator.webhooks import sent_headers

NOW = 1_795_440_000.0


def webhook(key: str = "") -> WebhookConfig:
    return WebhookConfig(True, "http://x", (("jwt_key", key), ("x-own", "1")) if key else ())


def allows(signing: Signing, key: str = "", at: float = NOW, instance: str = "balcao") -> bool:
    """Whether an event is let in that was signed just now with `key`, or not at all."""
    import time

    now = int(time.time())
    authorization = sent_headers({"jwt_key": key}, now)["Authorization"] if key else ""
    return signing.allows("s", instance, authorization, at)


def test_without_a_key_at_the_server_nothing_is_asked_for() -> None:
    signing = Signing()
    assert allows(signing)
    signing.learn("s", "balcao", webhook(), NOW)
    assert allows(signing)
    assert allows(signing, "any")


def test_with_a_key_at_the_server_only_its_tokens_are_let_in() -> None:
    signing = Signing()
    signing.learn("s", "balcao", webhook("k1"), NOW)
    assert allows(signing, "k1")
    assert not allows(signing)
    assert not allows(signing, "k2")
    assert allows(signing, instance="recepcao")


def test_what_was_true_before_is_enough_for_a_while() -> None:
    signing = Signing()
    for at, key in ((NOW, ""), (NOW, "k1"), (NOW + 100, "k2"), (NOW + 200, "k2")):
        signing.learn("s", "balcao", webhook(key), at)
    assert allows(signing, at=NOW + GRACE - 1)
    assert not allows(signing, at=NOW + GRACE)
    assert allows(signing, "k1", NOW + 100 + GRACE - 1)
    assert not allows(signing, "k1", NOW + 100 + GRACE)
    assert allows(signing, "k2", NOW + 10 * GRACE)
