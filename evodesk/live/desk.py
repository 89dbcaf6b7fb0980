"""What scripts may ask through the control routes: the same switchboard, the same rules."""

from __future__ import annotations

from typing import TYPE_CHECKING

from evodesk.errors import Unreachable

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable

    from evodesk.domain.reception import Reception
    from evodesk.domain.switch import Wish
    from evodesk.live.session import Session


class Desk:
    """Implements receiving.control.Desk for the session that is open at the moment."""

    def __init__(
        self,
        session: Callable[[], Session | None],
        report: Callable[[], Awaitable[dict[str, object]]],
    ) -> None:
        self._session = session
        self._report = report

    async def state(self, instance: str) -> Reception:
        """Raises ServerError."""
        return await self._open_session().api.reception(instance)

    async def switch(self, wish: Wish) -> None:
        """Raises SwitchError, SwitchFailed, ServerError."""
        await self._open_session().switchboard.switch(wish)

    async def report(self) -> dict[str, object]:
        return await self._report()

    def _open_session(self) -> Session:
        session = self._session()
        if session is None:
            raise Unreachable(host="")
        return session
