"""Public notices and the objections to them, read."""

from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import Count, Q, QuerySet
from django.utils.timezone import localtime

from candidates.enums import NoticeKind
from candidates.models import Notice, NoticeObjection
from candidates.party_path import stage_posting
from elections.models import Election
from elections.rulebook import Rulebook
from elections.rulebook.measures import Deadline
from elections.rulebook.value import Silent, Value
from voting.queries.appeal import plain_receipt

UNDECIDED = Q(decision="")
EVENTS = {
    NoticeKind.CANDIDATES: "candidate_notice_posted",
    NoticeKind.SECRETARY: "secretary_notice_posted",
    NoticeKind.ELECTED: "party_result_posted",
}
STEPS = {
    NoticeKind.CANDIDATES: ("party_notice",),
    NoticeKind.SECRETARY: ("secretary_notice", "party_notice"),
    NoticeKind.ELECTED: ("result_notice", "party_election"),
}


def rule_of(rules: Rulebook, kind: str) -> Value[Deadline] | Silent:
    """How long a notice of this kind hangs, in the rulebook."""
    found: dict[str, Value[Deadline] | Silent] = {
        NoticeKind.CANDIDATES: rules.review.candidate_notice_ends,
        NoticeKind.SECRETARY: rules.review.secretary_notice_ends,
        NoticeKind.ELECTED: rules.result.notice_ends,
    }
    return found[kind]


def kinds_of(rules: Rulebook) -> list[NoticeKind]:
    """The notices for which the plan names a time."""
    return [kind for kind in NoticeKind if rule_of(rules, kind).stated]


def kinds_apart(rules: Rulebook) -> list[NoticeKind]:
    """Those of them that are no stage of the Party's path."""
    return [kind for kind in kinds_of(rules) if not stage_posting(rules, kind)]


def notices_of(election: Election) -> QuerySet[Notice]:
    """The notices of an election, the newest first, each with its people and how many objections are open."""
    return (
        Notice.objects.filter(election=election)
        .annotate(
            open=Count("objections", filter=Q(objections__decision=""), distinct=True),
            raised=Count("objections", distinct=True),
        )
        .prefetch_related("people__candidacy")
        .order_by("-posted_at", "-pk")
    )


def open_notices(election: Election, today: date) -> QuerySet[Notice]:
    """Those that hang today."""
    return notices_of(election).filter(ends__gte=today)


def notice_of(election: Election, pk: int) -> Notice | None:
    found = notices_of(election).filter(pk=pk).first()
    if found is not None:
        found.election = election
    return found


def objections_to(notice: Notice) -> QuerySet[NoticeObjection]:
    return notice.objections.select_related("person", "taken_by", "decided_by").order_by("number")


def has_run_out(notice: Notice, now: datetime) -> bool:
    """Whether the last day of the notice is over."""
    return localtime(now).date() > notice.ends


def undecided(notice: Notice) -> QuerySet[NoticeObjection]:
    return notice.objections.filter(UNDECIDED)


def notice_clear(notice: Notice, now: datetime) -> bool:
    """Whether the notice has run out and every objection is decided."""
    return has_run_out(notice, now) and not undecided(notice).exists()


@dataclass(frozen=True, slots=True)
class ObjectionStanding:
    """What whoever holds the receipt is told: how it stands and why, nothing else."""

    number: int
    filed_at: datetime
    decision: str
    reason: str
    decided_at: datetime | None


def objection_by_receipt(election: Election, typed: str) -> ObjectionStanding | None:
    found = NoticeObjection.objects.filter(notice__election=election, receipt=plain_receipt(typed)).first()
    if found is None:
        return None
    decision = found.get_decision_display() if found.decision else ""
    return ObjectionStanding(found.number, found.filed_at, decision, found.reason, found.decided_at)
