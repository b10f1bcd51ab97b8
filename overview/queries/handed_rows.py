"""What waits beside the steps, as the one query tells it of an election, and how many of each sort that comes to."""

from collections.abc import Iterator, Mapping
from typing import Any

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import Count, Exists, F, Func, IntegerField, JSONField, OuterRef, QuerySet, Subquery
from django.db.models.functions import JSONObject

from accounts.enums import Role
from accounts.models import User
from candidates.enums import CandidacyState, IntroductionState
from candidates.models import Candidacy, CommitmentLetter, ElectedTerm, IntroductionSheet, SupportingBody
from candidates.party_path import PartyStand, done_at, read
from candidates.queries.branch_election import branches_elect, organisation_elected_on, still_to_elect
from candidates.queries.letters import STEPS, letter_rule, letters_beside
from candidates.queries.party_stand import party_columns
from candidates.result_steps import OFFICE_TAKEN
from candidates.states import INSPECTABLE
from elections.enums import State
from elections.queries.progress import Progress, StepProgress
from elections.rulebook import PartyStage
from elections.rulebook.events import PARTY_APPOINTED
from villages.enums import Body
from voting.enums import ContestState
from voting.models import Contest, CountingConfirmation, Invalidity, Sealing, WriteInReview
from voting.queries.counting_rules import still_unconfirmed
from voting.rounds import COMMITTEE, FIRST_MEETING, PARTY, Fall, fallen, person

Row = Mapping[str, Any]
# So many of a sort, and what its page is told beside the place.
Waiting = Iterator[tuple[int, tuple[Any, ...]]]

COUNTED = (ContestState.TALLIED, ContestState.CONFIRMED)
VOTES = {Body.COMMITTEE: (COMMITTEE,), Body.PARTY: (PARTY, FIRST_MEETING)}


class _Of(Func):
    """Something of each post of an outcome, in their order."""

    function = "jsonb_path_query_array"
    template = "%(function)s(%(expressions)s, '$.positions[*].%(named)s')"
    output_field = JSONField()


def columns() -> dict[str, Any]:
    """What is asked of every election, as parts of one query."""
    contests = Contest.objects.filter(election=OuterRef("pk")).order_by("pk")
    return party_columns() | {
        "sheets_waiting": _number(_sheets(IntroductionState.WAITING), "candidacy__election"),
        "sheets_returned": _number(_sheets(IntroductionState.RETURNED), "candidacy__election"),
        "party_sheets_waiting": _number(
            _sheets(IntroductionState.WAITING, Body.PARTY), "candidacy__election"
        ),
        "party_sheets_returned": _number(
            _sheets(IntroductionState.RETURNED, Body.PARTY), "candidacy__election"
        ),
        "bodies_filed": _number(
            SupportingBody.objects.filter(filed_at__isnull=False, received_at=None), "election"
        ),
        "letters_missing": ArraySubquery(_unsigned().values("body")),
        "letters_signed": ArraySubquery(
            CommitmentLetter.objects.filter(election=OuterRef("pk")).order_by().values("body").distinct()
        ),
        "counted": ArraySubquery(contests.filter(state__in=COUNTED).values("body")),
        "not_final": ArraySubquery(contests.exclude(state=ContestState.CONFIRMED).values("body")),
        "confirmed_rules": _told(
            CountingConfirmation.objects.filter(cycle=OuterRef("cycle"), kind=OuterRef("village__kind")),
            body="body",
            values="values",
        ),
        "not_sealed": _told(_unsealed(contests), body="body", number="number"),
        "uninspected": _number(
            Candidacy.objects.filter(body=Body.COMMITTEE, state__in=INSPECTABLE, inspection=None), "election"
        ),
        "seated": _told(
            contests.filter(state=ContestState.CONFIRMED, outcome__data__status="valid"),
            body="body",
            number="number",
            posts=_Of(F("outcome__data"), named="id"),
            elected=_Of(F("outcome__data"), named="elected"),
        ),
        "fallen": _told(
            Invalidity.objects.filter(contest__election=OuterRef("pk"), void=True),
            body="contest__body",
            number="contest__number",
            post="post",
            person="person",
        ),
        "refused": _told(
            WriteInReview.objects.filter(contest__election=OuterRef("pk"), passed=False),
            body="contest__body",
            post="post",
            name="name",
        ),
        "branches_left": Subquery(
            still_to_elect().order_by().values("village").annotate(n=Count("pk")).values("n"),
            output_field=IntegerField(),
        ),
        "in_office": _told(
            ElectedTerm.objects.filter(election=OuterRef("pk")), body="contest__body", person="person"
        ),
    }


def _sheets(state: IntroductionState, body: Body = Body.COMMITTEE) -> QuerySet[IntroductionSheet]:
    return IntroductionSheet.objects.filter(state=state, candidacy__body=body)


def _unsigned() -> QuerySet[Candidacy]:
    """Those on a formal list who have not signed the letter for the election of that body."""
    listed = Candidacy.objects.filter(election=OuterRef("pk"), state=CandidacyState.FORMAL)
    return listed.filter(~Exists(letters_beside())).order_by("pk")


def _unsealed(contests: QuerySet[Contest]) -> QuerySet[Contest]:
    """The counted rounds of the Party's votes whose ballots are not under seal; the committee's have a list of their own."""
    under_seal = Sealing.objects.filter(contest=OuterRef("pk"), broken_at=None)
    return contests.filter(~Exists(under_seal), state__in=COUNTED, body__in=VOTES[Body.PARTY])


