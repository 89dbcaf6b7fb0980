"""What stands at the right: the page of an instance, or the page of a message."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QStackedWidget, QWidget

if TYPE_CHECKING:
    from evodesk.domain.message import StoredMessage
    from evodesk.ui.instance_page import InstancePage
    from evodesk.ui.message_page import MessagePage


class Inspector(QStackedWidget):
    """Whether it is shown, and where, is up to the panes."""

    opened = Signal()
    """A page is to be seen."""
    left = Signal()
    """The page is no longer to be seen."""

    def __init__(self, instance_page: InstancePage, message_page: MessagePage) -> None:
        super().__init__()
        self.setObjectName("inspector")
        self.instance_page, self.message_page = instance_page, message_page
        for page in (instance_page, message_page):
            self.addWidget(page)
            page.closed.connect(self.left)
            page.back.connect(self.left)
        escape = QShortcut(QKeySequence(Qt.Key.Key_Escape), self)
        escape.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        escape.activated.connect(self.left)

    def open_instance(self) -> None:
        """The page of the instance that it shows already."""
        self._open(self.instance_page)

    def open_message(self, stored: StoredMessage) -> None:
        self.message_page.show_message(stored)
        self._open(self.message_page)

    def set_replacing(self, replaces: bool) -> None:
        """In the feed's place, a page's cross becomes a way back."""
        self.instance_page.set_back(replaces)
        self.message_page.set_replacing(replaces)

    def focus_way_back(self) -> None:
        """The button that closes the page."""
        is_message = self.currentWidget() is self.message_page
        (self.message_page if is_message else self.instance_page).focus_way_back()

    def focus_page(self) -> None:
        page = self.currentWidget()
        inside = page.findChildren(QWidget) if page else ()
        target = next((widget for widget in inside if _takes_tab(widget)), None)
        if target is not None:
            target.setFocus(Qt.FocusReason.TabFocusReason)

    def _open(self, page: QWidget) -> None:
        self.setCurrentWidget(page)
        self.opened.emit()


def _takes_tab(widget: QWidget) -> bool:
    policy = widget.focusPolicy()
    return bool(policy & Qt.FocusPolicy.TabFocus) and widget.isVisible() and widget.isEnabled()
