from __future__ import annotations

from dataclasses import replace

import pytest

from evodesk.domain.reception import Mode, Side
from evodesk.domain.switch import Wish
from evodesk.live.bulk import BulkLine, Fate
from evodesk.ui.bulk_words import candidates, fate_word, tally
from tests.ui.samples import FOREIGN, office, reception, status

WISH = Wish("pecas", Side.WEBHOOK)


def test_what_cannot_be_switched_says_why() -> None:
    offered = {each.name: each.obstacle for each in candidates(office(), Side.WEBSOCKET)}
    assert offered["recepcao"] == "Delivers to n8n.clinicasorriso.example, another system"
    assert offered["pecas"] == "already on WebSocket"
    assert offered["estoque"] == "The server has not loaded this instance yet."
    assert [name for name, why in offered.items() if not why] == [
        "guincho", "marketing", "posvenda",
    ]  # fmt: skip


def test_what_would_deliver_to_another_system_is_left_out() -> None:
    remembered = status(destination=FOREIGN)
    (by_webhook,) = candidates([remembered], Side.WEBHOOK)
    assert by_webhook.obstacle == f"Would deliver to {FOREIGN.host}, another system"
    (by_socket,) = candidates([replace(remembered, reception=reception(Mode.NONE))], Side.WEBSOCKET)
    assert not by_socket.obstacle


def test_they_stand_as_in_the_list() -> None:
    titles = [each.title for each in candidates(office(), Side.WEBHOOK)]
    assert titles == sorted(titles, key=str.casefold)


@pytest.mark.parametrize(
    ("line", "said"),
    [
        (BulkLine(WISH), "waiting"),
        (BulkLine(WISH, Fate.RUNNING), "switching…"),
        (BulkLine(WISH, Fate.DONE), "switched"),
        (BulkLine(WISH, Fate.CALLED_OFF), "not begun, nothing changed"),
        (
            BulkLine(WISH, Fate.FAILED, "unknown_instance"),
            "The server does not know the instance Oficina · Peças.",
        ),
    ],
)
def test_each_fate_has_its_words(line: BulkLine, said: str) -> None:
    assert fate_word(line, "Oficina · Peças") == said


def test_the_tally_leaves_out_what_is_none() -> None:
    assert tally([Fate.DONE, Fate.WAITING]) == "1 of 2 switched"
    fates = [Fate.DONE, Fate.FAILED, Fate.CALLED_OFF, Fate.CALLED_OFF]
    assert tally(fates) == "1 of 4 switched · 1 failed · 2 not begun"
