"""Whether a switch would silence or redirect somebody else's webhook; pure."""

from __future__ import annotations

from typing import TYPE_CHECKING

from evodesk.domain.reception import Destination, host_of, mask_url
from evodesk.domain.switch import Takeover
from evodesk.errors import TakeoverNeeded
from evodesk.switching.target import belongs_to

if TYPE_CHECKING:
    from evodesk.domain.reception import Reception, WebhookConfig
    from evodesk.domain.switch import Wish
    from evodesk.switching.target import Here


def silenced(seen: Reception, target: Reception, here: Here) -> WebhookConfig | None:
    """Somebody else's webhook that is on and would be on no more. One that changes in nothing but
    events or flags goes on delivering."""
    webhook, new = seen.webhook, target.webhook
    if webhook is None or not webhook.enabled or not webhook.url:
        return None
    if here.is_ours(webhook.url) or (new is not None and new.url == webhook.url):
        return None
    return webhook


def takeover_of(wish: Wish, seen: Reception, target: Reception, here: Here) -> Takeover | None:
    """None when nobody else is concerned."""
    webhook, new = silenced(seen, target, here), target.webhook
    if webhook is None:
        return None
    return Takeover(
        wish=wish,
        host=host_of(webhook.url) or "?",
        url=mask_url(webhook.url),
        to=Destination(here.is_ours(new.url), host_of(new.url)) if new else None,
        headers=_strange_headers(webhook, new, here),
    )


def is_agreed(takeover: Takeover) -> bool:
    """Whether the person knows whom it concerns: while they were asked, somebody may have led the
    webhook to yet another system."""
    wish = takeover.wish
    return wish.confirmed and wish.told_host in ("", takeover.host)


def refusal_of(takeover: Takeover) -> TakeoverNeeded:
    """The same as an error, for those who have not confirmed it."""
    to = takeover.to
    return TakeoverNeeded(
        instance=takeover.wish.instance,
        host=takeover.host,
        url=takeover.url,
        to=to.host if to else "",
        here="yes" if to and to.here else "no",
        headers=", ".join(takeover.headers),
    )


def asked_by(error: TakeoverNeeded, wish: Wish) -> Takeover:
    """What the error of `wish` asks about."""
    values = error.values
    return Takeover(
        wish=wish,
        host=values["host"],
        url=values["url"],
        to=Destination(values["here"] == "yes", values["to"]) if values["to"] else None,
        headers=tuple(values["headers"].split(", ")) if values["headers"] else (),
    )


def _strange_headers(old: WebhookConfig, new: WebhookConfig | None, here: Here) -> tuple[str, ...]:
    if new is None or belongs_to(old.url, new.url, here):
        return ()
    return tuple(name for name, _ in old.headers)
