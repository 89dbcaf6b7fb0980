"""Settings: kept whole, found again, and never a reason not to start."""

from __future__ import annotations

import json
import os
import stat
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from evodesk import settings
from evodesk.domain.instance import Server
from evodesk.errors import NotWritable
from evodesk.settings import Settings

if TYPE_CHECKING:
    from pathlib import Path

OFFICE = Server("a1", "https://evo.example/sub", "Office", "/ca.pem", "http://proxy:3128", False)
SHOP = Server("b2", "http://localhost:8080", "Loja é")
FULL = Settings(
    language="pt_BR",
    theme="dark",
    compact=True,
    close_to_tray=False,
    receiver_host="0.0.0.0",
    receiver_port=9000,
    public_url="https://tunnel.example",
    servers=(OFFICE, SHOP),
    current_server="b2",
    layout="bGF5b3V0",
)

json_values = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False) | st.text(),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(), inner, max_size=4),
    max_leaves=12,
)
names = st.sampled_from([*Settings.__dataclass_fields__, "unknown"])


class TestServers:
    def test_the_chosen_one_counts(self) -> None:
        assert FULL.server == SHOP

    def test_the_first_one_counts_when_the_chosen_one_is_gone(self) -> None:
        assert FULL.without_server("b2").server == OFFICE

    def test_none_is_none(self) -> None:
        assert Settings().server is None

    def test_a_new_one_is_added_and_current(self) -> None:
        found = Settings().with_server(OFFICE).with_server(SHOP)
        assert (found.servers, found.server) == ((OFFICE, SHOP), SHOP)

    def test_a_known_one_is_replaced_in_its_place(self) -> None:
        moved = Server("a1", "https://new.example", "Office")
        found = FULL.with_server(moved)
        assert (found.servers, found.server) == ((moved, SHOP), moved)

    def test_ids_are_never_the_same(self) -> None:
        assert len({settings.new_server_id() for _ in range(100)}) == 100


class TestFile:
    def test_what_was_saved_is_found_again(self, tmp_path: Path) -> None:
        settings.save(tmp_path / "settings.json", FULL)
        assert settings.load(tmp_path / "settings.json") == FULL
        assert [path.name for path in tmp_path.iterdir()] == ["settings.json"]

    def test_no_file_means_defaults(self, tmp_path: Path) -> None:
        assert settings.load(tmp_path / "settings.json") == Settings()
        assert list(tmp_path.iterdir()) == []

    @pytest.mark.parametrize(
        "content", [b"", b"{", b"[]", b'"text"', b"null", b"\xff\xfe", b"[" * 100_000]
    )
    def test_what_cannot_be_read_is_set_aside(self, tmp_path: Path, content: bytes) -> None:
        file = tmp_path / "settings.json"
        file.write_bytes(content)
        assert settings.load(file) == Settings()
        (aside,) = tmp_path.iterdir()
        assert aside != file
        assert aside.read_bytes() == content

    def test_a_folder_in_its_place_is_set_aside_too(self, tmp_path: Path) -> None:
        (tmp_path / "settings.json").mkdir()
        assert settings.load(tmp_path / "settings.json") == Settings()
        settings.save(tmp_path / "settings.json", FULL)

    @pytest.mark.expects_errors
    def test_what_cannot_even_be_set_aside_does_not_stop_the_start(
        self, tmp_path: Path, caplog: pytest.LogCaptureFixture
    ) -> None:
        (tmp_path / "settings.json").write_text("{")
        (tmp_path / "settings.unreadable.json").mkdir()
        assert settings.load(tmp_path / "settings.json") == Settings()
        assert "could not be set aside" in caplog.text

    def test_no_place_to_write_is_told(self, tmp_path: Path) -> None:
        with pytest.raises(NotWritable):
            settings.save(tmp_path / "missing" / "settings.json", FULL)

    def test_a_failure_half_way_leaves_the_old_file(
        self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        file = tmp_path / "settings.json"
        settings.save(file, FULL)

        def fails(*_: object) -> None:
            raise OSError("disk gone")

        monkeypatch.setattr("os.fsync", fails)
        with pytest.raises(NotWritable):
            settings.save(file, Settings())
        assert settings.load(file) == FULL

    @pytest.mark.skipif(os.name != "posix", reason="modes are POSIX's")
    def test_only_its_owner_reads_it(self, tmp_path: Path) -> None:
        """A proxy's address may hold a password."""
        settings.save(tmp_path / "settings.json", FULL)
        assert stat.S_IMODE((tmp_path / "settings.json").stat().st_mode) == 0o600


class TestValues:
    @pytest.mark.parametrize(
        "wrong",
        [
            {"language": "de"},
            {"theme": "pink"},
            {"theme": 3},
            {"compact": "yes"},
            {"close_to_tray": 1},
            {"receiver_host": ""},
            {"receiver_port": 65536},
            {"receiver_port": -1},
            {"receiver_port": True},
            {"receiver_port": 80.0},
            {"servers": {}},
            {"servers": [1, {}, {"id": "x", "url": "", "name": "x"}]},
            {"colour": "red"},
        ],
        ids=str,
    )
    def test_what_does_not_fit_falls_back_to_the_default(self, wrong: dict[str, object]) -> None:
        assert settings.from_json(wrong) == Settings()

    def test_one_wrong_value_spoils_no_other(self) -> None:
        found = settings.from_json({"theme": "pink", "language": "en", "receiver_port": 9000})
        assert found == Settings(language="en", receiver_port=9000)

    def test_wrong_options_of_a_server_are_left_out(self) -> None:
        entry = {"id": "b2", "url": SHOP.url, "name": SHOP.name, "proxy": 7, "keep_key": "no"}
        assert settings.from_json({"servers": [entry]}).servers == (SHOP,)

    @given(st.dictionaries(names, json_values))
    def test_any_object_gives_settings_that_can_be_saved(self, found: dict[str, object]) -> None:
        read = settings.from_json(found)
        again = json.loads(json.dumps(found))
        assert settings.from_json(again) == read
        assert 0 <= read.receiver_port <= 65535

    @pytest.mark.parametrize("found", [[], "x", 1, None])
    def test_anything_but_an_object_is_refused(self, found: object) -> None:
        with pytest.raises(TypeError):
            settings.from_json(found)
