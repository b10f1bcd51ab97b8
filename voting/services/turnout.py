"""How many ballots were handed out by an hour, told by a place that keeps no register of its own."""

from collections.abc import Iterator
from datetime import datetime

from django.db import transaction
from django.db.models import Max
from django.utils.timezone import localtime
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from accounts.refusals import Refusal, Refusals
from accounts.rules import require
from elections.enums import Act
from elections.services.gate import gate
from elections.services.ledger import record_act
from voting.models import Box, BoxRecord, Contest, TurnoutReport
from voting.queries.ballot import handed_out
from voting.queries.contest import voting_ends
from voting.refusals.polling_day import NotOnTheDay, RegisterKept, TurnoutFalls, TurnoutTooHigh
from voting.services.contest import voting_step
from voting.services.counting import lock_box
from voting.services.polling import polling_begins
from voting.services.polling_day_checks import refuse_unpublished_or_counted, refuse_unshown


def report_turnout(*, by: User, box: Box, issued: int, at: datetime, now: datetime) -> TurnoutReport:
    """Report how many ballots a place had handed out at a moment of the voting hours; sent again, it is put right.

    Raises TimeAndPlaceNotPublished, CountBegun, BoxNotShown, RegisterKept, what the gate raises; Refusals with NotOnTheDay,
    TurnoutFalls, TurnoutTooHigh.
    """
    office = require(by, "ballot.issue", box.contest.election.village_id)
    with transaction.atomic():
        contest, box = lock_box(box)
        gate(voting_step(contest), contest.election, now)
        refuse_unpublished_or_counted(contest)
        refuse_unshown(contest, box)
        _refuse_beside_the_register(box)
        faults = list(_faults(contest, box, issued, at, now))
        if faults:
            raise Refusals(faults)
        report, _made = TurnoutReport.objects.update_or_create(
            box=box, at=at, defaults={"issued": issued, "reported_by": by, "reported_at": now}
        )
        record_act(
            by=by,
            office=office,
            act=Act.TURNOUT_REPORTED,
            election=contest.election,
            step=voting_step(contest),
            subject=box.name,
            data={"round": contest.number, "box": box.number, "at": at.isoformat(), "issued": issued},
            now=now,
        )
    return report


def _refuse_beside_the_register(box: Box) -> None:
    kept = handed_out(box)
    if kept is not None:
        raise RegisterKept(
            _("The register of ballots is kept at box %(number)s and counts by itself: %(kept)s handed out."),
            {"number": box.number, "kept": kept},
            data={"register": kept},
        )


def _faults(contest: Contest, box: Box, issued: int, at: datetime, now: datetime) -> Iterator[Refusal]:
    begins, ends = polling_begins(contest), voting_ends(contest)
    if not begins <= at <= min(now, ends):
        yield NotOnTheDay(
            _("Ballots are handed out on %(day)s from %(begins)s to %(ends)s; it is %(now)s now."),
            {
                "day": contest.day,
                "begins": f"{localtime(begins):%H:%M}",
                "ends": f"{localtime(ends):%H:%M}",
                "now": now,
            },
            field="at",
        )
    yield from _falls(box, issued, at)
    yield from _too_high(contest, box, issued)


def _falls(box: Box, issued: int, at: datetime) -> Iterator[Refusal]:
    before = box.turnouts.filter(at__lt=at).last()
    after = box.turnouts.filter(at__gt=at).first()
    for other in (before, after):
        if other is None:
            continue
        falls = issued < other.issued if other is before else issued > other.issued
        if falls:
            yield TurnoutFalls(
                _("For %(at)s %(issued)s were reported; ballots handed out do not become fewer."),
                {"at": f"{localtime(other.at):%H:%M}", "issued": other.issued},
                field="issued",
                data={"at": other.at.isoformat(), "issued": other.issued},
            )


def _too_high(contest: Contest, box: Box, issued: int) -> Iterator[Refusal]:
    record = BoxRecord.objects.filter(box=box).first()
    if record is not None and issued > record.received:
        yield TurnoutTooHigh(
            _("%(issued)s handed out, but the place received only %(received)s papers."),
            {"issued": issued, "received": record.received},
            field="issued",
        )
    others = contest.boxes.exclude(pk=box.pk).annotate(most=Max("turnouts__issued"))
    elsewhere = sum(other.most or handed_out(other) or 0 for other in others)
    if issued + elsewhere > contest.electors:
        yield TurnoutTooHigh(
            _(
                "%(issued)s here and %(elsewhere)s elsewhere are more than the %(electors)s voters of the roll."
            ),
            {"issued": issued, "elsewhere": elsewhere, "electors": contest.electors},
            field="issued",
        )
