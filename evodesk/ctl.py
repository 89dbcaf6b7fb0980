"""`evodesk ctl`: a thin client of the control routes of the evodesk that runs.

It knows the routes and how to show what they answer; every rule is theirs.
"""

from __future__ import annotations

import json
import re
import sys
from typing import TYPE_CHECKING, Any
from urllib.parse import quote

import httpx

from evodesk.errors import EvodeskError
from evodesk.paths import DataFolder

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence
    from pathlib import Path

PATIENCE = httpx.Timeout(120.0, connect=5.0)
"""Seconds. A switch ends when it is proven and what came in between is read back."""
_MANAGE = "/api/instance-management"
_STEERING = re.compile(r"[\x00-\x09\x0b-\x1f\x7f-\x9f\ud800-\udfff]")
_HINTS = {
    "takeover_needed": " Add --confirm to take it over.",
    "media_at_risk": " Add --confirm to switch all the same.",
}


class NotRunning(EvodeskError):
    """No evodesk runs on this data folder."""

    code = "not_running"


class Refused(Exception):
    """The routes said no; the text is their readable message."""


def run(work: str, **asked: Any) -> int:
    """The exit code: 0 done, 1 refused or failed, 3 evodesk is not running."""
    try:
        print(_printable(_WORK[work](**asked)))
    except Refused as refusal:
        print(f"evodesk ctl: {_printable(str(refusal))}", file=sys.stderr)
        return 1
    except (NotRunning, KeyError, TypeError):  # what answers like that is no evodesk
        folder = DataFolder.of(asked["data_dir"]).root
        print(f"evodesk ctl: evodesk is not running with the data in {folder}", file=sys.stderr)
        return 3
    return 0


def state(data_dir: Path | None, instance: str) -> str:
    """Raises NotRunning, Refused."""
    found = _ask(data_dir, "GET", f"{_MANAGE}/connection-state/{_segment(instance)}")
    return "\n".join([f"{instance}: {_mode(found)}", *_webhook_lines(found["webhookConfig"])])


def report(data_dir: Path | None) -> str:
    """Raises NotRunning, Refused."""
    return json.dumps(_ask(data_dir, "GET", "/api/report"), indent=2, ensure_ascii=False)


def webhook(
    data_dir: Path | None,
    instance: str,
    *,
    url: str | None = None,
    base64: bool | None = None,
    events: Sequence[str] | None = None,
    confirm: bool = False,
) -> str:
    """Raises NotRunning, Refused."""
    body = {"url": url, "webhook_base64": base64, "events": events, "confirm": confirm}
    path = f"/api/webhook-management/configure/{_segment(instance)}"
    return _message(_ask(data_dir, "POST", path, body))


def websocket(data_dir: Path | None, instance: str, *, confirm: bool = False) -> str:
    """Raises NotRunning, Refused."""
    path = f"{_MANAGE}/enable-websocket/{_segment(instance)}"
    return _message(_ask(data_dir, "POST", path, {"confirm": confirm}))


_WORK: dict[str, Callable[..., str]] = {
    "state": state,
    "webhook": webhook,
    "websocket": websocket,
    "report": report,
}


def _ask(
    data_dir: Path | None, method: str, path: str, body: Mapping[str, object] | None = None
) -> dict[str, Any]:
    folder = DataFolder.of(data_dir)
    url, token = _address(folder)
    bearer = {"Authorization": f"Bearer {token}"}
    try:
        # A proxy of the environment must not see the token.
        with httpx.Client(trust_env=False, timeout=PATIENCE) as client:
            answer = client.request(method, f"{url}{path}", headers=bearer, json=body)
            found = answer.json()
    except (httpx.HTTPError, httpx.InvalidURL, ValueError, RecursionError) as error:
        # The file of a run that was killed stays, and somebody else may listen there.
        raise NotRunning from error
    if not isinstance(found, dict) or answer.status_code == httpx.codes.UNAUTHORIZED:
        raise NotRunning
    if not answer.is_success:
        raise Refused(_readable(found))
    return found


def _address(folder: DataFolder) -> tuple[str, str]:
    """What `control.json` says."""
    try:
        found = json.loads(folder.control.read_text(encoding="utf-8"))
        return str(found["url"]), str(found["token"])
    except (OSError, ValueError, RecursionError, KeyError, TypeError) as error:
        raise NotRunning from error


def _segment(instance: str) -> str:
    return quote(instance, safe="")


def _readable(refusal: dict[str, Any]) -> str:
    return f"{refusal['message']} ({refusal['code']}){_HINTS.get(refusal['code'], '')}"


def _mode(found: dict[str, Any]) -> str:
    on = [side for side in ("webhook", "websocket") if found[f"{side}Enabled"]]
    return " and ".join(on) or "none"


def _webhook_lines(config: dict[str, Any] | None) -> list[str]:
    if config is None:
        return []
    return [
        f"  url     {config['url']}",
        f"  base64  {'yes' if config['webhook_base64'] else 'no'}",
        f"  events  {', '.join(config['events']) or 'all'}",
    ]


def _printable(text: str) -> str:
    """What a stranger wrote, the server or who sits on our port, must not steer the terminal."""
    return _STEERING.sub(lambda found: f"\\u{ord(found[0]):04x}", text)


def _message(found: dict[str, Any]) -> str:
    return str(found["message"])
