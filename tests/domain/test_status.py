"""What the window shows of an instance, computed from what is known of it."""

from __future__ import annotations

import pytest

from evodesk.domain.instance import Instance, LinkState, Server
from evodesk.domain.reception import Reception, WebhookConfig, WebsocketConfig
from evodesk.domain.status import Health, InstanceStatus, worst

ON = WebsocketConfig(enabled=True)


def status(
    link: LinkState, stored: LinkState | None = None, reception: Reception | None = None
) -> InstanceStatus:
    return InstanceStatus(Instance("a", link, stored or link), "A", reception)


@pytest.mark.parametrize(
    ("link", "stored", "health"),
    [
        (LinkState.OPEN, LinkState.OPEN, Health.OK),
        (LinkState.OPEN, LinkState.CLOSED, Health.DIVERGENT),
        (LinkState.CONNECTING, LinkState.OPEN, Health.CONNECTING),
        (LinkState.CLOSED, LinkState.OPEN, Health.DOWN),
        (LinkState.UNKNOWN, LinkState.OPEN, Health.UNKNOWN),
    ],
)
def test_the_memory_of_the_server_decides(
    link: LinkState, stored: LinkState, health: Health
) -> None:
    assert status(link, stored).health is health


@pytest.mark.parametrize(
    ("reception", "troubles"),
    [
        (None, ()),
        (Reception(None, ON), ()),
        (Reception(None, None), (Health.NO_MODE,)),
        (Reception(WebhookConfig(enabled=True), ON), (Health.NO_MODE,)),
    ],
)
def test_a_mode_that_is_missing_or_double_is_trouble(
    reception: Reception | None, troubles: tuple[Health, ...]
) -> None:
    assert status(LinkState.OPEN, reception=reception).troubles == troubles
    closed = status(LinkState.CLOSED, reception=reception)
    assert closed.troubles == (Health.DOWN, *troubles)


def test_the_worst_comes_first_and_nothing_is_well() -> None:
    assert worst([Health.CONNECTING, Health.DOWN, Health.NO_MODE]) is Health.DOWN
    assert worst([]) is Health.OK


def test_an_instance_is_called_by_its_profile_or_its_name() -> None:
    blank = Instance("loja-1", LinkState.OPEN, LinkState.OPEN)
    named = Instance("loja-1", LinkState.OPEN, LinkState.OPEN, profile_name="Loja")
    assert (blank.title, named.title) == ("loja-1", "Loja")


def test_a_server_shows_no_password() -> None:
    server = Server("a", "https://me:s3cret@host", "Host", proxy="http://me:s3cret@proxy")
    assert "s3cret" not in repr(server)
