from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.utils.translation import gettext as _

from accounts.queries.fixed import Among as OneOf
from accounts.queries.fixed import FixedModels, FixedQuery
from candidates.eligibility import (
    Answered,
    Consent,
    Facts,
    Finding,
    Held,
    Judge,
    Mark,
    Member,
    Relative,
    Said,
    Vouch,
)
from candidates.eligibility.model import StatementKind, Weight
from candidates.eligibility.spoken import one_language
from candidates.enums import ReviewLevel, Verdict
from candidates.models import Approval, Candidacy, KinDecision, Review, Statement, TeamFact
from candidates.queries.department import department_statements
from candidates.queries.own_bars import own_bars_of
from candidates.queries.relatives import Among, relatives_among
from candidates.queries.sitting import terms_before
from candidates.review_levels import latest_of
from candidates.told import told_name
from elections.rulebook import Rulebook
from elections.rulebook.sections.candidates import Bar
from villages.enums import Body, Discipline, Grade, Post, Relation, VillageKind
from villages.models import Appraisal, Audit, PartyMember
from villages.templatetags.kinship import step_told
from voting.enums import RollState
from voting.models import Roll, RollEntry
from voting.queries.roll import VOTER

OnRoll = Mapping[int, set[bytes]]
PRINCIPALS = frozenset({Post.SECRETARY, Post.CHAIR})

HELD = ("pk", "resident_id", "body", "post", "since", "until", "sat")
TERMS = FixedQuery(
    lambda elections, residents: (
        terms_before(elections).filter(OneOf("resident_id", residents)).values_list(*HELD)
    )
)
APPRAISALS = FixedQuery(
    lambda cadres: Appraisal.objects.filter(OneOf("cadre_id", cadres)).values_list(
        "cadre_id", "year", "grade", "last"
    )
)
OPEN_AUDITS = FixedQuery(
    lambda cadres: (
        Audit.objects.filter(OneOf("cadre_id", cadres), settled_on=None)
        .exclude(finding="")
        .values_list("cadre_id", "finding")
    )
)
MEMBERS = FixedQuery(
    lambda residents: PartyMember.objects.filter(OneOf("resident_id", residents)).values_list(
        "resident_id", "joined_on", "probationary", "discipline", "discipline_until"
    )
)
APPROVALS = FixedQuery(
    lambda candidacies: Approval.objects.filter(OneOf("candidacy_id", candidacies)).values_list(
        "candidacy_id", "rule", "approver", "document", "approved_on"
    )
)
REVIEWS = FixedModels(
    lambda candidacies: Review.objects.filter(OneOf("candidacy_id", candidacies)).defer(
        "findings", "reason", "on_paper"
    )
)
STATEMENTS = FixedQuery(
    lambda elections, residents: Statement.objects.filter(
        OneOf("election_id", elections), OneOf("resident_id", residents)
    ).values_list(
        "election_id",
        "resident_id",
        "kind",
        "holds",
        "office",
        "item",
        "day",
        "until",
        "weight",
        "document",
    )
)
VOTERS = FixedQuery(
    lambda rolls, indexes: RollEntry.objects.filter(
        VOTER, OneOf("roll_id", rolls), OneOf("id_index", indexes)
    ).values_list("roll__election_id", "id_index")
)
ROLLS = FixedQuery(
    lambda elections: (
        Roll.objects.filter(OneOf("election_id", elections))
        .exclude(state=RollState.REPLACED)
        .values_list("election_id", "state", "pk")
    )
)


@dataclass(frozen=True)
class Gathered:
    """What is read once for many people.

    `posts` are those of every term with their `marks`, `audits` open findings on the sitting, `members` by person.
    """

    on_roll: OnRoll
    among: Among
    statements: Mapping[tuple[int, int], Sequence[Said]]
    posts: Mapping[int, Sequence[tuple[int, Held]]]
    marks: Mapping[int, Sequence[Mark]]
    audits: Mapping[int, Sequence[str]]
    members: Mapping[int, Member]
    approvals: Mapping[int, Sequence[Consent]]
    verdicts: Mapping[int, Sequence[Vouch]]
    answers: Mapping[int, Sequence[Answered]]
    origins: Mapping[tuple[int, int], tuple[str, str]]
    own_bars: Mapping[int, tuple[Bar, ...]]


