"""Moves the staged rows of an upload onto a draft, within the database."""

from django.db import connection

from accounts.exempt import part_of_an_act
from voting.models import Roll, RollUpload

# Voters are numbered first, by group and then as they stand on the sheet; those not registered follow.
FILL = """
    INSERT INTO voting_rollentry (roll_id, village_id, number, "group", household, name, pinyin, sex, birth_date,
        category, statement, not_registered, evidence, relocation, refusal, id_sealed, id_index, id_last4)
    SELECT %s, %s, row_number() OVER (ORDER BY not_registered <> '', "group", row), "group", household, name, pinyin,
        sex, birth_date, category, statement, not_registered, '{}', '', '', id_sealed, id_index, id_last4
    FROM voting_stagedvoter WHERE upload_id = %s
"""


@part_of_an_act
def fill_draft(roll: Roll, upload: RollUpload) -> None:
    """Put the upload's rows in place of what stood on the draft; inside a transaction that holds the election."""
    with connection.cursor() as cursor:
        cursor.execute("DELETE FROM voting_rollentry WHERE roll_id = %s", [roll.pk])
        cursor.execute(FILL, [roll.pk, roll.election.village_id, upload.pk])
        cursor.execute("DELETE FROM voting_stagedvoter WHERE upload_id = %s", [upload.pk])
