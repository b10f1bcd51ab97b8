"""Rules on the person: voting age, the roll, schooling, acceptance, the standards for candidates."""

from collections.abc import Sequence
from typing import Any, Final

from accounts.said import Listed
from accounts.said import Said as Spoken
from candidates.eligibility.facts import Facts, Said
from candidates.eligibility.model import Finding, Outcome, StatementKind, full_years
from candidates.eligibility.schooling import level_name, reaches, spoken
from candidates.eligibility.spoken import gettext as _
from candidates.eligibility.telling import by_whom, clauses, dated, nobody, register, weight
from candidates.enums import ReviewLevel
from elections.rulebook import Rulebook
from elections.rulebook.wording import word
from villages.enums import Body, Post
from voting.evidence import youngest_voter

STANDARDS: Final = "standards"
MEMBER_CONDITIONS: Final = "member_conditions"


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
    """The standards of the plan, heading by heading, as an office ticks them or the township's verdict states them.

    Of a secretary no verdict states what is not ticked where the plan wants every heading ticked (B-QUAL-08).
    """
    asked = [rule for rule in standards_asked(rules, facts.post) if rule.stated]
    if facts.body == Body.SUPERVISORY or not asked:
        return None
    needed = ticks_needed(rules, facts.post)
    said = {heading: _ticked(facts, heading, needed) for heading in headings_of(rules, facts.post)}
    unmet = [heading for heading, one in said.items() if one is not None and not one.holds]
    missing = [heading for heading, one in said.items() if one is None]
    outcome, why = Outcome.PASS, _("Stated: met.")
    given = [one for one in said.values() if one is not None]
    source = by_whom(given[-1]) if given else nobody()
    if unmet:
        outcome, why = Outcome.FAIL, _("Stated: not met: %(headings)s.") % {"headings": _told(unmet)}
    elif missing:
        outcome, why = Outcome.PROOF, _("No office has stated it yet.")
        if given or needed:
            told = _("Not ticked yet: %(headings)s. The township’s review ticks them.")
            why = told % {"headings": _told(missing)}
    return Finding(
        key=STANDARDS,
        outcome=outcome,
        title=_("Meets the standards for candidates"),
        why=why,
        clauses=clauses(*asked, *([rules.qualification.secretary_ticks_needed] if needed else ())),
        source=source,
        facts={"standards": list(said), "not_met": unmet, "missing": missing},
        vouch=None if needed else ReviewLevel.TOWNSHIP,
    )


def standards_asked(rules: Rulebook, post: str) -> list[Any]:
    """The values of the rulebook that name the standards of a post."""
    own = [rules.qualification.secretary_standards] if post == Post.SECRETARY else []
    return [rules.qualification.standards, *own]


def headings_of(rules: Rulebook, post: str) -> list[str]:
    """The headings that are ticked for a post, each once; that a secretary meets the members' is no heading by itself."""
    asked = [rule for rule in standards_asked(rules, post) if rule.stated]
    named = dict.fromkeys(heading for rule in asked for heading in rule.value)
    return [heading for heading in named if heading != MEMBER_CONDITIONS]


def ticks_needed(rules: Rulebook, post: str) -> bool:
    """Whether a person passes for a post only with every heading ticked (B-QUAL-08)."""
    rule = rules.qualification.secretary_ticks_needed
    return post == Post.SECRETARY and bool(rule.stated and rule.value)


def ticks_missing(finding: Finding) -> list[str]:
    """The headings without which a finding on the standards lets nobody pass; none where a verdict states them."""
    if finding.key != STANDARDS or finding.outcome != Outcome.PROOF or finding.vouch is not None:
        return []
    return list(finding.facts["missing"])


def _ticked(facts: Facts, heading: str, needed: bool) -> Said | None:
    """The latest statement on a heading; one on all of them together is no tick where each is needed."""
    of_it = [
        one
        for one in facts.statements
        if one.kind == StatementKind.STANDARDS
        and (one.item == heading or (not one.item and not (needed and one.holds)))
    ]
    return of_it[-1] if of_it else None


def _told(headings: Sequence[str]) -> str:
    return str(Listed(Spoken(word(heading)) for heading in headings))
