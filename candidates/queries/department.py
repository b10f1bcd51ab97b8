"""The joint review of the departments, read: each department's own queue, the county's sums, what one person's are."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import Count, F, OuterRef, Q, QuerySet, Subquery, Value
from django.db.models.functions import Coalesce
from django.utils.timezone import localtime

from accounts.enums import Role
from accounts.models import Office, User
from accounts.queries.fixed import Among, FixedModels
from accounts.rules import offices_with
from candidates.eligibility import Answered
from candidates.enums import CandidacyState, DepartmentVerdict, ReviewLevel, Verdict
from candidates.joint_rules import departments_of, judged_by, once_a_cycle
from candidates.models import Candidacy, DepartmentReview, Review
from candidates.queries.own_bars import bar_titles, negative_list_of
from elections.models import Cycle, Election
from elections.rulebook import Rulebook
from elections.rulebook.sections.candidates import Bar, Department
from villages.enums import Body

# The village's people before a department are those who still wait, and all of the Party's way.
STILL_ASKED = Q(candidacy__state=CandidacyState.TOWNSHIP_PASSED) | ~Q(body=Body.COMMITTEE)
OPEN = Q(verdict="")
ANSWERED = FixedModels(
    lambda cycles, residents: (
        DepartmentReview.objects.filter(Among("cycle_id", cycles), Among("resident_id", residents))
        .select_related("file")
        .order_by("pk")
    )
)


def departments_with_officers(election: Election) -> list[str]:
    """The departments of the rulebook that have an officer for this village, in the rulebook's order.

    The others answer on paper; the county says so when it passes somebody.
    """
    return _with_officers(election.cycle, election.village_id)


def departments_without_officers(cycle: Cycle) -> list[Department]:
    """The departments of the rulebook in which there is nobody to ask about the people of the cycle's township."""
    held = _with_officers(cycle, cycle.township.code)
    return [one for key, one in departments_of(cycle.rules).items() if key not in held]


def _with_officers(cycle: Cycle, code: str) -> list[str]:
    keys = departments_of(cycle.rules)
    if not keys:
        return []
    offices = Office.objects.filter(
        role=Role.COUNTY_DEPARTMENT, department__in=keys, user__is_active=True
    ).values_list("department", "scope")
    held = {department for department, scope in offices if code.startswith(scope)}
    return [key for key in keys if key in held]


def asked_of(user: User, cycle: Cycle | None) -> QuerySet[DepartmentReview]:
    """Everything that the user's departments are asked in a cycle; nothing of any other department."""
    mine = Q(pk__in=[])
    for office in offices_with(user, "department.review"):
        mine |= Q(department=office.department, candidacy__election__village__code__startswith=office.scope)
    return (
        DepartmentReview.objects.filter(mine, cycle=cycle)
        .annotate(before=_answered_before())
        .select_related("candidacy__election__village__township", "candidacy__election__cycle")
        .select_related("resident__group", "candidacy__resident", "reviewed_by", "file")
        .prefetch_related("candidacy__election__own_bars")
        .order_by(F("due").asc(nulls_last=True), "asked_at", "candidacy__election__village_id", "pk")
    )


def _answered_before() -> Coalesce:
    """The verdict that the department gave before it was asked anew; empty where it is asked for the first time."""
    kept = DepartmentReview.history.filter(id=OuterRef("pk"), reviewed_at__lt=OuterRef("asked_at"))
    latest = kept.exclude(verdict="").order_by("-reviewed_at", "-history_id").values("verdict")[:1]
    return Coalesce(Subquery(latest), Value(""))


def waiting_for_department(user: User, cycle: Cycle | None) -> QuerySet[DepartmentReview]:
    """Whom the user's departments owe an answer about; what is due first stands first."""
    return asked_of(user, cycle).filter(OPEN, STILL_ASKED, questioned_at=None)


def waiting_for_villages(user: User, cycle: Cycle | None) -> QuerySet[DepartmentReview]:
    """Whom the user's departments have asked the village about."""
    return asked_of(user, cycle).filter(OPEN, STILL_ASKED, questioned_at__isnull=False)


