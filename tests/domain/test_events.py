from __future__ import annotations

import pytest

from evodesk.domain.events import HOLDS_UP, KNOWN_EVENTS, NEVER_SENT, Preset, preset_events
from evodesk.domain.reception import DEFAULT_EVENTS, Side


@pytest.mark.parametrize("side", Side)
@pytest.mark.parametrize("preset", Preset)
def test_a_preset_is_never_empty_and_known_to_the_server(preset: Preset, side: Side) -> None:
    events = preset_events(preset, side)
    assert events
    assert events <= KNOWN_EVENTS
    assert events >= DEFAULT_EVENTS[side]


@pytest.mark.parametrize("preset", Preset)
def test_no_preset_lets_a_dead_webhook_hold_the_instance_up(preset: Preset) -> None:
    assert HOLDS_UP not in preset_events(preset, Side.WEBHOOK)
    assert HOLDS_UP in preset_events(preset, Side.WEBSOCKET)


def test_everything_is_everything_else() -> None:
    assert preset_events(Preset.EVERYTHING, Side.WEBSOCKET) == KNOWN_EVENTS
    assert preset_events(Preset.EVERYTHING, Side.WEBHOOK) == KNOWN_EVENTS - {HOLDS_UP}


def test_what_is_never_sent_belongs_to_no_smaller_preset() -> None:
    for side in Side:
        assert not NEVER_SENT & preset_events(Preset.DIAGNOSIS, side)
