from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("accounts", "0003_zone")]

    operations = [
        migrations.AddField(model_name="budget", name="cheap", field=models.BooleanField(default=False)),
        migrations.AddField(
            model_name="budget", name="last", field=models.PositiveIntegerField(db_index=True, default=0)
        ),
        migrations.AddField(model_name="budget", name="besieged", field=models.DateField(null=True)),
    ]
