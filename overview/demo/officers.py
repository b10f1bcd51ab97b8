"""The officers of the demo: one of each role, a second of the township, whose relative stands, three departments, two
clerks and a teller in every village.
"""

from dataclasses import dataclass
from datetime import date, datetime
from random import Random

from accounts.enums import Role
from accounts.models import User
from accounts.services.officer import add_officer
from candidates.models import Candidacy
from candidates.states import GONE
from elections.models import Cycle
from overview.demo.names import family_name, given_name
from villages.enums import Sex
from villages.models import Division, Village
from villages.queries.kinship import families_of
from villages.services.officer import record_officer

GROWN_UP = date(1998, 1, 1)
LOOKED_AT = 40
# Departments of the joint review: user name, name, key in the rulebook, office.
DEPARTMENTS = (
    ("jiwei-review", "方正清", "discipline_inspection", "县纪委监委联审"),
    ("gongan", "雷鸣", "public_security", "县公安局"),
    ("fayuan", "宋平", "court", "县人民法院"),
)


@dataclass(frozen=True)
class Township:
    """The officers above the villages."""

    office: User
    county_office: User
    county_reviewer: User
    auditor: User
    departments: tuple[User, ...] = ()


@dataclass(frozen=True)
class VillageStaff:
    """Those who work in one village: two clerks of the election committee and a teller."""

    clerk: User
    second_clerk: User
    teller: User


def township_officers(township: Division, encoded: str, prefix: str = "") -> Township:
    """The officers of the township and the county; user names are fixed, so that a tour can name them."""
    county = township.code[:6]
    return Township(
        office=_officer(
            f"{prefix}zhenban", "王晓梅", Role.TOWNSHIP_OFFICE, township.code, "镇换届办", encoded
        ),
        county_office=_officer(f"{prefix}xianban", "刘芳", Role.COUNTY_OFFICE, county, "县换届办", encoded),
        county_reviewer=_officer(
            f"{prefix}lianshen", "周志刚", Role.COUNTY_REVIEWER, county, "县委组织部联审组", encoded
        ),
        auditor=_officer(f"{prefix}jiwei", "陈正", Role.AUDITOR, county, "县纪委监委", encoded),
        departments=tuple(
            _officer(f"{prefix}{username}", name, Role.COUNTY_DEPARTMENT, county, title, encoded, key)
            for username, name, key, title in DEPARTMENTS
        ),
    )


def related_officer(cycle: Cycle, by: User, encoded: str, now: datetime) -> User | None:
    """A second officer of the township, of whose relatives one stands: pages refuse the decision (A-COM-07)."""
    standing = (
        Candidacy.objects.filter(election__cycle=cycle).exclude(state__in=GONE).order_by("election", "pk")
    )
    stood = set(standing.values_list("resident_id", flat=True))
    for candidacy in standing.select_related("resident")[:LOOKED_AT]:
        for kin in families_of([candidacy.resident]).of(candidacy.resident):
            relative = kin.resident
            if kin.kinship.near and relative.pk not in stood and relative.birth_date < GROWN_UP:
                township = cycle.township.code
                made = _officer(
                    f"{by.username}2", relative.name, Role.TOWNSHIP_OFFICE, township, "镇换届办", encoded
                )
                record_officer(by=by, user=made, resident=relative, now=now)
                return made
    return None


def village_staff(village: Village, random: Random, encoded: str, prefix: str = "") -> VillageStaff:
    """The election committee's clerks and the teller of a village; user names end in the code's last three digits."""
    short = village.code[-3:]
    committee = "村选委会" if village.kind == "village" else "居选委会"
    return VillageStaff(
        clerk=_officer(
            f"{prefix}clerk{short}", _name(random), Role.VILLAGE_CLERK, village.code, committee, encoded
        ),
        second_clerk=_officer(
            f"{prefix}second{short}", _name(random), Role.VILLAGE_CLERK, village.code, committee, encoded
        ),
        teller=_officer(
            f"{prefix}teller{short}", _name(random), Role.TELLER, village.code, "计票人", encoded
        ),
    )


def _officer(
    username: str, name: str, role: Role, scope: str, title: str, encoded: str, department: str = ""
) -> User:
    return add_officer(
        username=username,
        name=name,
        role=role,
        scope=scope,
        title=title,
        encoded=encoded,
        department=department,
        demo=True,
    )


def _name(random: Random) -> str:
    sex = random.choice((Sex.MALE, Sex.FEMALE))
    return family_name(random) + given_name(random, sex)
