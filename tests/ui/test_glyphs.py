"""States differ by shape, even where all colour is taken away."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from PySide6.QtGui import QImage

from evodesk.domain.status import Health, ServerState
from evodesk.ui.glyphs import TRAY_SIZES, glyph_icon, glyph_pixmap, logo, tray_icon

if TYPE_CHECKING:
    from PySide6.QtGui import QPixmap

    from evodesk.ui.appearance import Appearance


def silhouette(pixmap: QPixmap) -> bytes:
    """Where there is ink, whatever its colour."""
    alpha = pixmap.toImage().convertToFormat(QImage.Format.Format_Alpha8)
    return bytes(alpha.constBits())


def lightness(pixmap: QPixmap) -> bytes:
    return bytes(pixmap.toImage().convertToFormat(QImage.Format.Format_Grayscale8).constBits())


@pytest.mark.parametrize("px", [14, 16, 18])
def test_every_health_has_its_own_silhouette(appearance: Appearance, px: int) -> None:
    shapes = {silhouette(glyph_pixmap(health, px, appearance)) for health in Health}
    assert len(shapes) == len(Health)


def test_a_server_state_is_drawn(appearance: Appearance) -> None:
    for state in ServerState:
        assert any(silhouette(glyph_pixmap(state, 16, appearance)))
        assert not glyph_icon(state, appearance).isNull()


@pytest.mark.parametrize("dark_bar", [True, False])
@pytest.mark.parametrize("px", TRAY_SIZES)
def test_every_state_of_the_tray_differs(appearance: Appearance, dark_bar: bool, px: int) -> None:
    icons = {lightness(tray_icon(health, dark_bar, appearance).pixmap(px, px)) for health in Health}
    assert len(icons) == len(Health)


def test_the_tray_follows_the_bar_and_not_the_window(appearance: Appearance) -> None:
    before = tray_icon(Health.OK, True, appearance).pixmap(32, 32).toImage()
    appearance.set_scheme("dark")
    assert tray_icon(Health.OK, True, appearance).pixmap(32, 32).toImage() == before


def test_shapes_are_sharp_on_dense_screens(appearance: Appearance) -> None:
    assert glyph_pixmap(Health.OK, 16, appearance, 2.0).width() == 32
    assert logo(64, 2.0).width() == 128


def test_the_same_shape_is_drawn_once(appearance: Appearance) -> None:
    """Qt keeps a copy of every pixmap that was shown."""
    before = glyph_pixmap(Health.OK, 16, appearance).cacheKey()
    assert glyph_pixmap(ServerState.OK, 16, appearance).cacheKey() == before
    assert glyph_pixmap(Health.OK, 18, appearance).cacheKey() != before
    appearance.set_scheme("dark")
    assert glyph_pixmap(Health.OK, 16, appearance).cacheKey() != before
