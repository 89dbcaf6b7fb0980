from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from evodesk.domain.contact import Contact
from evodesk.domain.message import Kind, Media, Message, Quote, Source, Status, StoredMessage
from evodesk.ui.row_words import (
    NOBODY,
    Face,
    RowWords,
    Who,
    initials,
    length,
    local_time,
    one_line,
    row_words,
    size_word,
    whom,
)
from tests.ui.sample_messages import at, message


def words(made: Message, *known: Contact, target: str = "") -> RowWords:
    people = {contact.key: contact for contact in known}
    return row_words(StoredMessage(1, made, target_text=target), "Oficina · Balcão", people)


def test_an_incoming_text() -> None:
    shown = words(message("Bom\n\ndia", timestamp=at("09:41")))
    assert (shown.time, shown.date) == ("09:41", "23/11")
    assert (shown.name, shown.beside) == ("Rogério Menezes", "+55 11 95550-1432")
    assert (shown.face, shown.initials) == (Face.INITIALS, "RM")
    assert (shown.icon, shown.text, shown.short) == ("", "Bom dia", "Bom dia")
    assert shown.accessible == "09:41, received from Rogério Menezes, Oficina · Balcão, Bom dia"


def test_our_own_message_takes_the_name_learned_for_the_chat() -> None:
    own = message("oi", from_me=True)
    chat = Contact(own.key.instance, own.chat, "Rogério Menezes")
    assert words(own, chat).name == "Rogério Menezes"
    assert words(own).name == "+55 11 95550-1432"
    assert words(own).text == "You: oi"
    assert "sent to +55 11 95550-1432" in words(own).accessible


def test_a_hidden_contact_gets_no_invented_number() -> None:
    shown = words(message(number="", name="Dani"))
    assert (shown.name, shown.beside, shown.face) == ("Hidden contact", "~Dani", Face.HIDDEN)
    assert words(message(number="", name="")).beside == ""


def test_a_number_learnt_elsewhere_is_shown() -> None:
    hidden = message(number="", name="Dani")
    known = Contact(hidden.key.instance, hidden.chat, "Dani", "5511955501432")
    shown = words(hidden, known)
    assert (shown.name, shown.beside) == ("Dani", "+55 11 95550-1432")


def test_an_alias_goes_before_every_name() -> None:
    for made in (message(name="Rogério"), message(from_me=True), message(number="", name="Dani")):
        known = Contact(made.key.instance, made.chat, "Rogério", alias="Fornecedor")
        shown = words(made, known)
        assert (shown.name, shown.face, shown.initials) == ("Fornecedor", Face.INITIALS, "F")


def test_a_group_and_its_member_have_aliases() -> None:
    made = message(chat="1203@g.us", name="Marcos")._replace(sender="55@s.whatsapp.net")
    instance = made.key.instance
    group = Contact(instance, "1203@g.us", alias="Grupo Pátio")
    member = Contact(instance, made.sender, "Marcos", alias="Chefe")
    assert words(made, group).name == "Grupo Pátio · Marcos"
    assert words(made, group, member).name == "Grupo Pátio · Chefe"
    assert words(made._replace(sender_name=""), replace(member, alias="")).name.startswith("Group")


def test_a_conversation_is_with_the_group_whoever_of_it_wrote() -> None:
    made = message(chat="1203@g.us", name="Marcos")._replace(sender="55@s.whatsapp.net")
    assert whom(made, NOBODY) == Who("Group", "", Face.GROUP)
    group = Contact(made.key.instance, "1203@g.us", alias="Grupo Pátio")
    assert whom(made, {group.key: group}).name == "Grupo Pátio"
    sent = message(from_me=True)
    known = Contact(sent.key.instance, sent.chat, "Rogério Menezes")
    assert whom(sent, {known.key: known}) == whom(message(), NOBODY)


def test_a_group_names_its_member() -> None:
    shown = words(message(chat="1203@g.us", name="Marcos"))
    assert (shown.name, shown.beside, shown.face) == ("Group · Marcos", "", Face.GROUP)
    assert words(message(chat="1203@g.us", from_me=True)).name == "Group"


