"""What was typed becomes terms."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from evodesk.domain.filter import MessageFilter, Period, Term, terms_of


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("orçamento", (Term("orçamento", False),)),
        ("  dois  pneus ", (Term("dois", False), Term("pneus", False))),
        ('"dois pneus" hoje', (Term("dois pneus", True), Term("hoje", False))),
        ('"dois pn', (Term("dois pn", True),)),
        ('a"b c"d', (Term("a", True), Term("b c", True), Term("d", True))),
        ("R$ 100%", (Term("R$", False), Term("100%", False))),
        ('" " "" % - *', ()),
        ("", ()),
    ],
)
def test_terms(text: str, expected: tuple[Term, ...]) -> None:
    assert terms_of(text) == expected


@given(st.text())
def test_every_term_was_typed_and_has_a_letter(text: str) -> None:
    for term in terms_of(text):
        assert term.text in text
        assert any(letter.isalnum() for letter in term.text)
        assert '"' not in term.text


@pytest.mark.parametrize(
    ("wanted", "blank"),
    [
        (MessageFilter(), True),
        (MessageFilter("  "), True),
        (MessageFilter("%"), True),
        (MessageFilter("%", is_sent=True), True),
        (MessageFilter("a"), False),
        (MessageFilter(is_sent=False), False),
        (MessageFilter(" ", period=Period(0, 1)), False),
    ],
)
def test_blank(wanted: MessageFilter, blank: bool) -> None:
    assert wanted.is_blank is blank
