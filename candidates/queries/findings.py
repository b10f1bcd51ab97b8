from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date

from django.db.models import prefetch_related_objects
from django.utils.translation import gettext as _

from candidates.eligibility import (
    Answered,
    Consent,
    Facts,
    Finding,
    Held,
    Mark,
    Member,
    Relative,
    Said,
    Vouch,
    findings,
)
from candidates.eligibility.model import StatementKind, Weight
from candidates.enums import ReviewLevel, Verdict
from candidates.models import Candidacy, KinDecision, Statement
from candidates.queries.department import department_statements
from candidates.queries.relatives import Among, relatives_among
from candidates.told import told_name
from elections.rulebook import Rulebook
from villages.enums import Body, Discipline, Grade, Post, Relation, VillageKind
from villages.models import Cadre, PartyMember
from villages.templatetags.kinship import step_told
from voting.enums import RollState
from voting.models import Roll, RollEntry
from voting.queries.roll import VOTER

OnRoll = Mapping[int, set[bytes]]
GATHERED = ("resident__posts__appraisals", "resident__posts__audits", "resident__party_member")


@dataclass(frozen=True)
class Gathered:
    """What is read once for many people."""

    on_roll: OnRoll
    among: Among
    statements: Mapping[tuple[int, int], list[Statement]]
    answers: Mapping[int, list[Answered]]


def findings_of(
    candidacies: Collection[Candidacy], rules: Rulebook, day: date | None, among: Among | None = None
) -> dict[int, list[Finding]]:
    """What the rulebook finds of each person on a day, gravest first, by candidacy, in at most nineteen queries.

    The candidacies are of one cycle and come with their election, its village and the resident. `among` are the
    relatives of their elections, where they have been read already.
    """
    return {candidacy.pk: findings(rules, facts) for candidacy, facts in facts_of(candidacies, day, among)}


def facts_of(
    candidacies: Collection[Candidacy], day: date | None, among: Among | None = None
) -> list[tuple[Candidacy, Facts]]:
    """What the registers and the offices say of each person; `day` is that of the review."""
    people = list(candidacies)
    prefetch_related_objects(people, *GATHERED, "approvals", "reviews")
    elections = {person.election_id for person in people}
    gathered = Gathered(
        _on_roll(people),
        among or relatives_among(elections),
        _statements(people),
        department_statements(people),
    )
    return [(person, _facts(person, gathered, day)) for person in people]


def _facts(person: Candidacy, gathered: Gathered, day: date | None) -> Facts:
    election, resident = person.election, person.resident
    voters = gathered.on_roll.get(election.pk)
    sitting = [post for post in resident.posts.all() if post.until is None]
    here = gathered.among.people.get(election.pk, {}).get(resident.pk)
    return Facts(
        body=Body(person.body),
        post=Post(person.post),
        place_kind=VillageKind(election.village.kind),
        election_day=election.election_day,
        review_day=day,
        birth_date=person.birth_date,
        education=person.education,
        held=tuple(Held(body=Body(p.body), post=Post(p.post), since=p.since) for p in sitting),
        stands_for=tuple(place.post for place in here.places if not place.sits) if here else (),
        on_roll=None if voters is None else bytes(resident.id_index) in voters,
        accepted_on=person.accepted_on,
        member=_member(getattr(resident, "party_member", None)),
        marks=_marks(sitting),
        audit=tuple(
            audit.finding
            for post in sitting
            for audit in post.audits.all()
            if audit.finding and not audit.settled_on
        ),
        statements=tuple(map(_said, gathered.statements.get((election.pk, resident.pk), ()))),
        answers=tuple(gathered.answers.get(person.pk, ())),
        vouched=_vouched(person),
        consents=tuple(
            Consent(rule=a.rule, approver=a.approver, document=a.document, on=a.approved_on)
            for a in person.approvals.all()
        ),
        relatives=tuple(_relatives(person, gathered.among)),
    )


def _member(entry: PartyMember | None) -> Member | None:
    if entry is None:
        return None
    return Member(
        joined_on=entry.joined_on,
        probationary=entry.probationary,
        discipline=Discipline(entry.discipline),
        discipline_until=entry.discipline_until,
    )


def _marks(sitting: Collection[Cadre]) -> tuple[Mark, ...]:
    """The appraisals of all posts held, the worst of each year last."""
    found = [mark for post in sitting for mark in post.appraisals.all()]
    return tuple(Mark(year=mark.year, grade=Grade(mark.grade), last=mark.last) for mark in found)


def _said(statement: Statement) -> Said:
    return Said(
        kind=StatementKind(statement.kind),
        holds=statement.holds,
        by=statement.office,
        item=statement.item,
        day=statement.day,
        until=statement.until,
        weight=Weight(statement.weight) if statement.weight else None,
        document=statement.document,
    )


def _vouched(person: Candidacy) -> tuple[Vouch, ...]:
    """The passing verdicts, the latest of each level that no later verdict of it takes back."""
    latest = {review.level: review for review in person.reviews.all()}
    return tuple(
        Vouch(level=ReviewLevel(level), by=review.office, on=review.reviewed_at.date())
        for level, review in latest.items()
        if review.verdict == Verdict.PASS
    )


def _relatives(person: Candidacy, among: Among) -> list[Relative]:
    return [
        Relative(
            name=other.resident.name,
            relation=Relation(kinship.relation),
            body=place.body,
            post=place.post,
            sits=place.sits,
            way=" → ".join(map(step_told, kinship.path)),
            settled=_settled(decision) if decision else "",
        )
        for other, kinship, decision in among.of(person.election_id, person.resident_id)
        for place in other.places
    ]


def _settled(decision: KinDecision) -> str:
    """What was decided on two relatives, with its document."""
    if decision.yields is None:
        return _("both may stand, %(document)s") % {"document": decision.document}
    told = _("%(name)s gives way, %(document)s")
    return told % {"name": told_name(decision.yields.name), "document": decision.document}


def _statements(people: Collection[Candidacy]) -> dict[tuple[int, int], list[Statement]]:
    """What offices stated of these people, in the order in which they did, by election and person."""
    rows = Statement.objects.filter(
        election__in={person.election_id for person in people},
        resident__in={person.resident_id for person in people},
    )
    found: dict[tuple[int, int], list[Statement]] = {}
    for row in rows:
        found.setdefault((row.election_id, row.resident_id), []).append(row)
    return found


def _on_roll(people: Collection[Candidacy]) -> OnRoll:
    """The voters among these people, by election; elections without a roll are left out."""
    rolls = _rolls_in_force({person.election_id for person in people})
    found: dict[int, set[bytes]] = {election: set() for election in rolls}
    entries = RollEntry.objects.filter(
        VOTER, roll__in=rolls.values(), id_index__in={bytes(person.resident.id_index) for person in people}
    )
    for election, index in entries.values_list("roll__election_id", "id_index"):
        found[election].add(bytes(index))
    return found


def _rolls_in_force(elections: Collection[int]) -> dict[int, int]:
    """The published roll of each election, or its draft before there is one."""
    rolls = Roll.objects.filter(election__in=elections).exclude(state=RollState.REPLACED)
    rows = rolls.values_list("election_id", "state", "pk")
    return {
        election: pk for election, _state, pk in sorted(rows, key=lambda row: row[1] == RollState.PUBLISHED)
    }
