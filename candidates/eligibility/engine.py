"""Every rule of the rulebook that can be asked of a person, and what approvals and verdicts make of the findings."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from itertools import groupby
from operator import attrgetter
from typing import Any, Final, NamedTuple

from candidates.eligibility.asked.age import age
from candidates.eligibility.asked.conduct import (
    audit,
    criminal,
    environment,
    excluded,
    incompetent,
    unqualified_member,
)
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

Ask = Callable[[Rulebook, Facts], Finding | None]


class Check(NamedTuple):
    """A rule that can be asked, and the facts that it reads: where these are the same, so is what it finds."""

    ask: Ask
    uses: tuple[str, ...]


VOUCHED = ("body", "post")
STATED = ("statements", "review_day", "election_day")
CHECKS: tuple[Check, ...] = (
    Check(voting_age, ("body", "birth_date", "election_day")),
    Check(on_the_roll, ("body", "on_roll")),
    Check(age, ("body", "post", "held", "birth_date", "election_day")),
    Check(education, ("body", "post", "held", "place_kind", "education")),
    Check(acceptance, ("body", "accepted_on")),
    Check(membership, ("body", "member", "review_day", "election_day")),
    Check(standing, ("post", "member", "review_day", "election_day")),
    Check(renomination, ("post", "held", "marks", "statements")),
    Check(one_shoulder, ("post", "stands_for", "origin", "origin_by")),
    Check(relatives, ("body", "relatives")),
    Check(incompetent, (*VOUCHED, "held", "earlier", "marks", "earlier_marks")),
    Check(unqualified_member, (*VOUCHED, "member", *STATED)),
    Check(sanction, ("member", "consents", *STATED)),
    Check(criminal, (*VOUCHED, *STATED)),
    Check(environment, (*VOUCHED, *STATED)),
    Check(excluded, (*VOUCHED, *STATED)),
    Check(audit, ("held", "audit")),
    Check(standards, ("body", "post", "statements")),
)
LISTED: Final = (*VOUCHED, "answers", "own_bars", *STATED)


class Judge:
    """Asks a rulebook of many people, in the active language; what it found of the same facts is not asked again."""

    def __init__(self, rules: Rulebook) -> None:
        self._asked = [
            (
                attrgetter(*uses),
                _all([check.ask for check in checks], rules),
                dict[Any, tuple[Finding, ...]](),
            )
            for uses, checks in groupby(CHECKS, attrgetter("uses"))
        ]
        self._asked.append((attrgetter(*LISTED), lambda facts: tuple(negative_list(rules, facts)), {}))

    def findings(self, facts: Facts) -> list[Finding]:
        """What the rulebook says of a person, gravest first. Rules on which it is silent are not asked."""
        found: list[Finding] = []
        for used, ask, known in self._asked:
            key = used(facts)
            told = known.get(key)
            if told is None:
                told = known[key] = ask(facts)
            found += told
        if facts.consents or facts.vouched:
            found = [_settled(finding, facts) for finding in found]
        return by_gravity(found)


def _all(asks: Sequence[Ask], rules: Rulebook) -> Callable[[Facts], tuple[Finding, ...]]:
    """Rules that read the same facts, asked together."""
    return lambda facts: tuple(found for ask in asks if (found := ask(rules, facts)) is not None)


def findings(rules: Rulebook, facts: Facts) -> list[Finding]:
    """What the rulebook says of one person, gravest first."""
    return Judge(rules).findings(facts)


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
