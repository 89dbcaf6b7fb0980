from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import QRect
from PySide6.QtGui import QColor, QImage, QPainter
from PySide6.QtWidgets import QStyle, QStyleOptionViewItem

from evodesk.domain.filter import terms_of
from evodesk.ui.feed_delegate import FeedDelegate
from evodesk.ui.feed_model import FeedModel
from evodesk.ui.row_paint import Brush
from tests.ui.sample_messages import TITLES, at, design_rows, plain

if TYPE_CHECKING:
    from evodesk.settings import Theme
    from evodesk.ui.appearance import Appearance

_WIDTH = 468


def drawn(
    delegate: FeedDelegate,
    model: FeedModel,
    row: int,
    state: QStyle.StateFlag = QStyle.StateFlag.State_Enabled,
) -> QImage:
    image = QImage(_WIDTH, delegate.row_height, QImage.Format.Format_RGB32)
    image.fill(QColor("magenta"))
    option = QStyleOptionViewItem()
    option.rect = QRect(0, 0, _WIDTH, delegate.row_height)
    option.state = state
    painter = QPainter(image)
    delegate.paint(painter, option, model.index(row, 0))
    painter.end()
    return image


def colors(image: QImage, rect: QRect) -> set[str]:
    return {
        image.pixelColor(x, y).name()
        for x in range(rect.left(), rect.right() + 1)
        for y in range(rect.top(), rect.bottom() + 1)
    }


def a_feed(appearance: Appearance) -> tuple[FeedDelegate, FeedModel]:
    model = FeedModel()
    model.set_titles(TITLES)
    model.show(design_rows())
    return FeedDelegate(appearance, model), model


def test_rows_are_56_and_36_high(appearance: Appearance) -> None:
    delegate, _ = a_feed(appearance)
    assert delegate.row_height == 56
    delegate.compact = True
    assert delegate.row_height == 36


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("compact", [False, True])
def test_every_row_is_painted_to_its_edges(
    appearance: Appearance, scheme: Theme, compact: bool
) -> None:
    appearance.set_scheme(scheme)
    delegate, model = a_feed(appearance)
    delegate.compact = compact
    for row in range(model.rowCount()):
        image = drawn(delegate, model, row)
        assert len(colors(image, image.rect())) > 10
        assert "#ff00ff" not in colors(image, image.rect())


def test_our_own_rows_lie_on_another_ground(appearance: Appearance) -> None:
    delegate, model = a_feed(appearance)
    corner = QRect(0, 10, 3, 3)
    assert colors(drawn(delegate, model, 2), corner) == {appearance.color("surface").name()}
    assert colors(drawn(delegate, model, 3), corner) == {appearance.color("window").name()}


def test_the_selected_row_has_a_bar(appearance: Appearance) -> None:
    delegate, model = a_feed(appearance)
    image = drawn(delegate, model, 2, QStyle.StateFlag.State_Selected)
    bar, ground = appearance.color("controlOn").name(), appearance.color("selected").name()
    assert colors(image, QRect(0, 0, 3, 56)) == {bar}
    assert colors(image, QRect(3, 0, 3, 56)) == {ground}


def test_a_day_and_the_first_unseen_row_begin_with_a_line(appearance: Appearance) -> None:
    delegate, model = a_feed(appearance)
    top = QRect(20, 0, 100, 2)
    assert colors(drawn(delegate, model, 1), top) == {appearance.color("borderStrong").name()}
    delegate.first_unseen = model.message(1).row
    assert colors(drawn(delegate, model, 1), top) == {appearance.color("controlOn").name()}


def test_what_was_searched_is_highlighted_in_texts_only(appearance: Appearance) -> None:
    delegate, model = a_feed(appearance)
    ground = appearance.color("highlight").name()
    body, time = QRect(118, 30, 300, 20), QRect(0, 0, 56, 56)
    assert ground not in colors(drawn(delegate, model, 8), body)
    delegate.set_terms(terms_of("orcamento"))
    assert ground in colors(drawn(delegate, model, 8), body)
    delegate.set_terms(terms_of("09"))
    assert ground not in colors(drawn(delegate, model, 8), time)


def test_new_rows_stand_out_for_a_moment(appearance: Appearance) -> None:
    model = FeedModel()
    model.show([plain(1, at("09:00")), plain(2, at("09:01"))])
    delegate = FeedDelegate(appearance, model)
    assert not delegate.is_flashing()
    delegate.flash([model.message(1)])
    assert delegate.is_flashing()
    corner = QRect(0, 10, 3, 3)
    assert colors(drawn(delegate, model, 0), corner) == {appearance.color("surface").name()}
    assert colors(drawn(delegate, model, 1), corner) != {appearance.color("surface").name()}


def test_what_is_searched_is_seen_where_the_line_is_cut(appearance: Appearance) -> None:
    brush = Brush(appearance)
    image = QImage(200, 20, QImage.Format.Format_RGB32)
    painter = QPainter(image)
    text = "Bom dia! Meu Corolla já saiu do elevador? Preciso do orçamento até amanhã"
    room = image.rect()
    assert brush.text(painter, room, text).startswith("Bom dia!")
    brush.terms = terms_of("orcamento")
    assert "orçamento" in brush.text(painter, room, text)
    assert brush.text(painter, room, "o orçamento chegou") == "o orçamento chegou"
    brush.terms = terms_of("nada")
    assert brush.text(painter, room, text).startswith("Bom dia!")
    painter.end()
