"""The command line as scripts use it: arguments, exit codes, export."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from evodesk import __version__
from evodesk.__main__ import parse


def evodesk(*arguments: str, env: dict[str, str] | None = None) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "evodesk", *arguments],
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
        env=env,
    )


def test_every_option_is_understood() -> None:
    options = parse(
        ["--server", "https://host/evo/", "--data-dir", "d", "--lang", "en", "--minimized",
         "--for", "2.5", "--screenshot", "s.png", "--report", "-"]
    )  # fmt: skip
    assert options.server == "https://host/evo"
    assert options.data_dir == Path("d")
    assert options.language == "en"
    assert options.minimized
    assert options.seconds == 2.5
    assert options.unattended
    assert options.report == "-"


@pytest.mark.parametrize(
    "arguments",
    [
        ["--nonsense"],
        ["--for", "0"],
        ["--for", "-1"],
        ["--for", "nan"],
        ["--for", "soon"],
        ["--lang", "de"],
        ["--server", "ftp://host"],
        ["--server", "host"],
        ["--server", "http://[broken"],
        ["--server", "http://host:0"],
        ["--demo", "--server", "http://host"],
    ],
)
def test_arguments_that_make_no_sense_exit_with_2(
    arguments: list[str], capsys: pytest.CaptureFixture[str]
) -> None:
    with pytest.raises(SystemExit) as left:
        parse(arguments)
    assert left.value.code == 2
    assert "error:" in capsys.readouterr().err


def test_the_version_is_told() -> None:
    done = evodesk("--version")
    assert done.returncode == 0
    assert done.stdout.strip() == f"evodesk {__version__}"


def test_exporting_from_an_empty_folder_says_so_and_fails(tmp_path: Path) -> None:
    done = evodesk("export", "--data-dir", str(tmp_path))
    assert done.returncode == 1
    assert "Traceback" not in done.stderr
    assert done.stderr.startswith("evodesk export:")


def test_exporting_to_a_folder_that_is_a_file_fails_readably(tmp_path: Path) -> None:
    file = tmp_path / "file"
    file.write_text("x")
    done = evodesk("export", "--data-dir", str(file))
    assert done.returncode == 1
    assert "not_writable" in done.stderr


def test_the_simulator_is_a_command_of_its_own() -> None:
    done = evodesk("simulator", "--help")
    assert done.returncode == 0
    assert "--exit-with-parent" in done.stdout
