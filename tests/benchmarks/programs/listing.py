"""The list of so many instances: `listing INSTANCES`. `update` tells the milliseconds until one of
them that changed is painted."""

from __future__ import annotations

import itertools
import sys
import time
from dataclasses import replace

from PySide6.QtWidgets import QApplication

from evodesk.ui.appearance import Appearance
from evodesk.ui.instance_list import InstanceList
from tests.benchmarks.programs.telling import asked, tell
from tests.ui.samples import status

HEIGHT = 700


def main() -> None:
    qt = QApplication(["listing"])
    statuses = [status(f"loja {n}", f"Loja {n:03}") for n in range(int(sys.argv[1]))]
    instances = InstanceList(Appearance(qt))
    instances.resize(400, HEIGHT)
    instances.show()
    instances.show_instances(tuple(statuses))
    qt.processEvents()
    instances.repaint()
    tell(ready=True)
    moments = itertools.count(int(time.time()))
    for _ in asked():
        changed = replace(statuses[2], last_message_at=next(moments))
        began = time.perf_counter()
        instances.update_instances((changed,))
        qt.processEvents()
        tell(ms=(time.perf_counter() - began) * 1000)


if __name__ == "__main__":
    main()
