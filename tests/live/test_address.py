from __future__ import annotations

import time
from dataclasses import replace

import pytest

from evodesk.domain.instance import Server
from evodesk.domain.reception import Reception, WebhookConfig
from evodesk.live.address import PATH, OwnAddress, is_loopback

LOCAL = Server("a", "http://127.0.0.1:8080", "local")
FAR = Server("a", "https://evolution.example", "far")


@pytest.fixture
def address() -> OwnAddress:
    made = OwnAddress({"a": "s3cret", "b": "0ther"})
    made.port = 8765
    return made


def test_a_server_on_this_computer_reaches_loopback(address: OwnAddress) -> None:
    assert address.url_for(LOCAL) == f"http://127.0.0.1:8765{PATH}s3cret"


def test_a_far_server_needs_a_public_address(address: OwnAddress) -> None:
    assert address.url_for(FAR) is None
    address.public_url = "https://tunnel.example/"
    assert address.url_for(FAR) == f"https://tunnel.example{PATH}s3cret"


def test_without_a_listener_or_a_secret_there_is_no_address(address: OwnAddress) -> None:
    assert address.url_for(Server("unknown", LOCAL.url, "x")) is None
    address.port = None
    assert address.url_for(LOCAL) is None


def test_ours_is_known_by_its_secret_whatever_the_host(address: OwnAddress) -> None:
    assert address.is_ours(f"https://old-tunnel.example{PATH}s3cret")
    assert address.is_ours(f"http://127.0.0.1:1{PATH}0ther")
    assert not address.is_ours(f"http://127.0.0.1:8765{PATH}wrong")
    assert not address.is_ours("")


def test_only_the_present_address_leads_here(address: OwnAddress) -> None:
    assert address.leads_here(f"http://127.0.0.1:8765{PATH}s3cret", LOCAL)
    assert not address.leads_here(f"http://127.0.0.1:8766{PATH}s3cret", LOCAL)
    assert not address.leads_here("", FAR)


def test_a_server_is_proven_by_an_enabled_webhook_with_its_secret(address: OwnAddress) -> None:
    url = f"http://127.0.0.1:8765{PATH}s3cret"
    address.prove("a", "balcao", Reception(WebhookConfig(False, url), None))
    address.prove("a", "balcao", Reception(WebhookConfig(True, "https://n8n.example"), None))
    address.prove("b", "balcao", Reception(WebhookConfig(True, url), None))
    assert not address.proven("a")
    assert not address.proven("b")
    address.prove("a", "balcao", Reception(WebhookConfig(True, url), None))
    assert address.proven("a")


def test_a_replaced_secret_is_taken_for_a_while_and_stays_ours(address: OwnAddress) -> None:
    address.add("a", "n3w", {"s3cret": 100.0, "older": 10.0})
    assert set(address.accepted(99.0)) == {("a", "n3w"), ("b", "0ther"), ("a", "s3cret")}
    assert set(address.accepted(100.0)) == {("a", "n3w"), ("b", "0ther")}
    for secret in ("n3w", "s3cret", "older"):
        assert address.is_ours(f"https://x{PATH}{secret}")


def test_a_server_without_former_secrets_is_one_more(address: OwnAddress) -> None:
    address.add("c", "th1rd")
    assert list(address.accepted(0.0)) == [("a", "s3cret"), ("b", "0ther"), ("c", "th1rd")]


def test_nothing_is_proven_while_a_webhook_holds_a_former_secret(address: OwnAddress) -> None:
    def read(name: str, secret: str) -> None:
        webhook = WebhookConfig(True, f"http://127.0.0.1:8765{PATH}{secret}")
        address.prove("a", name, Reception(webhook, None))

    read("balcao", "s3cret")
    assert address.proven("a")
    address.add("a", "n3w", {"s3cret": 100.0})
    assert not address.proven("a")
    read("balcao", "n3w")
    assert address.proven("a")
    read("recepcao", "s3cret")
    assert not address.proven("a")
    read("recepcao", "n3w")
    assert address.proven("a")


