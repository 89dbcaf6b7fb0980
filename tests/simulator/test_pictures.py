from __future__ import annotations

from evodesk.simulator.pictures import photo, qr_like


def test_pictures_differ_with_their_text() -> None:
    assert qr_like("one").startswith(b"\x89PNG")
    assert qr_like("one") == qr_like("one") != qr_like("two")
    assert photo("one") != photo("two")
