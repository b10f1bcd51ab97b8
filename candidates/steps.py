"""What shows that the steps from the nomination to the formal list are done."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import datetime

from django.db.models import Count, Max, Min
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from accounts.enums import Role
from candidates.enums import CandidacyState, ReviewLevel
from candidates.models import Answer, Candidacy, Nomination, Proposal, Review
from elections.enums import Step
from elections.models import Election
from elections.steps import Evidence, evidence, once

Found = Mapping[int, Evidence]
Elections = Collection[Election]
GONE = (CandidacyState.DECLINED, CandidacyState.REJECTED)


@dataclass
class Stand:
    """How many candidacies of an election stand in each state, and since when the first of them."""

    count: dict[str, int]
    since: dict[str, datetime]

    def number(self, *states: str) -> int:
        return sum(self.count.get(state, 0) for state in states)

    @property
    def all(self) -> int:
        return sum(self.count.values())

    @property
    def published(self) -> bool:
        return self.number(CandidacyState.FORMAL) > 0


@evidence(Step.NOMINATION)
def nomination(elections: Elections) -> Found:
    rows = Nomination.objects.filter(election__in=_ids(elections))
    return {
        row.election_id: Evidence(
            done_at=row.recorded_at,
            remark=format_lazy(
                _("{returned} of {registered} took part"),
                returned=f"{row.returned:,}",
                registered=f"{row.registered:,}",
            ),
        )
        for row in rows
    }


@evidence(Step.PROPOSAL)
def proposal(elections: Elections) -> Found:
    """Done when no nominee is left to be proposed and nobody returned waits for the village's answer."""
    handed_in = _latest(Proposal, "proposed_at", election__in=_ids(elections))
    answered = _latest(Answer, "given_at", candidacy__election__in=_ids(elections))
    found: dict[int, Evidence] = {}
    for pk, stand in once(_stands, elections).items():
        returned = stand.number(CandidacyState.RETURNED)
        left = stand.number(CandidacyState.NOMINATED)
        complete = pk in handed_in and (stand.published or not (returned or left))
        found[pk] = Evidence(
            done_at=max(filter(None, (handed_in[pk], answered.get(pk)))) if complete else None,
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
    return {
        pk: Evidence(
            done_at=stand.since[CandidacyState.FORMAL],
            remark=format_lazy(_("{n} formal candidates"), n=stand.number(CandidacyState.FORMAL)),
        )
        for pk, stand in once(_stands, elections).items()
        if stand.published
    }


def _reviewed(
    elections: Elections,
    level: ReviewLevel,
    role: Role,
    waits: CandidacyState,
    open_states: Collection[CandidacyState],
) -> Found:
    decided = _latest(Review, "reviewed_at", candidacy__election__in=_ids(elections), level=level)
    found: dict[int, Evidence] = {}
    for pk, stand in once(_stands, elections).items():
        complete = pk in decided and (stand.published or not stand.number(*open_states))
        waiting = stand.number(waits)
        passed = stand.all - stand.number(*open_states, *GONE)
        found[pk] = Evidence(
            done_at=decided[pk] if complete else None,
            waiting_since=stand.since.get(waits),
            waiting_for=role.value if waiting else "",
            returned=0 if waiting else stand.number(CandidacyState.RETURNED),
            remark=format_lazy(_("{passed} of {all} passed"), passed=passed, all=stand.all),
        )
    return found


def _stands(elections: Elections) -> dict[int, Stand]:
    rows = (
        Candidacy.objects.filter(election__in=_ids(elections))
        .order_by()
        .values("election_id", "state")
        .annotate(number=Count("pk"), since=Min("changed_at"))
    )
    found: dict[int, Stand] = {}
    for row in rows:
        stand = found.setdefault(row["election_id"], Stand({}, {}))
        stand.count[row["state"]] = row["number"]
        stand.since[row["state"]] = row["since"]
    return found


def _latest(model: type[Proposal | Answer | Review], moment: str, **where: object) -> dict[int, datetime]:
    """The latest moment of a kind of row, by election."""
    path = "election_id" if model is Proposal else "candidacy__election_id"
    rows = model.objects.filter(**where).order_by().values_list(path).annotate(latest=Max(moment))
    return dict(rows)


def _ids(elections: Elections) -> list[int]:
    return [election.pk for election in elections]
