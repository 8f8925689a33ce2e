"""The commands for whoever runs the server: `backup`, `verify`, `restore`, `doctor` and `accounts`."""

import argparse
import sys
from collections.abc import Callable
from gettext import gettext as _
from pathlib import Path

from middleway.cli.serve import set_up
from middleway.cli.trouble import Trouble


def add_to(commands: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    backup = commands.add_parser("backup", help=_("copy the database, while it is in use, into a new folder"))
    backup.add_argument("folder", type=Path)
    backup.add_argument(
        "--secrets", action="store_true", help=_("copy the secrets instead; keep them in another place")
    )
    backup.set_defaults(run=_told(_backup))

    verify = commands.add_parser("verify", help=_("is a backup whole? Without one: is the database?"))
    verify.add_argument("backup", type=Path, nargs="?")
    verify.set_defaults(run=_told(_verify))

    restore = commands.add_parser("restore", help=_("put a backup back; stop the server first"))
    restore.add_argument("backup", type=Path)
    restore.add_argument("--replace", action="store_true", help=_("move what is there aside first"))
    restore.set_defaults(run=_told(_restore))

    doctor = commands.add_parser("doctor", help=_("look at everything that could cost you more than you expect"))
    doctor.add_argument("--backups", type=Path, help=_("where your backups are"))
    doctor.set_defaults(run=_told(_doctor))

    accounts = commands.add_parser(
        "accounts", help=_("list, disable, enable, reopen, delete; a new empty vault; new secrets")
    )
    accounts.add_argument(
        "what", choices=["list", "disable", "enable", "reopen", "delete", "new-vault", "new-pepper", "new-secrets"]
    )
    accounts.add_argument("name", nargs="?")
    accounts.add_argument("--yes", action="store_true", help=_("do not ask again"))
    accounts.set_defaults(run=_told(_accounts))


def _told(run: Callable[[argparse.Namespace], int]) -> Callable[[argparse.Namespace], int]:
    """Return `run` so that it reads the settings first, and raises Trouble for every refusal."""

    def runs(options: argparse.Namespace) -> int:
        set_up()
        from django.db import DatabaseError  # noqa: PLC0415, TID251 (only a server has one)

        from middleway.web.operations.refused import Refused  # noqa: PLC0415 (needs the settings)

        try:
            return run(options)
        except Refused as error:
            raise Trouble(str(error)) from error
        except DatabaseError as error:
            raise Trouble(
                _("The database cannot be used: {why}.").format(why=str(error).partition("\n")[0]),
                hint=_("middleway doctor looks at what is wrong."),
            ) from error

    return runs


def _backup(options: argparse.Namespace) -> int:
    from middleway.web.operations import backups  # noqa: PLC0415

    print((backups.back_up_secrets if options.secrets else backups.back_up)(options.folder))
    if not options.secrets:
        print(_("The secrets are not in it. Keep them elsewhere: middleway backup --secrets FOLDER"), file=sys.stderr)
    return 0


def _verify(options: argparse.Namespace) -> int:
    from middleway.web.operations import verifying  # noqa: PLC0415

    whole = True
    for what, right in verifying.verify_backup(options.backup) if options.backup else verifying.verify_live():
        print(f"{'ok  ' if right else 'FAIL'} {what}")
        whole = whole and right
    return int(not whole)


def _restore(options: argparse.Namespace) -> int:
    from middleway.web.operations import restoring  # noqa: PLC0415

    print("\n".join(restoring.restore(options.backup, replace=options.replace)))
    return 0


def _doctor(options: argparse.Namespace) -> int:
    from middleway.web.operations import doctor  # noqa: PLC0415

    failed = False
    for state, what in doctor.examined(options.backups):
        print(state.value, what)
        failed = failed or state is doctor.Severity.FAIL
    return int(failed)


def _accounts(options: argparse.Namespace) -> int:
    from middleway.web.operations import people, queries  # noqa: PLC0415

    queries.refuse_unready()
    if options.what == "list":
        for name, active in people.listed():
            print(name if active else _("{name} (disabled)").format(name=name))
    elif options.what == "new-pepper":
        told = _("{file} is written. Each account takes it up at its next sign-in. Back the secrets up again.")
        print(told.format(file=people.new_pepper()))
    elif options.what == "new-secrets":
        made = people.new_secrets()
        told = _("Made anew: {files}. Where a pepper was lost, people sign in once with their recovery code.")
        print(told.format(files=", ".join(made)) if made else _("No secret is missing. Nothing was changed."))
    elif not options.name:
        raise Trouble(_("Whose account?"), hint=f"middleway accounts {options.what} NAME", status=2)
    else:
        people.named(options.name)  # before anything is asked
        _CHANGES[options.what](options)
    return 0


def _disable(options: argparse.Namespace) -> None:
    from middleway.web.operations import people  # noqa: PLC0415

    people.set_active(options.name, active=False)
    print(_("{name} is signed out, and cannot sign in.").format(name=options.name))


def _enable(options: argparse.Namespace) -> None:
    from middleway.web.operations import people  # noqa: PLC0415

    people.set_active(options.name, active=True)
    print(_("{name} can sign in.").format(name=options.name))


def _reopen(options: argparse.Namespace) -> None:
    from middleway.web.operations import people  # noqa: PLC0415

    people.reopen(options.name)
    print(_("{name} can try again.").format(name=options.name))


def _delete(options: argparse.Namespace) -> None:
    from middleway.web.operations import people  # noqa: PLC0415

    _be_sure(options, _("Everything of this account will be deleted, its keys first."))
    people.delete(options.name)
    told = _("{name} is deleted. Copies in older backups stay sealed; let them age out within 30 days.")
    print(told.format(name=options.name))


def _new_vault(options: argparse.Namespace) -> None:
    from middleway.web.operations import people  # noqa: PLC0415

    _be_sure(options, _("What this account kept will be gone: without passphrase and code it could never be opened."))
    passphrase, code = people.new_vault(options.name)
    print(_("passphrase: {passphrase}").format(passphrase=passphrase))
    print(_("recovery code: {code}").format(code=code))
    print(_("Shown once. They should change the passphrase at once."))


_CHANGES = {"disable": _disable, "enable": _enable, "reopen": _reopen, "delete": _delete, "new-vault": _new_vault}


def _be_sure(options: argparse.Namespace, what: str) -> None:
    if options.yes:
        return
    print(what, _("Type the name again to go on:"), end=" ", file=sys.stderr, flush=True)
    if sys.stdin is None or sys.stdin.readline().strip() != options.name:
        raise Trouble(_("The names differ. Nothing was changed."))
