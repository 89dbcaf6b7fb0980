"""Portuguese is complete, and what ships is what was translated.

`make translations` reads the texts out of the code and compiles them.
"""

from __future__ import annotations

import re
import shutil
import subprocess
import sys
import xml.etree.ElementTree as ET
from pathlib import Path

import PySide6
import pytest
from PySide6.QtCore import QTranslator

ROOT = Path(__file__).parents[2]
FOLDER = ROOT / "resources" / "translations"
PORTUGUESE = FOLDER / "evodesk_pt_BR.ts"


def tool(name: str) -> str:
    """lupdate or lrelease as they come with PySide6."""
    ending = ".exe" if sys.platform == "win32" else ""
    return str(Path(PySide6.__file__).parent / f"{name}{ending}")


def messages(path: Path) -> dict[tuple[str, str], ET.Element]:
    found = {}
    for context in ET.parse(path).iter("context"):
        for message in context.iter("message"):
            key = context.findtext("name") or "", message.findtext("source") or ""
            found[key] = message
    return found


def translations(message: ET.Element) -> list[str]:
    translation = message.find("translation")
    assert translation is not None
    forms = [form.text or "" for form in translation.iter("numerusform")]
    return forms or [translation.text or ""]


def holes(text: str) -> list[str]:
    return sorted(re.findall(r"\{\w*\}|%L?n", text))


@pytest.fixture(scope="module")
def in_code(tmp_path_factory: pytest.TempPathFactory) -> set[tuple[str, str]]:
    """Every text that the code marks, found by lupdate itself."""
    path = tmp_path_factory.mktemp("ts") / "code.ts"
    sources = sorted(str(file) for file in (ROOT / "evodesk").rglob("*.py"))
    command = [tool("lupdate"), *sources, "-locations", "none", "-ts", str(path)]
    subprocess.run(command, check=True, capture_output=True)
    return set(messages(path))


def test_every_text_of_the_code_is_in_the_file(in_code: set[tuple[str, str]]) -> None:
    known = set(messages(PORTUGUESE))
    assert in_code - known == set(), "run `make translations`"
    assert known - in_code == set(), "run `make translations`"


def test_every_text_is_translated() -> None:
    unfinished = [
        key
        for key, message in messages(PORTUGUESE).items()
        if "type" in message.find("translation").attrib  # type: ignore[union-attr]
        or not all(translations(message))
    ]
    assert unfinished == []


def test_a_translation_has_the_holes_of_its_source() -> None:
    """A `{value}` that is lost or misspelt would be an error at run time."""
    wrong = [
        (source, translated)
        for (_, source), message in messages(PORTUGUESE).items()
        for translated in translations(message)
        if holes(translated) != holes(source)
    ]
    assert wrong == []


def test_the_compiled_file_is_that_of_the_text(tmp_path: Path) -> None:
    copy = Path(shutil.copy(PORTUGUESE, tmp_path))
    fresh = tmp_path / "fresh.qm"
    command = [tool("lrelease"), "-silent", str(copy), "-qm", str(fresh)]
    subprocess.run(command, check=True, capture_output=True)
    assert fresh.read_bytes() == PORTUGUESE.with_suffix(".qm").read_bytes()


def test_the_compiled_file_speaks_portuguese() -> None:
    translator = QTranslator()
    assert translator.load(str(PORTUGUESE.with_suffix(".qm")))
    assert translator.translate("Texts", "Connected") == "Conectada"


def test_one_english_text_has_two_portuguese_ones() -> None:
    """A chip speaks of instances without a mode, a row of itself."""
    translator = QTranslator()
    translator.load(str(PORTUGUESE.with_suffix(".qm")))
    assert translator.translate("ChipBar", "No active mode") == "Sem modo ativo"
    assert translator.translate("Instances", "No active mode") == "Nenhum modo ativo"
    assert translator.translate("Texts", "No active mode") == "Nenhum modo ativo"
