"""Faults have the shape that every kind of sheet shares; a staged row has room for the rulebook's code."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("voting", "0003_categories_by_code")]
    operations = [
        migrations.AlterField("stagedvoter", "category", models.CharField(blank=True, max_length=20)),
        migrations.AlterField(
            "uploadfault", "code", models.CharField(help_text="Code of the kind of fault", max_length=40)
        ),
    ]
