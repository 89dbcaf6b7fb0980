"""The log file: what is in it, and what must never be."""

from __future__ import annotations

import logging
from contextlib import contextmanager
from typing import TYPE_CHECKING

import httpx
import pytest

from evodesk import log
from evodesk.errors import Unreachable
from tests.small_disk import small_disk

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

SECRET = "s3cret-chave"
ours = logging.getLogger("evodesk.test")
pytestmark = pytest.mark.expects_errors


@contextmanager
def logging_to(folder: Path) -> Iterator[Path]:
    handler = log.start(folder)
    try:
        yield folder / "evodesk.log"
    finally:
        log.stop(handler)


def test_a_line_says_when_who_and_what(tmp_path: Path) -> None:
    with logging_to(tmp_path) as file:
        ours.info("the server %s answers", "é")
    (line,) = file.read_text("utf-8").splitlines()
    assert line.endswith("INFO evodesk.test: the server é answers")


def test_nothing_is_written_after_the_end(tmp_path: Path) -> None:
    with logging_to(tmp_path) as file:
        ours.info("first")
    ours.error("second")
    assert "second" not in file.read_text("utf-8")


def test_it_rotates_and_keeps_five(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(log, "_SIZE", 200)
    with logging_to(tmp_path):
        for number in range(40):
            ours.info("line %d of many that fill the file", number)
    assert len(list(tmp_path.iterdir())) == 6


@pytest.mark.parametrize("library", ["httpx", "httpcore", "uvicorn.access", "websockets.client"])
def test_libraries_do_not_tell_their_urls(tmp_path: Path, library: str) -> None:
    with logging_to(tmp_path) as file:
        logging.getLogger(library).info("GET https://host/%s", SECRET)
        ours.info("end")
    assert SECRET not in file.read_text("utf-8")


def failure() -> Exception:
    """As a bug would leave it: texts of strangers all along the chain."""
    try:
        try:
            raise httpx.InvalidURL(f"Invalid port: {SECRET!r}")
        except httpx.InvalidURL as error:
            raise Unreachable(host="evo.example") from error
    except Unreachable:
        try:
            raise KeyError(SECRET)
        except KeyError as error:
            return error


def test_tracebacks_show_places_and_kinds_but_no_texts(tmp_path: Path) -> None:
    with logging_to(tmp_path) as file:
        ours.error("it failed", exc_info=failure())
    told = file.read_text("utf-8")
    assert SECRET not in told.replace("raise KeyError(SECRET)", "")
    kinds = ("httpx.InvalidURL", "unreachable(host=evo.example)", "builtins.KeyError")
    places = [told.index(f"\n{kind}\n") for kind in kinds]
    assert places == sorted(places)
    assert "in failure\n" in told


def test_texts_that_another_formatter_kept_are_not_reused(tmp_path: Path) -> None:
    record = logging.LogRecord("x", logging.ERROR, "", 0, "no", (), None)
    error = failure()
    record.exc_info = (type(error), error, error.__traceback__)
    assert SECRET in logging.Formatter().format(record)
    with logging_to(tmp_path) as file:
        ours.handle(record)
    assert SECRET not in file.read_text("utf-8")


def test_a_chain_that_bites_its_tail_has_an_end(tmp_path: Path) -> None:
    first, second = ValueError(), TypeError()
    first.__context__, second.__context__ = second, first
    with logging_to(tmp_path) as file:
        ours.error("round and round", exc_info=first)
    assert file.read_text("utf-8").count("TypeError") == 1


@pytest.mark.parametrize("name", ["a\nERROR forged", "a\r\nb", "a\u2028b", "\x1b[2J"])
def test_a_name_with_a_line_break_forges_no_line(tmp_path: Path, name: str) -> None:
    with logging_to(tmp_path) as file:
        ours.info("the instance %s", name)
    assert len(file.read_text("utf-8").splitlines()) == 1
    assert "\x1b" not in file.read_text("utf-8")


def test_on_a_full_disk_it_is_silent_and_goes_on_afterwards(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    with small_disk(tmp_path / "disk", "64k") as disk:
        ballast = disk / "ballast"
        with logging_to(disk) as file:
            ours.info("before")
            ballast.write_bytes(b"x" * 57_344)
            for _ in range(200):
                ours.info("a line that soon does not fit any more")
            ballast.unlink()
            ours.info("after")
            text = file.read_text("utf-8")
    assert "before" in text
    assert "after" in text
    assert capsys.readouterr().err == ""
