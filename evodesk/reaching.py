"""Sends a nonce from here through our public address to our receiver, when somebody wants it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from evodesk.evolution.reach import reach
from evodesk.receiving.reach import PATH

if TYPE_CHECKING:
    from collections.abc import Callable

    from evodesk.live.session import Session
    from evodesk.receiving.reach import Nonces
    from evodesk.tasks import Tasks
    from evodesk.ui.shell import Shell


class Reaching:
    def __init__(
        self, shell: Shell, nonces: Nonces, session: Callable[[], Session | None], tasks: Tasks
    ) -> None:
        self._shell = shell
        self._nonces = nonces
        self._session = session
        self._tasks = tasks
        shell.reach_wanted.connect(self._ask)

    def _ask(self, base: str) -> None:
        self._tasks.start(self._test(base), name="reach")

    async def _test(self, base: str) -> None:
        with self._nonces.waiting() as (nonce, reply):
            found = await reach(base, f"{PATH}{nonce}", reply)
        session = self._session()
        if found.stuck is None and session is not None:
            session.note_reached(base)
        self._shell.show_reach(found)
