"""The checked rows of a sheet stand on a staged roll until they are taken over, instead of in a table of their own."""

import django.db.models.deletion
from django.db import migrations, models
from django.db.models import Q

# Rows checked before are not carried over: their uploads are put away, to be sent in again.
PUT_AWAY = "UPDATE voting_rollupload SET state = 'discarded' WHERE state = 'ready'"
STATES = [
    ("staged", "Checked, not taken over"),
    ("draft", "Draft"),
    ("published", "Published"),
    ("replaced", "Replaced by a later version"),
]
UNPUBLISHED = ["staged", "draft"]


class Migration(migrations.Migration):
    dependencies = [("voting", "0004_faults_of_any_sheet")]
    operations = [
        migrations.RunSQL(PUT_AWAY, migrations.RunSQL.noop),
        migrations.DeleteModel("StagedVoter"),
        migrations.RemoveConstraint("roll", "roll_version_once"),
        migrations.RemoveConstraint("roll", "roll_published_is_frozen"),
        migrations.AlterField("roll", "state", models.CharField(choices=STATES, default="draft", max_length=10)),
        migrations.AddConstraint(
            "roll",
            models.UniqueConstraint(
                fields=["election", "version"], condition=~Q(state="staged"), name="roll_version_once"
            ),
        ),
        migrations.AddConstraint(
            "roll",
            models.CheckConstraint(
                condition=Q(state__in=UNPUBLISHED, published_at=None, digest="")
                | (~Q(state__in=UNPUBLISHED) & Q(published_at__isnull=False) & ~Q(digest="")),
                name="roll_published_is_frozen",
            ),
        ),
        migrations.AddField(
            "rollentry",
            "row",
            models.PositiveIntegerField(
                blank=True, null=True, help_text="Row of the sheet the person came with"
            ),
        ),
        migrations.AddField(
            "rollupload",
            "staged",
            models.OneToOneField(
                blank=True,
                null=True,
                help_text="The checked rows, until they are taken over",
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="voting.roll",
            ),
        ),
        migrations.AddConstraint(
            "rollupload",
            models.CheckConstraint(
                condition=Q(staged=None) | Q(state__in=["checking", "ready"]),
                name="roll_upload_staged_is_ready",
            ),
        ),
    ]
