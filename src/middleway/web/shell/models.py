"""What every kind of sealed row has in common."""

import uuid
from typing import ClassVar

from django.db import models

from middleway.web.shell.columns import COARSE, PUBLIC, SEALED, Holds


class SealedRow(models.Model):
    """One thing a person keeps. Its content, exact times included, is one envelope; outside stands only a month."""

    columns: ClassVar[dict[str, Holds]] = {
        "id": PUBLIC, "account": PUBLIC, "revision": PUBLIC, "month": COARSE, "sealed": SEALED
    }  # fmt: skip

    # UUIDv4: an id that tells neither when nor how many.
    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    account = models.ForeignKey("accounts.Account", on_delete=models.CASCADE, related_name="+")
    revision = models.PositiveBigIntegerField(default=0)
    month = models.DateField()
    sealed = models.BinaryField()

    class Meta:
        abstract = True

    def __str__(self) -> str:
        # Never the content: str() ends up in logs and error reports.
        return f"{self._meta.model_name} {self.pk}"
