from collections.abc import Sequence
from datetime import datetime

from django.db import transaction
from django.utils.timezone import localtime
from django.utils.translation import gettext_lazy as _

from accounts.models import Office, User
from accounts.rules import require
from candidates import refusals
from candidates.eligibility import Finding, Outcome
from candidates.eligibility.changes import snapshot
from candidates.enums import CandidacyState, ReviewLevel, Verdict
from candidates.models import Candidacy, Review
from candidates.queries.department import passed_before
from candidates.queries.findings import findings_of
from candidates.recusal import refuse_recused
from candidates.review_levels import last_level
from candidates.rules import PERMISSION, review_step
from candidates.services.candidacy import lock_candidacy, move, state_after
from candidates.services.department import ask_departments
from candidates.services.department_checks import refuse_departments
from candidates.services.late_place import gate_of_way
from candidates.services.standards import refuse_unticked
from candidates.states import Move, verdict_move
from candidates.told import told_name
from elections.enums import Act, Step
from elections.services.ledger import record_act

ACT: dict[Verdict, Act] = {
    Verdict.PASS: Act.CANDIDATE_PASSED,
    Verdict.RETURN: Act.CANDIDATE_RETURNED,
    Verdict.REJECT: Act.CANDIDATE_REJECTED,
}
# What comes before a review is asked of the person (by the candidacy's state), not of the whole village.
ASKED_OF_THE_PERSON = frozenset({Step.PROPOSAL.value, Step.TOWNSHIP_REVIEW.value})


def review_candidacy(
    *,
    by: User,
    candidacy: Candidacy,
    level: ReviewLevel,
    verdict: Verdict,
    reason: str,
    now: datetime,
    on_paper: str = "",
) -> Review:
    """Give the verdict of a level of review on a person (A-REV-01, A-REV-09).

    A return or a rejection has a reason. Passing has one where evidence was outstanding, and at the plan's last
    level finds the approval on record where a rule is relaxed by an office above. What the rulebook found is kept
    with the verdict. Raises what the gate raises, OwnCandidacy, RelativeCandidacy, TownshipNotPassed,
    CandidacyMovedOn, ReasonNeeded, FindingFails, ApprovalMissing, StandardsIncomplete, and at the county's level DepartmentsOpen,
    DepartmentFails, DepartmentsUnasked: `on_paper` says how departments answered that have no officer to ask.

    When the township passes a person, the departments are asked; whoever passed the joint review of the Party
    election goes on without another where the plan says so (C-REV-06).
    """
    office = require(by, PERMISSION[level], candidacy.election.village_id)
    with transaction.atomic():
        candidacy = lock_candidacy(candidacy)
        election = candidacy.election
        step = review_step(candidacy, level)
        gate_of_way(step, election, now, apart_from=ASKED_OF_THE_PERSON)
        found = findings_of([candidacy], election.cycle.rules, localtime(now).date())[candidacy.pk]
        _refuse(by, candidacy, level, verdict)
        if level == ReviewLevel.COUNTY and verdict == Verdict.PASS:
            refuse_departments(candidacy, reason, on_paper, now)
        _refuse_unreasoned(candidacy, verdict, found, level, reason)
        move(candidacy, verdict_move(level, verdict), now)
        made = Review.objects.create(
            candidacy=candidacy,
            level=level,
            verdict=verdict,
            reason=reason,
            on_paper=on_paper.strip(),
            findings=snapshot(found),
            reviewed_by=by,
            office=office.title,
            reviewed_at=now,
        )
        record_act(
            by=by,
            office=office,
            act=ACT[verdict],
            election=election,
            step=step,
            subject=candidacy.name,
            data=_told(made, found),
            now=now,
        )
        if level == ReviewLevel.TOWNSHIP and verdict == Verdict.PASS:
            _go_on(by, office, candidacy, now)
    return made


def _go_on(by: User, office: Office, candidacy: Candidacy, now: datetime) -> None:
    """What follows when the township passes: the departments are asked, or the Party election's review counts."""
    before = passed_before(candidacy)
    if before is None:
        ask_departments(candidacy=candidacy, now=now)
        return
    move(candidacy, Move.EXEMPT, now)
    rule = candidacy.election.cycle.rules.review.party_review_exempts
    record_act(
        by=by,
        office=office,
        act=Act.CANDIDATE_REVIEW_WAIVED,
        election=candidacy.election,
        step=Step.COUNTY_REVIEW,
        subject=candidacy.name,
        data={
            "post": candidacy.post,
            "passed_at": localtime(before.reviewed_at).isoformat(),
            "office": before.office,
            "clause": rule.clause,
        },
        now=now,
    )


def _refuse(by: User, candidacy: Candidacy, level: ReviewLevel, verdict: Verdict) -> None:
    """What stands against any verdict of this officer at this level now."""
    refuse_recused(by, candidacy)
    _refuse_county_first(candidacy, level)
    state_after(candidacy, verdict_move(level, verdict))


def _refuse_unreasoned(
    candidacy: Candidacy,
    verdict: Verdict,
    found: Sequence[Finding],
    level: ReviewLevel,
    reason: str,
) -> None:
    """What is missing for this verdict: a reason, or what stands against passing."""
    rules = candidacy.election.cycle.rules
    if verdict == Verdict.PASS:
        refuse_unticked(found, candidacy)
        _refuse_pass(found, level == last_level(rules, candidacy.body, candidacy.post), reason)
    elif not reason.strip():
        told = _("Give the reason; it is printed in the written feedback.")
        clause = rules.review.written_feedback.clause
        raise refusals.ReasonNeeded(told, clause=clause or None, field="reason")


def _refuse_county_first(candidacy: Candidacy, level: ReviewLevel) -> None:
    if level == ReviewLevel.COUNTY and candidacy.state == CandidacyState.PROPOSED:
        rule = candidacy.election.cycle.rules.review.bodies
        told = _("The township has not passed %(name)s yet; the joint review comes after it.")
        raise refusals.TownshipNotPassed(told, {"name": told_name(candidacy.name)}, clause=rule.clause)


def _refuse_pass(found: Sequence[Finding], last: bool, reason: str) -> None:
    """What stands against passing a person, gravest first; what a verdict itself states does not.

    At the `last` level of the plan no rule stays relaxed without its document.
    """
    for finding in found:
        params = {"finding": finding.title}
        clause = finding.clauses[-1] if finding.clauses else None
        if finding.outcome == Outcome.FAIL:
            told = _("“%(finding)s” fails and nobody may relax it; the person cannot be passed.")
            raise refusals.FindingFails(told, params, clause=clause, field="verdict")
        if finding.outcome == Outcome.RELAX and finding.approver and last:
            told = _("“%(finding)s” may be relaxed; record the document of the office that agrees.")
            raise refusals.ApprovalMissing(told, params, clause=clause)
        waits = finding.outcome == Outcome.PROOF and not finding.by_verdict
        if (finding.outcome == Outcome.RELAX or waits) and not reason.strip():
            told = _("“%(finding)s” is open; say in the reason why the person is passed all the same.")
            raise refusals.ReasonNeeded(told, params, clause=clause, field="reason")


def _told(review: Review, found: Sequence[Finding]) -> dict[str, object]:
    return {
        "post": review.candidacy.post,
        "level": review.level,
        "verdict": review.verdict,
        "reason": review.reason,
        **({"on_paper": review.on_paper} if review.on_paper else {}),
        "findings": {finding.key: finding.outcome.value for finding in found},
    }
