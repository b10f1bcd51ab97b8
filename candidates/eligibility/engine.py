"""Every rule of the rulebook that can be asked of a person, and what approvals and verdicts make of the findings."""

from collections.abc import Callable
from dataclasses import replace

from candidates.eligibility.asked.age import age
from candidates.eligibility.asked.conduct import audit, criminal, environment, incompetent, unqualified_member
from candidates.eligibility.asked.negative import negative_list
from candidates.eligibility.asked.party import membership, one_shoulder, renomination, standing
from candidates.eligibility.asked.person import acceptance, education, on_the_roll, standards, voting_age
from candidates.eligibility.asked.relatives import relatives
from candidates.eligibility.asked.sanction import sanction
from candidates.eligibility.facts import Facts
from candidates.eligibility.model import Finding, Outcome, by_gravity
from candidates.eligibility.spoken import gettext as _
from candidates.eligibility.telling import dated
from elections.rulebook import Rulebook

Check = Callable[[Rulebook, Facts], Finding | None]

CHECKS: tuple[Check, ...] = (
    voting_age,
    on_the_roll,
    age,
    education,
    acceptance,
    membership,
    standing,
    renomination,
    one_shoulder,
    relatives,
    incompetent,
    unqualified_member,
    sanction,
    criminal,
    environment,
    audit,
    standards,
)


def findings(rules: Rulebook, facts: Facts) -> list[Finding]:
    """What the rulebook says of a person, gravest first. Rules on which it is silent are not asked."""
    asked = [finding for check in CHECKS if (finding := check(rules, facts)) is not None]
    asked += negative_list(rules, facts)
    return by_gravity([_settled(finding, facts) for finding in asked])


def _settled(finding: Finding, facts: Facts) -> Finding:
    """A finding after the approvals and the verdicts on record."""
    if finding.outcome == Outcome.RELAX:
        return _relaxed(finding, facts)
    if finding.by_verdict:
        return _vouched(finding, facts)
    return finding


def _relaxed(finding: Finding, facts: Facts) -> Finding:
    """A rule that may be relaxed passes by the approval of the office that may relax it (A-QUAL-09)."""
    for consent in facts.consents:
        if consent.rule == finding.key and finding.approver in (None, consent.approver):
            told = _("Relaxed by %(document)s of %(day)s.")
            told %= {"document": consent.document, "day": dated(consent.on)}
            return replace(
                finding, outcome=Outcome.PASS, why=f"{finding.why} {told}", relaxed_by=consent.document
            )
    return finding


def _vouched(finding: Finding, facts: Facts) -> Finding:
    """What no register holds is stated by a passing verdict of the level that answers for it."""
    for vouch in facts.vouched:
        if vouch.level == finding.vouch:
            why = _("Stated with the verdict of %(day)s.") % {"day": dated(vouch.on)}
            return replace(finding, outcome=Outcome.PASS, why=why, source=vouch.by)
    return finding
