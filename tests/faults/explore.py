"""`python -m tests.faults.explore TARGET FOLDER [libFuzzer options]`: one target under atheris.

A process of its own: a crash ends it, and what is watched must be imported under atheris' eyes.
"""

from __future__ import annotations

import logging
import sys
from pathlib import Path

import atheris

with atheris.instrument_imports(include=["evodesk.evolution", "evodesk.receiving"]):
    from tests.faults.targets import targets, typed


def main() -> None:
    """Does not return."""
    logging.disable()
    name, folder, *options = sys.argv[1:]
    target, corpus = targets()[name], Path(folder) / "corpus"
    corpus.mkdir()
    for number, seed in enumerate(target.seeds):
        (corpus / str(number)).write_bytes(seed)
    atheris.Setup([sys.argv[0], *options, str(corpus)], lambda data: typed(target, data))
    atheris.Fuzz()


if __name__ == "__main__":
    main()
