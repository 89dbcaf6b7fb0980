from __future__ import annotations

from urllib.parse import urlsplit

import pytest
from hypothesis import given
from hypothesis import strategies as st

from evodesk.ui.address import is_web_url, read_address


@pytest.mark.parametrize(
    ("typed", "url"),
    [
        ("evo.example.com", "https://evo.example.com"),
        ("  https://evo.example.com/  ", "https://evo.example.com"),
        ("https://host.example/evo/manager/", "https://host.example/evo"),
        ("https://host.example/evo?x=1#y", "https://host.example/evo"),
        ("localhost:8080", "http://localhost:8080"),
        ("127.0.0.1:8080", "http://127.0.0.1:8080"),
        ("[::1]:8080", "http://[::1]:8080"),
        ("10.0.0.5:8080", "https://10.0.0.5:8080"),
        ("HTTP://Evo.Example", "http://evo.example"),
        ("https://são.example", "https://xn--so-sia.example"),
    ],
)
def test_what_people_type_becomes_an_address(typed: str, url: str) -> None:
    address = read_address(typed)
    assert address is not None
    assert address.url == url


@pytest.mark.parametrize(
    "typed",
    [
        "",
        "   ",
        "https://",
        "ftp://x.example",
        "a b",
        "http://u:p@x.example",
        "x.example:99999",
        "http://x.example:0",
        "..",
        "https://[::1",
        "\0",
        "http://x..example",
    ],
)
def test_what_cannot_be_asked_is_no_address(typed: str) -> None:
    assert read_address(typed) is None


@pytest.mark.parametrize(
    ("typed", "exposed"),
    [
        ("http://evo.example.com", True),
        ("http://8.8.8.8", True),
        ("http://192.168.0.7", False),
        ("http://evolution", False),
        ("http://evo.lan", False),
        ("https://evo.example.com", False),
    ],
)
def test_plain_http_beyond_the_internal_network_exposes_the_key(typed: str, exposed: bool) -> None:
    address = read_address(typed)
    assert address is not None
    assert address.exposes_key is exposed


@given(st.text(max_size=60))
def test_any_text_is_read_or_refused_without_an_exception(text: str) -> None:
    address = read_address(text)
    if address is not None:
        parts = urlsplit(address.url)
        assert parts.scheme in ("http", "https")
        assert parts.hostname
        assert parts.username is None
        assert not address.url.endswith("/")
        again = read_address(address.url)
        assert again is not None
        assert again.url == address.url


@given(st.text(max_size=60))
def test_judging_a_url_never_raises(text: str) -> None:
    if is_web_url(text):
        assert urlsplit(text).scheme in ("http", "https")


def test_a_webhook_address_keeps_path_and_query() -> None:
    assert is_web_url("https://n8n.example/webhook/abc?x=1")
    assert not is_web_url("n8n.example/webhook")
    assert not is_web_url("https://n8n.example/a b")
