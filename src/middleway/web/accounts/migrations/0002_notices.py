"""Notices hold more, and tell less: all of it sealed, a month outside."""

import json
from typing import Any
from uuid import UUID

from django.db import migrations, models

from middleway.vault import Context, seal_with_key
from middleway.web import keyfiles

_NOWHERE = UUID(int=0)


def seal(apps: Any, schema_editor: Any) -> None:
    for row in apps.get_model("accounts", "Notice").objects.iterator():
        content = {"what": row.what, "day": row.day.isoformat(), "browser": ["", ""], "times": 1}
        at = Context(_NOWHERE, "notice", row.account_id, row.account_id, "content", 1, 1)
        row.month = row.day.replace(day=1)
        row.sealed = seal_with_key(keyfiles.instance_key(), json.dumps(content).encode().ljust(256), at)
        row.save()


class Migration(migrations.Migration):
    dependencies = [("accounts", "0001_initial")]

    operations = [
        migrations.AddField("notice", "month", models.DateField(null=True)),
        migrations.AddField("notice", "seen", models.BooleanField(default=False)),
        migrations.AddField("notice", "sealed", models.BinaryField(default=b"")),
        migrations.RunPython(seal, migrations.RunPython.noop),
        migrations.RemoveField("notice", "what"),
        migrations.RemoveField("notice", "day"),
        migrations.AlterField("notice", "month", models.DateField()),
        migrations.AlterField("notice", "sealed", models.BinaryField()),
    ]
