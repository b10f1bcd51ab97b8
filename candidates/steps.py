"""What shows that the steps from the nomination to the formal list are done."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import partial
from typing import Any

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import Count, Exists, Min, OuterRef, QuerySet, Subquery
from django.db.models.functions import JSONObject
from django.utils.text import format_lazy
from django.utils.timezone import localtime
from django.utils.translation import gettext_lazy as _

from accounts.enums import Role
from accounts.queries.fixed import Among, FixedQuery
from candidates import assembly_steps, assembly_told, presider_steps, result_steps
from candidates.body_steps import COLUMNS, Filed, read_bodies, shown_of_committee, shown_of_register
from candidates.enums import CandidacyState, ReviewLevel
from candidates.letter_steps import Signed, letters_column, letters_worked, read_letters
from candidates.models import Answer, Candidacy, Proposal, Review, Withdrawal
from candidates.party_path import PartyStand, Posted, done_at, happened_on, notices_in, read, step_done_at
from candidates.queries.party_stand import party_columns
from candidates.states import GONE
from candidates.supporting_steps import Stood, read_supporting, supporting_column, with_bodies, worked_in
from elections.enums import Step
from elections.models import Election
from elections.rulebook import Rulebook
from elections.steps import Evidence, Worked, evidence, once, works_in_steps
from villages.enums import Body

__all__ = ["assembly_steps", "assembly_told", "presider_steps", "result_steps"]
Found = Mapping[int, Evidence]
Elections = Collection[Election]


@dataclass
class Stand:
    """What has come of the candidates of one election.

    How many candidacies stand in each state, and since when the first of them; when the latest proposal was handed
    in, the latest answer given, the latest verdict of each level spoken; the nomination as recorded.
    """

    count: dict[str, int]
    since: dict[str, datetime]
    proposed: datetime | None
    answered: datetime | None
    reviewed: dict[str, datetime | None]
    nominated: datetime | None
    preselected_posts: list[str]
    preselected: datetime | None
    returned: int
    registered: int
    register: Filed
    committee: Filed
    party: PartyStand
    list_changed: bool
    supporting: Mapping[str, Stood]
    letters: Mapping[str, Signed]

    def number(self, *states: str) -> int:
        return sum(self.count.get(state, 0) for state in states)

    @property
    def all(self) -> int:
        return sum(self.count.values())

    @property
    def awaits_preselection(self) -> bool:
        return bool(self.preselected_posts) and self.preselected is None

    @property
    def published(self) -> bool:
        return self.number(CandidacyState.FORMAL) > 0


@evidence(Step.REPRESENTATIVES)
def representatives(elections: Elections) -> Found:
    """Done when the register is closed, filed and published, as far as the plan asks for it (A-REP-09)."""
    stands = once(_stands, elections)
    shown = shown_of_register(elections, {pk: each.register for pk, each in stands.items()})
    return {
        e.pk: with_bodies(e, Step.REPRESENTATIVES, shown[e.pk], stands[e.pk].supporting)
        for e in elections
        if e.pk in shown
    }


@works_in_steps
def supporting_bodies(elections: Elections) -> Mapping[int, Sequence[Worked]]:
    """The bodies after the vote that were elected here and not off-line (A-POST-01)."""
    stands = once(_stands, elections)
    return {e.pk: worked_in(e, stands[e.pk].supporting) for e in elections if stands[e.pk].supporting}


@works_in_steps
def commitment_letters(elections: Elections) -> Mapping[int, Sequence[Worked]]:
    """The signings of commitment letters that are complete, without a record (A-DISC-13, B-DISC-03)."""
    stands = once(_stands, elections)
    return {e.pk: letters_worked(e, stands[e.pk].letters) for e in elections if stands[e.pk].letters}


@evidence(Step.ELECTION_COMMITTEE)
def election_committee(elections: Elections) -> Found:
    """Done when the committee is on file with the township and announced (A-COM-10, C-COM-05)."""
    return shown_of_committee({pk: each.committee for pk, each in once(_stands, elections).items()})


@evidence(Step.NOMINATION)
def nomination(elections: Elections) -> Found:
    """Done when the result is recorded, and the preselection where posts have more nominees than places (C-NOM-06)."""
    return {
        pk: _preselection_due(stand) if stand.awaits_preselection else _nominated(stand)
        for pk, stand in once(_stands, elections).items()
        if stand.nominated
    }


def _preselection_due(stand: Stand) -> Evidence:
    remark = _("Posts with more nominees than places: {n}; the preselection is due")
    return Evidence(remark=format_lazy(remark, n=len(stand.preselected_posts)))


def _nominated(stand: Stand) -> Evidence:
    remark = _("{returned} of {registered} took part")
    return Evidence(
        done_at=stand.preselected or stand.nominated,
        remark=format_lazy(remark, returned=f"{stand.returned:,}", registered=f"{stand.registered:,}"),
    )


@evidence(Step.PROPOSAL)
def proposal(elections: Elections) -> Found:
    """Done when no nominee is left to be proposed and nobody returned waits for the village's answer."""
    found: dict[int, Evidence] = {}
    for pk, stand in _standing(elections):
        returned = stand.number(CandidacyState.RETURNED)
        left = stand.number(CandidacyState.NOMINATED)
        complete = stand.proposed is not None and (stand.published or not (returned or left))
        found[pk] = Evidence(
            done_at=max(filter(None, (stand.proposed, stand.answered))) if complete else None,
            returned=returned,
            remark=format_lazy(_("{n} returned, to be answered"), n=returned) if returned else "",
        )
    return found


