"""The departments of the joint review: asked when the township passes a person, and their answers (A-REV-01)."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from accounts.exempt import part_of_an_act, ungated
from accounts.models import Office, User
from accounts.refusals import NotThere, Refusal, Refusals
from accounts.rules import offices_with, require
from candidates import department_refusals as refusals
from candidates.enums import CandidacyState, DepartmentVerdict
from candidates.joint_rules import departments_of, last_day_to_answer, once_a_cycle, step_of
from candidates.models import Answer, Candidacy, DepartmentReview
from candidates.queries.department import departments_with_officers, judged_in, sent_back_last
from candidates.recusal import recusals, refuse_recused
from candidates.refusals import ReasonNeeded
from candidates.services.late_place import gate_of_way
from candidates.told import told_name
from documents.services.file import store
from elections.chain import digest
from elections.enums import Act, Step
from elections.models import Election
from elections.services.gate import gate_ahead
from elections.services.ledger import record_act
from elections.services.locks import lock_election
from villages.enums import Body
from villages.services.resident import number_seen

# What comes before the joint review is asked of the person (by the candidacy's state), not of the whole village.
ASKED_OF_THE_PERSON = frozenset({Step.PROPOSAL.value, Step.TOWNSHIP_REVIEW.value})


@dataclass(frozen=True, slots=True)
class Attachment:
    """A file that a department puts to its answer."""

    name: str
    content: bytes
    content_type: str


@dataclass(frozen=True, slots=True)
class DepartmentDraft:
    """What a department answers about one person; `item` is the key of a circumstance of the negative list."""

    verdict: DepartmentVerdict
    item: str = ""
    reason: str = ""
    attachment: Attachment | None = None


Given = tuple[DepartmentReview, DepartmentDraft]


@part_of_an_act
def ask_departments(*, candidacy: Candidacy, now: datetime) -> list[DepartmentReview]:
    """Ask every department that has an officer about a person whom the township has passed; once a cycle and body.

    Where the Party election's review counts (C-REV-06), a department asked in it is not asked again. A doubt or a
    failure answered before the person was handed in anew is asked again, and every answer that is older than that the
    person was sent back for facts that changed.
    """
    rules, election = candidacy.election.cycle.rules, candidacy.election
    asked = _asked_before(candidacy, once_a_cycle(rules))
    missing = [key for key in departments_with_officers(election) if key not in asked]
    due = last_day_to_answer(candidacy, now) if missing or asked else None
    back = sent_back_last(candidacy) if asked else None
    for review in asked.values():
        stale = back and review.reviewed_at and review.reviewed_at <= back.reviewed_at
        if stale or review.verdict != DepartmentVerdict.PASS:
            review.verdict, review.reviewed_at, review.due = "", None, due
            review.asked_at, review.questioned_at, review.candidacy = now, None, candidacy
            review.save()
    return [
        DepartmentReview.objects.create(
            cycle=election.cycle,
            resident=candidacy.resident,
            body=candidacy.body,
            candidacy=candidacy,
            department=key,
            asked_at=now,
            due=due,
        )
        for key in missing
    ]


def _asked_before(candidacy: Candidacy, any_body: bool) -> dict[str, DepartmentReview]:
    known = DepartmentReview.objects.select_for_update().filter(
        cycle=candidacy.election.cycle, resident=candidacy.resident
    )
    rows = known if any_body else known.filter(body=candidacy.body)
    return {review.department: review for review in rows}


def give_department_verdict(
    *, by: User, review: DepartmentReview, draft: DepartmentDraft, now: datetime
) -> DepartmentReview:
    """Answer for the own department about one person.

    Raises what the gate raises; Refusals with every fault: OwnCandidacy, RelativeCandidacy, DepartmentAnswered,
    DepartmentWaitsForVillage, DepartmentNotAsked, ItemNotJudged, ReasonNeeded.
    """
    return give_department_verdicts(by=by, given=[(review, draft)], now=now)[0]


def give_department_verdicts(*, by: User, given: Sequence[Given], now: datetime) -> list[DepartmentReview]:
    """Answer about many people at once, of one or more villages: all of them, or none where one is refused."""
    done: list[DepartmentReview] = []
    with transaction.atomic():
        for election, ours in _by_election(given):
            offices = [office_of(by, review) for review, _draft in ours]
            election = _opened(election, ours[0][0].candidacy, now)
            done += _answered(by, offices[0], election, ours, now)
    return done


def office_of(by: User, review: DepartmentReview) -> Office:
    """The office by which the user answers. Raises NotThere: what others are asked looks like not there."""
    for office in offices_with(by, "department.review"):
        if office.department == review.department and office.covers(review.candidacy.election.village_id):
            return office
    raise NotThere


def _by_election(given: Sequence[Given]) -> Iterable[tuple[Election, list[Given]]]:
    """In the order of their keys, so that two sheets never wait for each other; Party people by themselves."""
    groups: dict[tuple[int, bool], list[Given]] = {}
    for review, draft in given:
        groups.setdefault((review.candidacy.election_id, review.body == Body.PARTY), []).append(
            (review, draft)
        )
    return [(groups[key][0][0].candidacy.election, groups[key]) for key in sorted(groups)]


def _opened(election: Election, candidacy: Candidacy, now: datetime) -> Election:
    """The election as locked, once the step of the joint review is open; the Party's runs off-line beside it."""
    step = step_of(candidacy)
    if step == Step.COUNTY_REVIEW:
        return gate_of_way(step, election, now, apart_from=ASKED_OF_THE_PERSON).election
    return gate_ahead(step, election, now).election