def answered_by_department(user: User, cycle: Cycle | None) -> QuerySet[DepartmentReview]:
    """Whom the user's departments have answered about, the latest first."""
    return asked_of(user, cycle).exclude(OPEN).order_by("-reviewed_at", "pk")


def department_review_for(user: User, cycle: Cycle | None, pk: int) -> DepartmentReview | None:
    return asked_of(user, cycle).filter(pk=pk).first()


def questions_of(election: Election) -> QuerySet[DepartmentReview]:
    """The departments' questions that wait for the village, the oldest first."""
    return (
        DepartmentReview.objects.filter(OPEN, candidacy__election=election, questioned_at__isnull=False)
        .select_related("candidacy__election__village", "candidacy__election__cycle")
        .order_by("questioned_at", "pk")
    )


def answers_about(candidacy: Candidacy) -> QuerySet[DepartmentReview]:
    """What the departments were asked about a person for this body; about the Party's too where that counts."""
    rows = DepartmentReview.objects.filter(
        cycle=candidacy.election.cycle_id, resident=candidacy.resident_id
    ).select_related("reviewed_by", "file")
    if not once_a_cycle(candidacy.election.cycle.rules):
        rows = rows.filter(body=candidacy.body)
    return rows.order_by("pk")


@dataclass(frozen=True, slots=True)
class DepartmentLine:
    """One department on the county's sheet; `review` is None where it has no officer and answers on paper."""

    department: Department
    review: DepartmentReview | None
    item: object
    overdue: bool


def department_lines(candidacy: Candidacy, today: date) -> list[DepartmentLine]:
    """All departments of the rulebook with what each has answered about a person, for the county's sheet."""
    rules = candidacy.election.cycle.rules
    asked = {review.department: review for review in answers_about(candidacy)}
    titles = bar_titles(candidacy.election)
    return [
        DepartmentLine(
            department,
            review := asked.get(key),
            titles.get(review.item) if review else None,
            review is not None and is_overdue(review, today),
        )
        for key, department in departments_of(rules).items()
    ]


def judged_in(review: DepartmentReview) -> Sequence[Bar]:
    """The circumstances that the department of a review may find, the village's own among them."""
    election = review.candidacy.election
    return judged_by(election.cycle.rules, negative_list_of(election, review.body), review.department)


def is_overdue(review: DepartmentReview, today: date) -> bool:
    return not review.verdict and review.due is not None and review.due < today


def passed_before(candidacy: Candidacy) -> Review | None:
    """The county's pass of the Party election that makes another review of the person needless (C-REV-06), or None.

    The latest verdict counts, and none where a department has found something since.
    """
    cycle = candidacy.election.cycle
    if candidacy.body == Body.PARTY or not once_a_cycle(cycle.rules):
        return None
    latest = (
        Review.objects.filter(
            level=ReviewLevel.COUNTY,
            candidacy__body=Body.PARTY,
            candidacy__election__cycle=cycle,
            candidacy__resident=candidacy.resident_id,
        )
        .order_by("-reviewed_at", "-pk")
        .first()
    )
    if latest is None or latest.verdict != Verdict.PASS:
        return None
    back = sent_back_last(candidacy)
    if back is not None and back.reviewed_at >= latest.reviewed_at:
        return None
    failed = answers_about(candidacy).filter(verdict=DepartmentVerdict.FAIL)
    return None if failed.exists() else latest


def sent_back_last(candidacy: Candidacy) -> Review | None:
    """When the person was last sent back after a pass, where it bears on this candidacy's joint review; or None.

    Where a person is reviewed once a cycle (C-REV-06), sending back for either body does.
    """
    cycle = candidacy.election.cycle
    back = Review.objects.filter(
        sent_back=True, candidacy__election__cycle=cycle, candidacy__resident=candidacy.resident_id
    )
    if not once_a_cycle(cycle.rules):
        back = back.filter(candidacy__body=candidacy.body)
    return back.order_by("reviewed_at", "pk").last()


@dataclass(frozen=True, slots=True)
class Again:
    """Why a department is asked anew about a person it answered about: its answer before, and who sent the person back.

    `back` is None where the person was returned, not sent back.
    """

    verdict: DepartmentVerdict
    item: str
    reason: str
    office: str
    answered_at: datetime
    back: Review | None


