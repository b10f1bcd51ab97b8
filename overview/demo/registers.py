"""Party members and the sitting committees of a demo village."""

from datetime import date
from random import Random
from typing import Any

from accounts.models import User
from elections.services.party_organisation import (
    Setup,
    add_branch,
    name_branch_secretary,
    set_up_organisation,
)
from overview.rehearsal.timetable import moment
from villages.enums import AuditState, Body, Grade, OrganisationKind, Post, Tie
from villages.models import Appraisal, Audit, Cadre, PartyMember, PartyOrganisation, Resident, Village
from villages.services.kinship import add_tie
from villages.services.party import (
    add_cadres,
    add_party_members,
    add_records,
)

SINCE, TERM = date(2017, 3, 1), "第十届"
MARRIAGEABLE = (date(1975, 1, 1), date(1996, 12, 31))
OLDEST, YOUNGEST = date(1960, 1, 1), date(1985, 12, 31)
POSTS = (
    (Body.PARTY, Post.SECRETARY),
    (Body.PARTY, Post.PARTY_DEPUTY),
    (Body.PARTY, Post.PARTY_MEMBER),
    (Body.COMMITTEE, Post.CHAIR),
    (Body.COMMITTEE, Post.DEPUTY),
    (Body.COMMITTEE, Post.MEMBER),
)
ONE_MEMBER_IN = 35


BEFORE = moment(date(2020, 10, 8), 9)
EARLIER = (date(2014, 3, 1), date(2017, 2, 28), "第九届")
GENERAL_BRANCH_FROM, MEMBERS_OF_A_BRANCH = 50, 25
YEARS = (2018, 2019)
GRADES = (Grade.EXCELLENT, Grade.COMPETENT, Grade.COMPETENT, Grade.BASIC)
FINDINGS = ("白条入账1200元", "村道工程款未及时结算", "集体山林承包合同未归档")


def add_party_and_cadres(village: Village, random: Random, by: User) -> None:
    """About one resident in 35 is in the Party; six of the members hold the posts of the sitting term."""
    fit = Resident.objects.filter(village=village, birth_date__gte=OLDEST, birth_date__lte=YOUNGEST)
    people = list(fit.order_by("pk"))
    chosen = random.sample(people, min(len(people), max(len(POSTS), village.population // ONE_MEMBER_IN)))
    branches, apart = _organisation(village, len(chosen), by), Random(int(village.pk))
    add_party_members(
        PartyMember(
            village=village,
            resident=person,
            joined_on=date(random.randint(1990, 2019), random.randint(1, 12), 1),
            organisation=branches[at % len(branches)] if branches else None,
            **_whereabouts(apart),
        )
        for at, person in enumerate(chosen)
    )
    add_cadres(
        Cadre(village=village, resident=person, body=body, post=post, since=SINCE, term=TERM)
        for person, (body, post) in zip(chosen, POSTS, strict=False)
    )
    members = list(PartyMember.objects.filter(village=village).order_by("pk"))
    for branch, head in zip(branches, members[1:], strict=False):
        name_branch_secretary(by=by, branch=branch, member=head, reason="", now=BEFORE)
    _records(village, members, apart)


def _whereabouts(random: Random) -> dict[str, Any]:
    """One member in six is away, one in twelve on probation."""
    away = random.random() < 1 / 6
    contact = random.choice(("广东东莞，微信联系", "浙江义乌，家属转告", "长沙，每月电话联系"))
    return {"probationary": random.random() < 1 / 12, "away": away, "contact": contact if away else ""}


def _organisation(village: Village, members: int, by: User) -> list[PartyOrganisation]:
    """The organisation of so many members; the sub-branches of a general branch."""
    general = members >= GENERAL_BRANCH_FROM
    kind, suffix = (
        (OrganisationKind.GENERAL_BRANCH, "党总支") if general else (OrganisationKind.BRANCH, "党支部")
    )
    setup = Setup(kind, f"{village.name}{suffix}", founded_on=SINCE)
    set_up_organisation(by=by, village=village, setup=setup, reason="", now=BEFORE)
    branches = members // MEMBERS_OF_A_BRANCH if general else 0
    return [add_branch(by=by, village=village, founded_on=SINCE, now=BEFORE) for _branch in range(branches)]


def _records(village: Village, members: list[PartyMember], random: Random) -> None:
    """Half of those who sit sat before, in other posts; all are appraised and audited, a few with findings."""
    sitting = list(Cadre.objects.filter(village=village, until=None).order_by("pk"))
    since, until, term = EARLIER
    others = [member.resident for member in members[len(sitting) : len(sitting) + 2]]
    people = [cadre.resident for cadre in sitting[::2]] + others
    add_cadres(
        Cadre(
            village=village,
            resident=person,
            body=Body.COMMITTEE,
            post=post,
            since=since,
            until=until,
            term=term,
        )
        for person, post in zip(
            people, (Post.MEMBER, Post.CHAIR, Post.DEPUTY, Post.MEMBER, Post.MEMBER), strict=False
        )
    )
    found = random.randrange(len(sitting)) if random.random() < 0.4 else None
    add_records(
        [
            Appraisal(cadre=cadre, year=year, grade=random.choice(GRADES), last=random.random() < 0.02)
            for cadre in sitting
            for year in YEARS
        ],
        [_audit(cadre, at == found, random) for at, cadre in enumerate(sitting)],
    )


def _audit(cadre: Cadre, with_finding: bool, random: Random) -> Audit:
    day = date(2020, 9, random.randint(1, 25))
    if not with_finding:
        return Audit(cadre=cadre, state=AuditState.DONE, on=day)
    settled = date(2020, 10, 1) if random.random() < 0.6 else None
    return Audit(
        cadre=cadre, state=AuditState.DONE, on=day, finding=random.choice(FINDINGS), settled_on=settled
    )


def add_ties(village: Village, by: User) -> None:
    """Bonds between households: the brother of a cadre, and a daughter married into a third household."""
    heads = Resident.objects.filter(village=village, relation="户主").order_by("pk")
    cadre = heads.filter(posts__isnull=False).first() or heads[0]
    brother = heads.filter(name__startswith=cadre.name[0]).exclude(pk=cadre.pk).first()
    if brother is not None:
        _tie(by, cadre, Tie.SIBLING, brother, "公安派出所户籍底册")
    grown = Resident.objects.filter(village=village, birth_date__range=MARRIAGEABLE).exclude(
        posts__isnull=False
    )
    households = [home.household_id for home in (cadre, brother) if home is not None]
    daughter = (
        grown.filter(relation="女", household__in=households).first() or grown.filter(relation="女").first()
    )
    if daughter is None:
        return
    sons = grown.filter(relation="子").exclude(name__startswith=daughter.name[0])
    husband = sons.exclude(household=daughter.household_id).first()
    if husband is not None:
        _tie(by, daughter, Tie.SPOUSE, husband, "结婚证J430423-2016-00117")


def _tie(by: User, first: Resident, tie: Tie, second: Resident, proof: str) -> None:
    add_tie(by=by, first=first, tie=tie, second=second, proof=proof, now=BEFORE, confirmed=True)
