from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from evodesk.domain.filter import terms_of
from evodesk.ui.matches import fold, led_to, spans


@pytest.mark.parametrize(
    ("text", "search", "found"),
    [
        ("Pode mandar o Orçamento", "orcamento", ["Orçamento"]),
        ("orcamento e ORÇAMENTO", "orçam", ["orcam", "ORÇAM"]),
        ("aaaa aab", "aa", ["aa", "aa"]),
        ("desorçamento", "orca", []),
        ("dois pneus, pneu dois", "pneu dois", ["dois", "pneu", "pneu", "dois"]),
        ("dois pneus, dois pneu", '"dois pneu"', ["dois pneu"]),
        ("a b", "a", ["a"]),
        ("nada", "", []),
        ("nada", "tudo", []),
        ("İstanbul", "ist", ["İst"]),
    ],
)
def test_matches_ignore_case_and_accents(text: str, search: str, found: list[str]) -> None:
    assert [text[start:end] for start, end in spans(text, terms_of(search))] == found


@given(st.text())
def test_folding_keeps_places(text: str) -> None:
    assert len(fold(text)) == len(text)


@given(st.text(), st.text(max_size=3))
def test_spans_are_in_order_and_apart(text: str, search: str) -> None:
    end = 0
    for start, stop in spans(text, terms_of(search)):
        assert end <= start < stop <= len(text)
        end = stop


@given(st.text(max_size=60), st.integers(0, 60))
def test_what_leads_to_a_place_keeps_all_that_follows(text: str, at: int) -> None:
    told = led_to(text, at)
    assert told.endswith(text[at:])
    assert told == text or (told[0] == "…" and text.endswith(told[1:]))


def test_a_place_far_away_is_led_to_by_a_word() -> None:
    text = "Bom dia! Meu Corolla já saiu do elevador? Preciso do orçamento"
    assert led_to(text, text.index("orçamento")) == "…Preciso do orçamento"
    assert led_to("o orçamento", 2) == "o orçamento"
