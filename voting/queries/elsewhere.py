"""Who on a list stands on the roll of another place of the county as well (A-ROLL-13)."""

from collections.abc import Iterable, Iterator
from itertools import islice

from django.db import connection

from elections.models import Election
from voting.models import Roll
from voting.queries.roll import places_elsewhere, rolls_elsewhere, voters_of

LIKE = """
    SELECT sent.id_index, village.name
    FROM unnest(%s::bytea[], %s::text[], %s::date[]) AS sent (id_index, name, birth_date)
    JOIN voting_rollentry AS entry ON entry.name = sent.name AND entry.birth_date = sent.birth_date
        AND entry.id_index <> sent.id_index
    JOIN villages_village AS village ON village.code = entry.village_id
    WHERE entry.roll_id = ANY(%s) AND entry.not_registered = ''
    ORDER BY village.code
"""


def likes_elsewhere(election: Election, people: Iterable[tuple[str, str, str]]) -> Iterator[tuple[str, str]]:
    """Those of the people (blind index in hex, name, birth date) of whose name and birth date somebody else stands on
    another place's roll, each with the name of that place and nothing more.
    """
    rolls = list(rolls_elsewhere(election).values_list("pk", flat=True))
    columns = list(zip(*people, strict=True)) if rolls else []
    if not columns:
        return
    indexes, names, days = columns
    with connection.cursor() as cursor:
        cursor.execute(LIKE, [[bytes.fromhex(i) for i in indexes], list(names), list(days), rolls])
        yield from ((bytes(index).hex(), place) for index, place in cursor.fetchall())


def names_elsewhere(election: Election, roll: Roll, most: int) -> list[str]:
    """The first names of voters on the roll, or on the checked rows, who stand on another place's roll."""
    voters = {bytes(index).hex(): name for index, name in voters_of(roll).values_list("id_index", "name")}
    there = {index for index, _place in places_elsewhere(election, voters)}
    return list(islice((name for index, name in voters.items() if index in there), most))