def findings_of(
    candidacies: Collection[Candidacy], rules: Rulebook, day: date | None, among: Among | None = None
) -> dict[int, list[Finding]]:
    """What the rulebook finds of each person on a day, gravest first, by candidacy, in at most twenty queries.

    The candidacies are of one cycle and come with their election, its village and the resident. `among` are the
    relatives of their elections, where they have been read already.
    """
    judge = Judge(rules)
    asked = facts_of(candidacies, rules, day, among)
    with one_language():
        return {candidacy.pk: judge.findings(facts) for candidacy, facts in asked}


def facts_of(
    candidacies: Collection[Candidacy], rules: Rulebook, day: date | None, among: Among | None = None
) -> list[tuple[Candidacy, Facts]]:
    """What the registers and the offices say of each person of one cycle, whose rules these are; `day` is that of the
    review.
    """
    people = list(candidacies)
    among = among or relatives_among({person.election_id for person in people})
    gathered = _gathered(people, rules, among)
    return [(person, _facts(person, gathered, day)) for person in people]


def _gathered(people: Sequence[Candidacy], rules: Rulebook, among: Among) -> Gathered:
    persons, candidacies = {p.resident_id for p in people}, [p.pk for p in people]
    posts = _posts(persons, {person.election_id for person in people})
    held = [(cadre, post) for of_one in posts.values() for cadre, post in of_one]
    return Gathered(
        on_roll=_on_roll(people),
        among=among,
        statements=_statements(people),
        posts=posts,
        marks=_marks([cadre for cadre, _post in held]),
        audits=_audits([cadre for cadre, post in held if post.until is None]),
        members=_members(persons),
        approvals=_approvals(candidacies),
        verdicts=_verdicts(candidacies),
        answers=department_statements(people, rules),
        origins=_origins(people, among),
        own_bars=own_bars_of({person.election_id for person in people}),
    )


def _facts(person: Candidacy, gathered: Gathered, day: date | None) -> Facts:
    election, resident = person.election, person.resident_id
    voters = gathered.on_roll.get(election.pk)
    posts = gathered.posts.get(resident, ())
    sitting = [(cadre, held) for cadre, held in posts if held.until is None]
    earlier = [(cadre, held) for cadre, held in posts if held.until is not None]
    here = gathered.among.people.get(election.pk, {}).get(resident)
    return Facts(
        body=Body(person.body),
        post=Post(person.post),
        place_kind=VillageKind(election.village.kind),
        election_day=election.election_day,
        review_day=day,
        birth_date=person.birth_date,
        education=person.education,
        held=tuple(held for _cadre, held in sitting),
        earlier=tuple(held for _cadre, held in earlier),
        stands_for=tuple(place.post for place in here.places if not place.sits) if here else (),
        on_roll=None if voters is None else bytes(person.resident.id_index) in voters,
        accepted_on=person.accepted_on,
        member=gathered.members.get(resident),
        marks=tuple(mark for cadre, _held in sitting for mark in gathered.marks.get(cadre, ())),
        earlier_marks=tuple(mark for cadre, _held in earlier for mark in gathered.marks.get(cadre, ())),
        audit=tuple(found for cadre, _held in sitting for found in gathered.audits.get(cadre, ())),
        origin=gathered.origins.get((election.pk, resident), ("", ""))[0],
        origin_by=gathered.origins.get((election.pk, resident), ("", ""))[1],
        statements=tuple(gathered.statements.get((election.pk, resident), ())),
        answers=tuple(gathered.answers.get(person.pk, ())),
        vouched=tuple(gathered.verdicts.get(person.pk, ())),
        consents=tuple(gathered.approvals.get(person.pk, ())),
        relatives=tuple(_relatives(person, gathered.among)),
        own_bars=gathered.own_bars.get(election.pk, ()),
    )


def _posts(residents: Collection[int], elections: Collection[int]) -> dict[int, list[tuple[int, Held]]]:
    """The posts of every term before the elections with their keys, by person; those of who sat then have no end."""
    found, known = defaultdict(list), dict[Any, Held]()
    for pk, resident, body, post, since, until, sat in TERMS(elections, residents):
        term = body, post, since, None if sat else until
        if term not in known:
            known[term] = Held(body=Body(body), post=Post(post), since=since, until=term[-1])
        found[resident].append((pk, known[term]))
    return found


