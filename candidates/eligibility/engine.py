"""Every rule of the rulebook that can be asked of the registers' facts, one function a rule."""

from collections.abc import Callable
from datetime import date
from typing import Any

from django.utils.formats import date_format
from django.utils.translation import gettext as _

from candidates.eligibility.model import Facts, Finding, Outcome, by_gravity, full_years
from candidates.eligibility.schooling import level_name, reaches, spoken
from elections.rulebook import Rulebook
from elections.rulebook.value import Strength

Check = Callable[[Rulebook, Facts], Finding | None]


def findings(rules: Rulebook, facts: Facts) -> list[Finding]:
    """What the rulebook says of a person, gravest first. Rules on which it is silent are not asked."""
    asked = (check(rules, facts) for check in CHECKS)
    return by_gravity([finding for finding in asked if finding is not None])


def voting_age(rules: Rulebook, facts: Facts) -> Finding | None:
    """A candidate is a voter: of age on election day."""
    rule = rules.roll.voter_min_age
    if not rule.stated:
        return None
    title, source = _("Of voting age"), _("Household register")
    if facts.birth_date is None or facts.election_day is None:
        why = _("The birth date or the election day is not known.")
        return Finding("voting_age", Outcome.PROOF, title, why, _clauses(rule), source)
    years = full_years(facts.birth_date, facts.election_day)
    why = _("%(years)s full years on election day; %(least)s are needed.") % {
        "years": years,
        "least": rule.value,
    }
    outcome = Outcome.PASS if years >= rule.value else Outcome.FAIL
    return Finding("voting_age", outcome, title, why, _clauses(rule), source)


def on_the_roll(rules: Rulebook, facts: Facts) -> Finding | None:
    """A candidate is registered for the election; a person who is not yet may still be put on the roll."""
    if not rules.has_step("nomination"):
        return None
    title, source = _("Registered for the election"), _("Voter roll")
    clauses = (rules.step("nomination").clause,)
    if facts.on_roll:
        return Finding("on_roll", Outcome.PASS, title, _("Stands on the voter roll."), clauses, source)
    missing = (
        _("There is no voter roll yet.") if facts.on_roll is None else _("Does not stand on the voter roll.")
    )
    return Finding("on_roll", Outcome.PROOF, title, missing, clauses, source)


def age(rules: Rulebook, facts: Facts) -> Finding | None:
    """The age limit of committee members, which differs for those who sit now and those who are new."""
    qualification = rules.qualification
    rule = qualification.renominated if facts.incumbent else qualification.new_member
    if not rule.stated:
        return None
    title = _("Age, nominated again") if facts.incumbent else _("Age, new in the team")
    source = _("Household register")
    if facts.birth_date is None:
        return Finding("age", Outcome.PROOF, title, _("The birth date is not known."), _clauses(rule), source)
    fits, why = _age_against(rules, facts, facts.birth_date, rule.value)
    if fits is None:
        return Finding("age", Outcome.PROOF, title, why, _clauses(rule), source)
    if fits:
        return Finding("age", Outcome.PASS, title, why, _clauses(rule), source)
    relaxing = qualification.age_relaxation_allowed
    clauses = _clauses(rule) + (_clauses(relaxing) if relaxing.stated and relaxing.value else ())
    return Finding(
        "age", _weight(rule), title, why, clauses, source, approver=rule.approver or relaxing.approver
    )


def _age_against(rules: Rulebook, facts: Facts, born: date, limit: Any) -> tuple[bool | None, str]:
    """Whether a birth date keeps the limit, and the sentence; a date fixed by the text rules (AMB-14)."""
    told = {"born": _dated(born), "limit": limit.max_age}
    if limit.born_from is not None:
        told["from"] = _dated(limit.born_from)
        return born >= limit.born_from, _("Born %(born)s; the limit is born on or after %(from)s.") % told
    fixed = rules.qualification.age_reference_date
    day = fixed.value if fixed.stated else facts.election_day
    if day is None:
        return None, _("The age is counted on election day, and there is none yet.")
    told |= {"years": full_years(born, day), "day": _dated(day)}
    why = _("%(years)s full years on %(day)s; the limit is %(limit)s.") % told
    return full_years(born, day) <= limit.max_age, why


def education(rules: Rulebook, facts: Facts) -> Finding | None:
    """The schooling of those who are new in the team."""
    qualification = rules.qualification
    rule = (
        qualification.education_village_new
        if facts.place_kind == "village"
        else qualification.education_community_new
    )
    if facts.incumbent or not rule.stated:
        return None
    title, source = _("Education, new in the team"), _("Household register")
    enough = reaches(facts.education, rule.value)
    told = {"has": spoken(facts.education), "least": level_name(rule.value)}
    why = _("The register says %(has)s; %(least)s or above is asked.") % told
    outcome = Outcome.PROOF if enough is None else Outcome.PASS if enough else _weight(rule)
    return Finding("education", outcome, title, why, _clauses(rule), source, approver=rule.approver)


def acceptance(rules: Rulebook, facts: Facts) -> Finding | None:
    """Nobody is put on the list who has not said yes."""
    if not rules.has_step("proposal"):
        return None
    title, source = _("Accepts the nomination"), _("Signed acceptance")
    clauses = (rules.step("proposal").clause,)
    if facts.accepted_on is None:
        return Finding(
            "acceptance", Outcome.PROOF, title, _("No signed acceptance is recorded."), clauses, source
        )
    why = _("Signed on %(day)s.") % {"day": _dated(facts.accepted_on)}
    return Finding("acceptance", Outcome.PASS, title, why, clauses, source)


def relatives(rules: Rulebook, facts: Facts) -> Finding | None:
    """Candidates of one household are told: relatives may not hold office together."""
    rule = rules.kin.relations if rules.kin.relations.stated else rules.kin.stage
    if not rule.stated:
        return None
    title, source = _("Relatives among the candidates"), _("Household register")
    if not facts.housemates:
        why = _("Nobody of the same household stands.")
        return Finding("relatives", Outcome.PASS, title, why, _clauses(rule), source)
    why = _("Another candidate is of the same household; who gives way is decided before both take office.")
    return Finding("relatives", Outcome.PROOF, title, why, _clauses(rule), source, people=facts.housemates)


CHECKS: tuple[Check, ...] = (voting_age, on_the_roll, age, education, acceptance, relatives)


def _weight(rule: Any) -> Outcome:
    """How a rule that is not met weighs: a hard one fails, others may be relaxed."""
    return Outcome.FAIL if rule.strength == Strength.HARD else Outcome.RELAX


def _clauses(rule: Any) -> tuple[str, ...]:
    return (rule.clause,) if rule.clause else ()


def _dated(day: date) -> str:
    return date_format(day, "DATE_FORMAT")
