"""The listening socket, without a loop. Its port is tested with the listener."""

from __future__ import annotations

import socket
from contextlib import ExitStack
from typing import TYPE_CHECKING

import pytest

from evodesk.receiving import listening
from evodesk.receiving.listening import listen

if TYPE_CHECKING:
    from collections.abc import Iterator


@pytest.fixture
def stack() -> Iterator[ExitStack]:
    with ExitStack() as stack:
        yield stack


def test_far_too_many_are_hung_up_on_until_others_leave(
    stack: ExitStack, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(listening, "OPEN", 3)
    door = stack.enter_context(listen("127.0.0.1", 0))
    accepted = []

    def come() -> socket.socket:
        return stack.enter_context(socket.create_connection(door.getsockname()))

    for _ in range(3):
        come()
        accepted.append(stack.enter_context(door.accept()[0]))
    refused = come()
    with pytest.raises(BlockingIOError):
        door.accept()
    assert refused.recv(1) == b""
    accepted[1].close()
    come()
    stack.enter_context(door.accept()[0])


def test_a_program_with_few_files_gets_more() -> None:
    resource = pytest.importorskip("resource")
    soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    resource.setrlimit(resource.RLIMIT_NOFILE, (listening.FILES // 4, hard))
    try:
        listen("127.0.0.1", 0).close()
        assert resource.getrlimit(resource.RLIMIT_NOFILE) == (listening.FILES, hard)
    finally:
        resource.setrlimit(resource.RLIMIT_NOFILE, (soft, hard))
