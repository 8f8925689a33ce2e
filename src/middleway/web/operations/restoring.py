"""Restores a backup: verifies it, brings it up to date, and puts it in place in one step.

What was there before is never overwritten.
"""

import os
from collections.abc import Callable
from gettext import gettext as _
from pathlib import Path

from django.conf import settings
from django.core.management import call_command
from django.db import DatabaseError, connection
from django.db.models import Max

from middleway.web.accounts.models import Session, Slot
from middleway.web.operations import queries, restoring_postgresql, restoring_sqlite, running
from middleway.web.operations.refused import Refused
from middleway.web.operations.verifying import manifest_of, refuse_newer, verify_backup


def restore(backup: Path, *, replace: bool) -> list[str]:
    """Put `backup` in the database's place, and return what was done, in sentences.

    Raises Refused; then nothing was changed.
    """
    manifest = manifest_of(backup)
    if manifest["engine"] != connection.vendor:
        raise Refused(
            _(
                "This backup is of {its}, and this server uses {ours}. Nothing was changed. "
                "Set or leave out MIDDLEWAY_DATABASE_URL."
            ).format(its=manifest["engine"], ours=connection.vendor)
        )
    refuse_newer(manifest)
    for what, right in verify_backup(backup):
        if not right:
            raise Refused(
                _("This backup is damaged ({what}). Nothing was changed. Take another one.").format(what=what)
            )
    place = restoring_sqlite.place if connection.vendor == "sqlite" else restoring_postgresql.place
    told: list[str] = []
    alone = running.alone()
    try:
        done = place(backup, manifest, replace, _up_to_date(told))
    except (OSError, DatabaseError) as error:
        raise Refused(
            _(
                "The backup could not be put in place: {why}. What was there is still there. "
                "Make room, and run this again."
            ).format(why=error)
        ) from error
    finally:
        connection.close()
        os.close(alone)
    return [*done, *told]


def _up_to_date(told: list[str]) -> Callable[[], None]:
    """Return the function that prepares the restored database for use; it adds sentences about that to `told`."""

    def bring() -> None:
        pending = queries.pending_migrations()
        call_command("migrate", verbosity=0, interactive=False)
        if pending:
            told.append(_("Its tables were brought up to this version."))
        # Restoring must not sign in again whoever was signed in when the backup was made.
        Session.objects.all().delete()
        needed = Slot.objects.aggregate(pepper=Max("pepper"))["pepper"] or 1
        if not (settings.SECRETS / f"pepper-{needed}").exists():
            told.append(
                _(
                    "{folder} has no pepper-{number}, so no passphrase opens anything yet. "
                    "Put the secrets folder back from its own backup before you start the server."
                ).format(folder=settings.SECRETS, number=needed)
            )

    return bring
