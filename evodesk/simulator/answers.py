"""Answers in the server's own shapes; nothing else writes an error body."""

from __future__ import annotations

from http import HTTPStatus
from typing import Any

import orjson
from starlette.responses import Response

JSON_TYPE = "application/json; charset=utf-8"


class Refusal(Exception):
    """An error answer. `message` is a text or a list, as recorded for each route."""

    def __init__(self, status: int, message: object, error: str = "") -> None:
        super().__init__(status, message)
        self.status = status
        self.body: dict[str, object] = {
            "status": status,
            "error": error or HTTPStatus(status).phrase,
            "response": {"message": message},
        }


def invalid(problems: list[str]) -> Refusal:
    """A body that does not fit. contract: 02_webhook/set_bad_event_name"""
    return Refusal(400, [problems])


def unauthorized() -> Refusal:
    """contract: 01_instances/state_wrong_key"""
    return Refusal(401, "Unauthorized")


def unknown_instance(name: str) -> Refusal:
    """contract: 02_webhook/find_unknown_instance"""
    return Refusal(404, [f'The "{name}" instance does not exist'])


def unknown_route(method: str, target: str) -> Refusal:
    """contract: 02_routes_that_do_not_exist/POST_webhook_evo1"""
    return Refusal(404, [f"Cannot {method} {target}"])


def failed(text: str) -> Refusal:
    """contract: 02_webhook/set_missing_events_enabled"""
    return Refusal(500, text)


def answer(body: Any, status: int = 200) -> Response:
    return Response(orjson.dumps(body), status, media_type=JSON_TYPE)


def empty(status: int) -> Response:
    """No body at all. contract: 03_websocket_disabled_on_server/set_enabled"""
    return Response(b"", status, media_type=JSON_TYPE)
