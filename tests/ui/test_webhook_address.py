"""What is typed as a webhook's address: what it becomes, and what is told of it."""

from __future__ import annotations

from urllib.parse import urlsplit

import pytest
from hypothesis import given
from hypothesis import strategies as st

from evodesk.domain.reception import Remembered, Side
from evodesk.domain.switch import Wish
from evodesk.switching.target import Here, target_of
from evodesk.ui.webhook_address import Judged, judge
from tests.switching.samples import NOTHING

ALMOST = r"(https?://)?[a-zé.:@\[\]/ 0-9-]{0,30}"


@pytest.mark.parametrize(
    ("typed", "url", "tone"),
    [
        ("", "", None),
        ("https://n8n.example/hook", "https://n8n.example/hook", None),
        (" https://n8n.example/hook\n", "https://n8n.example/hook", None),
        ("http://n8n:5678/hook", "http://n8n:5678/hook", None),
        ("http://192.168.0.7:5678/", "http://192.168.0.7:5678/", None),
        ("n8n.example/hook", "https://n8n.example/hook", "ok"),
        ("https://clínica.example/a", "https://xn--clnica-4va.example/a", "ok"),
        ("http://n8n.example/hook", "http://n8n.example/hook", "warn"),
        ("http://localhost:5678/hook", "http://localhost:5678/hook", "warn"),
        ("https://[::1]/hook", "https://[::1]/hook", "warn"),
        ("https://user:pass@n8n.example/", "https://user:pass@n8n.example/", "warn"),
        ("https://n8n .example", "", "bad"),
        ("https://n8n.example/a b", "", "bad"),
        ("ftp://n8n.example", "", "bad"),
        ("https://", "", "bad"),
        ("https:///hook", "", "bad"),
        ("https://n8n.example:0/", "", "bad"),
        ("https://n8n.example:99999/", "", "bad"),
        ("https://n8n.example:port/", "", "bad"),
        ("https://[::1/hook", "", "bad"),
        (f"https://{'a' * 70}.example", "", "bad"),
    ],
)
def test_judgements(typed: str, url: str, tone: str | None) -> None:
    judged = judge(typed)
    assert (judged.url, judged.tone) == (url, tone)
    assert bool(judged.text) == (tone is not None)


def test_what_is_told_hides_user_and_query() -> None:
    told = judge("n8n.example/a1b2c3d4e5?token=t0p").text
    assert told == "It becomes https://n8n.example/•••?•••"


@given(
    st.one_of(st.text(), st.from_regex(r"(https?://)?[a-zé.:@\[\]/ 0-9-]{0,30}", fullmatch=True))
)
def test_whatever_is_typed_what_can_be_used_can_be_configured(typed: str) -> None:
    judged = judge(typed)
    if judged.url:
        wish = Wish("x", Side.WEBHOOK, url=judged.url)
        target_of(wish, NOTHING, Remembered(), Here(None, lambda _: False))
        assert urlsplit(judged.url).hostname
        assert judge(judged.url).url == judged.url
    else:
        assert judged == Judged() or judged.tone == "bad"