@evidence(Step.TOWNSHIP_REVIEW)
def township_review(elections: Elections) -> Found:
    """Done when everyone nominated has been proposed and the township has decided on everyone."""
    open_states = (CandidacyState.NOMINATED, CandidacyState.RETURNED, CandidacyState.PROPOSED)
    return _reviewed(
        elections, ReviewLevel.TOWNSHIP, Role.TOWNSHIP_OFFICE, CandidacyState.PROPOSED, open_states
    )


@evidence(Step.COUNTY_REVIEW)
def county_review(elections: Elections) -> Found:
    """Done when the county has decided on everyone the township passed, and nobody is left before it."""
    open_states = (
        CandidacyState.NOMINATED,
        CandidacyState.RETURNED,
        CandidacyState.PROPOSED,
        CandidacyState.TOWNSHIP_PASSED,
    )
    waits = CandidacyState.TOWNSHIP_PASSED
    return _reviewed(elections, ReviewLevel.COUNTY, Role.COUNTY_REVIEWER, waits, open_states)


@evidence(Step.FORMAL_CANDIDATES)
def formal_candidates(elections: Elections) -> Found:
    """Done with the list; once somebody left it, with the list posted again. Posted it was all the same."""
    rules = {election.pk: election.cycle.rules for election in elections}
    return {pk: _listed(rules[pk], stand) for pk, stand in _standing(elections) if stand.published}


def _listed(rules: Rulebook, stand: Stand) -> Evidence:
    posted, number = stand.since[CandidacyState.FORMAL], stand.number(CandidacyState.FORMAL)
    if not stand.list_changed:
        return Evidence(done_at=posted, remark=format_lazy(_("{n} formal candidates"), n=number))
    event = rules.step(Step.FORMAL_CANDIDATES).event
    return Evidence(
        happened={event: localtime(posted).date()} if event else {},
        remark=format_lazy(_("{n} formal candidates; somebody left the list, post it again"), n=number),
    )


PARTY_COLUMNS = tuple(party_columns().values())
PARTY_STEPS = (
    Step.FIRST_RECOMMENDATION,
    Step.SECOND_RECOMMENDATION,
    Step.COMPARISON,
    Step.PARTY_REVIEW,
    Step.INSPECTION,
    Step.FORMAL_PARTY_CANDIDATES,
    Step.PARTY_NOTICE,
    Step.SECRETARY_NOTICE,
    Step.PARTY_REQUEST,
    Step.ASSEMBLY_REQUEST,
)


def party_step(step: Step, elections: Elections) -> Found:
    """What the stages of the Party's path show of one step.

    A notice has happened on the day on which it was posted; its step is not done before it has run out, and waits for
    the township while an objection is open (A-REV-06, C-REV-04, C-REV-05).
    """
    rules = {election.pk: election.cycle.rules for election in elections}
    return {
        pk: _stages(rules[pk], step, stand.party)
        for pk, stand in once(_stands, elections).items()
        if not stand.party.empty and rules[pk].has_step(step)
    }


for _step in PARTY_STEPS:
    evidence(_step)(partial(party_step, _step))


def _stages(rules: Rulebook, step: Step, stand: PartyStand) -> Evidence:
    stages = [stage for stage in rules.party_path if stage.step == step]
    done = sum(done_at(stage, stand) is not None for stage in stages)
    event, day = rules.step(step).event, happened_on(rules, step, stand)
    posted = notices_in(rules, step, stand)
    raised = [each.open_since for each in posted if each.open_since is not None]
    return Evidence(
        done_at=step_done_at(rules, step, stand),
        happened={event: day} if event and day else {},
        waiting_since=min(raised, default=None),
        waiting_for=Role.TOWNSHIP_OFFICE.value if raised else "",
        remark=_remark(done, len(stages), posted),
        open_until=max((each.runs_out for each in posted), default=None),
        due_clause=next((stage.clause for stage in stages if stage.kind == "notice"), ""),
    )


