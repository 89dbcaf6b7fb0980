"""Server keys: in the Vault where the person wants them kept, else only until the program ends."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from evodesk.secrets import Vault


class Keys:
    """The Vault may wait for the system's keyring, so it is asked outside the GUI thread."""

    def __init__(self, vault: Vault) -> None:
        self._vault = vault
        self._passing: dict[str, str] = {}

    async def of(self, server: str) -> str:
        """Empty when there is none. Raises NoKeyring."""
        if (key := self._passing.get(server)) is not None:
            return key
        return await asyncio.to_thread(self._vault.get, _name(server)) or ""

    async def put(self, server: str, key: str, *, keep: bool) -> None:
        """Raises NoKeyring, NotWritable."""
        self._passing[server] = key
        if keep:
            await asyncio.to_thread(self._vault.put, _name(server), key)
        else:
            await asyncio.to_thread(self._vault.forget, _name(server))

    async def forget(self, server: str) -> None:
        self._passing.pop(server, None)
        await asyncio.to_thread(self._vault.forget, _name(server))


def _name(server: str) -> str:
    return f"server.{server}"
