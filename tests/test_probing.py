"""What a form is told about an address."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from evodesk.probing import probe
from evodesk.simulator.thread import SimulatorThread
from evodesk.ui.probe import Probe, ProbeState, ProbeWish

if TYPE_CHECKING:
    from collections.abc import Iterator


@pytest.fixture
def simulator() -> Iterator[SimulatorThread]:
    with SimulatorThread() as running:
        yield running


async def test_a_server_that_takes_the_key(simulator: SimulatorThread) -> None:
    found = await probe(ProbeWish(simulator.url), simulator.key)
    assert (found.state, found.url, found.version) == (ProbeState.FOUND, simulator.url, "2.3.6")
    assert found.ms is not None


async def test_without_a_key_only_the_address_is_asked(simulator: SimulatorThread) -> None:
    assert (await probe(ProbeWish(simulator.url), "")).state is ProbeState.FOUND
    assert simulator.state()["requests"] == [["GET", "/", 200]]


@pytest.mark.parametrize("key", ["wrong", "não é ascii", "line\nbreak"])
async def test_a_key_that_is_not_taken(simulator: SimulatorThread, key: str) -> None:
    found = await probe(ProbeWish(simulator.url), key)
    assert (found.state, found.error) == (ProbeState.KEY_REFUSED, "key_refused")
    assert key not in repr(found)


async def test_a_site_that_is_no_evolution_api(simulator: SimulatorThread) -> None:
    simulator.faults([{"match": "GET /$", "kind": "empty"}])
    found = await probe(ProbeWish(simulator.url), simulator.key)
    assert found == Probe(
        ProbeState.NOT_EVOLUTION,
        simulator.url,
        error="not_evolution",
        values=(("host", simulator.url.removeprefix("http://")),),
    )


async def test_an_unlicensed_server_is_told_as_such() -> None:
    with SimulatorThread(licensed=False) as simulator:
        found = await probe(ProbeWish(simulator.url), simulator.key)
    assert (found.state, found.error) == (ProbeState.UNREACHABLE, "licence_required")


@pytest.mark.parametrize(
    ("wish", "error"),
    [
        (ProbeWish("http://127.0.0.1:1"), "unreachable"),
        (ProbeWish("http://"), "unreachable"),
        (ProbeWish("no address"), "unreachable"),
        (ProbeWish("http://[broken"), "unreachable"),
        (ProbeWish("https://localhost", ca_file="/missing.pem"), "bad_certificate"),
        (ProbeWish("http://localhost", proxy="nonsense://x"), "proxy_failed"),
        (ProbeWish("http://localhost", proxy="http://user:pa/ss@proxy"), "proxy_failed"),
    ],
    ids=lambda each: each if isinstance(each, str) else each.url,
)
async def test_an_address_that_cannot_be_used(wish: ProbeWish, error: str) -> None:
    found = await probe(wish, "key")
    assert (found.state, found.error) == (ProbeState.UNREACHABLE, error)