def _marks(cadres: Collection[int]) -> dict[int, list[Mark]]:
    found = defaultdict(list)
    for cadre, year, grade, last in APPRAISALS(cadres) if cadres else ():
        found[cadre].append(Mark(year=year, grade=Grade(grade), last=last))
    return found


def _audits(cadres: Collection[int]) -> dict[int, list[str]]:
    """What audits found that is not settled."""
    found = defaultdict(list)
    for cadre, finding in OPEN_AUDITS(cadres) if cadres else ():
        found[cadre].append(finding)
    return found


def _members(residents: Collection[int]) -> dict[int, Member]:
    return {
        resident: Member(
            joined_on=joined,
            probationary=probationary,
            discipline=Discipline(discipline),
            discipline_until=until,
        )
        for resident, joined, probationary, discipline, until in MEMBERS(residents)
    }


def _approvals(candidacies: Collection[int]) -> dict[int, list[Consent]]:
    found = defaultdict(list)
    for candidacy, rule, approver, document, on in APPROVALS(candidacies):
        found[candidacy].append(Consent(rule=rule, approver=approver, document=document, on=on))
    return found


def _verdicts(candidacies: Collection[int]) -> dict[int, list[Vouch]]:
    """The passing verdicts, the latest of each level that no later verdict of it takes back."""
    given = defaultdict(list)
    for review in REVIEWS(candidacies):
        given[review.candidacy_id].append(review)
    return {
        candidacy: [
            Vouch(level=ReviewLevel(level), by=review.office, on=review.reviewed_at.date())
            for level, review in latest_of(reviews).items()
            if review.verdict == Verdict.PASS
        ]
        for candidacy, reviews in given.items()
    }


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


def _statements(people: Collection[Candidacy]) -> dict[tuple[int, int], list[Said]]:
    """What offices stated of these people, in the order in which they did, by election and person."""
    rows = STATEMENTS({person.election_id for person in people}, {person.resident_id for person in people})
    found, known = defaultdict(list), dict[Any, Said]()
    for election, resident, *rest in rows:
        said = tuple(rest)  # hundreds are told the same: one object, of which the same is found at once
        if said not in known:
            known[said] = _said(*said)
        found[election, resident].append(known[said])
    return found


def _origins(people: Collection[Candidacy], among: Among) -> dict[tuple[int, int], tuple[str, str]]:
    """Where those who would be secretary and director come from, and who stated it; read only where somebody would."""
    both = {
        (person.election_id, person.resident_id)
        for person in people
        if (here := among.people.get(person.election_id, {}).get(person.resident_id))
        and {place.post for place in here.places if not place.sits} >= PRINCIPALS
    }
    if not both:
        return {}
    rows = TeamFact.objects.filter(
        election__in={election for election, _resident in both},
        resident__in={resident for _election, resident in both},
    )
    columns = ("election_id", "resident_id", "origin", "stated_by__name")
    return {
        (election, resident): (origin, by) for election, resident, origin, by in rows.values_list(*columns)
    }


def _said(
    kind: str,
    holds: bool,
    office: str,
    item: str,
    day: date | None,
    until: date | None,
    weight: str,
    document: str,
) -> Said:
    return Said(
        kind=StatementKind(kind),
        holds=holds,
        by=office,
        item=item,
        day=day,
        until=until,
        weight=Weight(weight) if weight else None,
        document=document,
    )


def _on_roll(people: Collection[Candidacy]) -> OnRoll:
    """The voters among these people, by election; elections without a roll are left out."""
    rolls = _rolls_in_force({person.election_id for person in people})
    found: dict[int, set[bytes]] = {election: set() for election in rolls}
    indexes = {bytes(person.resident.id_index) for person in people}
    for election, index in VOTERS(rolls.values(), indexes) if rolls else ():
        found[election].add(bytes(index))
    return found


def _rolls_in_force(elections: Collection[int]) -> dict[int, int]:
    """The published roll of each election, or its draft before there is one."""
    rows = sorted(ROLLS(elections), key=lambda row: row[1] == RollState.PUBLISHED)
    return {election: pk for election, _state, pk in rows}
