"""The real window on the real program, with clicks of a mouse, against the simulated server."""

from __future__ import annotations

import asyncio
import re
from contextlib import asynccontextmanager
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QAction
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QDialog,
    QFileDialog,
    QLabel,
    QLineEdit,
    QWidget,
)

from evodesk.domain.reception import DEFAULT_EVENTS, Side
from evodesk.live import observing
from evodesk.options import Options
from evodesk.paths import DataFolder
from evodesk.problems import Problems
from evodesk.program import Program
from evodesk.settings import Settings
from evodesk.simulator.thread import SimulatorThread
from evodesk.ui.export_sheet import ExportSheet
from evodesk.ui.main_window import MainWindow
from evodesk.ui.shell import Shell
from tests.qasync_loop import application
from tests.ui.finding import find
from tests.waiting import until

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Iterator
    from pathlib import Path

FOREIGN = "https://n8n.clinica.example/webhook/a1b2c3d4e5"
CRM = {
    "enabled": True,
    "url": "https://crm.example/hook",
    "headers": {"Authorization": "Bearer t0psecret", "x-team": "a"},
    "byEvents": True,
    "base64": False,
    "events": ["MESSAGES_UPSERT", "CHATS_SET"],
}


@pytest.fixture
def simulator(monkeypatch: pytest.MonkeyPatch) -> Iterator[SimulatorThread]:
    with SimulatorThread(retry_factor=0.01) as running:
        monkeypatch.setenv("EVODESK_API_KEY", running.key)
        running.add(
            {"name": "balcao", "websocket": {"enabled": True, "events": []}},
            {"name": "recepcao", "webhook": {"enabled": True, "url": FOREIGN, "events": []}},
            {"name": "sem_modo"},
        )
        yield running


@dataclass
class World:
    shell: Shell
    simulator: SimulatorThread

    def find(self, name: str) -> QWidget:
        found = self.shell.window.findChild(QWidget, name)
        assert isinstance(found, QWidget), name
        return found

    def click(self, name: str) -> None:
        QTest.mouseClick(self.find(name), Qt.MouseButton.LeftButton, pos=QPoint(12, 11))

    def is_on(self, name: str) -> bool:
        radio = self.find(name)
        assert isinstance(radio, QAbstractButton)
        return radio.isChecked()

    def text(self, name: str) -> str:
        button = self.find(name)
        assert isinstance(button, QAbstractButton)
        return button.text()

    def is_open(self, sheet: str) -> bool:
        found = self.shell.window.findChild(QDialog, sheet)
        return found is not None and found.isVisible()

    def said(self) -> set[str]:
        labels = self.shell.window.findChildren(QLabel)
        return {label.text() for label in labels if label.isVisible()}

    def offered(self) -> set[str]:
        buttons = self.shell.window.findChildren(QAbstractButton)
        return {button.text() for button in buttons if button.isVisible()}

    def at_server(self, instance: str) -> Any:
        return self.simulator.state()["instances"][instance]

    async def confirm_takeover(self) -> None:
        await until(lambda: self.is_open("sheet.takeover"))
        self.click("check.told")
        self.click("btn.go")

    async def move(self, url: str, *, headers: bool = False) -> None:
        """The webhook of the open instance to another system, through the sheets."""
        self.click("btn.destination")
        await until(lambda: self.is_open("sheet.destination"))
        field = self.find("field.webhook")
        assert isinstance(field, QLineEdit)
        field.clear()
        QTest.keyClicks(field, url)
        if headers:
            self.click("check.headers")
        self.click("btn.go")
        await self.confirm_takeover()
        await until(lambda: self.at_server("crm")["webhook"]["url"] == url)


@asynccontextmanager
async def window(simulator: SimulatorThread, folder: Path) -> AsyncIterator[World]:
    shell = Shell(
        application(),
        MainWindow(Settings(close_to_tray=False)),
        Settings(close_to_tray=False),
        ["true"],
        language="en",
    )
    shell.show(minimized=False, first_run=False)
    options = Options(server=simulator.url)
    program = Program(DataFolder.create(folder), options, shell, Problems())
    await program.open()
    world = World(shell, simulator)
    try:
        rows = ("row.balcao", "row.recepcao", "row.sem_modo")
        await until(lambda: all(shell.window.findChild(QWidget, name) is not None for name in rows))
        await until(lambda: world.is_on("radio.websocket.balcao"))
        yield world
    finally:
        await program.close()
        shell.close()


