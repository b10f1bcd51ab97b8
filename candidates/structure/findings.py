from collections.abc import Iterator

from django.utils.translation import gettext_lazy as _

from accounts.said import Listed
from candidates.eligibility.model import DISPATCHED
from candidates.structure.figures import Figures, at_least, figures_of
from candidates.structure.found import Finding, Standing, finding, standing
from candidates.structure.model import Member, Team
from candidates.structure.supervisors import supervisory_findings
from elections.rulebook import Rulebook
from elections.rulebook.value import Strength
from villages.enums import Post, VillageKind

NEAR = 5  # years about which "around 35" is read (A-TGT-01 gives none)


def findings_of(rules: Rulebook, team: Team) -> list[Finding]:
    """What the rulebook says of a team, what is not kept and binds first; on what it is silent nothing is said."""
    told = figures_of(team)
    found = [
        *_headcount(rules, team, told),
        *_women(rules, team, told),
        *_young(rules, team),
        *_federation(rules, team),
        *_principals(rules, team),
        *_relatives(rules, told),
        *_both(rules, told),
        *_dispatched(rules, team),
        *supervisory_findings(rules, team),
    ]
    return sorted(found, key=_gravity)


def _gravity(found: Finding) -> tuple[int, int]:
    return list(Standing).index(found.standing), list(Strength).index(found.strength)


def _headcount(rules: Rulebook, team: Team, told: Figures) -> Iterator[Finding]:
    """The number of persons against the headcount; while more stand than will sit it says nothing."""
    found = rules.seats.headcount_for(team.population, team.kind)
    if found is None or not team.settled:
        return
    message = _("%(n)s persons in both committees; usual here: %(least)s to %(most)s.")
    params = {"n": told.persons, "least": found.persons.min or 0, "most": found.persons.max or 0}
    yield Finding(
        "headcount",
        standing(told.persons in found.persons),
        found.strength,
        found.clauses[0],
        message,
        params,
        found.amb,
    )


def _women(rules: Rulebook, team: Team, told: Figures) -> Iterator[Finding]:
    least, own_post = rules.structure.women_min_committee, rules.structure.dedicated_female_post
    if least.stated:
        n, message = told.women_in_committee, _("Women in the committee: %(n)s; at least %(least)s.")
        if rules.structure.women_in_both:
            n, message = told.women, _("Women in the two committees: %(n)s; at least %(least)s.")
        yield finding("women_committee", n >= least.value, least, message, n=n, least=least.value)
    if own_post.stated and own_post.value and team.kind == VillageKind.VILLAGE:
        women = [p for p in team.people if Post.WOMAN_MEMBER in p.posts]
        kept = bool(women) and all(p.woman for p in women)
        yield finding("womans_post", kept, own_post, _("The seat elected among women: %(n)s."), n=len(women))


def _young(rules: Rulebook, team: Team) -> Iterator[Finding]:
    """Somebody of the age, with the schooling and the skill that the rulebook asks, all in one person (A-TGT-02)."""
    s = rules.structure
    if not s.young_cadre_max_age.stated:
        return
    least = s.young_cadre_min_count.value if s.young_cadre_min_count.stated else 1
    fits = [_fits(rules, person) for person in team.young(s.young_cadre_max_age.value)]
    sure, open_ones = fits.count(True), fits.count(None)
    kept = True if sure >= least else None if sure + open_ones >= least else False
    message = (
        _(
            "%(age)s or below with the schooling and the computer skill, all in one person: %(n)s; at least %(least)s."
        )
        if s.young_cadre_min_education.stated
        else _("%(age)s or below: %(n)s; at least %(least)s.")
    )
    age = s.young_cadre_max_age.value
    yield finding("young_cadre", kept, s.young_cadre_max_age, message, age=age, n=sure, least=least)


def _fits(rules: Rulebook, person: Member) -> bool | None:
    """Whether somebody young enough has the rest, too; None where a fact nobody stated would decide."""
    school, skill = rules.structure.young_cadre_min_education, rules.structure.young_cadre_computer_skill
    asked = [
        at_least(person, school.value) if school.stated else True,
        person.computer if skill.stated and skill.value else True,
    ]
    return False if False in asked else None if None in asked else True


def _federation(rules: Rulebook, team: Team) -> Iterator[Finding]:
    rule = rules.structure.womens_federation_chair_in_team
    if not (rule.stated and rule.value):
        return
    known = [person.womens_chair for person in team.members]
    kept = True if True in known else None if None in known or not known else False
    yield finding("womens_chair", kept, rule, _("The chair of the women's federation is in the team."))


def _principals(rules: Rulebook, team: Team) -> Iterator[Finding]:
    rule = rules.structure.principal_post_age
    if not rule.stated:
        return
    ages = [age for p in team.members if p.principal and (age := p.age(team.day)) is not None]
    if ages:
        kept = any(abs(age - rule.value) <= NEAR for age in ages)
        message = _("Age of the secretary and the director: %(ages)s; about %(age)s is sought.")
        told = Listed(sorted(ages))
        yield finding("principal_age", kept, rule, message, ages=told, age=rule.value)


def _relatives(rules: Rulebook, told: Figures) -> Iterator[Finding]:
    rule = rules.kin.relations if rules.kin.relations.stated else rules.kin.stage
    if rule.stated:
        yield finding(
            "relatives", not told.related, rule, _("Pairs of relatives in the team: %(n)s."), n=told.related
        )


def _both(rules: Rulebook, told: Figures) -> Iterator[Finding]:
    one, cross = rules.seats.one_shoulder, rules.seats.cross_posting
    if one.stated and told.committee:
        yield finding("one_shoulder", told.one_shoulder, one, _("Secretary and director are one person."))
    if cross.stated and told.committee:
        message = _("Persons in both committees: %(n)s of %(all)s.")
        yield finding(
            "cross_posting", told.cross_posted > 0, cross, message, n=told.cross_posted, all=told.persons
        )


def _dispatched(rules: Rulebook, team: Team) -> Iterator[Finding]:
    """A secretary who is dispatched is as a rule not director as well (A-ORG-17); asked where one person is both."""
    rule, both = rules.seats.dispatched_secretary_one_shoulder, [p for p in team.members if p.one_shoulder]
    if not rule.stated or rule.value or not both:
        return
    kept = (
        False
        if any(p.origin == DISPATCHED for p in both)
        else None
        if any(not p.origin for p in both)
        else True
    )
    yield finding("dispatched_one_shoulder", kept, rule, _("A dispatched secretary is not director as well."))
