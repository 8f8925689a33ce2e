from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("accounts", "0002_notices")]

    operations = [
        migrations.AddField("account", "zone", models.BinaryField(blank=True, default=b"")),
    ]