async def test_a_click_on_webhook_ends_in_the_servers_state(
    simulator: SimulatorThread, tmp_path: Path
) -> None:
    async with window(simulator, tmp_path) as world:
        simulator.mark()
        world.click("radio.webhook.balcao")
        assert not world.is_on("radio.webhook.balcao"), "the screen showed the click, not the truth"
        await until(lambda: world.is_on("radio.webhook.balcao"))
        found = world.at_server("balcao")
        assert found["webhook"]["enabled"]
        assert not found["websocket"]["enabled"]
        assert not found["both_on_ever"]
        assert not world.is_on("radio.websocket.balcao")
        world.click("radio.websocket.balcao")
        await until(lambda: world.is_on("radio.websocket.balcao"))
        assert not world.at_server("balcao")["webhook"]["enabled"]


async def test_an_arrow_key_never_switches(simulator: SimulatorThread, tmp_path: Path) -> None:
    async with window(simulator, tmp_path) as world:
        simulator.mark()
        radio = world.find("radio.websocket.balcao")
        radio.setFocus()
        for key in (Qt.Key.Key_Left, Qt.Key.Key_Right, Qt.Key.Key_Up, Qt.Key.Key_Down):
            QTest.keyClick(radio, key)
        await asyncio.sleep(0.3)
        QTest.keyClick(
            radio, Qt.Key.Key_F5
        )  # a reading, so that there is something to look through
        await until(lambda: bool(simulator.state()["requests"]))
        assert writes(simulator) == []


async def test_choosing_a_side_where_none_is_on(simulator: SimulatorThread, tmp_path: Path) -> None:
    async with window(simulator, tmp_path) as world:
        world.click("radio.websocket.sem_modo")
        await until(lambda: world.is_on("radio.websocket.sem_modo"))
        assert world.at_server("sem_modo")["websocket"]["enabled"]


def writes(simulator: SimulatorThread) -> list[str]:
    asked = simulator.state()["requests"]
    return [path for method, path, _ in asked if method == "POST" and "/set/" in path]


async def test_a_foreign_webhook_falls_silent_only_after_an_informed_yes(
    simulator: SimulatorThread, tmp_path: Path
) -> None:
    async with window(simulator, tmp_path) as world:
        simulator.mark()
        world.click("radio.websocket.recepcao")
        await until(lambda: world.is_open("sheet.takeover"))
        world.click("btn.go")
        assert world.is_open("sheet.takeover"), "it went on without the tick"
        world.click("check.told")
        assert writes(simulator) == []
        world.click("btn.go")
        await until(lambda: world.is_on("radio.websocket.recepcao"))
        found = world.at_server("recepcao")
        assert found["websocket"]["enabled"]
        assert not found["webhook"]["enabled"]
        assert found["webhook"]["url"] == FOREIGN


async def test_to_turn_webhook_on_says_whom_it_feeds(
    simulator: SimulatorThread, tmp_path: Path
) -> None:
    simulator.add(
        {
            "name": "socio",
            "webhook": {"enabled": False, "url": FOREIGN},
            "websocket": {"enabled": True, "events": []},
        }
    )
    async with window(simulator, tmp_path) as world:
        world.shell.workspace.open_instance("socio")
        await until(lambda: "Would deliver to" in world.said())
        world.click("radio.webhook.socio")
        told = "Delivers to n8n.clinica.example, another system"
        await until(lambda: any(told in text for text in world.said()))
        await until(lambda: "Would deliver to" not in world.said())


async def test_a_yes_is_none_for_a_system_that_came_while_it_was_asked(
    simulator: SimulatorThread, tmp_path: Path
) -> None:
    async with window(simulator, tmp_path) as world:
        world.click("radio.websocket.recepcao")
        await until(lambda: world.is_open("sheet.takeover"))
        simulator.change("recepcao", webhook=CRM)
        simulator.mark()
        await world.confirm_takeover()
        await until(lambda: "I told whoever looks after crm.example" in world.offered())
        assert writes(simulator) == []
        await world.confirm_takeover()
        await until(lambda: world.is_on("radio.websocket.recepcao"))


