"""From a wish to the Reception that is to be proven, and what must be asked before; pure."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from evodesk.domain.events import KNOWN_EVENTS
from evodesk.domain.reception import (
    DEFAULT_EVENTS,
    Mode,
    Reception,
    Remembered,
    Side,
    WebhookConfig,
    WebsocketConfig,
    host_of,
)
from evodesk.errors import BadEvents, BadUrl, CommaInName, NoUrl, WebsocketOff

if TYPE_CHECKING:
    from collections.abc import Callable

    from evodesk.domain.switch import Wish

_NOT_IN_A_URL = frozenset(map(chr, [*range(0x21), 0x7F]))


@dataclass(frozen=True, slots=True)
class Here:
    """This computer as a destination."""

    url: str | None
    """Our receiver's address for the server; None when the server could not reach it."""
    is_ours: Callable[[str], bool]
    """Whether a URL leads to our receiver, an earlier port or address included."""


def check(wish: Wish, seen: Reception) -> None:
    """Refuse before anything is written.

    Raises WebsocketOff (contract: 03_websocket_disabled_on_server/find), CommaInName, BadEvents.
    """
    if wish.side is Side.WEBSOCKET and not seen.websocket_available:
        raise WebsocketOff(instance=wish.instance)
    if wish.side is Side.WEBSOCKET and "," in wish.instance:
        raise CommaInName(instance=wish.instance)
    unknown = (wish.events or frozenset()) - KNOWN_EVENTS
    if unknown:
        raise BadEvents(names=", ".join(sorted(unknown)))


def target_of(wish: Wish, seen: Reception, remembered: Remembered, here: Here) -> Reception:
    """What is to be proven by reading back; the other side is off in it.

    Raises NoUrl, BadUrl.
    """
    if (whole := wish.exactly or _as_it_is(wish, seen)) is not None:
        return _with_only(whole, wish, seen, here)
    if wish.side is Side.WEBSOCKET:
        kept = (remembered.websocket, seen.websocket)
        config = WebsocketConfig(enabled=True, events=_events(wish, kept))
        return Reception(None, config, seen.websocket_available)
    url = _url(wish, seen, remembered, here)
    return Reception(_webhook(wish, seen, remembered, here, url), None, seen.websocket_available)


def keep(seen: Reception, remembered: Remembered) -> Remembered:
    """What to remember before a write wipes it: a side that is on is the newest truth. One that
    is off has lost its events, and its flags may be mere column defaults, so it says nothing."""
    return Remembered(
        seen.webhook if seen.is_on(Side.WEBHOOK) else remembered.webhook,
        seen.websocket if seen.is_on(Side.WEBSOCKET) else remembered.websocket,
    )


def base64_target(seen: Reception, value: bool) -> Reception | None:
    """The webhook as it is, but for base64; None when there is nothing to write: it is off, or
    both are on and which side stays is not decided by this."""
    if seen.mode is not Mode.WEBHOOK or seen.webhook is None:
        return None
    return replace(seen, webhook=replace(seen.webhook, base64=value))


def keep_base64(seen: Reception, remembered: Remembered, value: bool) -> Remembered:
    webhook = remembered.webhook or seen.webhook or WebhookConfig(enabled=False)
    return replace(remembered, webhook=replace(webhook, base64=value))


def _as_it_is(wish: Wish, seen: Reception) -> WebhookConfig | WebsocketConfig | None:
    """Where both are on and a side is chosen without any detail, that side stays as the server
    has it: turning the other off is all that is written."""
    details = (wish.url, wish.base64, wish.events, wish.to_here or None)
    if seen.mode is not Mode.BOTH or any(detail is not None for detail in details):
        return None
    return seen.webhook if wish.side is Side.WEBHOOK else seen.websocket


def _with_only(
    config: WebhookConfig | WebsocketConfig, wish: Wish, seen: Reception, here: Here
) -> Reception:
    if isinstance(config, WebsocketConfig):
        return Reception(None, replace(config, enabled=True), seen.websocket_available)
    url = _valid(_moved(config.url, here), wish.instance)
    webhook = replace(config, enabled=True, url=url)
    return Reception(webhook, None, seen.websocket_available)


def _moved(url: str, here: Here) -> str:
    """Ours may have moved to another port or address since."""
    return here.url if here.url and here.is_ours(url) else url


def _url(wish: Wish, seen: Reception, remembered: Remembered, here: Here) -> str:
    if wish.url is not None:
        return _valid(wish.url, wish.instance)
    kept = next((c.url for c in (remembered.webhook, seen.webhook) if c and c.url), None)
    kept = here.url if kept is None or wish.to_here else _moved(kept, here)
    if kept is None:
        raise NoUrl(instance=wish.instance)
    return _valid(kept, wish.instance)


def _valid(url: str, instance: str) -> str:
    try:
        parts = urlsplit(url)
        port_is_good = parts.port is None or parts.port > 0
    except ValueError:
        raise BadUrl(instance=instance) from None
    good = parts.scheme in ("http", "https") and parts.hostname and port_is_good
    if not good or _NOT_IN_A_URL & set(url):
        raise BadUrl(instance=instance)
    return url


def _webhook(
    wish: Wish, seen: Reception, remembered: Remembered, here: Here, url: str
) -> WebhookConfig:
    kept = remembered.webhook or seen.webhook
    return WebhookConfig(
        enabled=True,
        url=url,
        headers=_headers(wish, url, here, (seen.webhook, remembered.webhook)),
        events=_events(wish, (remembered.webhook, seen.webhook)),
        by_events=kept.by_events if kept and not here.is_ours(url) else False,
        base64=_base64(wish, seen, remembered),
    )


def _headers(
    wish: Wish, url: str, here: Here, configs: tuple[WebhookConfig | None, ...]
) -> tuple[tuple[str, str], ...]:
    """All of them, a later config's value first. They may hold credentials, so what was set for
    another host goes to a new one only where the person wants it."""
    merged = {
        name: value
        for config in configs
        if config and (wish.carries_headers or belongs_to(config.url, url, here))
        for name, value in config.headers
    }
    return tuple(sorted(merged.items()))


def belongs_to(old: str, new: str, here: Here) -> bool:
    """Whether both URLs lead to the same system; one without a host leads to none of its own."""
    both_ours = here.is_ours(old) and here.is_ours(new)
    return both_ours or host_of(old) in ("", host_of(new))


def _events(wish: Wish, kept: tuple[WebhookConfig | WebsocketConfig | None, ...]) -> frozenset[str]:
    """Never empty: an empty list means all of them at the server
    (contract: 02_webhook/set_empty_events_means_all)."""
    lists = [wish.events, *(config.events for config in kept if config)]
    return next((events for events in lists if events), DEFAULT_EVENTS[wish.side])


def _base64(wish: Wish, seen: Reception, remembered: Remembered) -> bool:
    """On by default. A row that is off says nothing: false is only its column's default
    (contract: 02_webhook/find_after_disabled)."""
    if wish.base64 is not None:
        return wish.base64
    if remembered.webhook:
        return remembered.webhook.base64
    return seen.webhook.base64 if seen.webhook and seen.webhook.enabled else True
