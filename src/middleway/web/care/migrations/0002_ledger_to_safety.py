"""The ledger goes to `safety`: its table gets another name, and nothing in it changes."""

from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [
        ("care", "0001_initial"),
    ]

    operations = [
        migrations.SeparateDatabaseAndState(
            database_operations=[migrations.AlterModelTable("Ledger", "safety_ledger")],
            state_operations=[migrations.DeleteModel("Ledger")],
        ),
    ]
