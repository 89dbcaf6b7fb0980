from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from evodesk.ui.window_layout import WindowLayout, recall, remember

LAYOUTS = st.builds(
    WindowLayout,
    st.text(alphabet="abcXYZ019+/=", max_size=40),
    st.integers(0, 5000),
    st.integers(0, 5000),
    st.sampled_from([True, False, None]),
)


@given(st.lists(st.tuples(st.sampled_from("abc"), LAYOUTS), min_size=1, max_size=12))
def test_each_arrangement_of_screens_finds_its_last_layout(
    seen: list[tuple[str, WindowLayout]],
) -> None:
    kept = b""
    for screens, layout in seen:
        kept = remember(kept, screens, layout)
    for screens, layout in dict(seen).items():
        assert recall(kept, screens) == layout


def test_only_the_newest_arrangements_are_kept() -> None:
    kept = b""
    for number in range(20):
        kept = remember(kept, str(number), WindowLayout("", number, number, None))
    assert recall(kept, "19") == WindowLayout("", 19, 19, None)
    assert recall(kept, "11") is None


@given(st.binary(max_size=200))
def test_bytes_that_cannot_be_read_are_nothing_remembered(kept: bytes) -> None:
    assert recall(kept, "screens") is None


def test_entries_of_a_wrong_shape_are_nothing_remembered() -> None:
    for entry in (b"[]", b"1", b'{"geometry": 1}', b'{"geometry": "", "list_width": "wide"}'):
        assert recall(b'{"screens": ' + entry + b"}", "screens") is None
