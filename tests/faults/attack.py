"""Attacks the receiver and the control routes of the running program from this process.

`python -m tests.faults.attack`: legitimate webhooks are sent all the while, and each must be
stored; whatever is hostile must be refused, must leave no trace and must not stop the program.
Then the program is killed right after it acknowledged the last of many events, and what it keeps
is scanned for every secret that was used.
"""

from __future__ import annotations

import json
import signal
import socket
import sys
import tempfile
import threading
import time
from contextlib import ExitStack, closing
from dataclasses import asdict, dataclass, field
from functools import partial
from os import kill
from pathlib import Path
from secrets import token_urlsafe
from sqlite3 import connect
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

import httpx

from tests.faults import scan
from tests.faults.attacks import EVIL, PREFIX, Attempt, OnReceiver, on_control
from tests.faults.bodies import bombs, event, leaks
from tests.faults.conclusion import conclude
from tests.faults.ledger import exported
from tests.faults.processes import Program, simulator, until
from tests.faults.wire import Wire, request

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from evodesk.simulator.remote import Remote

OURS, FOREIGN, SIGNED = "balcao", "recepcao", "oficina"
FOREIGN_PATH, FOREIGN_QUERY = token_urlsafe(24), token_urlsafe(24)
JWT_KEY = token_urlsafe(24)
HEADERS = {"authorization": f"Bearer {token_urlsafe(24)}", "x-own": token_urlsafe(24)}
MIB = 1024 * 1024
PACE = 0.05
"""Seconds between two legitimate events."""
PEAK_MB = 900
"""Of memory, whatever is thrown: a body of the largest size that is kept takes 128 MB twice."""
FLOOD = 400 * MIB
"""Bytes of what has no end; who has taken so many would take all."""


@dataclass(frozen=True, slots=True)
class Size:
    """How much of everything; `make test` has less time than `make attack`."""

    every: int = 1
    """Only each so manieth attempt is made."""
    idle: int = 1000
    slow: int = 300
    acknowledged: int = 1000
    patient: bool = True
    """Wait until the slow ones are hung up on; send bodies of hundreds of megabytes."""


@dataclass
class Figures:
    """build/attack.json"""

    tried: int = 0
    refused: int = 0
    accepted_wrongly: int = 0
    crashed: int = 0
    legitimate_sent: int = 0
    legitimate_stored: int = 0
    secrets_found: int = 0
    acknowledged: int = 0
    acknowledged_lost: int = 0

    @property
    def missed(self) -> list[str]:
        """The targets that were missed."""
        never = ("accepted_wrongly", "crashed", "secrets_found", "acknowledged_lost")
        found = [name for name in never if getattr(self, name)]
        if self.tried != self.refused or not self.tried:
            found.append("refused")
        if self.legitimate_stored != self.legitimate_sent or not self.legitimate_sent:
            found.append("legitimate_stored")
        return found


class Legitimate:
    """Sends good events all the time, as the server does: again until they are acknowledged."""

    def __init__(self, port: int, secret: str, token: str) -> None:
        self.ids: list[str] = []
        """Sent, and all but the last acknowledged; it, too, unless nobody took it for a minute."""
        self._target = port, f"{PREFIX}/{secret}"
        self._token = token
        self._over = threading.Event()
        self._thread = threading.Thread(target=self._send)

    def __enter__(self) -> Legitimate:
        self._thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._over.set()
        self._thread.join()

    def _send(self) -> None:
        while not self._over.wait(PACE):
            id_ = f"GOOD{len(self.ids)}"
            self.ids.append(id_)
            body = event(id_, OURS, apikey=self._token)
            until(partial(deliver, *self._target, body), f"{id_} to be taken")


def deliver(port: int, path: str, body: bytes) -> bool:
    """Whether it was acknowledged."""
    try:
        with Wire(port, patience=10) as wire:
            wire.send(request(path, body))
            return wire.statuses() == [200]
    except OSError:
        return False


