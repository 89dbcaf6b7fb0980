"""The demo: five instances, two days of history, and people who keep writing."""

from __future__ import annotations

import asyncio
import random
import uuid
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from evodesk.simulator.emission import next_stamp
from evodesk.simulator.instance import Instance, js_time
from evodesk.simulator.people import BUSINESSES, FOREIGN_WEBHOOK, WEBSOCKET
from evodesk.simulator.reception import next_webhook, next_websocket
from evodesk.simulator.script import Script, Step
from evodesk.simulator.storing import STORED, store

if TYPE_CHECKING:
    from evodesk.simulator.emission import Emitter
    from evodesk.simulator.people import Business
    from evodesk.simulator.settings import Settings
    from evodesk.simulator.world import World

YESTERDAY = 24
TODAY = 16
"""Messages of the seeded history of each open instance."""


def furnish(world: World, settings: Settings) -> None:
    """Add the instances and, where messages are stored, their history."""
    chosen = random.Random(settings.seed)
    for business in BUSINESSES:
        instance = _instance(business, chosen)
        world.add(instance)
        if settings.stores_messages and business.link == "open":
            _remember(instance, Script(business, chosen), chosen, datetime.now())


def _instance(business: Business, chosen: random.Random) -> Instance:
    instance = Instance(
        business.name,
        business.number,
        token=str(uuid.UUID(int=chosen.getrandbits(128), version=4)).upper(),
        link=business.link,
        reason=business.reason,
        id=str(uuid.UUID(int=chosen.getrandbits(128), version=4)),
    )
    if business.reason is not None:
        instance.closed_at = js_time(datetime.now() - timedelta(minutes=34))
    if business.foreign:
        instance.webhook = next_webhook(None, {"webhook": FOREIGN_WEBHOOK})
    else:
        instance.websocket = next_websocket({"websocket": WEBSOCKET})
    return instance


def _remember(instance: Instance, script: Script, chosen: random.Random, now: datetime) -> None:
    for moment in sorted(_moments(chosen, now)):
        for step in script.next(int(moment.timestamp())):
            if step.event in STORED:
                store(instance, step.event, step.data)


def _moments(chosen: random.Random, now: datetime) -> list[datetime]:
    """Yesterday from 8 to 18 h, and today so far, local time."""
    midnight = now.replace(hour=0, minute=0, second=0, microsecond=0)
    opened = midnight - timedelta(hours=16)
    so_far = (now - midnight).total_seconds()
    return [
        *(opened + timedelta(seconds=chosen.uniform(0, 36_000)) for _ in range(YESTERDAY)),
        *(midnight + timedelta(seconds=chosen.uniform(0, so_far)) for _ in range(TODAY)),
    ]


async def talk(world: World, emitter: Emitter, settings: Settings) -> None:
    """Let people write, `rate` messages a second over all open instances, until cancelled."""
    if settings.rate <= 0:
        return
    chosen = random.Random(settings.seed + 1)
    scripts = {each.name: Script(each, chosen) for each in BUSINESSES}
    loop = asyncio.get_running_loop()
    due = loop.time()
    while True:
        due += 1 / settings.rate
        await asyncio.sleep(due - loop.time())
        writing = [each for each in world.instances.values() if _writes(each, scripts)]
        if writing:
            instance = chosen.choice(writing)
            for step in scripts[instance.name].next(next_stamp()):
                emitter.run(_perform(emitter, instance, step), f"demo {step.event}")


def _writes(instance: Instance, scripts: dict[str, Script]) -> bool:
    return instance.link == "open" and instance.name in scripts


async def _perform(emitter: Emitter, instance: Instance, step: Step) -> None:
    """A status is told only of a message that is stored, with the id of its row.

    contract: 05_events_baileys_fake_socket/messages_update_unknown_id_skipped
    """
    await asyncio.sleep(step.after)
    data = step.data
    if step.event == "messages.update":
        row = instance.history.get(data["keyId"])
        if row is None:
            return
        data = data | {"instanceId": instance.id, "messageId": row["id"]}
    await emitter.emit(instance, step.event, data)
