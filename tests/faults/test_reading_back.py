"""The real program killed in the midst of reading back some thousand messages."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING

from tests.faults.ledger import Kept, exported, ids
from tests.faults.processes import Program, simulator, until

if TYPE_CHECKING:
    from pathlib import Path

    from evodesk.simulator.remote import Remote

COUNT = 3000


def remember(server: Remote) -> None:
    server.add({"name": "balcao", "websocket": {"enabled": True, "events": []}})
    begin = int(time.time()) - COUNT
    for number in range(COUNT):
        server.message("balcao", f"mensagem {number}", id=f"M{number}", timestamp=begin + number)


def test_killed_while_reading_back_all_is_there_once(tmp_path: Path) -> None:
    with simulator() as server:
        remember(server)
        until(lambda: len(ids(server.ledger(), "stored")) == COUNT, "the server's rows")
        stored = ids(server.ledger(), "stored")
        program, kept = Program(tmp_path, server), Kept(tmp_path)
        program.start()
        until(kept.ids, "the first messages")
        program.kill()
        assert 0 < len(kept.ids()) < COUNT, "it was killed halfway"
        program.start()
        until(lambda: kept.ids() == stored, "the rest")
        assert program.stop() == 0
        found = exported(tmp_path)
        assert found.keys() == stored
        assert set(found.values()) == {1}
