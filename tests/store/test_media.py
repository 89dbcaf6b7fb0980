"""Media files: the content whole or nothing, under names that are ours."""

from __future__ import annotations

import base64
import binascii
from pathlib import Path

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from evodesk.domain.event import Attachment
from evodesk.domain.message import MessageKey
from evodesk.errors import NotWritable
from evodesk.store import media as module
from evodesk.store.media import MediaFiles
from tests.store.making import key
from tests.strategies import keys, texts


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tmp_path / "media"


def files(folder: Path) -> list[Path]:
    return [path for path in folder.rglob("*") if path.is_file()]


def test_content_of_several_chunks(folder: Path) -> None:
    content = bytes(range(256)) * 3001
    encoded = memoryview(base64.b64encode(content))
    path = MediaFiles(folder).write(Attachment(key(), "image/jpeg", encoded))
    assert (folder / path).read_bytes() == content
    server, two, name = path.split("/")
    assert (server, len(two), name[:2], name[-4:]) == ("s1", 2, two, ".jpg")
    assert len(files(folder)) == 1


@given(st.binary(max_size=64))
@example(b"AAAA" * 2 + b"A===")
@example(b"AA==" * 3)
@example(b"AAA=AAAA")
@example(b"AAAAAAA=AAAA")
@example(b"AAAA\nAAAA")
@example(b"AAA")
@example(b"")
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_chunks_decode_like_the_whole(
    folder: Path, monkeypatch: pytest.MonkeyPatch, encoded: bytes
) -> None:
    monkeypatch.setattr(module, "_CHUNK", 8)
    try:
        expected = binascii.a2b_base64(encoded, strict_mode=True)
    except binascii.Error:
        expected = None
    path = MediaFiles(folder).write(Attachment(key(), "image/png", encoded))
    assert bool(path) == (expected is not None)
    if path:
        assert (folder / path).read_bytes() == expected
        (folder / path).unlink()
    assert files(folder) == []


@given(keys, texts)
@example(MessageKey("..", "..", "../../x", False), "image/../../x")
@example(MessageKey("/etc", "a", "b", True), "text/html")
@example(MessageKey("", "", "", True), "")
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_no_name_leads_out_of_the_folder(folder: Path, wild: MessageKey, mime: str) -> None:
    path = MediaFiles(folder).write(Attachment(wild, mime, b"AAAA"))
    assert (folder / path).resolve().is_relative_to(folder.resolve())
    assert len(Path(path).parts) == 3


@pytest.mark.parametrize(
    ("mime", "ending"),
    [
        ("audio/ogg; codecs=opus", ".ogg"),
        ("IMAGE/JPEG", ".jpg"),
        ("text/html", ".bin"),
        ("application/x-msdownload", ".bin"),
        ("image/svg+xml", ".bin"),
        ("", ".bin"),
    ],
)
def test_endings_are_from_a_list(folder: Path, mime: str, ending: str) -> None:
    path = MediaFiles(folder).write(Attachment(key(), mime, b"AAAA"))
    assert Path(path).suffix == ending


def test_a_repeat_overwrites_itself_and_keys_do_not_collide(folder: Path) -> None:
    store = MediaFiles(folder)
    written = {
        store.write(Attachment(one, "image/png", b"AAAA"))
        for one in (key("A"), key("A"), key("A", from_me=True), key("A", instance="b"))
    }
    assert len(written) == len(files(folder)) == 3


def test_no_place_to_write(folder: Path) -> None:
    folder.write_text("in the way")
    with pytest.raises(NotWritable):
        MediaFiles(folder).write(Attachment(key(), "image/png", b"AAAA"))
