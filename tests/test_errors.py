"""The error tree as others rely on it: stable codes, values, nothing else."""

from __future__ import annotations

import re

import pytest

from evodesk import errors
from evodesk.errors import EvodeskError, RequestRefused

KINDS = [
    kind
    for kind in vars(errors).values()
    if isinstance(kind, type) and issubclass(kind, EvodeskError)
]


def test_codes_are_stable_words_and_never_shared() -> None:
    codes = [kind.code for kind in KINDS]
    assert len(set(codes)) == len(codes)
    assert all(re.fullmatch("[a-z_]+", code) for code in codes)


@pytest.mark.parametrize("kind", KINDS)
def test_the_tree_at_the_top_names_each(kind: type[EvodeskError]) -> None:
    assert kind.__name__ in (errors.__doc__ or "")


def test_an_error_tells_its_code_and_values() -> None:
    error = RequestRefused(status="400", text="no")
    assert str(error) == "request_refused(status=400, text=no)"
    assert error.values == {"status": "400", "text": "no"}
    assert str(EvodeskError()) == "unknown()"