def _answered(
    by: User, office: Office, election: Election, ours: Sequence[Given], now: datetime
) -> list[DepartmentReview]:
    locked = _locked([review.pk for review, _draft in ours], election)
    rows = [(locked[review.pk], draft) for review, draft in ours]
    barred = recusals(by, [review.candidacy for review, _draft in rows])
    faults = [fault for review, draft in rows for fault in faults_of(review, draft, barred)]
    if faults:
        raise Refusals(faults)
    for review, draft in rows:
        _fill(review, draft, by, office, now)
    record_act(
        by=by,
        office=office,
        act=Act.DEPARTMENTS_ANSWERED,
        election=election,
        step=step_of(rows[0][0].candidacy),
        subject=rows[0][0].candidacy.name if len(rows) == 1 else "",
        data={"department": office.department, "answers": [_told(review) for review, _draft in rows]},
        now=now,
    )
    return [review for review, _draft in rows]


def _locked(keys: Collection[int], election: Election) -> dict[int, DepartmentReview]:
    rows = (
        DepartmentReview.objects.select_for_update(of=("self",))
        .select_related("candidacy__resident")
        .filter(pk__in=keys)
        .order_by("pk")
    )
    found = {review.pk: review for review in rows}
    for review in found.values():
        review.candidacy.election = election
    return found


def faults_of(
    review: DepartmentReview, draft: DepartmentDraft, barred: Mapping[int, Refusal]
) -> list[Refusal]:
    """Everything that stands against this answer; `barred` are the recusals by candidacy."""
    return [
        *filter(None, [barred.get(review.candidacy_id), _not_open(review)]),
        *_unfounded(review, draft),
    ]


def _not_open(review: DepartmentReview) -> Refusal | None:
    name = {"name": told_name(review.candidacy.name)}
    if review.verdict:
        return refusals.DepartmentAnswered(_("Your department has answered about %(name)s already."), name)
    if review.waits_for_village:
        return refusals.DepartmentWaitsForVillage(
            _("The village has not answered your department’s question about %(name)s yet."), name
        )
    if review.candidacy.state != CandidacyState.TOWNSHIP_PASSED and review.body == Body.COMMITTEE:
        return refusals.DepartmentNotAsked(_("%(name)s does not wait for the joint review any more."), name)
    return None


