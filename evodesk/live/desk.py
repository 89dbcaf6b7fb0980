"""What scripts may ask through the control routes: the same switchboard, the same rules."""

from __future__ import annotations

from typing import TYPE_CHECKING

from evodesk.domain.reception import Side
from evodesk.errors import MediaAtRisk, Unreachable

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable

    from evodesk.domain.reception import Reception
    from evodesk.domain.status import InstanceStatus
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
        """What the window asks before a switch, a script must have confirmed. Raises SwitchError,
        SwitchFailed, ServerError."""
        session = self._open_session()
        known = session.directory.get(wish.instance)
        if known and not wish.confirmed:
            _check_media(wish, known)
        await session.switchboard.switch(wish)

    async def report(self) -> dict[str, object]:
        return await self._report()

    def _open_session(self) -> Session:
        session = self._session()
        if session is None:
            raise Unreachable(host="")
        return session


def _check_media(wish: Wish, status: InstanceStatus) -> None:
    """A server without S3 does not store the media of the Meta channel. Somebody else's webhook is
    asked about instead, by the switch: that is the graver question, and there is one answer."""
    seen = status.reception
    if not status.instance.is_business or seen is None or seen.is_on(wish.side):
        return
    if not seen.is_on(Side.WEBHOOK) or status.delivers_here:
        raise MediaAtRisk(instance=wish.instance)
