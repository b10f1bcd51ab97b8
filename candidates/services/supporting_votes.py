"""What a meeting elected to a supporting body (A-POST-02 to A-POST-04, VCOL-28)."""

from collections.abc import Iterator, Sequence
from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from accounts.refusals import NotThere, Refusal, Refusals
from accounts.rules import require
from candidates import supporting_refusals
from candidates.counted import Counted, Cut, Figures, Place, counted, of_one, without_quorum
from candidates.enums import RepresentativeState
from candidates.models import BodyMeeting, BodyMember, SupportingBody
from candidates.refusals import TieUndecided
from candidates.services.names import Nominee, resolve
from candidates.services.supporting_checks import (
    MeetingHeld,
    meeting_faults,
    people_faults,
    places_faults,
    refuse_on_record,
)
from candidates.services.terms import begin_terms, holding_of
from candidates.supporting_rules import BodyRules, rules_of_post
from candidates.tallied import NOBODY, TITLES, meeting_asked
from elections.enums import Act
from elections.models import Election
from elections.services.gate import gate
from elections.services.ledger import record_act
from elections.services.locks import lock_election
from villages.models import Cadre, Group
from villages.services.locks import lock_place
from voting.recorded import RecordedVote
from voting.services.recorded import keep_votes

SITS = RepresentativeState.ELECTED


def record_body_meeting(*, by: User, election: Election, held: MeetingHeld, now: datetime) -> BodyMeeting:
    """Record an election to a supporting body; it may be recorded anew until the body is handed in.

    Afterwards a meeting fills the places that somebody left, and the terms begin at once. Raises what the gate raises,
    NotThere for a post or group that is not there, RecordedAlready where the work is on record as done off-line,
    NoFreeSeat, and at once all of DateInTheFuture, HeldTooEarly, MeetingTooSmall, ChairNotOfCommittee,
    SupportingPlacesFaulty, NotAResident, SameName, NameTwice, NotTheGroupsRepresentative, SitsAlready, TieUndecided,
    MajorityMissing.
    """
    office = require(by, "bodies.record", election.village_id)
    rules = rules_of_post(election, held.post)
    if rules is None:
        raise NotThere
    with transaction.atomic():
        lock_place(election.village)
        election = lock_election(election)
        here = gate(rules.step.key, election, now)
        refuse_on_record(election, rules)
        group = _group(election, rules, held.group)
        book = _book(election, rules, now)
        before = book.meetings.filter(post=held.post, group=group).first()
        free = _free(book, before, held)
        nominees, faults = resolve(election, held.lines)
        faults = [
            *meeting_faults(election, rules, held, here.window.opens, now),
            *places_faults(rules, held, free),
            *faults,
            *people_faults(election, rules, book, before, group, nominees),
        ]
        elected = _elected(rules, held, nominees, free, faults)
        if faults:
            raise Refusals(faults)
        meeting = _store(book, before, group, held, nominees, elected, now)
        terms: list[Cadre] = []
        if book.filed_at is not None:
            fresh = list(meeting.people.filter(state=SITS, term=None))
            terms = begin_terms(election, fresh, holding_of, by, now)
            book.changed_at = now
            book.save(update_fields=["changed_at"])
        votes = list(_vote_held(rules, held, nominees, free))
        kept = keep_votes(election=election, votes=votes, now=now)
        record_act(
            by=by,
            office=office,
            act=Act.BODY_ELECTED,
            election=election,
            step=rules.step.key,
            subject=str(group or ""),
            data=_told(meeting, held, nominees, terms) | kept,
            now=now,
        )
    return meeting


def _told(
    meeting: BodyMeeting, held: MeetingHeld, nominees: Sequence[Nominee], terms: Sequence[Cadre]
) -> dict[str, Any]:
    return {
        "body": meeting.body.body,
        "post": held.post,
        "group": held.group,
        "held_on": held.held_on.isoformat(),
        "chaired_by": held.chaired_by,
        "present": held.present,
        "entitled": held.entitled,
        "votes": [{"name": one.resident.name, "votes": one.votes} for one in nominees],
        "elected": [one.name for one in meeting.people.filter(state=SITS)],
        "decision": held.decision,
        "terms": [term.pk for term in terms],
    }


def _group(election: Election, rules: BodyRules, number: int | None) -> Group | None:
    if not rules.by_groups and number is None:
        return None
    found = Group.objects.filter(village=election.village_id, number=number or 0).first()
    if found is None or not rules.by_groups:
        raise NotThere
    return found


def _book(election: Election, rules: BodyRules, now: datetime) -> SupportingBody:
    found, _made = SupportingBody.objects.get_or_create(
        election=election, body=rules.body, defaults={"begun_at": now}
    )
    return found


