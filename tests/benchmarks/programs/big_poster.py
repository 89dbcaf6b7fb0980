"""Posts one webhook with much base64 in it: `big_poster URL BYTES`."""

from __future__ import annotations

import sys
from urllib.request import ProxyHandler, Request, build_opener

import orjson

from tests.benchmarks.programs.frames import video
from tests.benchmarks.programs.telling import tell


def main() -> None:
    body = orjson.dumps(video(0, int(sys.argv[2])))
    request = Request(sys.argv[1], body, {"content-type": "application/json"})
    with build_opener(ProxyHandler({})).open(request, timeout=60) as answer:
        tell(status=answer.status)


if __name__ == "__main__":
    main()