def _told(rows: QuerySet[Any], **names: Any) -> ArraySubquery:
    return ArraySubquery(rows.order_by("pk").annotate(told=JSONObject(**names)).values("told"))


def _number(rows: QuerySet[Any], path: str) -> Subquery:
    """How many of the rows an election has, as part of another query; None for none."""
    here = rows.filter(**{path: OuterRef("pk")}).order_by().values(path)
    return Subquery(here.annotate(n=Count("pk")).values("n"), output_field=IntegerField())


def counted_in(column: str) -> Any:
    """A sort of which the query tells the number."""
    return lambda user, progress, row: iter([(row[column] or 0, ())])


def letters(user: User, progress: Progress, row: Row) -> Waiting:
    """Letters that a ballot waits for (A-DISC-13), to whoever does the signing; where that of all is on record, not those."""
    missing = 0
    for body, step in STEPS.items():
        votes, signing = VOTES[body], progress.steps.get(step)
        recorded = signing is not None and signing.evidence.done_at is not None
        settled = (recorded and body not in row["letters_signed"]) or not set(votes).isdisjoint(
            row["counted"]
        )
        stated = letter_rule(progress.election.cycle.rules, body).stated
        if stated and not settled and _acts(user, progress, signing):
            missing += row["letters_missing"].count(body)
    yield missing, ()


def _acts(user: User, progress: Progress, step: StepProgress | None) -> bool:
    """Whether an officer who may do something beside a step has to: the step is the own one, the clerk's where the plan
    has none. Another who may is told once the step is late, or over without it.
    """
    roles = {office.role for office in user.held if office.covers(progress.election.village_id)}
    late = step is not None and step.standing.state in (State.LATE, State.DONE)
    return late or not roles.isdisjoint(step.rule.who if step else (Role.VILLAGE_CLERK,))


def _handover(progress: Progress) -> StepProgress | None:
    return next((step for step in progress.steps.values() if step.rule.event == OFFICE_TAKEN), None)


def boxes(user: User, progress: Progress, row: Row) -> Waiting:
    """Ballots of the Party's votes that are counted and not under seal, each round by itself."""
    for contest in row["not_sealed"]:
        yield 1, (contest["body"], contest["number"])


def counting_rules(user: User, progress: Progress, row: Row) -> Waiting:
    """Votes whose result rests on values that no office has confirmed (AMB-38, SC-93)."""
    election = progress.election
    for body in dict.fromkeys(row["not_final"]):
        confirmed = [each["values"] for each in row["confirmed_rules"] if each["body"] == body]
        yield int(bool(still_unconfirmed(election.cycle, body, election.village.kind, confirmed))), (body,)


def committee_inspections(user: User, progress: Progress, row: Row) -> Waiting:
    """Candidates for the committee who are to be inspected, where the plan has that (A-REV-09)."""
    rule = progress.election.cycle.rules.review.committee_inspected
    yield (row["uninspected"] or 0) if rule.stated and rule.value else 0, ()


def party_inspections(user: User, progress: Progress, row: Row) -> Waiting:
    """People for the Party organisation whose inspection is the officer's and whose turn it is (A-REV-04, C-REV-03)."""
    stand = read(*(row[name] for name in party_columns()))
    roles = {office.role for office in user.held if office.covers(progress.election.village_id)}
    path = {stage.key: stage for stage in progress.election.cycle.rules.party_path}
    for stage in path.values():
        if stage.kind == "inspection" and not roles.isdisjoint(stage.who):
            ready = all(_done(path[key], stand, progress) for key in stage.needs)
            left = [each for each in stand.live(stage) if each.inspected_at is None]
            yield len(left) if ready else 0, (stage.key,)


def _done(stage: PartyStage, stand: PartyStand, progress: Progress) -> bool:
    """Whether a stage is over; a notice hangs on for its days, and with it its step is not done."""
    if stage.kind == "notice" and progress.steps[stage.step].evidence.done_at is None:
        return False
    return done_at(stage, stand) is not None


def branches(user: User, progress: Progress, row: Row) -> Waiting:
    """Sub-branches that have not elected since the new Party organisation was elected (A-ASM-04)."""
    due = branches_elect(progress.election.cycle.rules) and organisation_elected_on(progress.steps.values())
    yield (row["branches_left"] or 0) if due else 0, ()


def terms(user: User, progress: Progress, row: Row) -> Waiting:
    """Those elected by a final result whose terms are not in the register of posts; of the Party after its approval.

    Told to whoever hands over, with which the terms are entered.
    """
    if not _acts(user, progress, _handover(progress)):
        return
    due = len(_without_term(row, Body.COMMITTEE))
    appointed = any(PARTY_APPOINTED in step.evidence.happened for step in progress.steps.values())
    if appointed or progress.election.cycle.rules.party_appointment is None:
        due += len(_without_term(row, Body.PARTY))
    yield due, ()


def _without_term(row: Row, body: Body) -> set[str]:
    """Who sits by the members' or the committee's rounds and never got a term; who fell since does not sit."""
    seating = VOTES[body][0]
    fell = fallen(
        (
            Fall(each["number"], each["post"], each["person"])
            for each in row["fallen"]
            if each["body"] == seating
        ),
        ((each["post"], each["name"]) for each in row["refused"] if each["body"] == seating),
    )
    seated = {
        person(choice)
        for contest in row["seated"]
        if contest["body"] == seating
        for post, elected in zip(contest["posts"], contest["elected"], strict=True)
        for choice in elected
        if fell.keeps(contest["number"], post, person(choice))
    }
    return seated - {each["person"] for each in row["in_office"] if each["body"] in VOTES[body]}
