"""Strangers who try made-up names at the door, as many at once as they are told to: a process of its own, ended by whoever started it.

`python -m proof.strangers PORT PARALLEL [--patient]`. Each takes a new name as soon as it is answered. The patient ones come back under the
same name, a second after they were sent away, until they are let try: so a browser does. A hundred more connect and say nothing, and a hundred
begin a form and never end it.
"""

import argparse
import secrets
import socket
import threading
import time

from tests.support.visits import FAILED, Visitor

_SILENT = 100
_BEGUN = b"POST /sign-in/ HTTP/1.1\r\nHost: localhost\r\nContent-Length: 100\r\n\r\nu"


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("port", type=int)
    parser.add_argument("parallel", type=int)
    parser.add_argument("--patient", action="store_true")
    options = parser.parse_args()
    counts: dict[int, int] = {}
    for _ in range(options.parallel):
        threading.Thread(target=_knock, args=(options.port, options.patient, counts), daemon=True).start()
    silent = [socket.create_connection(("127.0.0.1", options.port)) for _ in range(2 * _SILENT)]
    for link in silent[_SILENT:]:
        link.sendall(_BEGUN)
    input()  # until whoever started this says that it is enough
    print(dict(sorted(counts.items())))
    del silent


def _knock(port: int, patient: bool, counts: dict[int, int]) -> None:
    visitor = Visitor(port)
    while True:
        try:
            visitor.ask("GET", "/sign-in/")
            while True:
                status = _one_name(visitor, patient)
                counts[status] = counts.get(status, 0) + 1
        except FAILED:
            visitor.link = None
            time.sleep(0.01)


def _one_name(visitor: Visitor, patient: bool) -> int:
    name, passphrase = f"made-up-{secrets.token_hex(6)}", secrets.token_hex(12)
    form = {"username": name, "passphrase": passphrase}
    while True:
        status = visitor.ask("POST", "/sign-in/", **form)
        if status != 503 or not patient:
            return status
        form |= visitor.comes_back_with()
        time.sleep(1)


if __name__ == "__main__":
    main()
