from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from accounts.refusals import Refusal, Refusals
from candidates import party_refusals as refusals
from candidates.enums import VoteAbout
from candidates.models import Recommendation, RecommendationVote
from candidates.party_rights import PartyRight, right_clause
from candidates.queries.party_members import members_named
from candidates.queries.recommendation import registered_at
from candidates.refusals import NobodyNominated, PostNotPlanned, ReturnedOverIssued, VotesOverReturned
from candidates.services.names import Nominee, VoteLine, resolve_members
from candidates.services.stage import Opened, day_faults, open_stage
from candidates.tallied import attendance_of, recommended
from candidates.told import told_name
from elections.enums import Act
from elections.models import Election
from elections.services.ledger import record_act
from villages.enums import BODY_OF, Body
from voting.recorded import RecordedVote
from voting.refusals.sheet import IssuedOverPresent
from voting.services.recorded import keep_votes

WITHOUT_THE_RIGHT = {
    PartyRight.PROBATIONARY: _("%(name)s is a probationary member and may not stand in the Party."),
    PartyRight.UNDER_PROBATION: _("%(name)s is under probation within the Party and may not stand in it."),
}


@dataclass(frozen=True)
class Attendance:
    """Who should attend and who did, by the two groups, and the papers issued and returned."""

    members_expected: int
    members_present: int
    representatives_expected: int
    representatives_present: int
    issued: int
    returned: int


def record_recommendation(
    *,
    by: User,
    election: Election,
    held_on: date,
    attendance: Attendance,
    lines: Sequence[VoteLine],
    now: datetime,
    guides: str = "",
    appraisal: str = "",
    expected_reason: str = "",
) -> Recommendation:
    """Record the recommendation meeting: attendance of both groups, papers, votes by person (A-NOM-02, A-NOM-03).

    A line's post is one of the Party organisation, for its members only, or of the committee, for the persons intended.
    Where the registers name another number of those who should attend, `expected_reason` says why. Raises what opens a
    stage refuses, and at once all of DateInTheFuture, ExpectedDiffers, PresentOverExpected, TooFewAttended,
    IssuedOverPresent, ReturnedOverIssued, GuideMissing, AppraisalMissing, NobodyNominated, PostNotPlanned, NotAResident,
    SameName, NameTwice, NotAPartyMember, MayNotStandInTheParty,
    VotesOverReturned.
    """
    with transaction.atomic():
        opened = open_stage(
            by=by, election=election, key="recommendation_meeting", kinds=("meeting",), now=now
        )
        result = Recommendation(
            election=opened.election,
            held_on=held_on,
            guides=guides,
            appraisal=appraisal,
            expected_reason=expected_reason.strip(),
            recorded_at=now,
            **vars(attendance),
        )
        people, unresolved = resolve_members(opened.election, lines)
        faults = [
            *day_faults(opened, held_on),
            *_expected_faults(result),
            *_attendance_faults(result),
            *_record_faults(result),
            *unresolved,
            *_line_faults(result, lines, people),
        ]
        if faults:
            raise Refusals(faults)
        _store(result, people)
        kept = keep_votes(election=opened.election, votes=list(_held(result)), now=now)
        _remember(opened, result, people, kept)
    return result


def _expected_faults(meeting: Recommendation) -> Iterator[Refusal]:
    """What makes the meeting valid is not typed at will: it is the registers' number, or has a reason (A-NOM-03)."""
    if meeting.expected_reason:
        return
    known = registered_at(meeting.election, meeting.held_on)
    for group in ("members", "representatives"):
        register, expected = getattr(known, group), getattr(meeting, f"{group}_expected")
        if register is not None and register != expected:
            yield refusals.ExpectedDiffers(
                _("The register names %(register)s who should attend, not %(expected)s; say why."),
                {"register": register, "expected": expected},
                clause=meeting.election.cycle.rules.count.recommendation.quorum.clause or None,
                field=f"{group}_expected",
                data={"register": register, "expected": expected},
            )


def _attendance_faults(meeting: Recommendation) -> Iterator[Refusal]:
    for group in ("members", "representatives"):
        present, expected = getattr(meeting, f"{group}_present"), getattr(meeting, f"{group}_expected")
        if present > expected:
            told = _("%(present)s attended, but only %(expected)s should have.")
            yield refusals.PresentOverExpected(
                told, {"present": present, "expected": expected}, field=f"{group}_present"
            )
    if meeting.issued > meeting.present:
        told = _("%(issued)s papers were issued to %(present)s people present.")
        yield IssuedOverPresent(told, {"issued": meeting.issued, "present": meeting.present}, field="issued")
    if meeting.returned > meeting.issued:
        told = _("%(returned)s papers came back, but only %(issued)s were issued.")
        params = {"returned": meeting.returned, "issued": meeting.issued}
        yield ReturnedOverIssued(told, params, field="returned")
    yield from validity_faults(meeting)


