from __future__ import annotations

from typing import TYPE_CHECKING

from evodesk.domain.message import Source
from evodesk.store.heard import LATEST, Heard
from evodesk.store.messages import Messages
from tests.store.making import NOW, SERVER, message

if TYPE_CHECKING:
    from evodesk.store.database import Database


async def test_only_what_the_receiver_brought_lately(database: Database) -> None:
    messages, heard = Messages(database), Heard(database)
    await messages.add(
        [
            message("1", instance="loja")._replace(source=Source.WEBHOOK, received_at=NOW + 1),
            message("2", instance="loja")._replace(source=Source.WEBSOCKET, received_at=NOW + 2),
            message("3", instance="filial")._replace(source=Source.BACKFILL, received_at=NOW),
            message("4", instance="other")._replace(source=Source.WEBHOOK, received_at=NOW),
        ]
    )
    found = await heard.by_webhook(SERVER, ["loja", "filial", "empty"])
    assert found == {"loja": NOW + 1}
    later = [
        message(f"later{number}", instance="loja")._replace(
            source=Source.WEBSOCKET,
            timestamp=int(NOW) + 100 + number,
        )
        for number in range(LATEST)
    ]
    await messages.add(later)
    assert await heard.by_webhook(SERVER, ["loja"]) == {}