def _free(book: SupportingBody, before: BodyMeeting | None, held: MeetingHeld) -> int:
    """How many places the meeting fills: all, or once the body is handed in those that somebody left."""
    if book.filed_at is None or before is None:
        return held.places
    free = before.places - before.people.filter(state=SITS).count()
    if free <= 0:
        raise supporting_refusals.NoFreeSeat(
            _("The body is handed in and nobody of this meeting has left; a change is recorded one by one.")
        )
    return free


def _elected(
    rules: BodyRules,
    held: MeetingHeld,
    nominees: Sequence[Nominee],
    places: int,
    faults: list[Refusal],
) -> set[int]:
    """Who is elected: most votes, and the majority that the rule asks for; what stands against it joins the faults."""
    here = of_one(_counted(rules, held, nominees, places))
    chosen = [one for one in here.level if one.resident.pk in held.decided]
    faults += _majority(rules.majority(held.basis), held, here, places)
    if here.level and len(chosen) != here.places:
        faults.append(
            TieUndecided(
                _("%(count)s people are level with %(votes)s votes, places left: %(places)s. Decide."),
                {"count": len(here.level), "votes": here.level[0].votes, "places": here.places},
                field="decision",
                data={
                    "places": here.places,
                    "options": [
                        {"id": one.resident.pk, "name": one.resident.name, "votes": one.votes}
                        for one in here.level
                    ],
                },
            )
        )
    elif chosen and not held.decision.strip():
        faults.append(TieUndecided(_("Say how it was decided."), field="decision"))
    return {one.resident.pk for one in (*here.ahead, *chosen)}


def _counted(
    rules: BodyRules, held: MeetingHeld, nominees: Sequence[Nominee], places: int
) -> Counted[Nominee]:
    place = Place(held.post, TITLES[held.post], max(0, places), nominees)
    # Hands are counted, and one may be raised for several people; who could come and came is looked at before.
    hands = max(held.present, sum(one.votes for one in nominees))
    figures = Figures(max(held.entitled, hands), held.present, hands, hands, by_hand=True)
    return counted(without_quorum(meeting_asked(rules, held.basis)), [place], figures)


def _vote_held(
    rules: BodyRules, held: MeetingHeld, nominees: Sequence[Nominee], places: int
) -> Iterator[RecordedVote]:
    """Who came, and the vote."""
    attended = counted(meeting_asked(rules, held.basis), NOBODY, Figures(held.entitled, held.present))
    about = f"{rules.body}.{held.post}"
    yield attended.recorded(f"{about}.attendance", held.held_on, unit=held.group)
    found = _counted(rules, held, nominees, places)
    decided = dict.fromkeys(found.places, held.decided)
    yield found.recorded(about, held.held_on, unit=held.group, decided=decided, decision=held.decision)


def _majority(share: Any, held: MeetingHeld, here: Cut[Nominee], places: int) -> Iterator[Refusal]:
    if here.reached >= places:
        return
    if share is None:
        told = _("Elected: %(n)s of %(places)s; enter everybody with votes.")
        params = {"n": here.reached, "places": places}
        yield supporting_refusals.MajorityMissing(told, params, field="places")
        return
    yield supporting_refusals.MajorityMissing(
        _(
            "Of %(present)s present at least %(need)s votes elect; %(n)s people have them, places: %(places)s."
        ),
        {"present": held.present, "need": here.need, "n": here.reached, "places": places},
        clause=share.clause,
        field="places",
    )


def _store(
    book: SupportingBody,
    before: BodyMeeting | None,
    group: Group | None,
    held: MeetingHeld,
    nominees: Sequence[Nominee],
    elected: set[int],
    now: datetime,
) -> BodyMeeting:
    meeting = before or BodyMeeting(body=book, post=held.post, group=group)
    if book.filed_at is None or before is None:
        meeting.places = held.places
    meeting.held_on, meeting.chaired_by, meeting.basis = held.held_on, held.chaired_by.strip(), held.basis
    meeting.entitled, meeting.present = held.entitled, held.present
    meeting.decision, meeting.recorded_at = held.decision.strip(), now
    meeting.save()
    kept = meeting.people.filter(state__in=[SITS, RepresentativeState.LEFT]) if book.filed_at else None
    gone = meeting.people.exclude(pk__in=kept.values("pk")) if kept is not None else meeting.people.all()
    gone.delete()
    BodyMember.objects.bulk_create(
        BodyMember(
            body=book,
            meeting=meeting,
            resident=one.resident,
            post=held.post,
            name=one.resident.name,
            sex=one.resident.sex,
            votes=one.votes,
            state=SITS if one.resident.pk in elected else RepresentativeState.WAITING,
            changed_at=now,
        )
        for one in nominees
        if one.votes
    )
    return meeting
