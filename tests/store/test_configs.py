"""Receptions survive the database; without the key only what is no secret can be read."""

from __future__ import annotations

import pytest
from hypothesis import given

from evodesk.domain.reception import Reception, WebhookConfig
from evodesk.secrets import Seal, Vault
from evodesk.store import configs
from tests.strategies import receptions

SEAL = Seal(Vault.in_memory())


@given(receptions)
def test_round_trip(reception: Reception) -> None:
    plain, sealed = configs.reception_values(reception, SEAL)
    assert configs.reception_of(plain, sealed, SEAL) == reception
    assert configs.shape_of(plain).mode is reception.mode


def test_url_and_headers_are_not_in_the_plain_part() -> None:
    webhook = WebhookConfig(True, "https://host/hook/secret", (("Authorization", "Bearer x"),))
    plain, sealed = configs.reception_values(Reception(webhook, None), SEAL)
    for hidden in ("host", "secret", "Authorization", "Bearer"):
        assert hidden not in plain
        assert hidden.encode() not in (sealed or b"")


def test_a_lost_key_is_told() -> None:
    plain, sealed = configs.webhook_values(WebhookConfig(True, "https://host"), SEAL)
    with pytest.raises(configs.Lost):
        configs.webhook_of(plain, sealed, Seal(Vault.in_memory()))
