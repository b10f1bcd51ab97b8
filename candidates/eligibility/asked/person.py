"""Rules on the person: voting age, the roll, schooling, acceptance, the standards for candidates."""

from collections.abc import Sequence
from typing import Any

from candidates.eligibility.facts import Facts
from candidates.eligibility.model import Finding, Outcome, StatementKind, full_years
from candidates.eligibility.schooling import level_name, reaches, spoken
from candidates.eligibility.spoken import gettext as _
from candidates.eligibility.telling import by_whom, clauses, dated, nobody, register, weight
from candidates.enums import ReviewLevel
from elections.rulebook import Rulebook
from villages.enums import Body, Post
from voting.evidence import youngest_voter


def voting_age(rules: Rulebook, facts: Facts) -> Finding | None:
    """A candidate of the committee is a voter: of age on election day."""
    rule = rules.roll.voter_min_age
    if facts.body != Body.COMMITTEE or not rule.stated:
        return None
    title, source = _("Of voting age"), register("household")
    used = {"birth_date": facts.birth_date, "election_day": facts.election_day}
    if facts.birth_date is None or facts.election_day is None:
        outcome, why = Outcome.PROOF, _("The birth date or the election day is not known.")
    else:
        years = full_years(facts.birth_date, facts.election_day)
        old_enough = facts.birth_date <= youngest_voter(rules, facts.election_day)
        outcome = Outcome.PASS if old_enough else Outcome.FAIL
        told = {"years": years, "least": rule.value}
        why = _("%(years)s full years on election day; %(least)s are needed.") % told
        if years >= rule.value and not old_enough:
            why = f"{why} {_('Who has that birthday on election day itself is not counted.')}"
    return Finding(
        key="voting_age",
        outcome=outcome,
        title=title,
        why=why,
        clauses=clauses(rule),
        source=source,
        facts=used,
    )


def on_the_roll(rules: Rulebook, facts: Facts) -> Finding | None:
    """A candidate of the committee is registered; a person who is not yet may still be put on the roll."""
    step = rules.step("nomination") if rules.has_step("nomination") else None
    if facts.body != Body.COMMITTEE or step is None:
        return None
    outcome, why = Outcome.PROOF, _("There is no voter roll yet.")
    if facts.on_roll is not None:
        outcome = Outcome.PASS if facts.on_roll else Outcome.PROOF
        why = _("Stands on the voter roll.") if facts.on_roll else _("Does not stand on the voter roll.")
    return Finding(
        key="on_roll",
        outcome=outcome,
        title=_("Registered for the election"),
        why=why,
        clauses=(step.clause,),
        source=register("roll"),
        facts={"on_roll": facts.on_roll},
    )


def acceptance(rules: Rulebook, facts: Facts) -> Finding | None:
    """Nobody is put on the committee's list who has not said yes."""
    step = rules.step("proposal") if rules.has_step("proposal") else None
    if facts.body != Body.COMMITTEE or step is None:
        return None
    outcome, why = Outcome.PROOF, _("No signed acceptance is recorded.")
    if facts.accepted_on is not None:
        outcome, why = Outcome.PASS, _("Signed on %(day)s.") % {"day": dated(facts.accepted_on)}
    return Finding(
        key="acceptance",
        outcome=outcome,
        title=_("Accepts the nomination"),
        why=why,
        clauses=(step.clause,),
        source=register("acceptance"),
        facts={"accepted_on": facts.accepted_on},
    )


def education(rules: Rulebook, facts: Facts) -> Finding | None:
    """The schooling that the post asks of a person who is new, or of a secretary who continues."""
    rule, title = _schooling_asked(rules, facts)
    if rule is None or not rule.stated:
        return None
    enough = reaches(facts.education, rule.value)
    told = {"has": spoken(facts.education), "least": level_name(rule.value)}
    return Finding(
        key="education",
        outcome=Outcome.PROOF if enough is None else Outcome.PASS if enough else weight(rule),
        title=title,
        why=_("The register says %(has)s; %(least)s or above is asked.") % told,
        clauses=clauses(rule),
        source=register("household"),
        facts={"education": facts.education},
        approver=rule.approver,
    )


def _schooling_asked(rules: Rulebook, facts: Facts) -> tuple[Any, str]:
    asked = rules.qualification
    if facts.post == Post.SECRETARY and facts.is_secretary:
        return asked.education_secretary_continuing, _("Education of a secretary who continues")
    if facts.post == Post.SECRETARY and asked.education_secretary_new.stated:
        return asked.education_secretary_new, _("Education of a new secretary")
    if facts.incumbent or facts.body == Body.SUPERVISORY:
        return None, ""
    village = facts.place_kind == "village"
    rule = asked.education_village_new if village else asked.education_community_new
    return rule, _("Education, new in the team")


def standards(rules: Rulebook, facts: Facts) -> Finding | None:
    """The standards of the plan, which the township's verdict states, heading by heading."""
    asked = [rules.qualification.standards]
    if facts.post == Post.SECRETARY:
        asked.append(rules.qualification.secretary_standards)
    asked = [rule for rule in asked if rule.stated]
    if facts.body == Body.SUPERVISORY or not asked:
        return None
    events, clear = facts.said(StatementKind.STANDARDS)
    statement = clear or (events[-1] if events else None)
    outcome, why, source = Outcome.PROOF, _("No office has stated it yet."), nobody()
    if statement is not None:
        outcome = Outcome.PASS if statement.holds else Outcome.FAIL
        why = _("Stated: met.") if statement.holds else _("Stated: not met.")
        source = by_whom(statement)
    return Finding(
        key="standards",
        outcome=outcome,
        title=_("Meets the standards for candidates"),
        why=why,
        clauses=clauses(*asked),
        source=source,
        facts={"standards": _headings(asked)},
        vouch=ReviewLevel.TOWNSHIP,
    )


def _headings(asked: Sequence[Any]) -> list[str]:
    return [heading for rule in asked for heading in rule.value]
