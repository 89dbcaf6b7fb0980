"""`python -m evodesk.simulator`: one line of JSON when it accepts connections, then silence."""

from __future__ import annotations

import argparse
import asyncio
import contextlib
import os
import secrets
import signal
import sys
import threading
from typing import TYPE_CHECKING

import orjson

from evodesk.simulator.server import Simulator
from evodesk.simulator.settings import VERSION, Settings

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence


def main(argv: Sequence[str] | None = None) -> int:
    """Run until SIGTERM or SIGINT, or until standard input ends if so asked. Returns 0."""
    options = _parser().parse_args(argv)
    asyncio.run(_run(_settings(options), options.exit_with_parent))
    return 0


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="python -m evodesk.simulator", description="A simulated Evolution API 2.3.6."
    )
    parser.add_argument("--host", default="127.0.0.1")
    parser.add_argument("--port", type=int, default=0, help="0 takes a free one")
    parser.add_argument("--key", default="", help="the global API key; a random one if absent")
    parser.add_argument("--prefix", default="", help="serve below a path such as /evo")
    parser.add_argument("--demo", action="store_true", help="5 invented instances that talk")
    parser.add_argument("--rate", type=float, default=2.0, help="demo messages a second")
    parser.add_argument("--seed", type=int, default=2026)
    parser.add_argument("--websocket-off", action="store_true")
    parser.add_argument("--global-websocket", action="store_true")
    parser.add_argument("--global-webhook", default="", metavar="URL")
    parser.add_argument("--stores-nothing", action="store_true")
    parser.add_argument("--unlicensed", action="store_true", help="answer LICENSE_REQUIRED")
    parser.add_argument("--loopback-needs-key", action="store_true")
    parser.add_argument("--retry-factor", type=float, default=1.0)
    parser.add_argument("--ping-interval", type=int, default=25, help="whole seconds")
    parser.add_argument("--ping-timeout", type=int, default=20, help="whole seconds")
    parser.add_argument("--exit-with-parent", action="store_true", help="end when stdin ends")
    return parser


def _settings(options: argparse.Namespace) -> Settings:
    return Settings(
        host=options.host,
        port=options.port,
        key=options.key or secrets.token_hex(16).upper(),
        prefix=options.prefix.rstrip("/"),
        websocket_available=not options.websocket_off,
        global_websocket=options.global_websocket,
        global_webhook=options.global_webhook,
        stores_messages=not options.stores_nothing,
        licensed=not options.unlicensed,
        loopback_needs_key=options.loopback_needs_key,
        retry_factor=options.retry_factor,
        ping_interval=options.ping_interval,
        ping_timeout=options.ping_timeout,
        demo=options.demo,
        rate=options.rate,
        seed=options.seed,
    )


async def _run(settings: Settings, exit_with_parent: bool) -> None:
    simulator = Simulator(settings)
    loop = asyncio.get_running_loop()

    def stop(*_signal: object) -> None:
        with contextlib.suppress(RuntimeError):  # a second signal after the loop has ended
            loop.call_soon_threadsafe(simulator.stop)

    for number in (signal.SIGTERM, signal.SIGINT):
        signal.signal(number, stop)
    if exit_with_parent:
        threading.Thread(target=_wait_for_end, args=(stop,), name="parent", daemon=True).start()
    line = {"url": simulator.url, "key": settings.key, "version": VERSION}
    await simulator.run(lambda: print(orjson.dumps(line).decode(), flush=True))


def _wait_for_end(stop: Callable[[], None]) -> None:
    """Reads the descriptor itself: a daemon thread in a buffered reader blocks the exit."""
    with contextlib.suppress(OSError):
        while os.read(sys.__stdin__.fileno() if sys.__stdin__ else 0, 4096):
            pass
    stop()


if __name__ == "__main__":
    sys.exit(main())
