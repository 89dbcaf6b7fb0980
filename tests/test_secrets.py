"""Secrets: kept, found again, forgotten, and never shown."""

from __future__ import annotations

import json
import stat
from typing import TYPE_CHECKING

import keyring
import pytest
from cryptography.fernet import Fernet
from hypothesis import given
from hypothesis import strategies as st
from keyring.backend import KeyringBackend
from keyring.backends import fail, null
from keyring.errors import KeyringLocked

from evodesk.errors import Damaged, NoKeyring, NotWritable
from evodesk.secrets import KEY_FILE, Seal, Vault

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

SECRET = "s3cret-chave-é"


class MemoryKeyring(KeyringBackend):
    """A system keyring that works."""

    priority = 1

    def __init__(self) -> None:
        super().__init__()  # type: ignore[no-untyped-call]
        self.kept: dict[tuple[str, str], str] = {}

    def get_password(self, service: str, username: str) -> str | None:
        return self.kept.get((service, username))

    def set_password(self, service: str, username: str, password: str) -> None:
        self.kept[service, username] = password

    def delete_password(self, service: str, username: str) -> None:
        del self.kept[service, username]


class LockedKeyring(MemoryKeyring):
    def get_password(self, service: str, username: str) -> str | None:
        raise KeyringLocked(f"no access to {SECRET}")


@pytest.fixture
def system() -> Iterator[MemoryKeyring]:
    before, working = keyring.get_keyring(), MemoryKeyring()
    keyring.set_keyring(working)
    yield working
    keyring.set_keyring(before)


@pytest.fixture(params=["keyring", "file", "memory"])
def vault(request: pytest.FixtureRequest, tmp_path: Path, system: MemoryKeyring) -> Vault:
    if request.param == "memory":
        return Vault.in_memory()
    return Vault.open(tmp_path, use_keyring=request.param == "keyring")


class TestVault:
    def test_kept_replaced_and_forgotten(self, vault: Vault) -> None:
        assert vault.get("a") is None
        vault.put("a", "first")
        vault.put("a", SECRET)
        vault.put("b", "other")
        assert (vault.get("a"), vault.get("b")) == (SECRET, "other")
        vault.forget("a")
        vault.forget("a")
        assert (vault.get("a"), vault.get("b")) == (None, "other")

    def test_shows_nothing(self, vault: Vault) -> None:
        vault.put("a", SECRET)
        assert SECRET not in repr(vault)
        assert SECRET not in repr(vars(vault))

    def test_the_keyring_names_the_program(self, tmp_path: Path, system: MemoryKeyring) -> None:
        vault = Vault.open(tmp_path, use_keyring=True)
        vault.put("a", SECRET)
        assert system.kept == {("evodesk", "a"): SECRET}
        assert list(tmp_path.iterdir()) == []

    def test_a_missing_or_locked_keyring_is_told(
        self, tmp_path: Path, system: MemoryKeyring
    ) -> None:
        for broken in (fail.Keyring, LockedKeyring):
            keyring.set_keyring(broken())
            with pytest.raises(NoKeyring) as caught:
                Vault.open(tmp_path, use_keyring=True)
            assert SECRET not in str(caught.value)
        assert list(tmp_path.iterdir()) == []

    def test_a_keyring_that_keeps_nothing_is_told(
        self, tmp_path: Path, system: MemoryKeyring
    ) -> None:
        keyring.set_keyring(null.Keyring())  # type: ignore[no-untyped-call]
        with pytest.raises(NoKeyring):
            Vault.open(tmp_path, use_keyring=True).put("a", SECRET)


class TestKeyFile:
    def test_is_private_and_found_again(self, tmp_path: Path) -> None:
        vault = Vault.open(tmp_path, use_keyring=False)
        vault.put("a", SECRET)
        vault.put("b", "other")
        assert [path.name for path in tmp_path.iterdir()] == [KEY_FILE]
        assert stat.S_IMODE((tmp_path / KEY_FILE).stat().st_mode) == 0o600
        assert Vault.open(tmp_path, use_keyring=False).get("a") == SECRET

    @pytest.mark.parametrize(
        "content",
        [b'{"a": "s3cret', b"[]", b'{"a": 1}', b"\xff\xfe", b'"s3cret"', b"", b"[" * 100_000],
    )
    def test_what_cannot_be_read_is_told_and_kept(self, tmp_path: Path, content: bytes) -> None:
        (tmp_path / KEY_FILE).write_bytes(content)
        vault = Vault.open(tmp_path, use_keyring=False)
        for act, values in ((vault.get, "a"), (vault.put, "ab"), (vault.forget, "a")):
            with pytest.raises(Damaged) as caught:
                act(*values)
            assert "s3cret" not in f"{caught.value!r} {caught.value.__cause__!r}"
        assert (tmp_path / KEY_FILE).read_bytes() == content

    def test_no_place_to_write(self, tmp_path: Path) -> None:
        (tmp_path / "file").write_text("")
        vault = Vault.open(tmp_path / "file", use_keyring=False)
        with pytest.raises(NotWritable):
            vault.put("a", SECRET)


class TestSeal:
    @given(st.text(alphabet=st.characters()))
    def test_round_trip(self, text: str) -> None:
        seal = Seal(Vault.in_memory())
        assert seal.open(seal.seal(text)) == text

    def test_hides_the_text(self) -> None:
        token = Seal(Vault.in_memory()).seal(SECRET)
        assert SECRET.encode() not in token

    def test_the_key_lies_in_the_vault(self) -> None:
        vault = Vault.in_memory()
        token = Seal(vault).seal(SECRET)
        assert Seal(vault).open(token) == SECRET

    @pytest.mark.parametrize(
        "kept",
        [None, "", "no key", Fernet.generate_key().decode()],
        ids=["none", "empty", "no key", "another key"],
    )
    def test_a_lost_key_opens_nothing_and_raises_nothing(self, kept: str | None) -> None:
        vault = Vault.in_memory()
        token = Seal(vault).seal(SECRET)
        vault.forget("seal")
        if kept is not None:
            vault.put("seal", kept)
        seal = Seal(vault)
        assert seal.open(token) is None
        assert Seal(vault).open(seal.seal("new")) == "new"

    @pytest.mark.parametrize("token", [b"", b"x", b"\xff" * 80, "é".encode()])
    def test_garbage_opens_as_nothing(self, token: bytes) -> None:
        assert Seal(Vault.in_memory()).open(token) is None

    def test_shows_nothing(self) -> None:
        vault = Vault.in_memory()
        seal = Seal(vault)
        key = vault.get("seal")
        assert key is not None
        assert key not in repr(seal) + repr(vars(seal))


def test_the_file_is_plain_json(tmp_path: Path) -> None:
    """A person can move a key by hand."""
    Vault.open(tmp_path, use_keyring=False).put("a", SECRET)
    assert json.loads((tmp_path / KEY_FILE).read_text("utf-8")) == {"a": SECRET}
