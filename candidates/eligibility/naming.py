"""What keeps a person from being named at all, before any review: what a plan forbids to nominate or to recommend."""

from candidates.eligibility.asked.negative import PREFIX
from candidates.eligibility.asked.party import RENOMINATION
from candidates.eligibility.model import Finding, Outcome
from elections.rulebook import Rulebook


def bars_naming(rules: Rulebook, finding: Finding) -> bool:
    """Whether a finding bars from the list that names people: one that fails, of a rule that speaks of naming.

    A secretary whom a ground keeps from being named again (C-QUAL-05), and the negative list where the plan says that
    whom it fits is not nominated (C-NEG-01) or not recommended (B-NEG-01). Under plan A it bars from candidacy (A-NEG-01).
    """
    if finding.outcome != Outcome.FAIL:
        return False
    if finding.key == RENOMINATION:
        return True
    asked = rules.qualification
    listed = {bar.clause for bar in asked.negative_list}
    of_the_list = finding.key.startswith(PREFIX) or not listed.isdisjoint(finding.clauses)
    return of_the_list and negative_list_bars_naming(rules)


def negative_list_bars_naming(rules: Rulebook) -> bool:
    """Whether the plan says that whom the negative list fits is not named at all (C-NEG-01, B-NEG-01)."""
    rule = rules.qualification.negative_list_from
    return bool(rule.stated and rule.value == "nominees")