@pytest.mark.parametrize(
    ("made", "icon", "text", "short"),
    [
        (
            message("espessura", kind=Kind.PHOTO, media=Media("image/jpeg", 8)),
            "image",
            "Photo · espessura",
            "espessura",
        ),
        (
            message("", kind=Kind.AUDIO, media=Media(seconds=37)),
            "mic",
            "Audio · 0:37",
            "Audio · 0:37",
        ),
        (
            message("", kind=Kind.DOCUMENT, media=Media("", 188_416, "o.pdf")),
            "file-text",
            "Document · o.pdf · 184 kB",
            "o.pdf",
        ),
        (
            message("o.pdf", kind=Kind.DOCUMENT, media=Media("", None, "o.pdf")),
            "file-text",
            "Document · o.pdf",
            "o.pdf",
        ),
        (
            message("newsletter", kind=Kind.UNSUPPORTED),
            "info",
            "Type not known yet · newsletter",
            "newsletter",
        ),
        (
            message("sim", quote=Quote("Q", "Pode\nser?")),
            "reply",
            "Replied to “Pode ser?”: sim",
            "sim",
        ),
        (message("sim", quote=Quote("Q")), "reply", "sim", "sim"),
    ],
)
def test_the_second_line(made: Message, icon: str, text: str, short: str) -> None:
    shown = words(made)
    assert (shown.icon, shown.text, shown.short) == (icon, text, short)


def test_reactions() -> None:
    made = message("👍", kind=Kind.REACTION, target_id="X")
    assert words(made).text == "👍"
    shown = words(made, target="Está no teste")
    assert (shown.icon, shown.text) == ("smile", "👍 to “Está no teste”")
    assert shown.beside == "reacted to a message"
    assert words(made._replace(text="")).text == "removed the reaction"


def test_a_deleted_message_says_so_and_no_more() -> None:
    shown = words(message("segredo", deleted=True, edited=True))
    assert shown.text == "Message deleted by the contact"
    assert shown.is_sentence
    assert shown.marks == ()
    assert "segredo" not in shown.accessible


def test_marks_tell_recovery_edit_and_delivery() -> None:
    made = message(source=Source.BACKFILL, edited=True)
    assert [mark.word for mark in words(made).marks] == ["recovered", "edited"]
    own = message(from_me=True, status=Status.READ)
    assert [(mark.icon, mark.word) for mark in words(own).marks] == [("check-check", "read")]
    assert words(own).accessible.endswith("read")


@pytest.mark.parametrize("status", [status for status in Status if status is not Status.NONE])
def test_every_status_of_ours_has_a_mark_and_of_others_none(status: Status) -> None:
    assert words(message(from_me=True, status=status)).marks
    assert not words(message(status=status)).marks


@pytest.mark.parametrize(("seconds", "shown"), [(0, "0:00"), (37, "0:37"), (3725, "1:02:05")])
def test_length(seconds: int, shown: str) -> None:
    assert length(seconds) == shown


@pytest.mark.parametrize(
    ("name", "letters"),
    [("João Pedro Reis", "JP"), ("Dani", "D"), ("🔧 Oficina", "O"), ("♥", ""), ("", "")],
)
def test_initials(name: str, letters: str) -> None:
    assert initials(name) == letters


@given(st.integers() | st.floats(allow_nan=False))
def test_any_stamp_becomes_a_time(stamp: float) -> None:
    assert 1969 <= local_time(stamp).year <= 9999


@given(st.text(), st.integers(1, 50))
def test_one_line_is_one_short_line(text: str, limit: int) -> None:
    line = one_line(text, limit)
    assert len(line) <= limit
    assert len(line.splitlines()) <= 1


@given(
    made=st.builds(
        message,
        text=st.text(),
        name=st.text(),
        number=st.text("0123456789", max_size=15),
        from_me=st.booleans(),
        kind=st.sampled_from(Kind),
        status=st.sampled_from(Status),
        timestamp=st.integers(),
        deleted=st.booleans(),
        quote=st.none() | st.builds(Quote, st.text(), st.text()),
        media=st.none() | st.builds(Media, st.text(), st.none() | st.integers(0), st.text()),
    )
)
def test_every_message_has_a_name_and_one_line(made: Message) -> None:
    shown = words(made)
    assert shown.name
    assert len(shown.text.splitlines()) <= 1
    assert len(shown.name.splitlines()) <= 1


def test_a_claimed_size_beyond_all_measure_is_a_word_too() -> None:
    assert size_word(2**200) == size_word(2**63 - 1)


def test_a_late_webhook_is_marked() -> None:
    made = message(source=Source.WEBHOOK)._replace(late=True)
    assert [(mark.icon, mark.word) for mark in words(made).marks] == [("timer", "late")]
