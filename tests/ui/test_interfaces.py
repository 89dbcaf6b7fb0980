from __future__ import annotations

from ipaddress import ip_address

from evodesk.ui.interfaces import lan_addresses


def test_only_what_others_can_reach() -> None:
    for each in map(ip_address, lan_addresses()):
        assert each.version == 4
        assert not each.is_loopback
        assert not each.is_link_local