def _remark(done: int, stages: int, posted: Sequence[Posted]) -> Any:
    raised = sum(each.open for each in posted)
    if raised:
        return format_lazy(_("Objections to the notice, to be decided: {n}"), n=raised)
    if posted:
        return format_lazy(_("People on the public notice: {n}"), n=sum(len(each.people) for each in posted))
    return format_lazy(_("{done} of {all} stages done"), done=done, all=stages) if done else ""


def _reviewed(
    elections: Elections,
    level: ReviewLevel,
    role: Role,
    waits: CandidacyState,
    open_states: Collection[CandidacyState],
) -> Found:
    found: dict[int, Evidence] = {}
    for pk, stand in _standing(elections):
        decided = stand.reviewed[level]
        complete = decided is not None and (stand.published or not stand.number(*open_states))
        waiting = stand.number(waits)
        passed = stand.all - stand.number(*open_states, *GONE)
        found[pk] = Evidence(
            done_at=decided if complete else None,
            waiting_since=stand.since.get(waits),
            waiting_for=role.value if waiting else "",
            returned=0 if waiting else stand.number(CandidacyState.RETURNED),
            remark=format_lazy(_("{passed} of {all} passed"), passed=passed, all=stand.all),
        )
    return found


def _standing(elections: Elections) -> list[tuple[int, Stand]]:
    """The elections that have candidacies, each with what has come of them."""
    return [(pk, stand) for pk, stand in once(_stands, elections).items() if stand.all]


def _stands(elections: Elections) -> dict[int, Stand]:
    """What has come of the candidates of each election, in one query."""
    return {pk: _stand(*found) for pk, *found in _rows([election.pk for election in elections])}


def _told(elections: Any) -> QuerySet[Election, Any]:
    people = Candidacy.objects.filter(election=OuterRef("pk"), body=Body.COMMITTEE).order_by().values("state")
    told = JSONObject(state="state", number=Count("pk"), since=Min("changed_at"))
    return (
        Election.objects.filter(Among("pk", elections))
        .order_by()
        .values_list(
            "pk",
            ArraySubquery(people.annotate(told=told).values("told")),
            supporting_column(),
            letters_column(),
            _latest(Proposal, "election", "proposed_at"),
            _latest(Answer, "candidacy__election", "given_at"),
            *(_latest(Review, "candidacy__election", "reviewed_at", level=level) for level in ReviewLevel),
            Exists(
                Withdrawal.objects.filter(candidacy__election=OuterRef("pk"), from_list=True, change=None)
            ),
            "nomination__recorded_at",
            "nomination__preselected_posts",
            "nomination__preselection__recorded_at",
            "nomination__returned",
            "nomination__registered",
            *PARTY_COLUMNS,
            *COLUMNS,
        )
    )


_rows = FixedQuery(_told)


def _stand(
    people: list[dict[str, Any]], supporting: list[dict[str, Any]], letters: list[dict[str, Any]], *found: Any
) -> Stand:
    own, bodies = found[: -len(COLUMNS)], found[-len(COLUMNS) :]
    own, path = own[: -len(PARTY_COLUMNS)], own[-len(PARTY_COLUMNS) :]
    (
        proposed,
        answered,
        *reviewed,
        list_changed,
        nominated,
        posts,
        preselected,
        returned,
        registered,
    ) = own
    register, committee = read_bodies(bodies)
    return Stand(
        count={each["state"]: each["number"] for each in people},
        since={each["state"]: datetime.fromisoformat(each["since"]) for each in people},
        proposed=proposed,
        answered=answered,
        reviewed=dict(zip(ReviewLevel.values, reviewed, strict=True)),
        nominated=nominated,
        preselected_posts=posts or [],
        preselected=preselected,
        returned=returned or 0,
        registered=registered or 0,
        register=register,
        committee=committee,
        party=read(*path),
        list_changed=list_changed,
        supporting=read_supporting(supporting),
        letters=read_letters(letters),
    )


def _latest(model: type[Proposal | Answer | Review], path: str, moment: str, **where: object) -> Subquery:
    """The latest moment of a kind of row of the election."""
    rows = model.objects.filter(**{path: OuterRef("pk")}, **where)
    return Subquery(rows.order_by(f"-{moment}").values(moment)[:1])
