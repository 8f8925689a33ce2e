"""Two processes are given the same one-time code at the same moment: it lets in one of them."""

import subprocess
import sys

from allauth.mfa.totp.internal.auth import format_hotp_value, hotp_value

SEED = "JBSWY3DPEHPK3PXP"
ROUNDS = 20
ADD = f"""
import django; django.setup()
from middleway.web.accounts import second_step
from middleway.web.accounts.models import Account
second_step.add_code(Account.objects.get(), {SEED!r})
"""
TRY = """
import sys
import django; django.setup()
import time_machine
from middleway.web.accounts import second_step, throttle
from middleway.web.accounts.models import Account
account = Account.objects.get()
print("ready", flush=True)
for line in sys.stdin:
    now, code = line.split()
    with time_machine.travel(int(now), tick=False):
        try:
            print(second_step.code_is_right(account, code), flush=True)
        except throttle.Closed:
            print("closed", flush=True)
"""


def test_of_two_processes_with_the_same_code_one_lets_in(machine):
    machine.python(ADD)
    processes = [
        subprocess.Popen(
            [sys.executable, "-c", TRY],
            env=machine.environment,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
        )
        for _ in range(2)
    ]
    try:
        assert [process.stdout.readline().strip() for process in processes] == ["ready", "ready"]
        for number in range(ROUNDS):
            now = 1_800_000_000 + number * 7200
            line = f"{now} {format_hotp_value(hotp_value(SEED, now // 30))}\n"
            for process in processes:
                process.stdin.write(line)
                process.stdin.flush()
            assert sorted(process.stdout.readline().strip() for process in processes) == ["False", "True"], number
    finally:
        for process in processes:
            process.communicate()
