from __future__ import annotations

import pytest

from evodesk.errors import EvodeskError, NoUrl
from evodesk.receiving import refusals
from evodesk.ui.explain import REFUSALS, Explanation

KINDS = {
    kind.code: kind
    for kind in vars(refusals).values()
    if isinstance(kind, type) and issubclass(kind, EvodeskError) and kind is not EvodeskError
}


def test_every_refusal_has_words_and_no_word_is_left_over() -> None:
    assert REFUSALS.keys() == KINDS.keys()


@pytest.mark.parametrize("code", KINDS)
def test_a_refusal_is_a_sentence(code: str) -> None:
    said = Explanation().error(KINDS[code](field="url", expected="string"))
    assert said.endswith(".")
    assert "{" not in said


def test_what_the_window_says_too() -> None:
    assert "balcao" in Explanation().error(NoUrl(instance="balcao"))
