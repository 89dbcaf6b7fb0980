"""The recorded requests go in; status, content type and shape must come out.

Recordings are replayed in the order in which they were made, because one answer depends on the
calls before. `NOT_COVERED` says what is left out and why; nothing else may be.
"""

from __future__ import annotations

import http.client
from typing import TYPE_CHECKING, Any

import orjson
import pytest

from evodesk.simulator.thread import SimulatorThread
from tests.simulator.recorded import difference, load, names
from tests.simulator.waiting import until

if TYPE_CHECKING:
    from collections.abc import Iterator

KEY = "GLOBALKEY-429683C4C977415CAAFCCE10F7D57E11"
SPECIAL = "evo both & ünïcode/1"

CREATES = "instances are added through the control routes; evodesk never creates one"
ENDS = "evodesk never logs out or deletes an instance"
OTHER_CHANNEL = "only the Baileys channel is simulated"
UNUSED = "evodesk does not use this route"
NOT_COVERED = {
    **{
        f"01_instances/{name}": CREATES
        for name in (
            "create_bad_integration",
            "create_bad_type",
            "create_baileys_no_qrcode",
            "create_business_without_number",
            "create_duplicate_name",
            "create_empty_body",
            "create_evolution",
            "create_invalid_json",
            "create_name_with_comma",
            "create_no_integration",
            "create_with_instance_token",
            "create_with_webhook_and_websocket",
            "create_with_websocket_enabled_false",
            "create_with_websocket_no_events",
            "create_wrong_key",
        )
    },
    "01_instances/delete_evolution": ENDS,
    "01_instances/logout_evolution": ENDS,
    "01_instances/connect_evolution_after_logout": OTHER_CHANNEL,
    "01_instances/fetch_evolution_after_logout_db_state_differs": OTHER_CHANNEL,
    "01_instances/state_evolution_after_connect": OTHER_CHANNEL,
    "01_instances/connect_baileys_offline": "the simulated phone always has a network: QR at once",
    "01_instances/answers_while_server_is_starting": "in test_server.py, after a restart",
    "01_instances/fetch_many": "the same shape as fetch_by_name, many times",
    "01_instances/fetch_final_state": "the same shape as fetch_by_name, many times",
    "01_instances/settings_find": UNUSED,
    "01_instances/verify_creds_wrong_key": UNUSED,
    "02_routes_that_do_not_exist/POST_settings_set_evo1": "exists after all, and is not used",
    "03_websocket_disabled_on_server/create": CREATES,
    "03_websocket_disabled_on_server/create_with_websocket_enabled": CREATES,
    "03_websocket_disabled_on_server/fetchInstances_after_create_with_websocket": CREATES,
    "07_history/findChatByRemoteJid": UNUSED,
    "07_history/findChats": UNUSED,
    "07_history/findChats_where": UNUSED,
    "07_history/findContacts": UNUSED,
    "07_history/findContacts_where": UNUSED,
    "07_history/getBase64_evolution_channel": OTHER_CHANNEL,
    "07_history/paging_check": "a summary of offset_10000",
    "07_history/same_second_ties_paging": "the order of ties is PostgreSQL's; in test_history.py",
}

