from __future__ import annotations

import base64
import os
from typing import TYPE_CHECKING

from evodesk.domain.event import Attachment
from evodesk.domain.message import MessageKey
from evodesk.store.media_cache import MediaCache

if TYPE_CHECKING:
    from pathlib import Path


def key(id_: str) -> MessageKey:
    return MessageKey("s1", "balcao", id_, from_me=False)


def attachment(id_: str, size: int = 1000, mime: str = "image/png") -> Attachment:
    return Attachment(key(id_), mime, base64.b64encode(bytes(size)))


def put(cache: MediaCache, id_: str, at: int, size: int = 1000) -> Path:
    """`at` stands for the moment at which it was put."""
    path = cache.put(attachment(id_, size))
    assert path is not None
    os.utime(path, (at, at))
    return path


def test_what_was_put_is_found(tmp_path: Path) -> None:
    cache = MediaCache(tmp_path / "cache", 10_000)
    assert cache.find(key("A")) is None
    path = put(cache, "A", 1)
    assert cache.find(key("A")) == path
    assert path.read_bytes() == bytes(1000)


def test_the_oldest_go_when_there_is_too_much(tmp_path: Path) -> None:
    cache = MediaCache(tmp_path, 2500)
    first, second = put(cache, "A", 1), put(cache, "B", 2)
    third = put(cache, "C", 3)
    assert not first.exists()
    assert second.exists()
    assert third.exists()


def test_what_was_looked_at_stays_longer(tmp_path: Path) -> None:
    cache = MediaCache(tmp_path, 2500)
    first, second = put(cache, "A", 1), put(cache, "B", 2)
    cache.find(key("A"))
    put(cache, "C", 3)
    assert first.exists()
    assert not second.exists()


def test_a_file_larger_than_the_limit_is_kept_alone(tmp_path: Path) -> None:
    cache = MediaCache(tmp_path, 2500)
    put(cache, "A", 1)
    large = put(cache, "B", 2, 9000)
    assert [path for path in tmp_path.rglob("*") if path.is_file()] == [large]


def test_what_is_no_base64_is_not_kept(tmp_path: Path) -> None:
    cache = MediaCache(tmp_path, 2500)
    assert cache.put(Attachment(key("A"), "image/png", b"***")) is None
    assert cache.find(key("A")) is None
