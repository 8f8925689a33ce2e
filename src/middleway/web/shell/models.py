"""What every kind of sealed row has in common."""

import uuid
from hashlib import sha256
from typing import Any, ClassVar

from django.db import models

from middleway.web.shell.columns import COARSE, PUBLIC, SEALED, Holds


def derived_id(kind: str, owner: uuid.UUID, given: uuid.UUID) -> uuid.UUID:
    """Return an id of the owner's own for one that was given: always the same, and free whoever has the given one.

    So an id from outside, of a page or of an archive, never tells whether somebody else has it.
    """
    return uuid.UUID(bytes=sha256(kind.encode() + owner.bytes + given.bytes).digest()[:16], version=4)


class Shown(models.Manager["SealedRow"]):
    """Leaves out what is on its way in: a row with revision 0 is sealed as its first revision, and not there yet (`arriving.py`)."""

    def get_queryset(self) -> models.QuerySet["SealedRow"]:
        return super().get_queryset().filter(revision__gt=0)


class SealedRow(models.Model):
    """One thing a person keeps. Its content, exact times included, is one envelope; outside stands only a month."""

    columns: ClassVar[dict[str, Holds]] = {
        "id": PUBLIC,
        "account": PUBLIC,
        "revision": PUBLIC,
        "month": COARSE,
        "sealed": SEALED,
    }

    # Rows of work under way, which nobody keeps: in no list, no export, no search.
    is_passing: ClassVar[bool] = False
    # UUIDv4: an id that tells neither when nor how many.
    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    account = models.ForeignKey("accounts.Account", on_delete=models.CASCADE, related_name="+")
    revision = models.PositiveBigIntegerField(default=0)
    month = models.DateField()
    sealed = models.BinaryField()

    objects: ClassVar[models.Manager[Any]] = Shown()
    every: ClassVar[models.Manager[Any]] = models.Manager()

    class Meta:
        abstract = True

    def __str__(self) -> str:
        # Never the content: str() ends up in logs and error reports.
        return f"{self._meta.model_name} {self.pk}"

    @staticmethod
    def words_in(content: dict[str, Any]) -> list[str]:
        """Return every text in a row's content that its owner wrote in their own words; each kind says it for itself."""
        raise NotImplementedError

    @staticmethod
    def is_brief(content: dict[str, Any]) -> bool:
        """Whether its texts are a few words each, without what stands around them: what they sound like is asked about, and decides nothing
        but a crisis.
        """
        return False

    @staticmethod
    def is_over(content: dict[str, Any]) -> bool:
        """Whether its time is over: it is shown nowhere and taken along nowhere, and is about to be deleted."""
        return False
