"""The signature that a webhook has when its `jwt_key` header is set at the server.

The token is made once per event, lives for ten minutes and is sent again with each of the tries,
which go on for twenty (contract: 05_events_evolution_channel/webhook_byEvents_and_jwt,
06_webhook_retry), so it is taken long after it has expired. It says nothing about the body.
"""

from __future__ import annotations

import warnings
from typing import TYPE_CHECKING

import jwt

if TYPE_CHECKING:
    from collections.abc import Iterable

LEEWAY = 30 * 60
"""Seconds."""


class NotSigned(Exception):
    """The webhook's instance has a key, and no token made with it came along."""


def is_signed(authorization: str, keys: Iterable[str]) -> bool:
    """Whether the header carries a token that one of the keys made."""
    scheme, _, token = authorization.partition(" ")
    return scheme.lower() == "bearer" and any(_made_with(key, token) for key in keys)


def _made_with(key: str, token: str) -> bool:
    with warnings.catch_warnings():
        # How long the key is was decided at the server.
        warnings.simplefilter("ignore", jwt.InsecureKeyLengthWarning)
        try:
            jwt.decode(
                token,
                key,
                algorithms=["HS256"],
                leeway=LEEWAY,
                # The server's clock may be ahead of ours.
                options={"require": ["exp"], "verify_iat": False},
            )
        except jwt.PyJWTError:
            return False
    return True