INSTANCES = (
    "fetch_1",
    "fetch_by_instance_token",
    "fetch_by_name",
    "fetch_by_name_unknown",
    "fetch_by_instanceId_unknown",
    "fetch_by_other_name_with_token",
    "fetch_wrong_key",
    "root",
    "root_after_clean_restart",
    "apikey_header_case_insensitive",
    "state_evolution",
    "state_own_token",
    "state_no_key",
    "state_wrong_key",
    "state_other_instance_token",
    "state_other_instance_token_query_trick",
    "state_special_name_encoded",
    "state_baileys_before_connect",
    "state_baileys_after_connect",
    "connect_evolution",
    "connect_unknown",
)
WITH_WEBSOCKET_ROW = ("fetch_by_number",)
TWO_OF_ONE_TOKEN = ("fetch_after_same_token_by_token",)
WEBHOOK = (
    "find_evo1_before_set",
    "find_before_any_set",
    "find_unknown_instance",
    "set_unknown_instance",
    "set_wrong_key",
    "first_set_disabled_on_fresh_row",
    "set_enabled_with_events",
    "set_enabled_all_fields",
    "set_headers_null",
    "set_partial_keeps_old_headers_flags",
    "set_headers_empty_clears",
    "set_v2_old_field_names",
    "set_empty_events_means_all",
    "set_missing_events_enabled",
    "set_missing_events_disabled",
    "find_after_disabled",
    "set_disabled_with_events",
    "set_enabled_empty_url",
    "set_disabled_empty_url",
    "set_missing_url",
    "set_missing_url_disabled",
    "set_missing_enabled",
    "set_enabled_string",
    "set_bad_event_name",
    "set_groups_update_name",
    "set_flat_v1_body",
    "set_no_webhook_key",
    "set_url_null_clears",
    "set_instance_token",
    "SECURITY_set_other_instance_via_query",
    "SECURITY_find_other_after",
    "set_disabled_empty_url_with_events_key",
    "set_first_row_disabled_with_url",
)
WEBSOCKET = (
    "find_before_any_set",
    "find_unknown_instance",
    "find_ws_on_instance_created_with_enabled_false",
    "set_enabled_with_events",
    "find_after",
    "set_empty_events_means_all",
    "set_missing_events_enabled",
    "set_missing_events_disabled",
    "set_disabled_with_events",
    "find_after_disabled",
    "set_bad_event",
    "set_missing_enabled",
    "set_flat_v1_body",
    "set_instance_token",
    "set_ws_body_also_holding_webhook",
    "set_webhook_body_also_holding_websocket_then_ws_find",
    "set_ws_body_also_holding_webhook_then_webhook_find",
    "fetchInstances_shows_Websocket_but_not_Webhook",
)
WEBSOCKET_OFF = (
    "fetchInstances",
    "find",
    "set_enabled",
    "set_invalid_body_still_validated",
    "webhook_find_for_comparison",
    "socketio_polling_handshake",
)
IN_TEST_SOCKETS = ("socketio_websocket_upgrade",)


@pytest.fixture
def server() -> Iterator[SimulatorThread]:
    """The instances of the recordings; those of the other channels as Baileys ones."""
    with SimulatorThread(key=KEY) as running:
        yield running


def add_evo1(server: SimulatorThread) -> None:
    server.add({"name": "evo1", "number": "5511999990001", "token": "TOKEN-EVO1"})


def add_the_rest(server: SimulatorThread) -> None:
    server.add(
        {"name": "meta1", "token": "TOKEN-META1"},
        {"name": "fresh"},
        {"name": "nscreate"},
        {"name": SPECIAL},
        {"name": "wa1", "link": "close"},
        {"name": "evo_wsfalse", "websocket": {"enabled": True, "events": ["MESSAGES_UPSERT"]}},
    )


def replay(server: SimulatorThread, name: str) -> str:
    """Send the recorded request and say what differs, with the recording's name."""
    recording = load(name)
    request, expected = recording["request"], recording["response"]
    body = request["body"]
    raw = None if body is None else orjson.dumps(body)
    connection = http.client.HTTPConnection(server.url.removeprefix("http://"), timeout=5)
    try:
        connection.request(request["method"], request["path"], raw, request["headers"])
        response = connection.getresponse()
        content = response.read()
    finally:
        connection.close()
    assert response.headers["date"], name
    found = _compare(expected, response.status, response.headers["content-type"], content)
    return found and f"{name}: {found}"