@dataclass
class Harness:
    program: Program
    server: Remote
    size: Size
    figures: Figures = field(default_factory=Figures)
    told: list[str] = field(default_factory=list)
    """What was wrong, for people."""
    secrets: list[tuple[str, str]] = field(default_factory=list)
    port: int = 0
    secret: str = ""

    def begin(self) -> None:
        """One instance delivers to us, one to somebody else."""
        url = f"https://n8n.example/webhook/{FOREIGN_PATH}?key={FOREIGN_QUERY}"
        foreign = {"enabled": True, "url": url, "headers": HEADERS, "events": ["MESSAGES_UPSERT"]}
        made = self.server.add(
            {"name": OURS}, {"name": FOREIGN, "webhook": foreign}, {"name": SIGNED}
        )
        self._start()
        with self.program.routes() as routes:  # so that what is somebody else's is kept here
            for side in ("websocket", "webhook"):
                routes.switch_at_last(FOREIGN, side)
        self._learn_address()
        signed = {
            "enabled": True,
            "url": self._url(),
            "headers": {"jwt_key": JWT_KEY},
            "events": [],
        }
        self.server.change(SIGNED, webhook=signed)
        with self.program.routes() as routes:  # which reads it
            routes.switch_at_last(SIGNED, "webhook")
        unsigned = event("UNSIGNED", SIGNED)
        until(lambda: not deliver(self.port, self._path, unsigned), "the key to be known")
        self.secrets += [
            ("server key", self.server.key),
            ("key of signatures", JWT_KEY),
            ("foreign path", FOREIGN_PATH),
            ("foreign query", FOREIGN_QUERY),
            *(("foreign header", value.rpartition(" ")[2]) for value in HEADERS.values()),
            *(("instance token", each["token"]) for each in made.values()),
        ]
        self.token = made[OURS]["token"]

    def attack(self) -> None:
        with Legitimate(self.port, self.secret, self.token) as good:
            with ExitStack() as held:
                slow = self._slow(held)
                on_receiver = OnReceiver(self.secret, OURS)
                self._try(self.port, (*on_receiver.all(), *on_receiver.not_signed(SIGNED)))
                self._try(self.control["port"], on_control(self.control["token"], FOREIGN))
                self._throw(bombs(OURS))
                self._throw(leaks(OURS, [secret for _, secret in self.secrets]))
                self._without_end()
                self._burst()
                if self.size.patient:
                    self._oversize()
                    until(lambda: all(each.is_closed() for each in slow), "the slow to be gone")
                self._judge_slow(slow)
            time.sleep(10 * PACE)
        self.figures.legitimate_sent = len(good.ids)
        self._look_whether_it_lives()
        self._good = good

    def renew_the_secret(self) -> None:
        """The server still tries for a while with the old one."""
        former = self._path
        kill(self.program.pid, signal.SIGUSR2)
        until(lambda: self._learn_address() != former, "the new address at the server")
        assert deliver(self.port, former, event("FORMER", OURS)), "refused in its grace"
        self._former = former

    def kill_after_the_last(self) -> None:
        """Nothing was acknowledged that is not kept, and the old secret's grace ends."""
        ids = [f"LAST{number}" for number in range(self.size.acknowledged)]
        path = self._path
        with Wire(self.port, patience=30) as wire:
            for at in range(0, len(ids), 8):
                some = ids[at : at + 8]
                wire.received = b""
                wire.send(b"".join(request(path, event(id_, OURS)) for id_ in some))
                self.figures.acknowledged += wire.statuses(len(some)).count(200)
        self.program.kill()
        with closing(connect(self.program.folder / "evodesk.db")) as database:
            database.execute("UPDATE former_secret SET until = 1")
            database.commit()
        self._start()
        late = Attempt("late secret", request(self._former, event(f"{EVIL}LATE", OURS)))
        self._try(self.port, [late])
        found = exported(self.program.folder)
        self.figures.acknowledged_lost = sum(found[OURS, id_] != 1 for id_ in ids)
        self.figures.legitimate_stored = sum(found[OURS, id_] == 1 for id_ in self._good.ids)
        self._wrong(sum(id_.startswith(EVIL) for _, id_ in found), "stored, and was not let in")

    def scan(self) -> None:
        with self.program.routes() as routes:
            report = json.dumps(routes.report(), ensure_ascii=False).encode()
        texts = self._window_texts()
        assert len(texts) > 2000, "the window says next to nothing"
        command_line = Path(f"/proc/{self.program.pid}/cmdline").read_bytes()
        texts_ = {"the report": report, "the window": texts, "the command line": command_line}
        folders = self.program.folder, self.home
        found = scan.found(self.secrets, folders, texts_)
        assert self.program.stop() == 0
        found += scan.found(self.secrets, folders, {})
        self.figures.secrets_found = len(set(found))
        self.told += [f"{each.secret} in {each.place}" for each in sorted(set(found), key=str)]

    @property
    def home(self) -> Path:
        """What the program takes for the person's, with its place for what is temporary."""
        return self.program.folder.with_name("home")

    @property
    def _path(self) -> str:
        return f"{PREFIX}/{self.secret}"

    def _url(self) -> str:
        return f"http://127.0.0.1:{self.port}{self._path}"

    def _learn_address(self) -> str:
        """The path, as the server has it now."""
        ours = urlsplit(self.server.state()["instances"][OURS]["webhook"]["url"])
        assert ours.port is not None
        self.port, self.secret = ours.port, ours.path.rpartition("/")[2]
        if ("receiver's secret", self.secret) not in self.secrets:
            self.secrets.append(("receiver's secret", self.secret))
        return self._path

    def _start(self) -> None:
        self.program.start()
        with self.program.routes() as routes:
            routes.switch_at_last(OURS, "webhook")
        told = json.loads((self.program.folder / "control.json").read_text())
        self.control: dict[str, Any] = {**told, "port": urlsplit(told["url"]).port}
        self.secrets.append(("control token", told["token"]))

    def _try(self, port: int, attempts: Iterable[Attempt]) -> None:
        for number, attempt in enumerate(attempts):
            if number % self.size.every == 0:
                with Wire(port, patience=3) as wire:
                    wire.send(attempt.data)
                    statuses = wire.statuses(attempt.answers)
                self._count(attempt.name, statuses)

    def _count(self, name: str, statuses: Sequence[int]) -> None:
        self.figures.tried += 1
        bad = [status for status in statuses if 200 <= status < 300]
        if bad:
            self._wrong(1, f"{name}: {bad}")
        else:
            self.figures.refused += 1
        if 500 in statuses:
            self.figures.crashed += 1
            self.told.append(f"{name}: 500")

    def _wrong(self, number: int, what: str) -> None:
        if number:
            self.figures.accepted_wrongly += number
            self.told.append(what)

    def _throw(self, bodies: Iterable[bytes]) -> None:
        """With the right secret; a mistake of ours would be a 500."""
        for body in bodies:
            with Wire(self.port) as wire:
                wire.send(request(self._path, body))
                if wire.statuses() != [200]:
                    self.figures.crashed += 1
                    self.told.append(f"a body that begins with {body[:40]!r}")

    def _slow(self, held: ExitStack) -> list[Wire]:
        """Connections that say nothing, half a head, or half a body, to both listeners."""
        right = request(self._path, length=False).removesuffix(b"\r\n")
        halves = [b"", right, right + b"Content-Length: 900\r\n\r\n{"]
        found = []
        for number in range(self.size.idle + self.size.slow):
            port = self.control["port"] if number % 10 == 0 else self.port
            half = halves[0] if number < self.size.idle else halves[1 + (number % 8 == 0)]
            wire = held.enter_context(Wire(port))
            wire.send(half)
            found.append(wire)
        return found

    def _judge_slow(self, slow: Sequence[Wire]) -> None:
        for wire in slow:
            wire.is_closed()  # reads what was answered
            self._count("slow or idle", wire.statuses(0))

    def _oversize(self) -> None:
        """Too big to keep is drained and noted, which is no refusal; without an end is."""
        path, piece = self._path, b"x" * MIB
        with Wire(self.port, patience=30) as wire:
            wire.send(request(path, length=False).removesuffix(b"\r\n"))
            wire.send(b"Content-Length: %d\r\n\r\n" % (130 * MIB))
            for _ in range(130):
                wire.send(piece)
            assert wire.statuses() == [200], wire.received
        chunked = request(path, b"", "Transfer-Encoding: chunked", length=False)
        self._flood("body without an end", chunked, b"100000\r\n" + piece + b"\r\n")

    def _without_end(self) -> None:
        """With the right secret where it takes one to be listened to so long."""
        begun = request(self._path, b"", "Transfer-Encoding: chunked", length=False) + b"1\r\nx\r\n"
        get = request("/", method="GET", length=False)
        self._flood("trailer without an end", begun + b"0\r\nX: ", b"x" * 65536)
        self._flood("chunk extension without an end", begun + b"5;", b"x" * 65536)
        self._flood("blank lines without an end", b"", b"\r\n" * 32768)
        self._flood("requests without an end", b"", (get + b"\r\n" * 300) * 90)

    def _flood(self, name: str, begin: bytes, piece: bytes) -> None:
        """Until the other side has hung up, or has taken far too much. Nothing is read before."""
        with Wire(self.port, patience=30) as wire:
            sent = len(piece) if wire.send(begin) else FLOOD
            while sent < FLOOD and wire.send(piece):
                sent += len(piece)
            taken = sent >= FLOOD
            self._wrong(taken, f"{name}: all of it was taken")
            self._count(name, [] if taken else wire.statuses())

    def _burst(self) -> None:
        """As many as a busy moment gathers, to both doors at once."""
        kill(self.program.pid, signal.SIGSTOP)
        with ExitStack() as held:
            for number in range(2 * self.size.idle):
                sender = held.enter_context(socket.socket())
                sender.setblocking(False)
                sender.connect_ex(("127.0.0.1", (self.port, self.control["port"])[number % 2]))
            kill(self.program.pid, signal.SIGCONT)
            until(self._answers, "an answer in the crowd")

    def _look_whether_it_lives(self) -> None:
        with self.program.routes() as routes:
            report = routes.report()
        modes = {each["name"]: each["mode"] for each in report["instances"]}
        self._wrong(set(modes.values()) != {"webhook"}, f"modes {modes}")
        peak = self.program.peak_mb()
        memory = f"{peak} MB of memory" if peak > PEAK_MB else ""
        for problem in (self.program.said(), memory, *report["errors"]):
            if problem and "too big to keep" not in problem:
                self.figures.crashed += 1
                self.told.append(problem)

    def _answers(self) -> bool:
        try:
            with self.program.routes() as routes:
                routes.report()
        except httpx.HTTPError:
            return False
        return deliver(self.port, self._path, event("CROWD", OURS))

    def _window_texts(self) -> bytes:
        target = self.program.folder.with_name("texts.json")
        kill(self.program.pid, signal.SIGUSR1)
        until(target.exists, "the window's texts")
        return "\n".join(json.loads(target.read_text())).encode()


def run(folder: Path, size: Size) -> Harness:
    with simulator() as server:
        (folder / "home").mkdir()
        home = dict.fromkeys(("HOME", "TMPDIR", "XDG_RUNTIME_DIR"), str(folder / "home"))
        program = Program(folder / "data", server, "tests.faults.watched", **home)
        harness = Harness(program, server, size)
        try:
            harness.begin()
            harness.attack()
            harness.renew_the_secret()
            harness.kill_after_the_last()
            harness.scan()
        except (AssertionError, OSError, httpx.HTTPError) as error:
            harness.figures.crashed += 1
            harness.told.append(f"the program did not go on: {error!r}")
        finally:
            program.kill()
    return harness


def main() -> int:
    with tempfile.TemporaryDirectory(prefix="evodesk-attack-") as folder:
        harness = run(Path(folder), Size())
    for line in harness.told:
        print(line, file=sys.stderr)
    return conclude("attack", asdict(harness.figures), harness.figures.missed)


if __name__ == "__main__":
    sys.exit(main())
