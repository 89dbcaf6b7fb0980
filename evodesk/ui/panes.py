"""Instances, feed and inspector side by side, and what becomes of them in a narrow window."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QApplication, QWidget

from evodesk.ui.pane_splitter import PaneSplitter
from evodesk.ui.roomy import text_scale
from evodesk.ui.shape import INSPECTOR_WIDTHS, LIST_WIDTHS, Shape, shape_of

if TYPE_CHECKING:
    from PySide6.QtGui import QResizeEvent

    from evodesk.ui.appearance import Appearance
    from evodesk.ui.feed_pane import FeedPane
    from evodesk.ui.inspector import Inspector
    from evodesk.ui.instance_list import InstanceList

_FEED_LEAST = 420
_WIDEST = 16_777_215


class Panes(PaneSplitter):
    """Below a certain width the inspector takes the feed's place."""

    def __init__(
        self,
        appearance: Appearance,
        instances: InstanceList,
        feed: FeedPane,
        inspector: Inspector,
    ) -> None:
        super().__init__(appearance)
        self._list, self._feed, self._inspector = instances, feed, inspector
        self._shape: Shape = shape_of(0)
        self._wanted: bool | None = None
        self._replacing_wanted = False
        self._widths = (LIST_WIDTHS[1], INSPECTOR_WIDTHS[1])
        for position, pane in enumerate((instances, feed, inspector)):
            self.addWidget(pane)
            self.setStretchFactor(position, int(pane is feed))
        instances.setMinimumWidth(LIST_WIDTHS[0])
        instances.setMaximumWidth(LIST_WIDTHS[2])
        feed.setMinimumWidth(_FEED_LEAST)
        inspector.opened.connect(self.open_inspector)
        inspector.left.connect(self.close_inspector)
        self.splitterMoved.connect(self._moved)
        self.default_wanted.connect(self.set_usual_widths)
        self._place()

    @property
    def inspector_is_open(self) -> bool:
        return not self._inspector.isHidden()

    @property
    def inspector_replaces(self) -> bool:
        """There is room for the feed or the inspector only."""
        return self._shape.inspector_replaces

    @property
    def inspector_wanted(self) -> bool | None:
        """What the person chose for a window with room; None: nothing yet."""
        return self._wanted

    @property
    def widths(self) -> tuple[int, int]:
        """Of the list and of the inspector beside the feed, as the person left them."""
        return self._widths

    def set_widths(self, instances: int, inspector: int) -> None:
        """The feed takes the rest."""
        self._widths = (instances, inspector)
        self._apply_widths()

    def set_usual_widths(self) -> None:
        self.set_widths(LIST_WIDTHS[1], INSPECTOR_WIDTHS[1])

    def want_inspector(self, wanted: bool | None) -> None:
        self._wanted = wanted
        self._place()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        # Qt shares a change among all panes; here the feed alone takes it.
        self._apply_widths()

    def set_shape(self, shape: Shape) -> None:
        if shape == self._shape:
            return
        if not shape.inspector_replaces:
            self._replacing_wanted = False
        self._shape = shape
        self._place()

    def open_inspector(self) -> None:
        had_focus = self._feed.isAncestorOf(QApplication.focusWidget() or self)
        self._set_open(True)
        if had_focus and not self._feed.isVisible():
            # Else it would fall on whatever comes next, where Space may change something.
            self._inspector.focus_way_back()

    def close_inspector(self) -> None:
        had_focus = self._inspector.isAncestorOf(QApplication.focusWidget() or self)
        self._set_open(False)
        if had_focus:
            self._focus(self._feed)

    def toggle_inspector(self) -> None:
        if self.inspector_is_open:
            self.close_inspector()
        else:
            self.open_inspector()

    def focus_pane(self, step: int) -> None:
        """Move the keyboard to the next (1) or previous (-1) pane that is shown."""
        shown = [p for p in (self._list, self._feed, self._inspector) if p.isVisible()]
        focused = QApplication.focusWidget()
        here = next((i for i, p in enumerate(shown) if focused and p.isAncestorOf(focused)), -1)
        start = here if here >= 0 or step > 0 else 0
        self._focus(shown[(start + step) % len(shown)])

    def _set_open(self, is_open: bool) -> None:
        if self._shape.inspector_replaces:
            self._replacing_wanted = is_open
        else:
            self._wanted = is_open
        self._place()

    def _place(self) -> None:
        replaces = self._shape.inspector_replaces
        beside = self._shape.inspector_opens if self._wanted is None else self._wanted
        is_open = self._replacing_wanted if replaces else beside
        self._inspector.setMinimumWidth(INSPECTOR_WIDTHS[0])
        self._inspector.setMaximumWidth(_WIDEST if replaces else INSPECTOR_WIDTHS[2])
        self._inspector.setVisible(is_open)
        self._feed.setVisible(not (replaces and is_open))
        self._inspector.set_replacing(replaces)
        self._apply_widths()

    def _apply_widths(self) -> None:
        instances = self._narrow_list() if self._shape.narrow else self._widths[0]
        rest = max(0, self.width() - instances - self.handleWidth())
        if not self.inspector_is_open:
            self.setSizes([instances, rest, 0])
        elif self._shape.inspector_replaces:
            self.setSizes([instances, 0, rest])
        else:
            feed = max(0, rest - self._widths[1] - self.handleWidth())
            self.setSizes([instances, feed, self._widths[1]])

    def _narrow_list(self) -> int:
        """As narrow as the text allows, and never at the cost of the feed's least."""
        wanted = round(LIST_WIDTHS[0] * text_scale(self.appearance))
        wanted = max(wanted, self._list.width_wanted)
        room = self.width() - _FEED_LEAST - self.handleWidth()
        return max(LIST_WIDTHS[0], min(wanted, LIST_WIDTHS[2], room))

    def _moved(self) -> None:
        instances, _, inspector = self.sizes()
        if self._shape.narrow:
            return
        beside = self.inspector_is_open and not self._shape.inspector_replaces
        self._widths = (instances, inspector if beside else self._widths[1])

    def _focus(self, pane: QWidget) -> None:
        if pane is self._inspector:
            self._inspector.focus_page()
        elif pane is self._list:
            self._list.focus_rows()
        else:
            self._feed.focus_rows()
