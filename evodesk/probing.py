"""Asks an address whether an Evolution API answers there and whether it takes the key."""

from __future__ import annotations

from typing import TYPE_CHECKING

from evodesk.domain.instance import Server
from evodesk.errors import EvodeskError, KeyRefused, NotEvolution
from evodesk.evolution.api import Api
from evodesk.ui.probe import Probe, ProbeState

if TYPE_CHECKING:
    from evodesk.ui.probe import ProbeWish


async def probe(wish: ProbeWish, key: str) -> Probe:
    """Never raises EvodeskError: what went wrong is part of the answer. Without a key only the
    address is asked, and no key travels."""
    server = Server("probe", wish.url, wish.url, ca_file=wish.ca_file, proxy=wish.proxy)
    try:
        api = Api(server, key)
    except EvodeskError as error:
        return _answer(wish, error)
    try:
        version = await api.version()
        latency = api.latency_ms
        if key:
            await api.instances()
        return Probe(ProbeState.FOUND, wish.url, version, latency)
    except EvodeskError as error:
        return _answer(wish, error)
    finally:
        await api.aclose()


def _answer(wish: ProbeWish, error: EvodeskError) -> Probe:
    return Probe(_state_of(error), wish.url, error=error.code, values=tuple(error.values.items()))


def _state_of(error: EvodeskError) -> ProbeState:
    if isinstance(error, KeyRefused):
        return ProbeState.KEY_REFUSED
    return ProbeState.NOT_EVOLUTION if isinstance(error, NotEvolution) else ProbeState.UNREACHABLE
