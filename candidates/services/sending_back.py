"""A person who passed a review is sent back for review when facts have changed (A-REV-01, A-REV-10)."""

from datetime import datetime

from django.db import transaction
from django.utils.timezone import localtime
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from accounts.rules import require
from candidates import refusals
from candidates.eligibility.changes import snapshot
from candidates.enums import ReviewLevel, Verdict
from candidates.models import Candidacy, Review
from candidates.queries.findings import findings_of
from candidates.queries.sheet import since_of
from candidates.recusal import refuse_recused
from candidates.rules import PERMISSION, review_step
from candidates.services.candidacy import lock_candidacy, move
from candidates.services.late_place import gate_of_way
from candidates.services.review import ASKED_OF_THE_PERSON
from candidates.states import Move
from elections.enums import Act
from elections.services.ledger import record_act


def send_back(*, by: User, candidacy: Candidacy, level: ReviewLevel, reason: str, now: datetime) -> Review:
    """Take back every pass of a person who is on no list yet, because facts have changed since (A-REV-01, A-REV-10).

    The village answers and hands the person in again; township and county decide anew, and the departments are asked
    anew, whatever they answered before. The verdicts before stay on record. `level` is the level that sends back.
    Raises what the gate of that level's review raises, OwnCandidacy, RelativeCandidacy, CandidacyMovedOn, ReasonNeeded.
    """
    office = require(by, PERMISSION[level], candidacy.election.village_id)
    with transaction.atomic():
        candidacy = lock_candidacy(candidacy)
        election, step = candidacy.election, review_step(candidacy, level)
        gate_of_way(step, election, now, apart_from=ASKED_OF_THE_PERSON)
        refuse_recused(by, candidacy)
        if not reason.strip():
            raise refusals.ReasonNeeded(_("Write down what has changed since the verdict."), field="reason")
        before = list(candidacy.reviews.all())
        found = findings_of([candidacy], election.cycle.rules, localtime(now).date())[candidacy.pk]
        since = since_of(before, found)
        was = candidacy.state
        move(candidacy, Move.SEND_BACK, now)
        made = Review.objects.create(
            candidacy=candidacy,
            level=level,
            verdict=Verdict.RETURN,
            sent_back=True,
            reason=reason.strip(),
            findings=snapshot(found),
            reviewed_by=by,
            office=office.title,
            reviewed_at=now,
        )
        record_act(
            by=by,
            office=office,
            act=Act.CANDIDATE_SENT_BACK,
            election=election,
            step=step,
            subject=candidacy.name,
            data={
                "post": candidacy.post,
                "level": level.value,
                "stood_at": was,
                "reason": made.reason,
                "changed": [change.finding.key for change in since.changes] if since else [],
            },
            now=now,
        )
    return made