async def test_what_was_there_is_restored_whole_also_after_a_restart(
    simulator: SimulatorThread, tmp_path: Path
) -> None:
    simulator.add({"name": "crm", "webhook": CRM})
    before = simulator.state()["instances"]["crm"]["webhook"]
    async with window(simulator, tmp_path) as world:
        world.click("radio.websocket.crm")
        await until(lambda: world.is_open("sheet.takeover"))
        world.click("check.told")
        world.click("btn.go")
        await until(lambda: world.is_on("radio.websocket.crm"))
    async with window(simulator, tmp_path) as world:
        world.shell.workspace.open_instance("crm")
        await until(lambda: world.is_on("radio.websocket.crm"))
        await until(lambda: world.find("btn.restore").isVisible())
        world.find("btn.restore").setFocus()
        QTest.keyClick(world.find("btn.restore"), Qt.Key.Key_Space)
        await until(lambda: world.is_on("radio.webhook.crm"))
        await until(lambda: not world.find("btn.restore").isVisible())
        after = world.at_server("crm")
        assert sorted(after["webhook"]["events"]) == sorted(before["events"])
        for name in ("url", "headers", "webhookByEvents", "webhookBase64", "enabled"):
            assert after["webhook"][name] == before[name]
        assert not after["both_on_ever"]
        await until(lambda: "Original settings restored." in world.said())


async def test_a_destination_is_moved_with_or_without_its_headers(
    simulator: SimulatorThread, tmp_path: Path
) -> None:
    simulator.add({"name": "crm", "webhook": CRM, "others": ["Chatwoot"]})
    async with window(simulator, tmp_path) as world:
        world.shell.workspace.open_instance("crm")
        await until(lambda: "Chatwoot" in world.said())
        await until(lambda: world.is_on("radio.webhook.crm"))
        await world.move("https://other.example/hook")
        found = world.at_server("crm")["webhook"]
        assert found["headers"] in (None, {}), "credentials of another host were sent along"
        assert found["enabled"]
        await until(lambda: "The webhook now delivers to other.example." in world.said())
        await until(lambda: world.find("btn.restore").isVisible())
        world.click("btn.restore")
        await world.confirm_takeover()
        await until(lambda: world.at_server("crm")["webhook"]["url"] == CRM["url"])
        assert world.at_server("crm")["webhook"]["headers"] == CRM["headers"]
        await until(
            lambda: "crm.example" in world.said() and world.find("btn.destination").isEnabled()
        )
        await world.move("https://other.example/hook", headers=True)
        assert world.at_server("crm")["webhook"]["headers"] == CRM["headers"]


async def test_this_computer_becomes_the_destination(
    simulator: SimulatorThread, tmp_path: Path
) -> None:
    async with window(simulator, tmp_path) as world:
        world.shell.workspace.open_instance("recepcao")
        await until(lambda: world.is_on("radio.webhook.recepcao"))
        world.click("btn.destination")
        await until(lambda: world.is_open("sheet.destination"))
        world.click("radio.here")
        world.click("btn.go")
        await world.confirm_takeover()
        url = "/api/webhooks/evolution/"
        await until(lambda: url in world.at_server("recepcao")["webhook"]["url"])
        strip = "strip.recepcao"
        await until(lambda: world.shell.window.findChild(QWidget, strip) is not None)
        assert "Waiting for the first event" in world.said()
        simulator.message("recepcao", "olá")
        await until(lambda: "Waiting for the first event" not in world.said())
        feed = world.find("feed")
        assert isinstance(feed, QAbstractItemView)
        await until(lambda: feed.model().rowCount() == 1)


