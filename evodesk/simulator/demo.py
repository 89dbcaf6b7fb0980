"""placeholder"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from evodesk.simulator.emission import Emitter
    from evodesk.simulator.settings import Settings
    from evodesk.simulator.world import World


def furnish(world: World, settings: Settings) -> None: ...
async def talk(world: World, emitter: Emitter, settings: Settings) -> None: ...