def asked_again(review: DepartmentReview) -> Again | None:
    """The answer before the one that is owed or was given now, from the history of the review; None where it is the first."""
    before = (
        review.history.exclude(verdict="")
        .filter(reviewed_at__lt=review.asked_at)
        .order_by("reviewed_at")
        .last()
    )
    if before is None:
        return None
    back = sent_back_last(review.candidacy)
    told = back if back is not None and before.reviewed_at < back.reviewed_at <= review.asked_at else None
    return Again(
        DepartmentVerdict(before.verdict), before.item, before.reason, before.office, before.reviewed_at, told
    )


@dataclass(frozen=True, slots=True)
class Overdue:
    """How far one department is with the people of one township."""

    department: str
    township: str
    asked: int
    answered: int
    with_village: int
    overdue: int


@dataclass(frozen=True, slots=True)
class Owed:
    """The answers that one department owes by one day; `people` is how many."""

    department: Department
    due: date
    people: int


def owed_answers(user: User, cycle: Cycle) -> list[Owed]:
    """What the departments owe about people of the user's places, in one query; what is due first stands first."""
    departments = departments_of(cycle.rules)
    rows = (
        DepartmentReview.objects.filter(_seen_by(user), OPEN, STILL_ASKED, cycle=cycle, due__isnull=False)
        .order_by()
        .values_list("department", "due")
        .annotate(people=Count("pk"))
        .order_by("due", "department")
    )
    return [Owed(departments[key], due, people) for key, due, people in rows if key in departments]


def _seen_by(user: User) -> Q:
    covered = Q(pk__in=[])
    for office in offices_with(user, "department.view"):
        covered |= Q(candidacy__election__village__code__startswith=office.scope)
    return covered


def overdue_sums(user: User, cycle: Cycle, today: date) -> list[Overdue]:
    """By department and township of the user's places, in one query; the most overdue first."""
    rows = (
        DepartmentReview.objects.filter(_seen_by(user), cycle=cycle)
        .values("department", township=F("candidacy__election__village__township__name"))
        .annotate(
            asked=Count("pk"),
            answered=Count("pk", filter=~OPEN),
            with_village=Count("pk", filter=OPEN & Q(questioned_at__isnull=False)),
            overdue=Count("pk", filter=OPEN & STILL_ASKED & Q(due__lt=today)),
        )
        .order_by("-overdue", "department", "township")
    )
    return [Overdue(**row) for row in rows]


def department_statements(people: Collection[Candidacy], rules: Rulebook) -> dict[int, list[Answered]]:
    """What the departments have answered about people of one cycle, whose rules these are, by candidacy, in one query.

    It is what they answered for the person's body, and for the Party's too where that counts (C-REV-06). A doubt or a
    failure is asked anew of whoever was handed in again, so that it stands no longer while the township reviews.
    """
    if not people:
        return {}
    rows = ANSWERED([next(iter(people)).election.cycle_id], {person.resident_id for person in people})
    of_any_body = once_a_cycle(rules)
    latest: dict[tuple[int, str], dict[str, DepartmentReview]] = {}
    for row in rows:
        latest.setdefault((row.resident_id, "" if of_any_body else row.body), {})[row.department] = row
    found: dict[int, list[Answered]] = {}
    for person in people:
        asked = latest.get((person.resident_id, "" if of_any_body else person.body), {})
        found[person.pk] = [_answer(row) for row in asked.values() if _stands(row, person)]
    return found


def _stands(review: DepartmentReview, person: Candidacy) -> bool:
    if person.state == CandidacyState.PROPOSED:
        return review.verdict == DepartmentVerdict.PASS
    return bool(review.verdict)


def _answer(review: DepartmentReview) -> Answered:
    assert review.reviewed_at is not None  # a verdict has its day
    return Answered(
        department=review.department,
        verdict=DepartmentVerdict(review.verdict),
        by=review.office,
        on=localtime(review.reviewed_at).date(),
        item=review.item,
        reason=review.reason,
        document=review.file_name,
    )
