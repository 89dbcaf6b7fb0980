"""The command line: `evodesk [...]`, `evodesk export [...]`, `evodesk ctl [...]` and the
simulator's own process.

Exit codes: 0 for a clean close, 1 for an error that is told on standard error, 2 for arguments
that make no sense, 3 when there is no evodesk to control. Nothing heavy is imported before the
arguments are understood.
"""

from __future__ import annotations

import argparse
import os
import sys
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from evodesk import APP_NAME, __version__
from evodesk.options import Options

if TYPE_CHECKING:
    from collections.abc import Sequence

LANGUAGES = ("pt_BR", "en")


def main(argv: Sequence[str] | None = None) -> int:
    arguments = list(sys.argv[1:] if argv is None else argv)
    if arguments[:1] == ["simulator"]:
        from evodesk.simulator.__main__ import main as simulate

        return simulate(arguments[1:])
    if arguments[:1] == ["export"]:
        return _export(arguments[1:])
    if arguments[:1] == ["ctl"]:
        return _control(arguments[1:])
    options = parse(arguments)
    from evodesk.app import run

    return run(options)


def parse(arguments: Sequence[str]) -> Options:
    """Exits with 2 and a readable line on arguments that make no sense."""
    parser = _parser()
    found = parser.parse_args(arguments)
    if found.demo and found.server:
        parser.error("--demo brings its own server; --server cannot be used with it")
    return Options(
        demo=found.demo,
        server=found.server or "",
        data_dir=found.data_dir,
        language=found.lang,
        minimized=found.minimized,
        seconds=found.seconds,
        screenshot=found.screenshot,
        report=found.report,
    )


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog=APP_NAME,
        description="Switch Evolution API instances between Webhook and WebSocket and see what "
        "arrives. `evodesk export --help` tells how to export messages, `evodesk ctl --help` how "
        "to control an evodesk that runs.",
    )
    parser.add_argument("--demo", action="store_true", help="use a built-in simulated server")
    parser.add_argument(
        "--server", type=_address, metavar="URL",
        help="use this server for this run; its key is read from EVODESK_API_KEY",
    )  # fmt: skip
    parser.add_argument("--data-dir", type=Path, metavar="DIR", help="where everything is kept")
    parser.add_argument("--lang", choices=LANGUAGES, default="", help="language of the window")
    parser.add_argument("--minimized", action="store_true", help="start in the tray")
    parser.add_argument(
        "--for", dest="seconds", type=_seconds, metavar="SECONDS", help="quit after this time"
    )
    parser.add_argument("--screenshot", type=Path, metavar="FILE", help="save the window as PNG")
    parser.add_argument(
        "--report", default="", metavar="FILE", help="write a JSON report at the end; - prints it"
    )
    parser.add_argument("--version", action="version", version=f"{APP_NAME} {__version__}")
    return parser


def _seconds(text: str) -> float:
    seconds = float(text)
    if not 0 < seconds < 1e9:
        raise argparse.ArgumentTypeError(f"not a time in seconds: {text}")
    return seconds


def _address(text: str) -> str:
    try:
        parts = urlsplit(text)
        fine = parts.scheme in ("http", "https") and bool(parts.hostname) and parts.port != 0
    except ValueError:
        fine = False
    if not fine:
        raise argparse.ArgumentTypeError("not an http(s) address")
    return text.rstrip("/")


def _export(arguments: Sequence[str]) -> int:
    parser = argparse.ArgumentParser(prog=f"{APP_NAME} export", description="Export messages.")
    parser.add_argument("--data-dir", type=Path, metavar="DIR", help="where they are kept")
    parser.add_argument("--instance", default="", metavar="NAME", help="default: all of them")
    parser.add_argument("--format", choices=("jsonl", "csv"), default="jsonl")
    parser.add_argument("--output", type=Path, metavar="FILE", help="default: standard output")
    found = parser.parse_args(arguments)
    from evodesk.errors import EvodeskError
    from evodesk.exporting import export

    try:
        export(found.data_dir, found.instance or None, found.format, found.output)
    except BrokenPipeError:
        _let_go_of_output()
    except (EvodeskError, OSError) as error:
        print(f"{APP_NAME} export: {error}", file=sys.stderr)
        return 1
    return 0


def _control(arguments: Sequence[str]) -> int:
    found = vars(_control_parser().parse_args(arguments))
    from evodesk.ctl import run

    try:
        code = run(found.pop("work"), **found)
        sys.stdout.flush()
    except BrokenPipeError:
        _let_go_of_output()
        return 0
    return code


def _let_go_of_output() -> None:
    """Whoever read it has had enough; Python must not complain at exit either."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


def _control_parser() -> argparse.ArgumentParser:
    shared = argparse.ArgumentParser(add_help=False)
    shared.add_argument("--data-dir", type=Path, metavar="DIR", help="of the evodesk that runs")
    parser = argparse.ArgumentParser(
        prog=f"{APP_NAME} ctl", description="Control an evodesk that runs on this computer."
    )
    works = parser.add_subparsers(dest="work", required=True)
    state = works.add_parser("state", parents=[shared], help="how an instance receives")
    webhook = works.add_parser("webhook", parents=[shared], help="Webhook on, WebSocket off")
    websocket = works.add_parser("websocket", parents=[shared], help="WebSocket on, Webhook off")
    works.add_parser("report", parents=[shared], help="everything evodesk knows, as JSON")
    for each in (state, webhook, websocket):
        each.add_argument("instance", metavar="INSTANCE")
    webhook.add_argument("--url", metavar="URL", help="default: the address it had, or ours")
    webhook.add_argument(
        "--base64", action=argparse.BooleanOptionalAction, help="media inside the events"
    )
    webhook.add_argument(
        "--event", action="append", dest="events", metavar="NAME", help="may be repeated"
    )
    for each in (webhook, websocket):
        each.add_argument(
            "--confirm",
            action="store_true",
            help="take the webhook over from another system, or risk media of WhatsApp Business",
        )
    return parser


if __name__ == "__main__":
    sys.exit(main())
