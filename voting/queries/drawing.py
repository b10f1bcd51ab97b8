"""The household register as the roll would be drawn up from it, compared with the list as it stands."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db import connection
from django.utils.timezone import localtime

from elections.models import Election
from villages.models import Resident
from voting.enums import Ground
from voting.evidence import at_home, away, categories_of, residence_of, youngest_voter
from voting.models import Roll
from voting.queries.roll import latest_roll, places_elsewhere

SHOWN = 50
NO_APPLICATION = "户籍不在本地，未申请参加选举"
# What stands on the poster for each ground; Chinese, as the poster is.
REASONS = {
    Ground.RIGHTS: "依法被剥夺政治权利",
    Ground.ELSEWHERE: "已在别处登记",
    Ground.INCAPABLE: "不能行使选举权利",
    Ground.NO_STATEMENT: "不在本地居住，未表示参加选举",
    Ground.UNREACHABLE: "多方联系未果",
    Ground.NOT_AGREED: "会议未同意参加选举",
    Ground.TOO_SHORT: "居住时间不足",
}

# Everybody in the register who is of age, with the ground on which somebody is not registered ('' for voters).
WANTED = """
    WITH elsewhere AS (
        SELECT id_index, min(place) AS place
        FROM unnest(%(taken)s::bytea[], %(places)s::text[]) AS taken (id_index, place) GROUP BY id_index
    ), judged AS (
        SELECT r.id, g.number AS "group", h.number AS household, r.name, r.pinyin, r.sex, r.birth_date,
            r.id_sealed, r.id_index, r.id_last4, r.residence_since, e.place,
            CASE WHEN e.place IS NOT NULL THEN 'elsewhere'
                WHEN NOT r.registered_here AND r.residence_since > %(latest)s THEN 'too_short'
                WHEN NOT r.registered_here THEN 'other'
                WHEN r.lives_here OR %(away)s = '' THEN ''
                ELSE 'no_statement' END AS refusal
        FROM villages_resident r
        JOIN villages_group g ON g.id = r.group_id
        JOIN villages_household h ON h.id = r.household_id
        LEFT JOIN elsewhere e ON e.id_index = r.id_index
        WHERE r.village_id = %(village)s AND r.left_on IS NULL AND r.birth_date <= %(born_by)s
    ), wanted AS (
        SELECT judged.*,
            CASE WHEN refusal = '' THEN %(home)s ELSE '' END AS category,
            CASE WHEN refusal = 'elsewhere' THEN left('已在' || place || '登记', 100)
                ELSE coalesce(%(reasons)s::jsonb ->> refusal, '') END AS not_registered,
            jsonb_build_object('drawn', true)
                || CASE WHEN refusal = 'no_statement' THEN '{"contacts": []}' ELSE '{}' END::jsonb
                || CASE WHEN refusal = 'elsewhere' THEN jsonb_build_object('elsewhere',
                    jsonb_build_object('place', place)) ELSE '{}'::jsonb END
                || CASE WHEN refusal IN ('too_short', 'other') AND residence_since IS NOT NULL
                    THEN jsonb_build_object('one_year', jsonb_build_object('since', residence_since))
                    ELSE '{}'::jsonb END AS evidence
        FROM judged
    )
"""
# Of a person on the list: whether the register says otherwise.
DIFFERS = """
    (e."group", e.household, e.name, e.sex, e.birth_date) IS DISTINCT FROM
        (w."group", w.household, w.name, w.sex, w.birth_date)
    OR (e.evidence ? 'drawn' AND (e.category, e.refusal, e.not_registered) IS DISTINCT FROM
        (w.category, w.refusal, w.not_registered))
"""
# Who is on the list and in the register, and left it or is not of age on the election day any more.
GONE = """
    e.id IN (
        SELECT x.id FROM voting_rollentry x JOIN villages_resident r
            ON r.village_id = %(village)s AND r.id_index = x.id_index
        WHERE x.roll_id = %(roll)s AND (r.left_on IS NOT NULL OR r.birth_date > %(born_by)s)
    )
"""
NEW = "".join(
    (
        WANTED,
        """
    SELECT w.refusal, w.name, w."group", w.birth_date FROM wanted w
    WHERE NOT EXISTS (SELECT FROM voting_rollentry e WHERE e.roll_id = %(roll)s AND e.id_index = w.id_index)
    ORDER BY w."group", length(w.household), w.household, w.id
