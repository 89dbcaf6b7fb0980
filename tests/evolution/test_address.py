from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING
from urllib.parse import unquote

import httpx
import pytest

from evodesk.domain.instance import Server
from evodesk.errors import BadCertificate, KeyRefused, Unreachable
from evodesk.evolution.address import (
    api_url,
    key_header,
    polling_url,
    socket_url,
    tls_context,
)

if TYPE_CHECKING:
    from pathlib import Path

SERVER = Server("s", "https://host.example:8443/evo", "Evo")


def test_names_are_encoded_whole() -> None:
    """contract: 01_instances/state_special_name_encoded"""
    assert (
        api_url(SERVER, "instance", "connectionState", "evo both & ünïcode/1")
        == "https://host.example:8443/evo/instance/connectionState/"
        "evo%20both%20%26%20%C3%BCn%C3%AFcode%2F1"
    )


@pytest.mark.parametrize("name", [".", "..", "a.b", "../../instance/delete/x"])
def test_a_name_leads_nowhere_else(name: str) -> None:
    """httpx, and many a proxy, take a step up for what it means."""
    path = httpx.URL(api_url(SERVER, "webhook", "set", name)).raw_path.decode()
    assert path.rpartition("/")[0] == "/evo/webhook/set"
    assert unquote(path.rpartition("/")[2]) == name


@pytest.mark.parametrize("url", ["http://h", "http://h/"])
def test_a_trailing_slash_does_not_double(url: str) -> None:
    assert api_url(replace(SERVER, url=url), "") == "http://h/"
    assert polling_url(replace(SERVER, url=url)) == "http://h/socket.io/?EIO=4&transport=polling"


def test_the_socket_lies_below_the_sub_path() -> None:
    assert socket_url(SERVER) == "wss://host.example:8443/evo/socket.io/?EIO=4&transport=websocket"
    plain = replace(SERVER, url="http://h")
    assert socket_url(plain) == "ws://h/socket.io/?EIO=4&transport=websocket"


@pytest.mark.parametrize("url", ["", "ftp://h", "http://", "h:80", "https:///x", "http://h:99999"])
def test_no_address(url: str) -> None:
    with pytest.raises(Unreachable):
        socket_url(replace(SERVER, url=url))


def test_the_key_travels_in_a_header() -> None:
    assert key_header(" K \n") == {"apikey": "K"}
    assert key_header("") == {}


@pytest.mark.parametrize("key", ["a\nb", "a\r\nX: 1", "chávé", "a\0b"])
def test_a_key_that_no_header_can_carry(key: str) -> None:
    with pytest.raises(KeyRefused) as refused:
        key_header(key)
    assert key not in repr(refused.value)


def test_only_https_needs_certificates(tmp_path: Path) -> None:
    assert tls_context(replace(SERVER, url="http://h", ca_file="missing")) is None
    assert tls_context(SERVER) is not None
    broken = tmp_path / "ca.pem"
    broken.write_text("no certificate")
    for ca_file in (str(broken), str(tmp_path / "missing.pem")):
        with pytest.raises(BadCertificate):
            tls_context(replace(SERVER, ca_file=ca_file))
