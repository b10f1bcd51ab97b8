"""The roll's two writes: taking a checked sheet over as the draft, and publishing the draft."""

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from accounts.models import Office, User
from accounts.rules import require
from documents.enums import UploadState
from documents.services.upload import refuse_unaccepted, refuse_unready
from elections.enums import Act, Step
from elections.models import Election
from elections.services.ledger import record
from elections.services.locks import lock_election
from voting.enums import RollState
from voting.models import Roll, RollUpload
from voting.queries.roll import RollFigures, digest_of, figures_of
from voting.refusals.roll import FingerprintDiffers, RollEmpty, RollNotDraft
from voting.services import roll_checks
from voting.services.locks import lock_county
from voting.services.roll_gate import gate_list, gate_publication
from voting.services.roll_ready import refuse_lacking, refuse_unheard
from voting.services.roll_rows import take_rows
from voting.services.upload import discard

FINGERPRINT_PLACES = 4


def commit_upload(*, by: User, upload: RollUpload, now: datetime, reason: str = "") -> Roll:
    """Make the checked sheet the draft of the roll, in place of an earlier draft; sent twice, it is done once.

    `reason` says why a sheet with warnings is taken over. A published roll is left alone: after it the sheet becomes
    the draft of the next version. Other open uploads are put away, for their previews no longer hold. Raises
    UploadNotReady, UploadOvertaken, WarningsNotAccepted, VoterElsewhere, and what `gate_list` raises.
    """
    office = require(by, "roll.upload", upload.election.village_id)
    with transaction.atomic():
        lock_county(upload.election)
        election = lock_election(upload.election)
        upload = RollUpload.objects.select_related("file", "roll", "staged").get(pk=upload.pk)
        if upload.roll is not None:
            return upload.roll
        refuse_unready(upload)
        refuse_unaccepted(upload, reason)
        step = gate_list(election, now)
        assert upload.staged is not None  # it is ready
        roll_checks.refuse_elsewhere(election, upload.staged)
        roll = take_rows(election, upload)
        upload.state, upload.roll, upload.committed_at = UploadState.COMMITTED, roll, now
        upload.save(update_fields=["state", "roll", "committed_at"])
        discard(election.roll_uploads.exclude(pk=upload.pk))
        _record_commit(by, office, election, upload, step, reason, now)
    return roll


def _record_commit(
    by: User, office: Office, election: Election, upload: RollUpload, step: Step, reason: str, now: datetime
) -> None:
    counted = ("rows", "voters", "not_registered", "warnings")
    assert upload.roll is not None
    record(
        by=by,
        office=office,
        act=Act.ROLL_COMMITTED,
        cycle=election.cycle,
        place_code=election.village_id,
        step=step,
        subject=upload.file_name,
        data={
            "file": upload.file.sha256,
            "version": upload.roll.version,
            "reason": reason,
            **{name: upload.report[name] for name in counted},
        },
        now=now,
    )


def publish_roll(*, by: User, roll: Roll, now: datetime, fingerprint: str | None = None) -> Roll:
    """Publish the draft: freeze it by its digest and put it in force in place of the version before.

    The first publication keeps the plan's deadline (A-ROLL-17); a corrected version may follow until voting begins
    (A-ROLL-21). `fingerprint`, where a person typed it, must be how the digest of the list begins. Raises
    RollNotDraft, RollEmpty, VoterUnderAge, VoterElsewhere, PeopleToAsk, EvidenceMissing, FingerprintDiffers, and what
    the gate raises.
    """
    office = require(by, "roll.publish", roll.election.village_id)
    with transaction.atomic():
        lock_county(roll.election)
        election = lock_election(roll.election)
        roll = Roll.objects.select_for_update().get(pk=roll.pk)
        roll.election = election
        if roll.state != RollState.DRAFT:
            raise RollNotDraft(_("Version %(version)s is published already."), {"version": roll.version})
        refuse_unheard(election, roll)
        step = gate_publication(election, now)
        figures, digest = _checked(election, roll, fingerprint, now)
        election.rolls.filter(state=RollState.PUBLISHED).update(state=RollState.REPLACED)
        roll.state, roll.digest, roll.published_at = RollState.PUBLISHED, digest, now
        roll.save(update_fields=["state", "digest", "published_at"])
        record(
            by=by,
            office=office,
            act=Act.ROLL_PUBLISHED,
            cycle=election.cycle,
            place_code=election.village_id,
            step=step,
            subject=f"{election.village} {roll.version}",
            data={
                "version": roll.version,
                "digest": digest,
                "voters": figures.voters,
                "not_registered": figures.not_registered,
            },
            now=now,
        )
    return roll


def _checked(
    election: Election, roll: Roll, fingerprint: str | None, now: datetime
) -> tuple[RollFigures, str]:
    """The figures and the digest of a draft that may be published."""
    figures = figures_of(roll)
    if not figures.voters:
        raise RollEmpty(
            _("There is no voter on this roll."), clause=election.cycle.rules.roll.published.clause
        )
    roll_checks.refuse_under_age(election, roll)
    roll_checks.refuse_elsewhere(election, roll)
    refuse_lacking(election, roll, now)
    digest = digest_of(roll)
    if fingerprint is not None and fingerprint.strip().lower() != digest[:FINGERPRINT_PLACES]:
        raise FingerprintDiffers(
            _(
                "That is not how the fingerprint of this list begins. Look at the list again; it may have changed."
            ),
            field="fingerprint",
        )
    return figures, digest