""",
    )
)
CHANGED = "".join(
    (
        WANTED,
        """
    SELECT e.evidence ? 'drawn', e.name, e."group", e.refusal, w.name, w."group", w.refusal
    FROM voting_rollentry e JOIN wanted w ON w.id_index = e.id_index
    WHERE e.roll_id = %(roll)s AND (
""",
        DIFFERS,
        ") ORDER BY e.number",
    )
)
LEAVING = "".join(
    (
        """
    SELECT e.name, e."group", e.birth_date FROM voting_rollentry e WHERE e.roll_id = %(roll)s AND
""",
        GONE,
        "ORDER BY e.number",
    )
)


@dataclass(frozen=True)
class Drawn:
    """A person whom the register brings onto the list; `ground` is why as not registered, "" for a voter."""

    ground: str
    name: str
    group: int
    birth_date: date


@dataclass(frozen=True)
class Redrawn:
    """A person on the list of whom the register says otherwise. What an officer decided is kept (`kept`)."""

    name: str
    group: int
    ground: str
    name_now: str
    group_now: int
    ground_now: str


@dataclass(frozen=True)
class Gone:
    name: str
    group: int
    birth_date: date


@dataclass(frozen=True)
class Drawing:
    """What drawing the roll up would do to the list as it stands (`base`; None before there is one)."""

    base: Roll | None
    residents: int
    minors: int
    new: Sequence[Drawn]
    changed: Sequence[Redrawn]
    kept: Sequence[Redrawn]
    gone: Sequence[Gone]

    @property
    def voters(self) -> int:
        """How many of the new ones are voters."""
        return sum(not person.ground for person in self.new)

    @property
    def grounds(self) -> dict[str, int]:
        """How many of the new ones are listed as not registered, by ground."""
        found = {ground.value: 0 for ground in Ground}
        for person in self.new:
            if person.ground:
                found[person.ground] += 1
        return {ground: n for ground, n in found.items() if n}

    @property
    def nothing(self) -> bool:
        return not (self.new or self.changed or self.gone)


def drawing_of(election: Election, now: datetime) -> Drawing:
    """The preview of drawing the roll up, in six queries. The election must have a day."""
    base = latest_roll(election)
    facts = facts_of(election, base, now)
    differing = [(bool(drawn), Redrawn(*rest)) for drawn, *rest in _rows(CHANGED, facts)]
    here = Resident.objects.filter(village=election.village_id, left_on=None)
    return Drawing(
        base=base,
        residents=here.count(),
        minors=here.filter(birth_date__gt=facts["born_by"]).count(),
        new=[Drawn(*row) for row in _rows(NEW, facts)],
        changed=[person for drawn, person in differing if drawn],
        kept=[person for drawn, person in differing if not drawn],
        gone=[Gone(*row) for row in _rows(LEAVING, facts)],
    )


def facts_of(election: Election, roll: Roll | None, now: datetime) -> dict[str, Any]:
    """What the register is judged by, as the statements above name it."""
    rules, day = election.cycle.rules, election.election_day
    assert day is not None  # the gate refuses without one
    kinds = categories_of(rules, election.village.kind)
    home, elsewhere = at_home(kinds), away(kinds)
    residence = residence_of(rules, day, election.registration_day or localtime(now).date())
    taken = places_elsewhere(election, _indexes(election.village_id))
    words = {ground.value: words for ground, words in REASONS.items()}
    return {
        "roll": roll.pk if roll else None,
        "village": election.village_id,
        "born_by": youngest_voter(rules, day),
        "latest": residence.latest if residence else date.max,
        "home": home.code if home else "",
        "away": elsewhere.code if elsewhere else "",
        "taken": [bytes.fromhex(index) for index, _place in taken],
        "places": [place for _index, place in taken],
        "reasons": connection.ops.adapt_json_value(words | {"other": NO_APPLICATION}, None),
    }


def _indexes(village: str) -> Iterator[str]:
    here = Resident.objects.filter(village=village, left_on=None)
    return (bytes(index).hex() for index in here.values_list("id_index", flat=True))


def _rows(statement: str, facts: dict[str, Any]) -> list[tuple[Any, ...]]:
    with connection.cursor() as cursor:
        cursor.execute(statement, facts)
        return list(cursor.fetchall())
