"""How many people can settle at once: `python -m bench.settle [--seconds 10]`.

`wrk` (a Debian package) asks two workers on this machine for the page to settle, over and over; it takes its share of
the same processors. Prints requests per second.
"""

import argparse
import os
import re
import shutil
import socket
import subprocess
import sys
import tempfile
import time
import urllib.error
import urllib.request
from pathlib import Path

CONNECTIONS = 16


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--seconds", type=int, default=10)
    seconds = parser.parse_args().seconds
    wrk = shutil.which("wrk")
    if wrk is None:
        sys.exit("wrk is not installed here. Install Debian's package wrk, then try again.")
    with tempfile.TemporaryDirectory() as folder, socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
        free.close()
        address = f"http://localhost:{port}/settle/"
        environment = os.environ | {
            "MIDDLEWAY_DATA": str(Path(folder, "data")),
            "MIDDLEWAY_SECRETS": str(Path(folder, "secrets")),
            "ORT_DISABLE_TELEMETRY": "1",
        }
        command = [str(Path(sys.executable).with_name("middleway")), "serve", "--port", str(port), "--workers", "2"]
        with subprocess.Popen(command, env=environment, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL) as server:
            try:
                _wait(address)
                asked = [wrk, "-t1", f"-c{CONNECTIONS}", f"-d{seconds}s", address]
                printed = subprocess.run(asked, capture_output=True, text=True, check=True).stdout
            finally:
                server.terminate()
    found = re.search(r"Requests/sec:\s+([\d.]+)", printed)
    wrong = re.search(r"(Non-2xx|Socket errors).*", printed)
    print(
        f"{float(found[1]):.0f} requests a second to settle, 2 workers, {CONNECTIONS} connections, {seconds} s"
        if found
        else printed
    )
    if wrong:
        print(wrong[0])


def _wait(address: str) -> None:
    for _ in range(300):
        try:
            with urllib.request.urlopen(address):  # noqa: S310  # our own server, on this machine
                return
        except (urllib.error.URLError, ConnectionError):
            time.sleep(0.1)
    sys.exit("The server did not start. Run `middleway serve` to see why.")


if __name__ == "__main__":
    main()
