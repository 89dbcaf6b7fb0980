"""A small logind on a bus of its own: hands out descriptors, tells of sleep, sees when it is let.

Run as a program: its argument is the bus; every line of its input is `sleep` or `wake`.
"""

from __future__ import annotations

import os
import sys
import threading

from jeepney import DBusAddress, HeaderFields, MessageType, new_method_return, new_signal
from jeepney.bus_messages import message_bus
from jeepney.io.blocking import open_dbus_connection

MANAGER = DBusAddress("/org/freedesktop/login1", interface="org.freedesktop.login1.Manager")


def tell(line: str) -> None:
    print(line, flush=True)


def wait_for_release(reading: int) -> None:
    os.read(reading, 1)
    tell("released")


def main(bus: str) -> None:
    connection = open_dbus_connection(bus, enable_fds=True)
    connection.send_and_get_reply(message_bus.RequestName("org.freedesktop.login1"))
    tell("ready")

    def obey() -> None:
        for line in sys.stdin:
            going = line.strip() == "sleep"
            connection.send(new_signal(MANAGER, "PrepareForSleep", "b", (going,)))

    threading.Thread(target=obey, daemon=True).start()
    while True:
        message = connection.receive()
        fields = message.header.fields
        if message.header.message_type is not MessageType.method_call:
            continue
        if fields.get(HeaderFields.member) == "Inhibit":
            reading, writing = os.pipe()
            connection.send(new_method_return(message, "h", (writing,)))
            os.close(writing)
            threading.Thread(target=wait_for_release, args=(reading,), daemon=True).start()
            tell("held " + " ".join(message.body))


if __name__ == "__main__":
    main(sys.argv[1])