async def test_a_passed_test_is_proof_before_the_first_event(
    simulator: SimulatorThread, tmp_path: Path
) -> None:
    async with window(simulator, tmp_path) as world:
        world.shell.workspace.open_instance("balcao")
        world.click("radio.webhook.balcao")
        await until(lambda: "Waiting for the first event" in world.said())
        world.click("strip.balcao")
        await until(lambda: world.is_open("sheet.destination"))
        world.click("btn.reach")
        await until(lambda: any("from here arrives" in text for text in world.said()))
        world.click("btn.cancel")
        await until(lambda: "Waiting for the first event" not in world.said())
        world.click("radio.websocket.balcao")
        await until(lambda: world.is_on("radio.websocket.balcao"))
        world.click("radio.webhook.balcao")
        await until(lambda: world.is_on("radio.webhook.balcao"))
        await asyncio.sleep(0.2)
        assert "Waiting for the first event" not in world.said()


async def test_what_came_through_says_nothing_once_the_receiver_is_elsewhere(
    simulator: SimulatorThread, tmp_path: Path
) -> None:
    async with window(simulator, tmp_path) as world:
        shell, waiting = world.shell, "Waiting for the first event"
        port = int(re.findall("[0-9]+", world.text("status.receiver"))[0])
        tunnelled = replace(shell.settings, public_url=f"http://localhost:{port}")
        shell.settings_changed.emit(tunnelled)
        shell.workspace.open_instance("balcao")
        world.click("radio.webhook.balcao")
        await until(lambda: waiting in world.said())
        simulator.message("balcao", "olá")
        await until(lambda: waiting not in world.said())
        shell.settings_changed.emit(replace(tunnelled, receiver_port=port + 20))
        await until(lambda: waiting in world.said())
        assert f"localhost:{port}" in world.at_server("balcao")["webhook"]["url"]


@pytest.mark.parametrize("answer", ["btn.watch", "btn.cancel"])
async def test_any_other_answer_leaves_the_foreign_webhook_alone(
    simulator: SimulatorThread, tmp_path: Path, answer: str
) -> None:
    async with window(simulator, tmp_path) as world:
        simulator.mark()
        world.click("radio.websocket.recepcao")
        await until(lambda: world.is_open("sheet.takeover"))
        world.click(answer)
        await until(lambda: not world.is_open("sheet.takeover"))
        await asyncio.sleep(0.1)
        assert writes(simulator) == []
        assert world.at_server("recepcao")["webhook"]["enabled"]
        assert world.is_on("radio.webhook.recepcao")