def validity_faults(meeting: Recommendation) -> Iterator[Refusal]:
    """Whether enough attended, of both groups together or of each, as the rulebook in force reads it (AMB-31)."""
    for field, found in attendance_of(meeting):
        check = found.quorum
        if check is not None and not check.passed:
            yield refusals.TooFewAttended(
                _("%(present)s of %(expected)s attended; %(need)s are needed."),
                {"present": found.have, "expected": found.of, "need": found.need},
                clause=check.clause,
                field=field,
                data={"present": found.have, "need": found.need},
            )


def _record_faults(meeting: Recommendation) -> Iterator[Refusal]:
    rules = meeting.election.cycle.rules.nomination
    if (
        rules.recommendation_guided.stated
        and rules.recommendation_guided.value
        and not meeting.guides.strip()
    ):
        told = _("Name whom the township sent to guide the meeting.")
        yield refusals.GuideMissing(told, clause=rules.recommendation_guided.clause, field="guides")
    appraises = rules.recommendation_appraises
    if appraises.stated and appraises.value and not meeting.appraisal.strip():
        told = _("Say what the appraisal of the sitting members found.")
        yield refusals.AppraisalMissing(told, clause=appraises.clause, field="appraisal")


def _line_faults(
    meeting: Recommendation, lines: Sequence[VoteLine], people: Sequence[Nominee]
) -> Iterator[Refusal]:
    election = meeting.election
    rules = election.cycle.rules.nomination
    intended = rules.intended_persons.stated and rules.intended_persons.value
    bodies = {Body.PARTY, Body.COMMITTEE} if intended else {Body.PARTY}
    if not any(BODY_OF[line.post] == Body.PARTY and line.votes for line in lines):
        yield NobodyNominated(_("Nobody is recommended for the Party organisation."), field="name-0")
    for row, line in enumerate(lines):
        if BODY_OF[line.post] not in bodies:
            told = _("The plan does not have people recommended for this post here.")
            yield PostNotPlanned(told, field=f"post-{row}", data={"row": row})
        if line.votes > meeting.returned:
            told = _("%(name)s: %(votes)s votes, but only %(returned)s papers came back.")
            params = {"name": told_name(line.name), "votes": line.votes, "returned": meeting.returned}
            yield VotesOverReturned(told, params, field=f"votes-{row}", data={"row": row})
    for_the_party = [nominee for nominee in people if BODY_OF[nominee.post] == Body.PARTY]
    yield from membership_faults(election, for_the_party, meeting.held_on)


def membership_faults(election: Election, people: Sequence[Nominee], day: date) -> Iterator[Refusal]:
    """Who is no member of the village's Party organisation, or may not stand in the Party on a day."""
    members = members_named(election, [nominee.resident.name for nominee in people], day)
    for nominee in people:
        right = members.get(nominee.resident.pk)
        at: Any = {"field": f"name-{nominee.row}", "data": {"row": nominee.row}}
        name = {"name": told_name(nominee.resident.name)}
        if right is None:
            told = _("%(name)s is no member of the village's Party organisation.")
            clause = election.cycle.rules.party_path[0].clause
            yield refusals.NotAPartyMember(told, name, clause=clause, **at)
        elif right != PartyRight.FULL:
            yield refusals.MayNotStandInTheParty(
                WITHOUT_THE_RIGHT[right], name, clause=right_clause(election.cycle.rules), **at
            )


def _store(meeting: Recommendation, people: Sequence[Nominee]) -> None:
    meeting.save()
    RecommendationVote.objects.bulk_create(
        RecommendationVote(
            recommendation=meeting,
            body=BODY_OF[each.post],
            post=each.post,
            name=each.resident.name,
            resident=each.resident,
            votes=each.votes,
        )
        for each in people
    )


def _held(meeting: Recommendation) -> Iterator[RecordedVote]:
    """Who attended, together or each group, and the vote."""
    for number, (_field, found) in enumerate(attendance_of(meeting), start=1):
        yield found.recorded(VoteAbout.RECOMMENDATION_ATTENDANCE, meeting.held_on, unit=number)
    yield recommended(meeting).recorded(VoteAbout.RECOMMENDATION, meeting.held_on)


def _remember(
    opened: Opened, meeting: Recommendation, people: Sequence[Nominee], kept: dict[str, Any]
) -> None:
    figures = ("members_expected", "members_present", "representatives_expected", "representatives_present")
    record_act(
        by=opened.by,
        office=opened.office,
        act=Act.RECOMMENDATION_RECORDED,
        election=opened.election,
        step=opened.stage.step,
        data={
            "held_on": meeting.held_on.isoformat(),
            **{
                name: getattr(meeting, name)
                for name in (*figures, "issued", "returned", "guides", "appraisal", "expected_reason")
            },
            "votes": [{"post": p.post, "name": p.resident.name, "votes": p.votes} for p in people],
            **kept,
        },
        now=opened.now,
    )
