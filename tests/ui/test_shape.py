from __future__ import annotations

import pytest

from evodesk.ui.shape import Shape, shape_of


@pytest.mark.parametrize(
    ("width", "shape"),
    [
        (1600, Shape(inspector_opens=True, inspector_replaces=False, narrow=False)),
        (1120, Shape(inspector_opens=True, inspector_replaces=False, narrow=False)),
        (1119, Shape(inspector_opens=False, inspector_replaces=False, narrow=False)),
        (1064, Shape(inspector_opens=False, inspector_replaces=False, narrow=False)),
        (1063, Shape(inspector_opens=False, inspector_replaces=True, narrow=False)),
        (960, Shape(inspector_opens=False, inspector_replaces=True, narrow=False)),
        (959, Shape(inspector_opens=False, inspector_replaces=True, narrow=True)),
    ],
)
def test_the_width_decides(width: int, shape: Shape) -> None:
    assert shape_of(width) == shape


def test_twice_as_large_text_halves_the_room() -> None:
    assert shape_of(1600, text_scale=2.0) == shape_of(800)
