"""Every recorded refusal, and every way a connection can fail, as an error of our own."""

from __future__ import annotations

import socket
import ssl
from typing import Any

import httpx
import orjson
import pytest
from hypothesis import given
from hypothesis import strategies as st

from evodesk.domain.instance import Server
from evodesk.errors import (
    BadCertificate,
    KeyRefused,
    LicenceRequired,
    NameNotFound,
    NotEvolution,
    ProxyFailed,
    RequestRefused,
    ServerError,
    ServerFailed,
    TimedOut,
    UnknownInstance,
    Unreachable,
)
from evodesk.evolution.failures import redirect, refusal, transport_failure
from tests.evolution import recorded

HOST = "host.example:8443"
SERVER = Server("s", "https://host.example:8443/evo", "Evo")
REFUSED = [
    name
    for name in recorded.names("0[12357]_*/*")
    if recorded.load(name).get("response", {}).get("status", 200) >= 400
]
BY_NAME = {
    "01_instances/connect_unknown": UnknownInstance,
    "01_instances/create_duplicate_name": RequestRefused,
    "01_instances/create_empty_body": RequestRefused,
    "01_instances/fetch_by_instanceId_unknown": UnknownInstance,
    "01_instances/fetch_by_name_unknown": UnknownInstance,
    "02_webhook/find_unknown_instance": UnknownInstance,
    "02_webhook/set_unknown_instance": UnknownInstance,
    "03_websocket/find_unknown_instance": UnknownInstance,
    "05_events_baileys_fake_socket/delete_unknown": UnknownInstance,
    "05_events_baileys_fake_socket/state_after_delete": UnknownInstance,
}
BY_STATUS = {400: RequestRefused, 401: KeyRefused, 404: RequestRefused, 500: ServerFailed}


def of(name: str, key: str = "") -> ServerError:
    status, body = recorded.answer(name)
    return refusal(status, body, HOST, "nope", key)


@pytest.mark.parametrize("name", REFUSED)
def test_every_recorded_refusal(name: str) -> None:
    error = of(name)
    status = recorded.answer(name)[0]
    assert type(error) is BY_NAME.get(name, BY_STATUS.get(status)), error
    if isinstance(error, RequestRefused | ServerFailed):
        assert error.values["status"] == str(status)
        assert error.values["text"]


def test_the_recordings_were_found() -> None:
    assert len(REFUSED) > 50


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("01_instances/create_invalid_json", "Unexpected end of JSON input"),
        ("01_instances/create_bad_integration", "Invalid integration"),
        ("02_webhook/set_headers_null", "webhook.headers is not of a type(s) object"),
        (
            "03_websocket_disabled_on_server/set_invalid_body_still_validated",
            "websocket.enabled is not of a type(s) boolean; "
            "websocket.enabled is not one of enum values: true,false",
        ),
        (
            "02_webhook/set_missing_events_enabled",
            "Cannot read properties of undefined (reading 'length')",
        ),
        (
            "07_history/offset_string",
            "Argument `take`: Invalid value provided. Expected Int, provided String.",
        ),
    ],
)
def test_the_server_s_own_words(name: str, text: str) -> None:
    assert of(name).values["text"] == text


def test_an_unknown_instance_is_named() -> None:
    assert of("01_instances/connect_unknown").values == {"instance": "nope"}


def test_licence() -> None:
    body = {"error": "LICENSE_REQUIRED", "activation": {"url": "https://licence.example/a?k=1"}}
    error = refusal(503, orjson.dumps(body), HOST)
    assert isinstance(error, LicenceRequired)
    assert error.values == {"url": "https://licence.example/a"}
    assert refusal(503, b'{"code":"LICENSE_REQUIRED"}', HOST).values == {"url": ""}


@pytest.mark.parametrize(
    ("status", "body", "expected"),
    [
        (502, b"<html>Bad Gateway</html>", ServerFailed),
        (503, b"", ServerFailed),
        (404, b"<html>nginx</html>", NotEvolution),
        (403, b"<html>", NotEvolution),
        (401, b"", KeyRefused),
        (403, b'{"code":4,"message":"Invalid global token"}', KeyRefused),
        (429, b'{"message":"slow down"}', RequestRefused),
        (400, b"7", RequestRefused),
        (400, b'{"response":{"message":[[[["deep"]]]]}}', RequestRefused),
    ],
)
def test_other_answers(status: int, body: bytes, expected: type[ServerError]) -> None:
    assert type(refusal(status, body, HOST)) is expected


def test_no_secret_in_the_server_s_words() -> None:
    words = (
        "Invalid `prisma.webhook.upsert()` invocation: {url: 'https://u:p@h/SECRET'}\n"
        "bad value K-123 at https://user:pw@hook.example/secret/path?token=1 end"
    )
    error = refusal(500, orjson.dumps({"response": {"message": words}}), HOST, key="K-123")
    assert error.values["text"] == "bad value ••• at hook.example end"


def test_words_have_an_end() -> None:
    body = orjson.dumps({"message": ["word " * 50] * 50})
    assert len(refusal(400, body, HOST).values["text"]) <= 500


@given(st.integers(300, 599), st.binary(max_size=60))
def test_any_answer_is_a_server_error(status: int, body: bytes) -> None:
    assert isinstance(refusal(status, body, HOST), ServerError)


@pytest.mark.parametrize(
    ("location", "text"),
    [
        ("https://other.example/secret/path", "-> https://other.example"),
        ("/login", ""),
        ("http://[broken", ""),
        ("", ""),
    ],
)
def test_redirect(location: str, text: str) -> None:
    error = redirect(301, location)
    assert isinstance(error, RequestRefused)
    assert error.values == {"status": "301", "text": text}


def caused(error: Exception, cause: BaseException) -> Exception:
    error.__cause__ = cause
    return error


@pytest.mark.parametrize(
    ("error", "expected", "values"),
    [
        (httpx.ConnectTimeout(""), TimedOut, {"seconds": "10"}),
        (httpx.ReadTimeout(""), TimedOut, {"seconds": "10"}),
        (TimeoutError(), TimedOut, {"seconds": "10"}),
        (caused(httpx.ConnectError(""), ssl.SSLCertVerificationError()), BadCertificate,
         {"host": HOST}),
        (caused(httpx.ConnectError(""), caused(OSError(), socket.gaierror())), NameNotFound,
         {"host": HOST}),
        (httpx.ConnectError(""), Unreachable, {"host": HOST}),
        (ConnectionRefusedError(), Unreachable, {"host": HOST}),
        (httpx.RemoteProtocolError(""), Unreachable, {"host": HOST}),
        (httpx.InvalidURL(""), Unreachable, {"host": HOST}),
        (httpx.DecodingError(""), NotEvolution, {"host": HOST}),
        (httpx.ProxyError(""), ProxyFailed, {"host": ""}),
    ],
)  # fmt: skip
def test_without_an_answer(
    error: Exception, expected: type[ServerError], values: dict[str, Any]
) -> None:
    found = transport_failure(error, SERVER, 10.0)
    assert type(found) is expected
    assert found.values == values


def test_a_proxy_that_is_not_there() -> None:
    server = Server("s", SERVER.url, "Evo", proxy="http://user:pw@proxy.example:3128")
    found = transport_failure(httpx.ConnectError(""), server, 10.0)
    assert isinstance(found, ProxyFailed)
    assert found.values == {"host": "proxy.example:3128"}


def test_causes_in_a_ring_end() -> None:
    first, second = OSError(), OSError()
    first.__context__, second.__context__ = second, first
    assert isinstance(transport_failure(first, SERVER, 1.0), Unreachable)
