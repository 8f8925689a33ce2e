"""An archive on its way in. Nothing of it is shown before all of it is there."""

import uuid
from typing import ClassVar

from django.db import models

from middleway.web.accounts.models import Account
from middleway.web.columns import PUBLIC, Holds
from middleway.web.imports.content import ImportPartContent
from middleway.web.records.models import OnePerAccount, SealedRow


class Stage(models.TextChoices):
    TAKING = "taking"  # the file is being taken apart; whoever does it knows `file`
    READING = "reading"  # part by part: read for signs, and written where nobody sees it
    LEAVING = "leaving"  # it is being undone
    DONE = "done"  # all of it is there


class Import(OnePerAccount):
    """The import under way, or what the last one brought: one for each account at most.

    `rows`: how many come in. `done`: how many of them are in. `here`: how many were here already, and stay as they are.
    """

    columns: ClassVar[dict[str, Holds]] = dict.fromkeys(("account", "file", "stage", "rows", "done", "here"), PUBLIC)

    account = models.OneToOneField(Account, primary_key=True, on_delete=models.CASCADE, related_name="+")
    file = models.UUIDField(default=uuid.uuid4)
    stage = models.CharField(max_length=10, choices=Stage.choices, default=Stage.TAKING)
    rows = models.PositiveIntegerField(default=0)
    done = models.PositiveIntegerField(default=0)
    here = models.PositiveIntegerField(default=0)

    def __str__(self) -> str:
        return f"import of {self.account_id}"


class Part(SealedRow):
    """A few rows of an archive. Once it is `read`, its rows are in."""

    is_passing = True
    holds = ImportPartContent

    number = models.PositiveIntegerField()
    read = models.BooleanField(default=False)

    columns: ClassVar[dict[str, Holds]] = {**SealedRow.columns, "number": PUBLIC, "read": PUBLIC}

    @classmethod
    def words_in(cls, content: object) -> list[str]:
        return []  # those of its rows are read before they come in
