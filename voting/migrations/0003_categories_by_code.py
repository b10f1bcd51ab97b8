"""Categories carry the rulebook's own code: the 1 of a village becomes V1, that of a community R1."""

from django.db import migrations

CODED = """
    UPDATE voting_rollentry AS entry SET category = CASE village.kind WHEN 'village' THEN 'V' ELSE 'R' END || entry.category
    FROM villages_village AS village WHERE village.code = entry.village_id AND entry.category ~ '^[0-9]$'
"""
BARE = "UPDATE voting_rollentry SET category = right(category, 1) WHERE category ~ '^[VR][0-9]$'"


class Migration(migrations.Migration):
    dependencies = [("voting", "0002_appeals_proxies_ballots"), ("villages", "0002_registers")]
    operations = [migrations.RunSQL(CODED, BARE)]
