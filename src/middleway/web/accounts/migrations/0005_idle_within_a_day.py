from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("accounts", "0004_budgets")]

    operations = [
        migrations.RemoveConstraint(model_name="account", name="idle_within_15_minutes"),
        migrations.AddConstraint(
            model_name="account",
            constraint=models.CheckConstraint(
                condition=models.Q(("idle_minutes__range", (2, 1440))), name="idle_within_a_day"
            ),
        ),
    ]
