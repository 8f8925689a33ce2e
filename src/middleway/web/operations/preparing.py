"""What must be in place before the first request: secrets, tables, and a database that keeps what it acknowledges."""

import errno
import os
from gettext import gettext as _

from django.core.management import call_command
from django.db import DatabaseError, connection

from middleway.web import keyfiles
from middleway.web.accounts import actions, ended, throttle
from middleway.web.accounts.models import Account, Slot
from middleway.web.database import NotDurable, refuse_unsafe
from middleway.web.operations import queries, running
from middleway.web.operations.backups import before_migrating, forget_old_copies
from middleway.web.operations.refused import Refused


class NotReady(Exception):
    """Why the server did not start, and what to do."""


def prepare() -> str | None:
    """Check the database's settings, bring its tables up to date, and make what is missing.

    Return the code for the first visit, if one is due. Raises NotReady with a sentence.
    """
    os.umask(0o077)  # files made from here on are for this user alone
    try:
        running.say_so()
        refuse_unsafe(connection)
        newer = set(queries.applied_migrations()) - set(queries.known_migrations())
        if newer:
            raise NotReady(
                _(
                    "This database was written by a newer Middleway. "
                    "Start that version, or restore a backup of this one. Nothing was changed."
                )
            )
        if queries.pending_migrations():
            before_migrating()
            call_command("migrate", verbosity=0, interactive=False)
        used = set(Slot.objects.filter(kind="passphrase").values_list("pepper", flat=True))
        keyfiles.make_missing(fresh=not Account.objects.exists(), needed=used or {1})
        ended.make_folder()
        throttle.forget_old()
        forget_old_copies()
        return actions.new_claim_code()
    except (Refused, NotDurable, keyfiles.KeysMissing) as error:
        raise NotReady(str(error)) from error
    except OSError as error:
        raise NotReady(
            _("{file} cannot be used: {why}. {next}").format(
                file=error.filename or _("A file"), why=error.strerror, next=_next(error.errno)
            )
        ) from error
    except DatabaseError as error:
        raise NotReady(
            _("The database cannot be used: {why}. {next}").format(why=str(error).partition("\n")[0], next=_next(None))
        ) from error
    finally:
        connection.close()


def _next(number: int | None) -> str:
    """Return what to do about an error of the operating system (`number`), or of the database (None)."""
    if number in {errno.EACCES, errno.EPERM}:
        return _(
            "Start the server as the user that owns its folders, or set MIDDLEWAY_DATA and MIDDLEWAY_SECRETS to others."
        )
    if number in {errno.EEXIST, errno.ENOTDIR, errno.EROFS}:
        return _("Set MIDDLEWAY_DATA and MIDDLEWAY_SECRETS to folders that can be written to.")
    return _(
        "Look whether its disk is full or read-only, and whether its folder belongs to the user that the server "
        "runs as; then start it again."
    )
