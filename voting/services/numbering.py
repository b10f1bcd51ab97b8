"""The numbers of a draft: by group before the first publication; after it everybody keeps the number of the card."""

from django.db import connection

from accounts.exempt import part_of_an_act
from voting.models import Roll, RollEntry

APART = 1_000_000
# Voters first, by group, households together in the order in which they came; those not registered follow.
SETTLE = """
    UPDATE voting_rollentry e SET number = placed.number FROM (
        SELECT id, row_number() OVER (ORDER BY not_registered <> '', "group", household_first, before) AS number
        FROM (
            SELECT id, not_registered, "group", number AS before,
                min(number) OVER (
                    PARTITION BY "group", CASE WHEN household = '' THEN id::text ELSE household END
                ) AS household_first
            FROM voting_rollentry WHERE roll_id = %s
        ) AS listed
    ) AS placed WHERE placed.id = e.id
"""
# Who stood on a published version has the number of the last one; the others come after all numbers ever given out.
KEEP = """
    WITH known AS (
        SELECT DISTINCT ON (before.id_index) before.id_index, before.number
        FROM voting_rollentry before JOIN voting_roll version ON version.id = before.roll_id
        WHERE version.election_id = %(election)s AND version.published_at IS NOT NULL
        ORDER BY before.id_index, version.version DESC
    ), highest AS (
        SELECT max(given.number) AS number
        FROM voting_rollentry given JOIN voting_roll version ON version.id = given.roll_id
        WHERE version.election_id = %(election)s AND version.published_at IS NOT NULL
    )
    UPDATE voting_rollentry e SET number = placed.number FROM (
        SELECT here.id, coalesce(
            known.number,
            highest.number + row_number() OVER (PARTITION BY known.number IS NULL ORDER BY here.number)
        ) AS number
        FROM voting_rollentry here CROSS JOIN highest LEFT JOIN known ON known.id_index = here.id_index
        WHERE here.roll_id = %(roll)s
    ) AS placed WHERE placed.id = e.id
"""


@part_of_an_act
def keep_numbers(roll: Roll) -> None:
    """Give back the numbers of the cards to a draft that came from a sheet; inside a transaction that holds the
    election. Nothing changes before a version was published.
    """
    if not roll.election.rolls.filter(published_at__isnull=False).exists():
        return
    with connection.cursor() as cursor:
        cursor.execute(
            "UPDATE voting_rollentry SET number = number + %s WHERE roll_id = %s", [APART, roll.pk]
        )
        cursor.execute(KEEP, {"election": roll.election_id, "roll": roll.pk})


@part_of_an_act
def settle_numbers(roll: Roll) -> None:
    """Number a draft anew, unless a version was published before it; inside a transaction that holds the election."""
    if roll.election.rolls.filter(published_at__isnull=False).exists():
        return
    with connection.cursor() as cursor:
        cursor.execute(
            "UPDATE voting_rollentry SET number = number + %s WHERE roll_id = %s", [APART, roll.pk]
        )
        cursor.execute(SETTLE, [roll.pk])


def next_number(roll: Roll) -> int:
    """The next free number of a draft: no number is given out twice, not even that of somebody taken off."""
    known = RollEntry.objects.filter(roll__election=roll.election).exclude(roll__published_at=None)
    highest = [
        entries.order_by("-number").values_list("number", flat=True).first() or 0
        for entries in (roll.entries.all(), known)
    ]
    return max(highest) + 1
