"""`middleway backup`, `verify`, `restore`, `doctor`, `accounts`: for whoever runs the server."""

import argparse
import sys
from collections.abc import Callable
from pathlib import Path

from middleway.cli.serve import set_up
from middleway.cli.trouble import Trouble


def add_to(commands: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    backup = commands.add_parser("backup", help="copy the database, while it is in use, into a new folder")
    backup.add_argument("folder", type=Path)
    backup.add_argument("--secrets", action="store_true", help="copy the secrets instead; keep them in another place")
    backup.set_defaults(run=_backup)

    verify = commands.add_parser("verify", help="is a backup whole? Without one: is the database?")
    verify.add_argument("backup", type=Path, nargs="?")
    verify.set_defaults(run=_verify)

    restore = commands.add_parser("restore", help="put a backup back; stop the server first")
    restore.add_argument("backup", type=Path)
    restore.add_argument("--replace", action="store_true", help="move what is there aside first")
    restore.set_defaults(run=_restore)

    doctor = commands.add_parser("doctor", help="look at everything that could cost you more than you expect")
    doctor.add_argument("--backups", type=Path, help="where your backups are")
    doctor.set_defaults(run=_doctor)

    accounts = commands.add_parser(
        "accounts", help="list, disable, enable, reopen, delete; a new empty vault; new secrets"
    )
    accounts.add_argument(
        "what", choices=["list", "disable", "enable", "reopen", "delete", "new-vault", "new-pepper", "new-secrets"]
    )
    accounts.add_argument("name", nargs="?")
    accounts.add_argument("--yes", action="store_true", help="do not ask again")
    accounts.set_defaults(run=_accounts)


def _backup(options: argparse.Namespace) -> int:
    set_up()
    from middleway.web.operations import backups  # noqa: PLC0415 (needs the settings)

    try:
        made = (backups.back_up_secrets if options.secrets else backups.back_up)(options.folder)
    except backups.NotBackedUp as error:
        raise Trouble(str(error)) from error
    print(made)
    if not options.secrets:
        print("The secrets are not in it. Keep them elsewhere: middleway backup --secrets FOLDER", file=sys.stderr)
    return 0


def _verify(options: argparse.Namespace) -> int:
    set_up()
    from middleway.web.operations import verifying  # noqa: PLC0415

    if not options.backup:
        _with_tables()
    try:
        found = list(verifying.verify_backup(options.backup) if options.backup else verifying.verify_live())
    except verifying.NotWhole as error:
        raise Trouble(str(error)) from error
    for what, right in found:
        print(f"{'ok  ' if right else 'FAIL'} {what}")
    return int(not all(right for _, right in found))


def _with_tables() -> None:
    """Raises Trouble where no server has ever started."""
    from middleway.web.operations import queries  # noqa: PLC0415

    if not queries.is_ready():
        raise Trouble("There is no database of this version here.", hint="Start the server once: middleway serve")


def _restore(options: argparse.Namespace) -> int:
    set_up()
    from middleway.web.operations import restoring, running, verifying  # noqa: PLC0415

    try:
        done = restoring.restore(options.backup, replace=options.replace)
    except (verifying.NotWhole, running.Running) as error:
        raise Trouble(str(error)) from error
    print("\n".join(done))
    return 0


def _doctor(options: argparse.Namespace) -> int:
    set_up()
    from middleway.web.operations import doctor  # noqa: PLC0415

    found = list(doctor.examined(options.backups))
    for state, what in found:
        print(state.value, what)
    return int(any(state is doctor.State.FAIL for state, _ in found))


def _accounts(options: argparse.Namespace) -> int:
    set_up()
    _with_tables()
    from middleway.web.operations import people  # noqa: PLC0415

    if options.what == "list":
        for name, active in people.listed():
            print(name if active else f"{name} (disabled)")
        return 0
    if options.what == "new-pepper":
        print(f"{people.new_pepper()} is written. Restart the server; each account then takes it up at its next sign-in. Back the secrets up again.")  # fmt: skip
        return 0
    if options.what == "new-secrets":
        people.new_secrets()
        print("Lost secrets are made anew. Where a pepper was lost, people sign in once with their recovery code.")
        return 0
    if not options.name:
        raise Trouble("Whose account?", hint=f"middleway accounts {options.what} NAME", status=2)
    try:
        people.named(options.name)
        print(_changes(people)[options.what](options))
    except people.NoSuchAccount as error:
        raise Trouble(str(error)) from error
    return 0


def _changes(people) -> dict[str, Callable[[argparse.Namespace], str]]:  # type: ignore[no-untyped-def]
    def set_active(options: argparse.Namespace) -> str:
        people.set_active(options.name, active=options.what == "enable")
        return (
            f"{options.name} can sign in."
            if options.what == "enable"
            else f"{options.name} is signed out, and cannot sign in."
        )

    def delete(options: argparse.Namespace) -> str:
        _be_sure(options, "Everything of this account will be deleted, its keys first.")
        people.delete(options.name)
        return f"{options.name} is deleted. Copies in older backups stay sealed; let them age out within 30 days."

    def new_vault(options: argparse.Namespace) -> str:
        _be_sure(options, "What this account kept will be gone: without passphrase and code it could never be opened.")
        passphrase, code = people.new_vault(options.name)
        return (
            f"passphrase: {passphrase}\nrecovery code: {code}\nShown once. They should change the passphrase at once."
        )

    def reopen(options: argparse.Namespace) -> str:
        people.reopen(options.name)
        return f"{options.name} can try again."

    return {"reopen": reopen, "disable": set_active, "enable": set_active, "delete": delete, "new-vault": new_vault}


def _be_sure(options: argparse.Namespace, what: str) -> None:
    if options.yes:
        return
    print(f"{what} Type the name again to go on: ", end="", file=sys.stderr, flush=True)
    if sys.stdin.readline().strip() != options.name:
        raise Trouble("The names differ. Nothing was changed.")