async def test_only_watching_brings_the_messages_and_writes_nothing(
    simulator: SimulatorThread, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(observing, "PERIOD", 1)
    async with window(simulator, tmp_path) as world:
        feed = world.find("feed")
        assert isinstance(feed, QAbstractItemView)
        simulator.mark()
        world.click("radio.websocket.recepcao")
        await until(lambda: world.is_open("sheet.takeover"))
        world.click("btn.watch")
        strip = "strip.recepcao"
        await until(lambda: world.shell.window.findChild(QWidget, strip) is not None)
        for number in (1, 2):
            simulator.message("recepcao", f"olá {number}")
            await until(lambda: feed.model().rowCount() == number)  # noqa: B023
        assert writes(simulator) == []
        world.click(strip)
        await until(lambda: world.shell.window.findChild(QWidget, strip) is None)
        assert world.at_server("recepcao")["webhook"]["enabled"]


async def test_messages_reach_the_feed(simulator: SimulatorThread, tmp_path: Path) -> None:
    async with window(simulator, tmp_path) as world:
        for number in range(3):
            simulator.message("balcao", f"olá {number}")
        feed = world.find("feed")
        assert isinstance(feed, QAbstractItemView)
        await until(lambda: feed.model().rowCount() == 3)


async def test_a_switch_that_cannot_be_done_leaves_everything_as_it_was(
    simulator: SimulatorThread, tmp_path: Path
) -> None:
    async with window(simulator, tmp_path) as world:
        simulator.faults([{"match": "POST /webhook/set", "kind": "status", "status": 500}])
        world.click("radio.webhook.balcao")
        await until(lambda: not world.find("radio.webhook.balcao").isEnabled())
        await until(lambda: world.find("radio.webhook.balcao").isEnabled(), 30)
        await until(lambda: world.is_on("radio.websocket.balcao"))
        found = world.at_server("balcao")
        assert found["websocket"]["enabled"]
        assert not (found["webhook"] and found["webhook"]["enabled"])


async def test_a_switch_that_has_written_nothing_can_be_called_off(
    simulator: SimulatorThread, tmp_path: Path
) -> None:
    async with window(simulator, tmp_path) as world:
        world.shell.workspace.open_instance("balcao")
        simulator.faults([{"match": "GET /webhook/find/balcao", "kind": "delay", "seconds": 3}])
        simulator.mark()
        world.click("radio.webhook.balcao")
        await until(lambda: world.find("btn.cancelSwitch").isVisible())
        world.click("btn.cancelSwitch")
        await until(lambda: world.find("radio.webhook.balcao").isEnabled())
        simulator.faults([])
        assert world.is_on("radio.websocket.balcao")
        assert writes(simulator) == []


async def test_a_switch_that_has_begun_cannot_be_called_off(
    simulator: SimulatorThread, tmp_path: Path
) -> None:
    async with window(simulator, tmp_path) as world:
        world.shell.workspace.open_instance("balcao")
        simulator.faults([{"match": "POST /webhook/set/balcao", "kind": "delay", "seconds": 1}])
        world.click("radio.webhook.balcao")
        await until(lambda: world.find("radio.webhook.balcao").isVisible())
        await until(lambda: bool(world.at_server("balcao")["websocket"]["enabled"]) is False)
        await asyncio.sleep(0.5)
        assert not world.find("btn.cancelSwitch").isVisible()
        await until(lambda: world.is_on("radio.webhook.balcao"))


async def test_several_are_switched_on_one_sheet(
    simulator: SimulatorThread, tmp_path: Path
) -> None:
    async with window(simulator, tmp_path) as world:
        action = world.shell.window.findChild(QAction, "action.bulk")
        assert action is not None
        action.trigger()
        world.click("bulk.webhook")
        world.click("btn.go")
        cancel = world.find("btn.cancel")
        assert isinstance(cancel, QAbstractButton)
        await until(lambda: cancel.text() == "Close")
        for name in ("balcao", "sem_modo"):
            found = world.at_server(name)
            assert found["webhook"]["enabled"]
            assert not (found["websocket"] and found["websocket"]["enabled"])
            radio = f"radio.webhook.{name}"
            await until(lambda radio=radio: world.is_on(radio))  # type: ignore[misc]
        assert world.at_server("recepcao")["webhook"]["url"] == FOREIGN


async def test_what_a_switch_may_lose_for_good_is_said_before(
    simulator: SimulatorThread, tmp_path: Path
) -> None:
    websocket = {"enabled": True, "events": []}
    integration = "WHATSAPP-BUSINESS"
    simulator.add({"name": "vendas", "integration": integration, "websocket": websocket})
    async with window(simulator, tmp_path) as world:
        world.click("radio.webhook.vendas")
        await until(lambda: world.is_open("sheet.mediaLoss"))
        world.click("btn.cancel")
        await asyncio.sleep(0.2)
        assert not world.at_server("vendas")["webhook"], "nothing was written"
        world.click("radio.webhook.vendas")
        await until(lambda: world.is_open("sheet.mediaLoss"))
        world.click("btn.go")
        await until(lambda: world.is_on("radio.webhook.vendas"))


async def test_events_are_chosen_on_the_page_and_proven_at_the_server(
    simulator: SimulatorThread, tmp_path: Path
) -> None:
    async with window(simulator, tmp_path) as world:
        world.shell.workspace.open_instance("balcao")
        find(world.shell.window, QAbstractButton, "btn.events").click()
        sheet = find(world.shell.window, QDialog, "sheet.events")
        find(sheet, QAbstractButton, "chip.support").click()
        find(sheet, QAbstractButton, "check.PRESENCE_UPDATE").click()
        find(sheet, QAbstractButton, "btn.go").click()
        wanted = DEFAULT_EVENTS[Side.WEBSOCKET] | {"PRESENCE_UPDATE"}
        await until(lambda: set(world.at_server("balcao")["websocket"]["events"]) == wanted)
        assert world.at_server("balcao")["websocket"]["enabled"]
        assert not world.at_server("balcao")["webhook"]
        await until(lambda: world.find("btn.events").isVisible())


async def test_somebody_elses_change_is_shown_and_kept_by_a_click(
    simulator: SimulatorThread, tmp_path: Path
) -> None:
    async with window(simulator, tmp_path) as world:
        world.shell.workspace.open_instance("balcao")
        simulator.change("balcao", websocket={"enabled": True, "events": ["CALL"]})
        simulator.mark()
        QTest.keyClick(world.find("row.balcao"), Qt.Key.Key_F5)
        await until(lambda: world.find("banner.drift").isVisible())
        world.click("btn.drift.keep")
        await until(lambda: not world.find("banner.drift").isVisible())
        assert not [r for r in simulator.state()["requests"] if "/set/" in r[1]]


async def test_ours_is_applied_again_by_a_click(simulator: SimulatorThread, tmp_path: Path) -> None:
    async with window(simulator, tmp_path) as world:
        world.shell.workspace.open_instance("balcao")
        before = world.at_server("balcao")["websocket"]["events"]
        simulator.change("balcao", websocket={"enabled": True, "events": ["CALL"]})
        QTest.keyClick(world.find("row.balcao"), Qt.Key.Key_F5)
        await until(lambda: world.find("banner.drift").isVisible())
        world.click("btn.drift.apply")
        await until(
            lambda: sorted(world.at_server("balcao")["websocket"]["events"]) == sorted(before)
        )
        await until(lambda: not world.find("banner.drift").isVisible())


async def test_what_is_found_is_exported(simulator: SimulatorThread, tmp_path: Path) -> None:
    async with window(simulator, tmp_path) as world:
        for text in ("orçamento", "obrigado", "o orçamento chegou"):
            simulator.message("balcao", text)
        feed = world.find("feed")
        assert isinstance(feed, QAbstractItemView)
        await until(lambda: feed.model().rowCount() == 3)
        QTest.keyClicks(world.find("search.feed"), "orcamento")
        results = world.find("results")
        assert isinstance(results, QAbstractItemView)
        await until(lambda: results.model().rowCount() == 2)
        world.click("btn.export")
        go = world.find("btn.go")
        await until(go.isEnabled)
        world.click("export.csv")
        world.click("btn.go")
        dialog = world.shell.window.findChild(QFileDialog)
        assert dialog is not None
        target = tmp_path / "found.csv"
        dialog.fileSelected.emit(str(target))
        dialog.close()
        await until(target.exists)
        lines = target.read_text(encoding="utf-8-sig").splitlines()
        assert [("orçamento" in line) for line in lines[1:]] == [True, True]
        await until(lambda: world.shell.window.findChild(ExportSheet) is None)


async def test_a_contacts_messages_are_followed_in_one_place(
    simulator: SimulatorThread, tmp_path: Path
) -> None:
    async with window(simulator, tmp_path) as world:
        for number in range(3):
            simulator.message("balcao", f"de Rogério {number}")
            simulator.message("balcao", f"de Adriana {number}", sender="5511955507433", name="Adri")
        feed, talk = world.find("feed"), world.find("conversation")
        assert isinstance(feed, QAbstractItemView)
        assert isinstance(talk, QAbstractItemView)
        await until(lambda: feed.model().rowCount() == 6)
        # Those of one second may have been read back in any order.
        every = (feed.model().index(row, 0) for row in range(6))
        spot = feed.visualRect(next(each for each in every if "Rogério 1" in str(each.data())))
        QTest.mouseClick(feed.viewport(), Qt.MouseButton.LeftButton, pos=spot.center())
        world.click("btn.conversation")
        await until(lambda: talk.model().rowCount() == 3)
        assert "de Rogério 1" in str(talk.currentIndex().data())
        assert {"Rogério Menezes", "+55 11 95550-1432 · balcao"} <= world.said()
        simulator.message("balcao", "mais uma")
        simulator.message("balcao", "de outra", sender="5511955507433")
        await until(lambda: feed.model().rowCount() == 8)
        assert talk.model().rowCount() == 4
        assert "mais uma" in str(talk.model().index(3, 0).data())
        world.click("btn.conversation.export")
        await until(world.find("btn.go").isEnabled)
        assert "4 message(s)" in world.said()
        QTest.keyClick(world.find("sheet.export"), Qt.Key.Key_Escape)
        QTest.keyClick(talk, Qt.Key.Key_Escape)
        assert feed.isVisible()
