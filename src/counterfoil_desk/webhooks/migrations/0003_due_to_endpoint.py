"""What is due to one receiver is found by an index, however much waits for others."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = (("webhooks", "0002_row_security"),)
    operations = (
        migrations.AddIndex(
            "delivery",
            models.Index(
                models.F("endpoint"),
                models.F("next_try_at"),
                models.F("id"),
                condition=models.Q(("state", "waiting")),
                name="delivery_due_to_endpoint",
            ),
        ),
    )
