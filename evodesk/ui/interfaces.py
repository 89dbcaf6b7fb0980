"""The addresses under which other computers of the local network know this one."""

from __future__ import annotations

from PySide6.QtNetwork import QAbstractSocket, QNetworkInterface

_IPV4 = QAbstractSocket.NetworkLayerProtocol.IPv4Protocol
_UP = QNetworkInterface.InterfaceFlag.IsUp | QNetworkInterface.InterfaceFlag.IsRunning


def lan_addresses() -> tuple[str, ...]:
    """IPv4, without loopback and without what a computer gives itself when nobody answers."""
    return tuple(
        entry.ip().toString()
        for interface in QNetworkInterface.allInterfaces()
        if interface.flags() & _UP == _UP
        for entry in interface.addressEntries()
        if entry.ip().protocol() == _IPV4
        and not entry.ip().isLoopback()
        and not entry.ip().isLinkLocal()
    )
