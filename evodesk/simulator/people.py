"""Invented people, businesses and numbers of the demo; none of them exists."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from evodesk.simulator import texts

if TYPE_CHECKING:
    from evodesk.simulator.texts import Theme


@dataclass(frozen=True, slots=True)
class Person:
    """`number` may be hidden: then only `lid` is known to the server."""

    name: str
    number: str
    lid: str = ""
    hidden: bool = False

    @property
    def chat(self) -> str:
        return f"{self.lid}@lid" if self.lid else self.jid

    @property
    def jid(self) -> str:
        return f"{self.number}@s.whatsapp.net"


@dataclass(frozen=True, slots=True)
class Business:
    """One demo instance. `link` as on the wire; `foreign` means that another system gets it."""

    name: str
    number: str
    theme: Theme
    customers: tuple[Person, ...]
    group: str
    link: str = "open"
    reason: int | None = None
    foreign: bool = field(default=False)


DRIVERS = (
    Person("Rogério Menezes", "5511955501432"),
    Person("Cláudia Lins", "5511955508871"),
    Person("Vitor Tavares", "5519955503006"),
    Person("Sílvia Gama", "5511955502718"),
    Person("Anderson Prado", "5511955504410"),
    Person("Neusa Ferraz", "5511955507093", lid="184467440550701"),
    Person("Dani", "5511955509999", lid="184467440550702", hidden=True),
)
PATIENTS = (
    Person("Eliane Bastos", "5511955506620"),
    Person("João Pedro Reis", "5511955509034"),
    Person("Marta Quintino", "5511955503377"),
    Person("Igor Salles", "5511955501918"),
    Person("Beatriz Amorim", "5511955505256", lid="184467440550703"),
    Person("Lu", "5511955509998", lid="184467440550704", hidden=True),
)

BUSINESSES = (
    Business("Oficina · Balcão", "5511955500110", texts.WORKSHOP, DRIVERS, "Pátio"),
    Business("Oficina · Peças", "5511955500122", texts.WORKSHOP, DRIVERS, "Fornecedores"),
    Business("Clínica · Recepção", "5511955500340", texts.CLINIC, PATIENTS, "Equipe", foreign=True),
    Business("Financeiro", "5511955500171", texts.WORKSHOP, DRIVERS, "Contas", link="connecting"),
    Business(
        "Filial Campinas", "5519955500512", texts.WORKSHOP, DRIVERS, "Filial", "close", reason=401
    ),
)

FOREIGN_WEBHOOK = {
    "enabled": True,
    "url": "https://n8n.clinicasorriso.example/webhook/7f3d9c51-2b60-4f0e-9d7a-c81e5a4b02f6",
    "headers": {"x-clinica-token": "invented-4b1f8e02c7"},
    "byEvents": False,
    "base64": True,
    "events": [
        "MESSAGES_UPSERT",
        "MESSAGES_UPDATE",
        "SEND_MESSAGE",
        "CONNECTION_UPDATE",
    ],
}
WEBSOCKET = {
    "enabled": True,
    "events": [
        "MESSAGES_SET",
        "MESSAGES_UPSERT",
        "MESSAGES_UPDATE",
        "MESSAGES_DELETE",
        "MESSAGES_EDITED",
        "SEND_MESSAGE",
        "SEND_MESSAGE_UPDATE",
        "CONNECTION_UPDATE",
        "QRCODE_UPDATED",
        "CALL",
    ],
}
