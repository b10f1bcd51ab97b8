"""The register of ballots handed out on polling day: nobody takes two."""

from datetime import datetime
from typing import Any
from uuid import UUID

from django.db import transaction
from django.utils.timezone import localtime
from django.utils.translation import gettext_lazy as _

from accounts.models import Office, User
from accounts.rules import require
from elections.enums import Act, Step
from elections.services.gate import gate
from elections.services.ledger import record_act
from voting.enums import BoxKind, ContestState, Manner
from voting.models import Box, Contest, IssuedBallot, Proxy, RollEntry
from voting.queries.contest import voting_ends
from voting.queries.electors import voters_by_index
from voting.refusals.ballot import (
    BallotTakenBack,
    CountBegun,
    NotOnRollInForce,
    OutsideVotingHours,
)
from voting.refusals.count import ReasonNeeded, StalePage, TimeAndPlaceNotPublished
from voting.services import ballot_checks
from voting.services.appeal_gate import refuse_open_appeals
from voting.services.contest import lock_contest
from voting.services.polling import polling_begins
from voting.services.polling_day_checks import refuse_unshown
from voting.services.staff_checks import refuse_barred_staff, refuse_unfilled_duties


def issue_ballot(
    *,
    by: User,
    box: Box,
    voter: RollEntry,
    key: UUID,
    now: datetime,
    proxy: Proxy | None = None,
) -> IssuedBallot:
    """Enter in the register that a ballot was handed out for a voter; the same `key` is one entry.

    With `proxy` its holder took it; at a mobile box it was brought to the voter; else the voter came. Raises
    TimeAndPlaceNotPublished, OutsideVotingHours, CountBegun, NotOnRollInForce, BallotTaken, OtherPlace,
    ProxyNotUsable, NotOnMobileList, BoxNotOfRound, AppealsOpen, BoxNotShown, what the gate raises; at the first ballot of
    the round DutyUnfilled, and Refusals with StaffBarred.
    """
    office = require(by, "ballot.issue", box.contest.election.village_id)
    with transaction.atomic():
        contest = lock_contest(box.contest)
        known = IssuedBallot.objects.filter(key=key).first()
        if known is not None:
            return _the_same(known, contest, by)
        gate(_step(contest), contest.election, now)
        refuse_open_appeals(contest.election)
        _refuse_outside_hours(contest, now)
        if not contest.issued_ballots.exists():
            refuse_barred_staff(contest.election)
            refuse_unfilled_duties(contest.election, at_count=False)
        manner = _manner(box, proxy)
        entry = _on_roll(contest, voter)
        ballot_checks.refuse_taken(contest, entry)
        ballot_checks.refuse_manner(contest, box, entry, manner, proxy)
        refuse_unshown(contest, box)
        made = IssuedBallot.objects.create(
            key=key,
            contest=contest,
            box=box,
            voter_index=bytes(entry.id_index),
            name=entry.name,
            group=entry.group,
            number=entry.number,
            manner=manner,
            proxy=proxy,
            issued_at=now,
            issued_by=by,
        )
        told = {"certificate": proxy.number, "holder": proxy.holder} if proxy else {}
        _record(Act.BALLOT_ISSUED, by, office, contest, made, told, now)
    return made


def take_back_ballot(*, by: User, ballot: IssuedBallot, reason: str, now: datetime) -> IssuedBallot:
    """Strike an entry of the register, with the reason: the wrong person was entered, the paper was given back.

    Raises BallotTakenBack, ReasonNeeded, CountBegun, what the gate raises.
    """
    office = require(by, "ballot.issue", ballot.contest.election.village_id)
    with transaction.atomic():
        contest = lock_contest(ballot.contest)
        gate(_step(contest), contest.election, now)
        ballot = IssuedBallot.objects.select_for_update(of=("self",)).get(pk=ballot.pk)
        if contest.state != ContestState.PREPARED:
            raise CountBegun(_("The boxes are being counted; the register is closed."))
        if ballot.taken_back_at is not None:
            raise BallotTakenBack(_("This ballot was taken back already."))
        if not reason.strip():
            raise ReasonNeeded(_("Write down the reason; it goes into the ledger."), field="reason")
        ballot.taken_back_at, ballot.taken_back_because = now, reason.strip()[:200]
        ballot.save(update_fields=["taken_back_at", "taken_back_because"])
        told = {"reason": ballot.taken_back_because}
        _record(Act.BALLOT_TAKEN_BACK, by, office, contest, ballot, told, now)
    return ballot


def _step(contest: Contest) -> Step:
    return Step.RUNOFF if contest.parent_id else Step.VOTING


def _the_same(known: IssuedBallot, contest: Contest, by: User) -> IssuedBallot:
    if known.contest_id != contest.pk or known.issued_by_id != by.pk:
        raise StalePage(_("This page was used already. Open it anew."))
    return known


def _manner(box: Box, proxy: Proxy | None) -> Manner:
    if proxy is not None:
        return Manner.PROXY
    return Manner.MOBILE if box.kind == BoxKind.MOBILE else Manner.IN_PERSON


def _refuse_outside_hours(contest: Contest, now: datetime) -> None:
    clause = contest.election.cycle.rules.voting.time_and_place_published.clause or None
    if contest.places_published_at is None:
        raise TimeAndPlaceNotPublished(_("Time and place of this vote are not published."), clause=clause)
    if contest.state != ContestState.PREPARED:
        raise CountBegun(_("The boxes are being counted; the register is closed."))
    begins, ends = polling_begins(contest), voting_ends(contest)
    if not begins <= now < ends:
        raise OutsideVotingHours(
            _("Ballots are handed out on %(day)s from %(begins)s to %(ends)s; it is %(now)s now."),
            {
                "day": contest.day,
                "begins": f"{localtime(begins):%H:%M}",
                "ends": f"{localtime(ends):%H:%M}",
                "now": now,
            },
            clause=clause,
            data={"begins": begins.isoformat(), "ends": ends.isoformat()},
        )


def _on_roll(contest: Contest, voter: RollEntry) -> RollEntry:
    """The voter as the roll in force has the person."""
    index = bytes(voter.id_index)
    entry = voters_by_index(contest.election, [index]).get(index)
    if entry is None:
        raise NotOnRollInForce(_("This person is not on the roll in force and takes no ballot."))
    return entry


def _record(
    act: Act,
    by: User,
    office: Office,
    contest: Contest,
    ballot: IssuedBallot,
    told: dict[str, Any],
    now: datetime,
) -> None:
    record_act(
        by=by,
        office=office,
        act=act,
        election=contest.election,
        step=_step(contest),
        subject=ballot.name,
        data={
            "round": contest.number,
            "box": ballot.box.number if ballot.box else None,
            "number": ballot.number,
            "manner": ballot.manner,
            **told,
        },
        now=now,
    )
