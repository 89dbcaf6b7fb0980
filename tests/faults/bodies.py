"""Bodies of webhooks, and signatures: good ones, and such as nobody should send."""

from __future__ import annotations

import hmac
import json
from base64 import urlsafe_b64encode
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator


def event(id_: str, instance: str, **more: object) -> bytes:
    """A webhook's body (contract: 05_events_evolution_channel/text)."""
    key = {"id": id_, "remoteJid": "5511888880001@s.whatsapp.net", "fromMe": False}
    data = {
        "key": key,
        "pushName": "Maria",
        "message": {"conversation": f"mensagem {id_}"},
        "messageType": "conversation",
        "messageTimestamp": 1_795_440_306,
    }
    return json.dumps(
        {"event": "messages.upsert", "instance": instance, "data": data, **more}
    ).encode()


def unsigned(secret: str) -> Iterator[str]:
    """Authorization headers for an instance whose webhooks are signed; `secret` is that of the
    address, which is no key."""
    soon = b'{"exp":9999999999}'
    unsealed = [_token(header, soon, b"")[:-44] for header in (b"{}", b"[" * 20_000, *_HEADERS)]
    sealed = [_token(header, soon, secret.encode()) for header in _HEADERS]
    empty = _token(_HEADERS[0], soon, b"")
    for token in ("", "x", "a.b.c", "....", empty, *unsealed, *sealed):
        yield from (f"Authorization: {scheme} {token}" for scheme in ("Bearer", "Basic", ""))
    yield "X-Authorization: none"


_HEADERS = tuple(b'{"alg":"%b","typ":"JWT"}' % name for name in (b"HS256", b"none", b"NoNe"))


def _token(header: bytes, claims: bytes, key: bytes) -> str:
    said = f"{_in_base64(header)}.{_in_base64(claims)}"
    return f"{said}.{_in_base64(hmac.digest(key, said.encode(), 'sha256'))}"


def _in_base64(data: bytes) -> str:
    return urlsafe_b64encode(data).rstrip(b"=").decode()


def leaks(instance: str, secrets_: Iterable[str]) -> Iterator[bytes]:
    """Bodies behind the right secret that bring secrets along, in events that are read and in such
    that are kept as they came."""
    for number, secret in enumerate(secrets_):
        spread = {"apikey": secret, "deep": [{"Token": secret, "x": {"API-KEY": secret}}]}
        url = f"https://u:{secret}@h.example/x/{secret}?t={secret}"
        texts = {"a": f"Bearer {secret}", "b": url, "c": f"{'wort ' * 3000}{secret}"}
        for name in ("messages.upsert", "connection.update", "new.event"):
            yield json.dumps({"event": name, "instance": instance, "data": spread}).encode()
        yield json.dumps({"event": "new.event", "instance": instance, "data": texts}).encode()
        yield json.dumps({"instance": instance, **spread, **texts}).encode()
        known = event(f"LEAK{number}", instance, apikey=secret, token=secret, destination=url)
        yield known.replace(b'"data": {', b'"data": {"apikey": "%b", ' % secret.encode())


def bombs(instance: str) -> Iterator[bytes]:
    """Bodies behind the right secret that are no message; acknowledged, because a retry would
    bring the same again."""
    deep = 100_000
    yield from (b"", b"\0", b"null", b"[]", b"3", b'"x"', b"\xff\xfe{\0}\0", b"\xef\xbb\xbf{}")
    yield b"[" * deep + b"]" * deep
    yield b'{"a":' * deep + b"1" + b"}" * deep
    yield _data(instance, b"[" * deep + b"]" * deep)
    yield _data(instance, b'{"key":{"id":' + b"9" * 100_000 + b"}}")
    yield _data(instance, b'{"key":{"id":1e999},"message":NaN,"messageTimestamp":-Infinity}')
    yield _data(instance, b'{"key":' * 200 + b"{}" + b"}" * 200)
    yield _data(instance, b'{"key":{"id":"\xff\xfe\xc0\x80"},"message":null}')
    yield _data(instance, b"[" + b"null," * 50_000 + b"null]")
    yield _data(instance, b'{"x":"' + b"\\u0000" * 50_000 + b'"}')
    yield b"{" + b'"event":"messages.upsert",' * 50_000 + b'"instance":{}}'
    yield b'{"event":"' + b"x" * 1_000_000 + b'","instance":"y","data":{}}'
    yield b'{"event":"x","instance":"' + b"y" * 1_000_000 + b'","data":{}}'
    yield b'{"event":"x","instance":"a\\r\\n2026-01-01 ERROR evodesk: forged","data":null}'
    yield b"{" + b",".join(b'"k%d":1' % number for number in range(100_000)) + b"}"
    yield b" " * 5_000_000
    yield _data(instance, b"[" + b"{}," * 10_000_000 + b"{}]")
    yield _data(instance, b"[" + b'"x",' * 10_000_000 + b"1]")
    for text in (b"!" * 15_000, b"a." * 7000, b"http://" * 2000):
        yield b'{"event":"new.event","instance":"x","data":{"a":"%b"}}' % text


def _data(instance: str, data: bytes) -> bytes:
    return b'{"event":"messages.upsert","instance":"%b","data":%b}' % (instance.encode(), data)
