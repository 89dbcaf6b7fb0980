"""Secrets live in the system keyring, or in one private file when the person agreed to that.

Nothing here ever puts a secret into a log line, a repr or the text of an exception. keyring and
cryptography are imported when first needed: they cost 0.2 s of the start.
"""

from __future__ import annotations

import json
from contextlib import contextmanager, suppress
from typing import TYPE_CHECKING, Protocol

from evodesk import APP_NAME
from evodesk.errors import Damaged, NoKeyring, NotWritable
from evodesk.private_file import write_private

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from cryptography.fernet import Fernet

KEY_FILE = "keys.json"
_PROBE = "probe"
_SEAL = "seal"


class _Backend(Protocol):
    def get(self, name: str) -> str | None: ...
    def put(self, name: str, secret: str) -> None: ...
    def forget(self, name: str) -> None: ...


class Vault:
    """Named secrets. Every call may wait for the system's keyring: keep it out of hot paths."""

    def __init__(self, backend: _Backend) -> None:
        self._backend = backend

    @classmethod
    def open(cls, folder: Path, *, use_keyring: bool) -> Vault:
        """The system's keyring, or `keys.json` (mode 0600) in `folder`: ask the person before
        passing False. Raises NoKeyring when the keyring does not work."""
        if not use_keyring:
            return cls(_KeyFile(folder / KEY_FILE))
        backend = _Keyring()
        backend.get(_PROBE)
        return cls(backend)

    @classmethod
    def in_memory(cls) -> Vault:
        """Forgotten at the end: for --demo and tests."""
        return cls(_Memory())

    def get(self, name: str) -> str | None:
        """Raises NoKeyring (also when it is locked), or Damaged for an unreadable key file."""
        return self._backend.get(name)

    def put(self, name: str, secret: str) -> None:
        """Raises NoKeyring, Damaged or NotWritable; then nothing was changed."""
        self._backend.put(name, secret)

    def forget(self, name: str) -> None:
        """Also fine when there is nothing of that name."""
        self._backend.forget(name)


class Seal:
    """Encrypts what must lie in the database, with a key that lies in the Vault."""

    def __init__(self, vault: Vault) -> None:
        """Makes the key when there is none yet, or when the one there is no key."""
        self._fernet = _fernet(vault.get(_SEAL)) or _new_fernet(vault)

    def seal(self, text: str) -> bytes:
        return self._fernet.encrypt(text.encode("utf-8", "surrogatepass"))

    def open(self, token: bytes) -> str | None:
        """None when `token` was sealed with a key that is gone, or was tampered with."""
        from cryptography.fernet import InvalidToken

        try:
            return self._fernet.decrypt(token).decode("utf-8", "surrogatepass")
        except InvalidToken:
            return None


def _fernet(key: str | None) -> Fernet | None:
    from cryptography.fernet import Fernet

    with suppress(ValueError):
        return Fernet(key) if key else None
    return None


def _new_fernet(vault: Vault) -> Fernet:
    from cryptography.fernet import Fernet

    key = Fernet.generate_key()
    vault.put(_SEAL, key.decode())
    return Fernet(key)


class _Keyring:
    def get(self, name: str) -> str | None:
        import keyring

        with _keyring_errors():
            return keyring.get_password(APP_NAME, name)

    def put(self, name: str, secret: str) -> None:
        """Read back, because keyring's null backend takes everything and keeps nothing."""
        import keyring

        with _keyring_errors():
            keyring.set_password(APP_NAME, name, secret)
            kept = keyring.get_password(APP_NAME, name)
        if kept != secret:
            raise NoKeyring()

    def forget(self, name: str) -> None:
        import keyring

        with _keyring_errors():
            if keyring.get_password(APP_NAME, name) is not None:
                keyring.delete_password(APP_NAME, name)


@contextmanager
def _keyring_errors() -> Iterator[None]:
    """No backend at all is a KeyringError too."""
    from keyring.errors import KeyringError

    try:
        yield
    except (KeyringError, OSError) as error:
        raise NoKeyring() from error


class _Memory:
    def __init__(self) -> None:
        self._secrets: dict[str, str] = {}

    def get(self, name: str) -> str | None:
        return self._secrets.get(name)

    def put(self, name: str, secret: str) -> None:
        self._secrets[name] = secret

    def forget(self, name: str) -> None:
        self._secrets.pop(name, None)


class _KeyFile:
    """One JSON object. What cannot be read is told and never overwritten."""

    def __init__(self, path: Path) -> None:
        self._path = path

    def get(self, name: str) -> str | None:
        return self._read().get(name)

    def put(self, name: str, secret: str) -> None:
        write_private(self._path, json.dumps({**self._read(), name: secret}))

    def forget(self, name: str) -> None:
        kept = self._read()
        if kept.pop(name, None) is not None:
            write_private(self._path, json.dumps(kept))

    def _read(self) -> dict[str, str]:
        try:
            found = json.loads(self._path.read_text("utf-8"))
        except FileNotFoundError:
            return {}
        except OSError as error:
            raise NotWritable(path=str(self._path)) from error
        except (ValueError, RecursionError):
            # The cause is left out: its text or its attributes would show the file's content.
            raise Damaged(path=str(self._path)) from None
        if not isinstance(found, dict) or not all(isinstance(v, str) for v in found.values()):
            raise Damaged(path=str(self._path))
        return found