def _compare(expected: Any, status: int, content_type: str, content: bytes) -> str:
    if status != expected["status"]:
        return f"status {expected['status']} expected, {status} came with {content!r}"
    if content_type != expected["headers"]["content-type"]:
        return f"{expected['headers']['content-type']} expected, {content_type} came"
    if expected["raw_empty"] or not content:
        return "" if expected["raw_empty"] and not content else f"{content!r} came"
    actual = orjson.loads(content)
    if status == 500 and "prisma" in content.decode():
        return _same_first_line(expected["body"], actual)
    return difference(expected["body"], actual)


def _same_first_line(expected: Any, actual: Any) -> str:
    """Of the database's long texts only the first line and the last are the simulator's."""
    one, other = (body["response"]["message"].strip().splitlines() for body in (expected, actual))
    return "" if (one[0], one[-1]) == (other[0], other[-1]) else f"{one} expected, {other} came"


def replay_all(server: SimulatorThread, folder: str, recordings: tuple[str, ...]) -> list[str]:
    return [found for name in recordings if (found := replay(server, f"{folder}/{name}"))]


def test_instances(server: SimulatorThread) -> None:
    found = replay_all(server, "01_instances", ("fetch_0",))
    add_evo1(server)
    found += replay_all(server, "01_instances", INSTANCES[:2])
    add_the_rest(server)
    found += replay_all(server, "01_instances", INSTANCES[2:])
    found += [replay(server, "03_websocket/set_disabled_with_events")]
    found += replay_all(server, "01_instances", WITH_WEBSOCKET_ROW)
    server.add({"name": "sametok", "token": "TOKEN-EVO1"})
    found += replay_all(server, "01_instances", TWO_OF_ONE_TOKEN)
    assert not list(filter(None, found))


def test_routes_that_do_not_exist(server: SimulatorThread) -> None:
    add_evo1(server)
    covered = [name for name in names("02_routes_that_do_not_exist") if name not in NOT_COVERED]
    assert not [found for name in covered if (found := replay(server, name))]


def test_webhook(server: SimulatorThread) -> None:
    add_evo1(server)
    add_the_rest(server)
    assert not replay_all(server, "02_webhook", WEBHOOK)


def test_websocket(server: SimulatorThread) -> None:
    add_evo1(server)
    add_the_rest(server)
    found = replay_all(server, "02_webhook", ("set_headers_empty_clears",))
    assert not found + replay_all(server, "03_websocket", WEBSOCKET)


def test_websocket_off_at_the_server() -> None:
    with SimulatorThread(key=KEY, websocket_available=False) as server:
        add_evo1(server)
        assert not replay_all(server, "03_websocket_disabled_on_server", WEBSOCKET_OFF)


def test_history(server: SimulatorThread) -> None:
    server.add({"name": "hist", "token": "TOKEN-HIST"})
    add_evo1(server)
    stored = load("07_history/offset_10000")["response"]["body"]["messages"]["records"]
    lost = load("07_history/findMessages_evolution_lost_event_is_in_db")
    server.emit("hist", "messages.set", stored)
    server.emit("evo1", "messages.set", lost["response"]["body"]["messages"]["records"])
    until(lambda: server.state()["instances"]["evo1"]["stored"] == 1)
    covered = [name for name in names("07_history") if name not in NOT_COVERED]
    assert not [found for name in covered if (found := replay(server, name))]


def test_every_recording_is_covered_or_excused() -> None:
    folders = {
        "01_instances": ("fetch_0", *INSTANCES, *WITH_WEBSOCKET_ROW, *TWO_OF_ONE_TOKEN),
        "02_webhook": WEBHOOK,
        "03_websocket": WEBSOCKET,
        "03_websocket_disabled_on_server": WEBSOCKET_OFF + IN_TEST_SOCKETS,
    }
    covered = {f"{folder}/{name}" for folder, each in folders.items() for name in each}
    covered |= set(names("02_routes_that_do_not_exist", "07_history")) - set(NOT_COVERED)
    assert covered | set(NOT_COVERED) == set(
        names(*folders, "02_routes_that_do_not_exist", "07_history")
    )
    assert not covered & set(NOT_COVERED)
