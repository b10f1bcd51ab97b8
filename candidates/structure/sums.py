"""The teams of a whole township together against what its plan aims at."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import Any

from django.utils.translation import gettext_lazy as _

from candidates.eligibility.model import DISPATCHED
from candidates.structure.figures import (
    HIGHER,
    From,
    at_least,
    reserve_among,
    sources_among,
    tenths,
    women_among,
)
from candidates.structure.found import Finding, finding, standing
from candidates.structure.model import Member, Team
from elections.rulebook import Rulebook
from elections.rulebook.value import Strength
from villages.enums import Body, Post, VillageKind

YOUNGER = 45


@dataclass(frozen=True)
class Share:
    """So many of so many; compared exactly."""

    part: int
    whole: int

    def reaches(self, aim: Fraction) -> bool | None:
        """Whether the share reaches an aim; None of nothing."""
        return self.part >= aim * self.whole if self.whole else None

    def rises_over(self, before: "Share") -> bool | None:
        """Whether the share is larger than one before, or whole; None where one of them is of nothing."""
        if not self.whole or not before.whole:
            return None
        return self.part == self.whole or self.part * before.whole > before.part * self.whole

    @property
    def thousandths(self) -> int:
        return self.part * 1000 // self.whole if self.whole else 0

    @property
    def per_cent(self) -> str:
        return f"{self.thousandths // 10}.{self.thousandths % 10}%" if self.whole else "—"

    def __str__(self) -> str:
        return f"{self.part}/{self.whole}"


@dataclass(frozen=True)
class Sums:
    """A township's teams in numbers; villagers' committees only where the plan speaks of villages alone."""

    persons: int
    women: Share
    directors: Share
    women_in_all: Share
    women_principals: Share
    secretaries_to_45: Share
    members_to_45: Share
    schooled: Share
    mean_age: Fraction | None
    one_shoulder: Share
    cross_posted: Share
    dispatched: Share
    origins_unknown: int
    sources: tuple[From, ...]
    reserve: int


def sums_of(teams: Sequence[Team]) -> Sums:
    """The numbers of many teams together."""
    villages = [team for team in teams if team.kind == VillageKind.VILLAGE]
    committees = [person for team in villages for person in team.of(Body.COMMITTEE)]
    directors = [person for person in committees if Post.CHAIR in person.posts]
    everyone = [(person, team) for team in teams for person in team.members]
    principals = [person for person, _team in everyone if person.principal]
    secretaries = [(person, team) for person, team in everyone if Post.SECRETARY in person.posts]
    ages = [age for team in teams if (age := _ages(team))]
    years, known = sum(a for a, _n in ages), sum(n for _a, n in ages)
    return Sums(
        persons=len(everyone),
        women=Share(women_among(committees), len(committees)),
        directors=Share(women_among(directors), len(directors)),
        women_in_all=Share(women_among([person for person, _team in everyone]), len(everyone)),
        women_principals=Share(women_among(principals), len(principals)),
        secretaries_to_45=_to_45(secretaries),
        members_to_45=_to_45(everyone),
        schooled=Share(sum(_schooled(person) for person, _team in everyone), len(everyone)),
        mean_age=Fraction(years, known) if known else None,
        one_shoulder=Share(
            sum(any(p.one_shoulder for p in team.members) for team in teams if team.members),
            sum(bool(team.members) for team in teams),
        ),
        cross_posted=Share(sum(person.both for person, _team in everyone), len(everyone)),
        dispatched=Share(sum(person.origin == DISPATCHED for person, _team in secretaries), len(secretaries)),
        origins_unknown=sum(not person.origin for person, _team in secretaries),
        sources=sources_among([person for person, _team in everyone]),
        reserve=reserve_among([person for person, _team in everyone]),
    )


def _ages(team: Team) -> tuple[int, int]:
    ages = [age for person in team.members if (age := person.age(team.day)) is not None]
    return sum(ages), len(ages)


def _to_45(people: Sequence[tuple[Member, Team]]) -> Share:
    ages = [age for person, team in people if (age := person.age(team.day)) is not None]
    return Share(sum(age <= YOUNGER for age in ages), len(ages))


def _schooled(person: Member) -> bool:
    return at_least(person, HIGHER) is True


def township_findings(rules: Rulebook, now: Sums, before: Sums) -> list[Finding]:
    """What the rulebook aims at over a whole township, each with its numbers; `before` are the sitting teams."""
    return [
        *_women(rules, now, before),
        *_younger(rules, now),
        *_dispatched(rules, now),
        *_one_down_one_up(rules, now, before),
    ]


def _dispatched(rules: Rulebook, now: Sums) -> Iterator[Finding]:
    """How many secretaries are sent from above, which is to be kept low (A-ORG-17): no number, so that one is to be
    judged; none of them all is kept.
    """
    rule = rules.structure.dispatched_secretaries
    if rule.stated:
        message = _(
            "Secretaries sent from above: %(n)s (%(share)s); where they come from is not stated: %(open)s."
        )
        told = {"n": str(now.dispatched), "share": now.dispatched.per_cent, "open": now.origins_unknown}
        none = now.dispatched.whole > 0 and not now.dispatched.part and not now.origins_unknown
        yield finding("dispatched_secretaries", True if none else None, rule, message, **told)


def _women(rules: Rulebook, now: Sums, before: Sums) -> Iterator[Finding]:
    s = rules.structure
    if s.women_share_village_committee.stated:
        message = _("Women in villagers' committees: %(n)s (%(share)s); aim %(aim)s.")
        yield _share("women_share", s.women_share_village_committee, now.women, message)
    if s.women_share_directors.stated:
        message = _("Women who are directors of villagers' committees: %(n)s (%(share)s); aim %(aim)s.")
        yield _share("women_directors", s.women_share_directors, now.directors, message)
    if s.women_principal_min_town.stated:
        least = s.women_principal_min_town
        message = _("Women who are secretary or director in the town: %(n)s; at least %(least)s.")
        women = now.women_principals.part
        kept = women >= least.value if now.persons else None
        yield finding("women_principals", kept, least, message, n=women, least=least.value)
    if s.women_share_raised.stated:
        message = _("Women among secretaries and directors: %(n)s (%(share)s); before %(before)s (%(was)s).")
        yield _raised(
            "women_raised", s.women_share_raised, now.women_principals, before.women_principals, message
        )
    if s.women_members_raised.stated:
        message = _("Women among all members: %(n)s (%(share)s); before %(before)s (%(was)s).")
        yield _raised(
            "women_members_raised", s.women_members_raised, now.women_in_all, before.women_in_all, message
        )


def _raised(key: str, rule: Any, now: Share, before: Share, message: Any) -> Finding:
    """A share that is to rise over that of the sitting teams (B-TGT-01, C-TGT-03)."""
    told = {"n": str(now), "share": now.per_cent, "before": str(before), "was": before.per_cent}
    return finding(key, now.rises_over(before), rule, message, **told)


def _share(key: str, rule: Any, share: Share, message: Any) -> Finding:
    kept = share.reaches(rule.value)
    told = {"n": str(share), "share": share.per_cent, "aim": _aim(rule.value)}
    return finding(key, kept, rule, message, **told)


def _aim(share: Fraction) -> str:
    return f"{share * 100}%" if (share * 100).denominator == 1 else str(share)


def _younger(rules: Rulebook, now: Sums) -> Iterator[Finding]:
    """Both bases are told; the secretaries are the reading in force (AMB-52)."""
    rule = rules.structure.share_45_or_below
    if rule.stated:
        message = _("Secretaries of 45 or below: %(n)s (%(share)s); in principle %(aim)s.")
        yield _share("secretaries_45", rule, now.secretaries_to_45, message)
        message = _("All members of 45 or below, if they are meant: %(n)s (%(share)s); in principle %(aim)s.")
        yield _share("members_45", rule, now.members_to_45, message)


def _one_down_one_up(rules: Rulebook, now: Sums, before: Sums) -> Iterator[Finding]:
    """Lower age and higher schooling than the sitting teams (C-TGT-01): an aim, whatever binds the filing."""
    rule = rules.structure.targets_filed
    if not rule.stated:
        return
    younger = None
    if now.mean_age is not None and before.mean_age is not None:
        younger = now.mean_age < before.mean_age
    message = _("Mean age %(now)s, before %(before)s.")
    told = {"now": tenths(now.mean_age), "before": tenths(before.mean_age)}
    yield Finding("younger", standing(younger), Strength.AIM, rule.clause, message, told)
    both = now.schooled.whole and before.schooled.whole
    better = (
        now.schooled.part * before.schooled.whole > before.schooled.part * now.schooled.whole
        if both
        else None
    )
    message = _("Junior college and above: %(now)s, before %(before)s.")
    told = {"now": now.schooled.per_cent, "before": before.schooled.per_cent}
    yield Finding("better_schooled", standing(better), Strength.AIM, rule.clause, message, told)
