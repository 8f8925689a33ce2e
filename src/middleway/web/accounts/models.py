"""Accounts, and what opens them. Nothing here names a person but the name they sign in with."""

import uuid
from importlib import import_module
from typing import ClassVar

from django.conf import settings
from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.contrib.sessions.base_session import AbstractBaseSession
from django.db import models

from middleway.web.columns import COARSE, PUBLIC, SEALED, Holds


class Server(models.Model):
    """This server: one row. `claim` is the digest of the code for the first visit, and empty once that was used."""

    columns: ClassVar[dict[str, Holds]] = {"number": PUBLIC, "instance": PUBLIC, "operator": PUBLIC, "claim": PUBLIC}

    number = models.PositiveSmallIntegerField(primary_key=True, default=1)
    instance = models.UUIDField(default=uuid.uuid4, editable=False)
    operator = models.CharField(max_length=80, blank=True)
    claim = models.BinaryField(blank=True, default=b"")

    class Meta:
        constraints = (models.CheckConstraint(condition=models.Q(number=1), name="one_server"),)

    def __str__(self) -> str:
        return "this server"


class Account(AbstractBaseUser):
    """One person's account and the record of their vault (docs/spec/sealed-v1.md §5)."""

    columns: ClassVar[dict[str, Holds]] = {
        "id": PUBLIC,
        "username": PUBLIC,
        "password": PUBLIC,
        "is_active": PUBLIC,
        "idle_minutes": PUBLIC,
        "epoch": PUBLIC,
        "first_epoch": PUBLIC,
        "public_key": PUBLIC,
        "private_key": SEALED,
        "previous": SEALED,
        "manifest": SEALED,
        "manifest_count": PUBLIC,
        "zone": SEALED,
    }
    USERNAME_FIELD = "username"

    last_login = None  # a diary of use, which nobody needs
    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    username = models.CharField(max_length=40, unique=True)
    is_active = models.BooleanField(default=True)
    idle_minutes = models.PositiveSmallIntegerField(default=15)
    epoch = models.PositiveBigIntegerField(default=1)
    first_epoch = models.PositiveBigIntegerField(default=1)
    public_key = models.BinaryField()
    private_key = models.BinaryField()
    previous = models.BinaryField(blank=True, default=b"")
    manifest = models.BinaryField(blank=True, default=b"")
    manifest_count = models.PositiveBigIntegerField(default=0)
    zone = models.BinaryField(blank=True, default=b"")  # zones.py

    objects = BaseUserManager()

    class Meta:
        constraints = (
            models.CheckConstraint(condition=models.Q(first_epoch__lte=models.F("epoch")), name="first_epoch_first"),
            models.CheckConstraint(condition=models.Q(idle_minutes__range=(2, 24 * 60)), name="idle_within_a_day"),
        )

    def __str__(self) -> str:
        return f"account {self.pk}"


class Slot(models.Model):
    """One way to open a vault: a passphrase, or a recovery code."""

    columns: ClassVar[dict[str, Holds]] = {
        "id": PUBLIC,
        "account": PUBLIC,
        "kind": PUBLIC,
        "verifier": PUBLIC,
        "sealed": SEALED,
        "salt": PUBLIC,
        "memory": PUBLIC,
        "passes": PUBLIC,
        "lanes": PUBLIC,
        "pepper": PUBLIC,
    }

    account = models.ForeignKey(Account, on_delete=models.CASCADE, related_name="slots")
    kind = models.CharField(max_length=10, choices=[("passphrase", "passphrase"), ("recovery", "recovery")])
    verifier = models.BinaryField()
    sealed = models.BinaryField()
    salt = models.BinaryField(blank=True, default=b"")
    memory = models.PositiveIntegerField(default=0)
    passes = models.PositiveSmallIntegerField(default=0)
    lanes = models.PositiveSmallIntegerField(default=0)
    pepper = models.PositiveIntegerField(default=0)

    class Meta:
        constraints = (models.UniqueConstraint(fields=["account", "kind"], name="one_slot_of_a_kind"),)

    def __str__(self) -> str:
        return f"{self.kind} slot of {self.account_id}"


class Session(AbstractBaseSession):
    """A signed-in browser. `session_data` is sealed under the instance key.

    In it, the vault's key is sealed under a secret that only the cookie holds.
    """

    columns: ClassVar[dict[str, Holds]] = {
        "session_key": PUBLIC,
        "session_data": SEALED,
        "expire_date": COARSE,
        "account": PUBLIC,
    }

    account = models.ForeignKey(Account, on_delete=models.CASCADE, null=True, related_name="sessions")

    @classmethod
    def get_session_store_class(cls) -> type:
        store: type = import_module(settings.SESSION_ENGINE).SessionStore  # it needs this module
        return store


class Budget(models.Model):
    """Wrong guesses at one door under one name, whether or not that name exists. `door` is a keyed digest of both."""

    columns: ClassVar[dict[str, Holds]] = {
        "door": PUBLIC,
        "cheap": PUBLIC,
        "in_a_row": PUBLIC,
        "minutes": COARSE,
        "last": COARSE,
        "besieged": COARSE,
    }

    door = models.CharField(max_length=64, primary_key=True)
    cheap = models.BooleanField(default=False)  # a try needs no derivation; where rows are too many, these go first
    in_a_row = models.PositiveIntegerField(default=0)
    minutes = models.JSONField(default=list)  # of the last day's guesses, since 1970, rounded up
    last = models.PositiveIntegerField(default=0, db_index=True)  # the minute of the last guess
    besieged = models.DateField(null=True)  # the last day on which many guessed here

    def __str__(self) -> str:
        return f"budget {self.door[:8]}"


class Browser(models.Model):
    """A browser that its owner asked to remember, so that a stranger's wrong guesses do not lock it out."""

    columns: ClassVar[dict[str, Holds]] = {"id": PUBLIC, "account": PUBLIC, "secret": PUBLIC, "day": COARSE}

    account = models.ForeignKey(Account, on_delete=models.CASCADE, related_name="browsers")
    secret = models.BinaryField()  # digest of the cookie
    day = models.DateField()

    def __str__(self) -> str:
        return f"browser of {self.account_id}"


class Notice(models.Model):
    """Something that happened with an account, told inside to its owner for 30 days (`notices.py`). `seen`: by them."""

    columns: ClassVar[dict[str, Holds]] = {
        "id": PUBLIC,
        "account": PUBLIC,
        "month": COARSE,
        "seen": PUBLIC,
        "sealed": SEALED,
    }

    account = models.ForeignKey(Account, on_delete=models.CASCADE, related_name="notices")
    month = models.DateField()
    seen = models.BooleanField(default=False)
    sealed = models.BinaryField()

    def __str__(self) -> str:
        return f"notice to {self.account_id}"
