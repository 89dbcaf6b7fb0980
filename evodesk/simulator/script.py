"""What one business sends and receives, message by message. Deterministic for a given random.

Kinds are dealt like cards, so that each of them comes up within one deck. Nothing is sent here.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, TypeVar, cast

from evodesk.simulator import contents, shapes, texts

if TYPE_CHECKING:
    import random
    from collections.abc import Callable, Sequence

    from evodesk.simulator.people import Business, Person
    from evodesk.simulator.shapes import Data

T = TypeVar("T")

STATUSES = ((0.4, "SERVER_ACK"), (1.0, "DELIVERY_ACK"), (2.5, "READ"))
"""Seconds after sending, and what the message becomes."""
REMEMBERED = 20
"""How many messages can still be answered, reacted to and so on."""


@dataclass(frozen=True, slots=True)
class Step:
    """One event, `after` seconds from now."""

    event: str
    data: Data
    after: float = 0.0


class Script:
    def __init__(self, business: Business, chosen: random.Random) -> None:
        self._business = business
        self._theme = business.theme
        self._random = chosen
        self._deck: list[str] = []
        self._received: list[Data] = []
        self._piles: dict[tuple[object, ...], list[Any]] = {}
        self._kinds: dict[str, tuple[int, Callable[[int], list[Step]]]] = {
            "text": (8, self._text),
            "text_of_phone": (4, self._text_of_phone),
            "sent": (5, self._sent),
            "quote": (2, self._quote),
            "photo": (2, self._photo),
            "voice": (2, self._voice),
            "document": (1, self._document),
            "sent_document": (1, self._sent_document),
            "location": (1, self._location),
            "contact": (1, self._contact),
            "poll": (1, self._poll),
            "reaction": (2, self._reaction),
            "edit": (1, self._edit),
            "delete": (1, self._delete),
            "lid": (1, self._lid),
            "hidden": (1, self._hidden),
            "group": (2, self._group),
            "view_once": (1, self._view_once),
            "unknown": (1, self._unknown),
        }

    def next(self, timestamp: int) -> list[Step]:
        """The steps of one more message, the first of them due at once."""
        return self.of_kind(self._deal(), timestamp)

    def of_kind(self, kind: str, timestamp: int) -> list[Step]:
        steps = self._kinds[kind][1](timestamp)
        self._received += [step.data for step in steps if step.event == "messages.upsert"]
        del self._received[:-REMEMBERED]
        return steps

    def _deal(self) -> str:
        if not self._deck:
            self._deck = [kind for kind, (weight, _) in self._kinds.items() for _ in range(weight)]
            self._random.shuffle(self._deck)
        return self._deck.pop()

    def _text(self, at: int) -> list[Step]:
        return _in(shapes.text(self._from(at), self._pick(self._theme.asked)))

    def _text_of_phone(self, at: int) -> list[Step]:
        return _in(shapes.text_of_phone(self._from(at), self._pick(self._theme.asked)))

    def _sent(self, at: int) -> list[Step]:
        return _out(shapes.text(self._mine(at), self._pick(self._theme.answered)))

    def _quote(self, at: int) -> list[Step]:
        quoted = self._earlier(at)
        base = self._mine(at, chat=quoted["key"]["remoteJid"])
        words = self._pick(self._theme.answered)
        return _out(shapes.reply(base, words, quoted, quoted["key"]["remoteJid"]))

    def _photo(self, at: int) -> list[Step]:
        return _in(contents.picture(self._from(at), self._pick(self._theme.captions)))

    def _voice(self, at: int) -> list[Step]:
        sound = self._random.randbytes(self._random.randint(80, 4000))
        return _in(contents.voice(self._from(at), sound))

    def _document(self, at: int) -> list[Step]:
        return _in(contents.document(self._from(at), self._pick(self._theme.documents)))

    def _sent_document(self, at: int) -> list[Step]:
        return _out(contents.document(self._mine(at), self._pick(self._theme.documents)))

    def _location(self, at: int) -> list[Step]:
        return _in(contents.location(self._from(at), *self._pick(self._theme.places)))

    def _contact(self, at: int) -> list[Step]:
        person = self._pick(self._business.customers)
        return _in(contents.contact(self._from(at), person.name, person.number))

    def _poll(self, at: int) -> list[Step]:
        question, options = self._pick(self._theme.polls)
        return _in(contents.poll(self._from(at), question, options))

    def _reaction(self, at: int) -> list[Step]:
        target = self._earlier(at)
        key = {name: target["key"][name] for name in ("participant",) if name in target["key"]}
        base = shapes.envelope(
            message_id=self._id(at),
            chat=target["key"]["remoteJid"],
            name=target["pushName"],
            timestamp=at,
            more_key=key,
        )
        return _in(shapes.reaction(base, target, self._pick(("👍", "❤️", "🙏", "😂"))))

    def _edit(self, at: int) -> list[Step]:
        first, corrected = self._pick(self._theme.edits)
        original = shapes.text(self._from(at), first)
        return [
            *_in(original),
            Step("messages.edited", shapes.edited(original, corrected, 3.0), 3.0),
        ]

    def _delete(self, at: int) -> list[Step]:
        original = shapes.text(self._from(at), self._pick(self._theme.regrets))
        return [*_in(original), Step("messages.edited", shapes.revoked(original), 4.0)]

    def _lid(self, at: int) -> list[Step]:
        known = [each for each in self._business.customers if each.lid and not each.hidden]
        return _in(shapes.text(self._from(at, self._pick(known)), self._pick(self._theme.asked)))

    def _hidden(self, at: int) -> list[Step]:
        hidden = [each for each in self._business.customers if each.hidden]
        return _in(shapes.text(self._from(at, self._pick(hidden)), self._pick(self._theme.asked)))

    def _group(self, at: int) -> list[Step]:
        person = self._pick([each for each in self._business.customers if not each.hidden])
        base = shapes.envelope(
            message_id=self._id(at),
            chat=f"1203630{self._business.number}@g.us",
            name=person.name,
            timestamp=at,
            more_key={
                "participant": f"{person.number[::-1]}@lid",
                "participantAlt": person.jid,
            },
        )
        return _in(shapes.text(base, self._pick(self._theme.group)))

    def _view_once(self, at: int) -> list[Step]:
        base = self._from(at)
        inner = contents.picture(base, "")["message"]["imageMessage"]
        content = {"message": {"imageMessage": inner}}
        return _in(shapes.message(base, "viewOnceMessageV2", content))

    def _unknown(self, at: int) -> list[Step]:
        content = {"name": self._pick(self._theme.group), "isCanceled": False}
        return _in(shapes.message(self._from(at), texts.UNKNOWN_KIND, content))

    def _from(self, at: int, person: Person | None = None) -> Data:
        who = person or self._pick([each for each in self._business.customers if not each.lid])
        alternative = {"remoteJidAlt": who.jid} if who.lid and not who.hidden else {}
        return shapes.envelope(
            message_id=self._id(at),
            chat=who.chat,
            name=who.name,
            timestamp=at,
            more_key=alternative,
        )

    def _mine(self, at: int, chat: str = "") -> Data:
        known = [each.chat for each in self._business.customers if not each.lid]
        return shapes.envelope(
            message_id=self._id(at),
            chat=chat or self._pick(known),
            name=self._business.name,
            from_me=True,
            timestamp=at,
        )

    def _earlier(self, at: int) -> Data:
        """A message to answer or react to; the very first one answers a greeting."""
        if not self._received:
            return shapes.text(self._from(at), self._theme.asked[0])
        return self._random.choice(self._received)

    def _id(self, at: int) -> str:
        """Holds the time, so that two runs with one seed do not repeat each other's ids."""
        return f"3EB0{at:08X}{self._random.getrandbits(40):010X}"

    def _pick(self, among: Sequence[T]) -> T:
        """Deal from a shuffled pile, so that nothing comes again before all the rest has."""
        pile = self._piles.setdefault(tuple(among), [])
        if not pile:
            pile.extend(among)
            self._random.shuffle(pile)
        return cast("T", pile.pop())


def _in(data: Data) -> list[Step]:
    return [Step("messages.upsert", data)]


def _out(data: Data) -> list[Step]:
    """Sent, then seen on its way; ids of rows are filled in when the row exists."""
    updates = [
        Step("messages.update", shapes.status(data, name, "", ""), after)
        for after, name in STATUSES
    ]
    return [Step("send.message", data), *updates]