def test_a_webhook_must_be_signed_with_the_key_that_it_shows(address: OwnAddress) -> None:
    def asks_for_a_signature(name: str, webhook: WebhookConfig) -> bool:
        address.prove("a", name, Reception(webhook, None))
        return not address.signing.allows("a", name, "", time.time())

    ours = WebhookConfig(True, f"http://127.0.0.1:8765{PATH}s3cret", (("jwt_key", "k"),))
    assert asks_for_a_signature("balcao", ours)
    assert not asks_for_a_signature("elsewhere", replace(ours, url="https://n8n.example/hook"))
    assert not asks_for_a_signature("off", replace(ours, enabled=False))


@pytest.mark.parametrize(
    ("base", "secret", "expected"),
    [
        ("http://127.0.0.1:8765", "n3w", None),
        ("http://127.0.0.1:9999", "n3w", "http://127.0.0.1:8765"),
        ("http://127.0.0.1:8765", "s3cret", "http://127.0.0.1:8765"),
        ("https://last-week.example", "n3w", "http://127.0.0.1:8765"),
        ("http://host.docker.internal:8765", "n3w", None),
        ("http://host.docker.internal:8765", "s3cret", "http://host.docker.internal:8765"),
        ("http://127.0.0.1:8765", "0ther", None),
        ("https://n8n.example", "wrong", None),
        ("http://[", "s3cret", "http://["),
    ],
)
def test_what_a_webhook_of_ours_should_hold(
    address: OwnAddress, base: str, secret: str, expected: str | None
) -> None:
    address.public_url = "https://last-week.example/"
    address.public_url = ""
    address.add("a", "n3w", {"s3cret": 0.0})
    found = address.successor(f"{base}{PATH}{secret}", LOCAL)
    assert found == (expected and f"{expected}{PATH}n3w")


@pytest.mark.parametrize(
    ("public", "base"),
    [
        ("http://192.168.0.7:8765", "http://192.168.0.7:8766"),
        ("http://192.168.0.7:8080", "http://192.168.0.7:8080"),
        ("http://192.168.0.8:8765", "http://192.168.0.8:8765"),
        ("https://tunnel.example", "https://tunnel.example"),
    ],
)
def test_our_own_address_in_the_network_follows_the_receiver_to_another_port(
    address: OwnAddress, public: str, base: str
) -> None:
    address.public_url, address.own_hosts = public, ("192.168.0.7",)
    address.wished_port, address.port = 8765, 8766
    assert address.has_moved
    assert address.url_for(FAR) == f"{base}{PATH}s3cret"
    followed = None if base == public else f"{base}{PATH}s3cret"
    assert address.successor(f"{public}{PATH}s3cret", FAR) == followed


def test_it_comes_back_when_the_port_is_free_again(address: OwnAddress) -> None:
    address.public_url, address.own_hosts = "http://192.168.0.7:8765", ("192.168.0.7",)
    address.wished_port = 8765
    assert not address.has_moved
    held = f"http://192.168.0.7:8766{PATH}s3cret"
    assert address.successor(held, FAR) == f"http://192.168.0.7:8765{PATH}s3cret"


def test_nothing_moves_while_we_do_not_listen(address: OwnAddress) -> None:
    address.port = None
    assert address.successor(f"http://127.0.0.1:9999{PATH}s3cret", LOCAL) is None


@pytest.mark.parametrize(
    ("url", "expected"),
    [
        ("http://[", False),
        ("http://localhost:1", True),
        ("http://127.9.9.9", True),
        ("http://[::1]:8080/evo", True),
        ("https://evolution.example", False),
        ("http://192.168.0.2", False),
        ("nonsense", False),
    ],
)
def test_loopback(url: str, expected: bool) -> None:
    assert is_loopback(url) is expected
