"""What must be true of a list of the Party's path before it is decided."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date

from django.utils.timezone import localtime
from django.utils.translation import gettext_lazy as _

from accounts.refusals import Refusal
from accounts.said import Said
from candidates import party_refusals as refusals
from candidates.enums import CandidacyState
from candidates.models import Candidacy, Inspection, PartyDecision, Recommendation
from candidates.party_path import passed_states
from candidates.party_vote_rules import secretaries_at_least
from candidates.queries.party_path import (
    above_half,
    least_of,
    party_seats,
    recommendation_of,
    review_missing,
)
from candidates.refusals import TooFewCandidates
from candidates.services.names import Nominee
from candidates.services.recommendation import membership_faults
from candidates.services.stage import Opened, forced_over
from candidates.told import told_name
from elections.calendar.counting import add_months
from elections.enums import Step
from elections.models import Election
from villages.enums import Post


def entry_faults(
    opened: Opened, people: Sequence[Nominee], known: Mapping[int, Candidacy]
) -> Iterator[Refusal]:
    """Names that a list cannot hold: no members, people who do not stand, too few votes at the meeting."""
    election, stage = opened.election, opened.stage
    outside = {fault.data["row"]: fault for fault in _membership(opened, people)}
    enough = _recommended(election) if stage.gives == "standing" else None
    for nominee in people:
        if nominee.row in outside:
            yield outside[nominee.row]
        elif nominee.resident.pk not in known and not stage.adds:
            yield _not_listed(nominee, stage.clause)
        elif enough is not None and nominee.resident.pk not in enough and nominee.resident.pk not in known:
            yield _few_votes(nominee, election)


def _membership(opened: Opened, people: Sequence[Nominee]) -> Iterator[Refusal]:
    return membership_faults(opened.election, people, localtime(opened.now).date())


def _recommended(election: Election) -> set[int] | None:
    """Who has votes enough at the meeting; None where the plan names no share."""
    meeting = recommendation_of(election)
    if meeting is None or not election.cycle.rules.count.recommendation.threshold.stated:
        return None
    return {vote.resident_id for vote in above_half(meeting)}


def _not_listed(nominee: Nominee, clause: str) -> Refusal:
    return refusals.NotOnTheList(
        _("%(name)s does not stand; only who is on the list before this one may be named."),
        {"name": told_name(nominee.resident.name)},
        clause=clause,
        field=f"name-{nominee.row}",
        data={"row": nominee.row},
    )


def _few_votes(nominee: Nominee, election: Election) -> Refusal:
    rule = election.cycle.rules.count.recommendation.threshold
    need = rule.value.need(Recommendation.objects.get(election=election).returned)
    return refusals.NotEnoughVotes(
        _("%(name)s has too few recommendation votes; %(need)s are needed."),
        {"name": told_name(nominee.resident.name), "need": need},
        clause=rule.clause,
        field=f"name-{nominee.row}",
        data={"row": nominee.row, "need": need},
    )


def differential_faults(
    opened: Opened, people: Sequence[Nominee], known: Mapping[int, Candidacy]
) -> Iterator[Refusal]:
    """At least seats and differential (AMB-32). Where too few were recommended, all of them will do (A-NOM-04)."""
    rules = opened.election.cycle.rules
    stay = [person for pk, person in known.items() if opened.stage.adds and _is_further(person)]
    listed = {n.resident.pk for n in people} | {person.resident_id for person in stay}
    least = least_of(rules, party_seats(opened.election))
    recommended = _recommended(opened.election) if opened.stage.gives == "standing" else None
    if recommended is not None and len(recommended) < least and recommended <= listed:
        return
    if len(listed) < least:
        yield _too_few(rules.nomination.differential_min.clause, len(listed), least)
    secretaries = sum(n.post == Post.SECRETARY for n in people)
    wanted = secretaries_at_least(rules)
    if wanted > 1 and not stay and secretaries < wanted:
        told = _("Names for secretary: %(have)s; at least %(least)s are needed.")
        params = {"have": secretaries, "least": wanted}
        rule = rules.nomination.differential_posts
        yield refusals.TooFewNames(told, params, clause=rule.clause, field="post-0", data=params)


def _is_further(person: Candidacy) -> bool:
    return person.state != CandidacyState.NOMINATED


def _too_few(clause: str, have: int, least: int) -> Refusal:
    return refusals.TooFewNames(
        _("The list has %(have)s names; with the differential at least %(least)s are needed."),
        {"have": have, "least": least},
        clause=clause,
        field="name-0",
        data={"have": have, "least": least},
    )


def secretary_faults(
    opened: Opened, people: Sequence[Nominee], known: Mapping[int, Candidacy]
) -> Iterator[Refusal]:
    """One secretary where one is chosen; after the choice, nobody else stands for it (A-NOM-06)."""
    if opened.stage.kind == "choice":
        if len(people) != 1:
            told = _("Choose one person for secretary.")
            yield refusals.OneSecretary(told, clause=opened.stage.clause, field="name-0")
        return
    chosen = _chosen(opened)
    if chosen is None:
        return
    clause = next(s.clause for s in opened.election.cycle.rules.party_path if s.kind == "choice")
    for nominee in people:
        stands = known.get(nominee.resident.pk)
        is_chosen = stands is not None and stands.pk == chosen["candidacy"]
        if (nominee.post == Post.SECRETARY) != is_chosen:
            yield refusals.SecretaryNotChosen(
                _("The county decided on %(name)s as the candidate for secretary."),
                {"name": told_name(str(chosen["name"]))},
                clause=clause,
                field=f"post-{nominee.row}",
                data={"row": nominee.row},
            )


def _chosen(opened: Opened) -> Mapping[str, object] | None:
    """Whom the choice of the secretary fell on, where the plan has one and it is made."""
    keys = [s.key for s in opened.election.cycle.rules.party_path if s.kind == "choice"]
    made: PartyDecision | None = next((opened.decisions[k] for k in keys if k in opened.decisions), None)
    return made.names[0] if made else None


def passed_faults(
    opened: Opened, people: Sequence[Nominee], known: Mapping[int, Candidacy]
) -> Iterator[Refusal]:
    """Nobody without the reviews and the inspection that come before this list, unless they were forced over (A-REV-08)."""
    path = opened.election.cycle.rules.party_path
    before = {stage.kind for stage in path[: path.index(opened.stage)]}
    reviewed = "verdict" in before and not forced_over(opened, Step.PARTY_REVIEW)
    inspected = "inspection" in before and not forced_over(opened, Step.INSPECTION)
    for nominee in people:
        person = known.get(nominee.resident.pk)
        if person is not None and reviewed:
            yield from _unreviewed(opened, nominee, person)
        if person is not None and "inspection" in before:
            yield from _uninspected(opened, nominee, person, inspected)


def _unreviewed(opened: Opened, nominee: Nominee, person: Candidacy) -> Iterator[Refusal]:
    rules = opened.election.cycle.rules
    passed = passed_states(rules, person.post) | {CandidacyState.PROSPECTIVE}
    if person.state not in passed or review_missing(rules, person):
        yield refusals.NotReviewed(
            _("%(name)s has not passed every review."),
            {"name": told_name(person.name)},
            clause=opened.stage.clause,
            field=f"name-{nominee.row}",
            data={"row": nominee.row},
        )


def _uninspected(opened: Opened, nominee: Nominee, person: Candidacy, asked: bool) -> Iterator[Refusal]:
    """One who failed the inspection is never listed; one who was not inspected only where it was forced over."""
    found: Inspection | None = getattr(person, "inspection", None)
    if (found is None and asked) or (found is not None and not found.passed):
        yield refusals.NotInspected(
            _("%(name)s was not inspected.") if found is None else _("%(name)s did not pass the inspection."),
            {"name": told_name(person.name)},
            clause=opened.stage.clause,
            field=f"name-{nominee.row}",
            data={"row": nominee.row},
        )


def formal_faults(opened: Opened, people: Sequence[Nominee]) -> Iterator[Refusal]:
    """More candidates than seats, all of the approved list (A-ASM-02, A-ASM-03)."""
    seats = party_seats(opened.election)
    if len(people) <= seats:
        yield TooFewCandidates(
            _(
                "%(have)s candidates for %(seats)s seats: the members are elected from more candidates than seats."
            ),
            {"have": len(people), "seats": seats},
            clause=opened.stage.clause,
            data={"have": len(people), "need": seats + 1},
        )


def month_faults(opened: Opened, held_on: date) -> Iterator[Refusal]:
    """The assembly is held no earlier than so many months after its request (C-ASM-04)."""
    earliest = assembly_from(opened.election, opened.decisions)
    if earliest is not None and held_on < earliest:
        rule = opened.election.cycle.rules.assembly.requested
        yield refusals.AssemblyTooEarly(
            _("“%(stage)s” may be held from %(earliest)s; %(day)s is before that."),
            {"stage": Said(opened.stage.title), "earliest": earliest, "day": held_on},
            clause=rule.clause,
            field="held_on",
            data={"earliest": earliest.isoformat()},
        )


def assembly_from(election: Election, decisions: Mapping[str, PartyDecision]) -> date | None:
    """The first day on which the assembly may be held, counted from its request; None where no month is asked."""
    rules = election.cycle.rules
    rule = rules.assembly.requested
    if not rule.stated or rule.value.unit != "months" or rule.value.counted != "before":
        return None
    keys = [s.key for s in rules.party_path if s.kind == "request" and s.step == Step.ASSEMBLY_REQUEST]
    asked = next((decisions[key].held_on for key in keys if key in decisions), None)
    return add_months(asked, rule.value.count or 0) if asked else None
