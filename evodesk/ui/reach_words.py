"""Where a test of our own address got stuck, and what to do; pure."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication

from evodesk.domain.reach import ReachStep
from evodesk.domain.reception import host_of
from evodesk.ui.marking import QT_TRANSLATE_NOOP

if TYPE_CHECKING:
    from evodesk.domain.reach import Reach

_STUCK = {
    ReachStep.NAME: QT_TRANSLATE_NOOP(
        "Reach", "The name {host} is not known. Check how it is written, or wait for the DNS."
    ),
    ReachStep.CONNECT: QT_TRANSLATE_NOOP(
        "Reach",
        "Nothing accepts connections at {host}. Check that the tunnel or proxy runs, the port and"
        " the firewall.",
    ),
    ReachStep.TLS: QT_TRANSLATE_NOOP(
        "Reach",
        "{host} has no valid certificate, so the server would not deliver there. Renew it, or use"
        " the tunnel's own name.",
    ),
    ReachStep.ANSWER: QT_TRANSLATE_NOOP(
        "Reach",
        "{host} takes the connection and does not answer. Check that the tunnel or proxy leads to"
        " the receiver's port.",
    ),
    ReachStep.STATUS: QT_TRANSLATE_NOOP(
        "Reach",
        "{host} answers with error {detail}. Check that the tunnel or proxy leads to the"
        " receiver's port, path included.",
    ),
    ReachStep.BODY: QT_TRANSLATE_NOOP(
        "Reach",
        "Something else answers at {host}, not this evodesk. Check where the tunnel or proxy"
        " leads.",
    ),
}


def reach_words(reach: Reach) -> str:
    host = host_of(reach.base)
    if reach.stuck is None:
        pattern = QCoreApplication.translate(
            "Reach", "What is sent to {host} from here arrives. The first event is the last proof."
        )
        return pattern.format(host=host)
    if reach.stuck is ReachStep.REDIRECT:
        return _redirect(host, reach.detail)
    pattern = QCoreApplication.translate("Reach", _STUCK[reach.stuck])
    return pattern.format(host=host, detail=reach.detail)


def _redirect(host: str, target: str) -> str:
    """The server would turn the POST into an empty GET that counts as delivered."""
    pattern = QCoreApplication.translate(
        "Reach",
        "{host} redirects to {target}. The server would lose the messages: use the final address.",
    )
    return pattern.format(host=host, target=target or host)
