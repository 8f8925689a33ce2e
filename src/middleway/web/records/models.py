"""What all kinds of sealed rows have in common."""

import uuid
from hashlib import sha256
from typing import Any, ClassVar, Self

from django.db import models

from middleway.web.columns import COARSE, PUBLIC, SEALED, Holds
from middleway.web.records import schema
from middleway.web.records.content import Content


def derived_id(kind: str, owner: uuid.UUID, given: uuid.UUID) -> uuid.UUID:
    """Return the owner's own id for one given from outside. It is always the same, and differs for every owner.

    So an id that comes from a page or an archive never reveals whether somebody else has a row with it.
    """
    return uuid.UUID(bytes=sha256(kind.encode() + owner.bytes + given.bytes).digest()[:16], version=4)


class OnePerAccount(models.Model):
    """A row of which each account has one at most, and in which nothing is sealed."""

    class Meta:
        abstract = True

    @classmethod
    def of(cls, owner: uuid.UUID, *, locked: bool = False) -> Self | None:
        """Return an account's row; `locked` until the transaction ends."""
        rows = cls._default_manager.filter(account=owner)
        return (rows.select_for_update() if locked else rows).first()


class Shown(models.Manager["SealedRow"]):
    """Leaves out hidden rows (`arriving.py`): those have revision 0, and are sealed as revision 1."""

    def get_queryset(self) -> models.QuerySet["SealedRow"]:
        return super().get_queryset().filter(revision__gt=0)


class SealedRow(models.Model):
    """One thing that a person keeps. Its content, with exact times, is one envelope; outside stands only the month."""

    columns: ClassVar[dict[str, Holds]] = {
        "id": PUBLIC,
        "account": PUBLIC,
        "revision": PUBLIC,
        "month": COARSE,
        "sealed": SEALED,
    }

    # Passing rows only hold work under way: they are in no list, export or search.
    is_passing: ClassVar[bool] = False
    # Drafts are words on their way themselves: no form is about one, so nothing typed into a form goes with it.
    has_forms: ClassVar[bool] = True
    # What a row of this kind holds; a kind that does not say so fails to start (checks.py).
    holds: ClassVar[type[Content]]
    # Its name in envelopes and archives, if that is not the model's label: a model may move, but what was sealed stays.
    table: ClassVar[str] = ""
    # UUIDv4: the id reveals neither when a row was made nor how many there are.
    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    account = models.ForeignKey("accounts.Account", on_delete=models.CASCADE, related_name="+")
    revision = models.PositiveBigIntegerField(default=0)
    month = models.DateField()
    sealed = models.BinaryField()

    objects: ClassVar[models.Manager[Any]] = Shown()
    with_hidden: ClassVar[models.Manager[Any]] = models.Manager()

    class Meta:
        abstract = True

    def __str__(self) -> str:
        # Never the content: str() ends up in logs and error reports.
        return f"{self._meta.model_name} {self.pk}"

    @classmethod
    def table_name(cls) -> str:
        """Return what the kind is called in envelopes and archives."""
        return cls.table or cls._meta.label_lower

    @classmethod
    def words_in(cls, content: object) -> list[str]:
        """Return every text in a row's content that is in the owner's own words."""
        return schema.words(cls.holds, content)
