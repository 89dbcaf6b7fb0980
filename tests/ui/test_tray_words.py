from __future__ import annotations

from evodesk.domain.instance import LinkState
from evodesk.domain.reception import Mode
from evodesk.domain.status import Health, ServerState
from evodesk.ui.tray_words import counts, tray_lines, tray_state
from tests.ui.samples import office, server_status, status


def test_the_worst_state_wins() -> None:
    assert tray_state(server_status(), office()) is Health.DOWN
    assert tray_state(server_status(), (status(), status("b", mode=Mode.NONE))) is Health.NO_MODE
    assert tray_state(server_status(), (status(),)) is Health.OK


def test_a_lost_server_is_worse_than_everything() -> None:
    for state in (ServerState.DOWN, ServerState.KEY_REFUSED, ServerState.UNLICENSED):
        assert tray_state(server_status(state), office()) is Health.NO_SERVER


def test_while_connecting_the_instances_still_count() -> None:
    assert tray_state(server_status(ServerState.CONNECTING), office()) is Health.DOWN


def test_without_a_server_nothing_is_known() -> None:
    assert tray_state(None, ()) is Health.UNKNOWN


def test_the_counts_come_worst_first() -> None:
    assert counts(office()) == (
        (Health.DOWN, 1),
        (Health.NO_MODE, 1),
        (Health.DIVERGENT, 1),
        (Health.CONNECTING, 1),
        (Health.UNKNOWN, 1),
    )


def test_where_all_is_well_nothing_is_counted() -> None:
    assert counts((status(), status("b"))) == ()


def test_the_lines_stand_worst_first_and_are_limited() -> None:
    lines = tray_lines(office(), 3)
    assert [line.health for line in lines] == [Health.DOWN, Health.NO_MODE, Health.DIVERGENT]
    assert lines[0].text == "Filial Campinas: down"
    assert lines[0].name == "campinas"


def test_an_instance_that_is_down_and_without_mode_is_counted_in_both() -> None:
    both = status(mode=Mode.NONE, link=LinkState.CLOSED)
    assert counts((both,)) == ((Health.DOWN, 1), (Health.NO_MODE, 1))
    assert len(tray_lines((both,), 12)) == 1
