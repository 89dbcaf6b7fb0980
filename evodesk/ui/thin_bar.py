"""A thin bar that fills."""

from __future__ import annotations

from PySide6.QtWidgets import QProgressBar

_HEIGHT = 6


class ThinBar(QProgressBar):
    """Hidden until it is shown."""

    def __init__(self, name: str, *, keeps_room: bool = False) -> None:
        """`name`: for screen readers. `keeps_room`: what is around it does not move when it
        comes and goes."""
        super().__init__(textVisible=False)
        self.setAccessibleName(name)
        self.setFixedHeight(_HEIGHT)
        policy = self.sizePolicy()
        policy.setRetainSizeWhenHidden(keeps_room)
        self.setSizePolicy(policy)
        self.setVisible(False)