def _unfounded(review: DepartmentReview, draft: DepartmentDraft) -> Iterable[Refusal]:
    rules = review.candidacy.election.cycle.rules
    known = {bar.key for bar in judged_in(review)}
    if draft.verdict == DepartmentVerdict.FAIL and draft.item not in known:
        yield refusals.ItemNotJudged(
            _("Name the circumstance of the negative list that your department judges."), field="item"
        )
    if draft.verdict != DepartmentVerdict.PASS and not draft.reason.strip():
        department = departments_of(rules).get(review.department)
        yield ReasonNeeded(
            _("Give the reason; the county’s review reads it."),
            clause=department.clause if department else None,
            field="reason",
        )


def _fill(review: DepartmentReview, draft: DepartmentDraft, by: User, office: Office, now: datetime) -> None:
    file = draft.attachment
    review.verdict = draft.verdict
    review.item = "" if draft.verdict == DepartmentVerdict.PASS else draft.item
    review.reason = draft.reason.strip()
    review.file = store(file.content, file.content_type) if file else None
    review.file_name = file.name[-200:] if file else ""
    review.reviewed_by, review.office, review.reviewed_at = by, office.title, now
    review.save()


def _told(review: DepartmentReview) -> dict[str, Any]:
    """What the ledger keeps of an answer; its words stay with the joint review."""
    return {
        "name": review.candidacy.name,
        "verdict": review.verdict,
        "item": review.item,
        "reason": digest(review.reason),
    }


def ask_village(*, by: User, review: DepartmentReview, question: str, now: datetime) -> DepartmentReview:
    """Return a person to the village with a question of the own department.

    Raises what the gate raises, ReasonNeeded, OwnCandidacy, RelativeCandidacy, DepartmentAnswered,
    DepartmentWaitsForVillage, DepartmentNotAsked.
    """
    office = office_of(by, review)
    with transaction.atomic():
        election = _opened(review.candidacy.election, review.candidacy, now)
        review = _locked([review.pk], election)[review.pk]
        refuse_recused(by, review.candidacy)
        closed = _not_open(review)
        if closed:
            raise closed
        if not question.strip():
            raise ReasonNeeded(_("Write down what the village shall answer."), field="question")
        review.question, review.questioned_at = question.strip(), now
        review.save()
        _record(Act.DEPARTMENT_QUESTIONED, by, office, review, {"question": review.question}, now)
    return review


@ungated(
    "A question that a department asked is answered whenever it is asked; the department’s answer is gated."
)
def answer_department(*, by: User, review: DepartmentReview, text: str, now: datetime) -> Answer:
    """Answer a department's question for the village; the person is before the department again.

    Raises NoQuestion, ReasonNeeded.
    """
    office = require(by, "department.answer", review.candidacy.election.village_id)
    with transaction.atomic():
        election = lock_election(review.candidacy.election)
        review = _locked([review.pk], election)[review.pk]
        if not review.waits_for_village:
            raise refusals.NoQuestion(_("This question is answered already."))
        if not text.strip():
            raise ReasonNeeded(_("Say what was added or corrected."), field="text")
        answer = Answer.objects.create(
            candidacy=review.candidacy,
            department_review=review,
            text=text.strip(),
            given_by=by,
            given_at=now,
        )
        review.questioned_at = None
        review.save()
        _record(Act.DEPARTMENT_TOLD, by, office, review, {"answer": answer.text}, now)
    return answer


@ungated("Looking at a number belongs to no step; the look itself is what is put on record.")
def see_asked_number(*, by: User, review: DepartmentReview, reason: str, now: datetime) -> str:
    """The full identity number of somebody the own department is asked about. Raises ReasonMissing."""
    office = office_of(by, review)
    return number_seen(by=by, office=office, resident=review.resident, reason=reason, now=now)


def _record(
    act: Act, by: User, office: Office, review: DepartmentReview, told: dict[str, Any], now: datetime
) -> None:
    record_act(
        by=by,
        office=office,
        act=act,
        election=review.candidacy.election,
        step=step_of(review.candidacy),
        subject=review.candidacy.name,
        data={"department": review.department, **told},
        now=now,
    )
