"""Who may stand, and who of them are related: a whole township against the bare SQL that fetches the same rows."""

from collections.abc import Sequence
from datetime import date
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from accounts.models import User
from candidates.eligibility import Finding
from candidates.models import Candidacy, Statement
from candidates.queries.findings import findings_of
from candidates.queries.relatives import Pair, relatives_among
from elections.models import Cycle
from tests.bench.in_turns import best_of
from tests.cast import at
from tests.overview.county import county_of
from villages.enums import BODY_OF, Post
from villages.models import Cadre, KinTie, PartyMember, Resident
from voting.enums import RollState
from voting.models import Roll

pytestmark = [pytest.mark.bench, pytest.mark.django_db]

VILLAGES, RESIDENTS, CANDIDATES = 19, 40_000, 600
GROUPS, IN_A_HOUSEHOLD, ROUNDS = 10, 4, 9
QUERIES, RATIO = 30, 3
DAY = date(2020, 12, 28)
POSTS = (Post.SECRETARY, Post.PARTY_MEMBER, Post.CHAIR, Post.DEPUTY, Post.MEMBER)


@pytest.fixture
def cycle(township: User) -> Cycle:
    """Nineteen villages; of each four residents of a household the first is the head, the second the spouse."""
    made = county_of(township, villages=VILLAGES, townships=1)[0]
    with connection.cursor() as cursor:
        _people(cursor)
    _candidates(township, made)
    with connection.cursor() as cursor:
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
        cursor.execute("ANALYZE")
    return made


def _people(cursor: Any) -> None:
    cursor.execute(
        "INSERT INTO villages_group (village_id, number)"
        " SELECT code, n FROM villages_village, generate_series(1, %s) AS n",
        [GROUPS],
    )
    cursor.execute(
        "INSERT INTO villages_household (village_id, group_id, number)"
        " SELECT village_id, id, to_char(number, 'FM00') || to_char(n, 'FM0000')"
        " FROM villages_group, generate_series(1, %s) AS n",
        [RESIDENTS // VILLAGES // GROUPS // IN_A_HOUSEHOLD + 1],
    )
    cursor.execute(
        "INSERT INTO villages_resident (village_id, group_id, household_id, name, pinyin, initials, strokes, sex,"
        " birth_date, nation, education, relation, lives_here, registered_here, registered_at, contact, left_why,"
        " id_sealed, id_index, id_last4)"
        " SELECT village_id, group_id, id, '王' || id || n, 'wang', 'w', '4', (ARRAY['M', 'F', 'M', 'F'])[n],"
        " DATE '1960-01-01' + ((id * 37 + n * 4001) %% 14000)::int, '汉族', (ARRAY['高中', '初中', '大专', '本科'])[n],"
        " (ARRAY['户主', '配偶', '子', '女'])[n], true, true, '', '', '', ''::bytea,"
        " decode(substr(md5(id::text || 'x' || n), 1, 32), 'hex'), '0000'"
        " FROM villages_household, generate_series(1, %s) AS n",
        [IN_A_HOUSEHOLD],
    )


def _candidates(by: User, cycle: Cycle) -> None:
    """Heads, and every tenth time the head's own spouse too; each second one is a Party member and sits now."""
    heads: dict[str, list[Resident]] = {}
    for resident in Resident.objects.filter(relation__in=["户主", "配偶"]).order_by("village_id", "pk")[:]:
        heads.setdefault(resident.village_id, []).append(resident)
    elections = list(cycle.elections.select_related("village").order_by("pk"))
    people = [
        (election, resident)
        for election in elections
        for number, resident in enumerate(heads[election.village_id][:62])
        if resident.relation == "户主" or number % 20 == 1
    ][:CANDIDATES]
    Candidacy.objects.bulk_create(
        Candidacy(
            election=election,
            body=BODY_OF[POSTS[number % len(POSTS)]],
            post=POSTS[number % len(POSTS)],
            name=resident.name,
            sex=resident.sex,
            birth_date=resident.birth_date,
            education=resident.education,
            resident=resident,
            votes=9,
            changed_at=at(2020, 12, 24),
            accepted_on=DAY,
        )
        for number, (election, resident) in enumerate(people)
    )
    sitting = people[::2]
    PartyMember.objects.bulk_create(
        PartyMember(village=election.village, resident=resident, joined_on=date(2005, 7, 1))
        for election, resident in sitting
    )
    Cadre.objects.bulk_create(
        Cadre(
            village=election.village,
            resident=resident,
            body="committee",
            post="member",
            since=date(2017, 5, 1),
        )
        for election, resident in sitting
    )
    Statement.objects.bulk_create(
        Statement(
            election=election,
            resident=resident,
            kind="negative_list",
            holds=False,
            office="县联审办",
            stated_on=DAY,
            entered_by=by,
            entered_at=at(2020, 12, 28),
        )
        for election, resident in people
    )
    Roll.objects.bulk_create(
        Roll(
            election=election,
            version=1,
            state=RollState.PUBLISHED,
            digest="0" * 64,
            published_at=at(2020, 12, 20),
        )
        for election in elections
    )
    pairs = zip(people[::10], people[1::10], strict=False)
    KinTie.objects.bulk_create(
        KinTie(first=one, second=other, tie="sibling", proof="户口簿", made_by=by, made_at=at(2020, 12, 1))
        for (_e, one), (_f, other) in pairs
    )


Whole = tuple[dict[int, list[Finding]], dict[int, list[Pair]]]


def whole(cycle: Cycle) -> Whole:
    """Every finding on everybody who stands, and every pair of relatives, of a township."""
    standing = Candidacy.objects.filter(election__cycle=cycle).select_related("resident")
    people, rules = list(standing.prefetch_related("election__village")), cycle.rules
    elections = {person.election_id for person in people}
    among = relatives_among(elections)
    pairs = {election: among.pairs(election, rules) for election in elections}
    return findings_of(people, rules, DAY, among), pairs


def bare(statements: Sequence[str]) -> int:
    """The same rows, fetched and left as they are."""
    fetched = 0
    with connection.cursor() as cursor:
        for statement in statements:
            cursor.execute(statement)
            fetched += len(cursor.fetchall())
    return fetched


def test_a_whole_township_is_judged_in_few_queries_and_little_more_than_the_bare_sql(cycle: Cycle) -> None:
    with CaptureQueriesContext(connection) as queries:
        findings, pairs = whole(cycle)
    statements = [query["sql"] for query in queries]
    floor, spent = best_of(ROUNDS, lambda: bare(statements), lambda: whole(cycle))
    print(
        f"\n{len(statements)} queries, {bare(statements)} rows, bare {floor:.3f} s, whole {spent / floor:.1f}"
    )
    assert Resident.objects.count() >= RESIDENTS
    assert len(findings) == CANDIDATES
    assert all(len(found) > len(cycle.rules.qualification.negative_list) for found in findings.values())
    assert sum(map(len, pairs.values())) > VILLAGES
    assert len(statements) <= QUERIES
    assert spent / floor <= RATIO
