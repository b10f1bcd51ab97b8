"""Commitment letters (纪律承诺书) of candidates, for the election of one body each (A-DISC-13, B-DISC-03, C-DISC-03)."""

from collections.abc import Collection, Iterator
from datetime import date, datetime

from django.db import transaction
from django.utils.timezone import localtime
from django.utils.translation import gettext_lazy as _

from accounts.exempt import ungated
from accounts.models import User
from accounts.refusals import NotThere, Refusal, Refusals
from accounts.rules import require
from candidates import letter_refusals
from candidates.models import CommitmentLetter
from candidates.queries.letters import LetterBoard, letters_of
from elections.enums import Act
from elections.models import Election
from elections.refusals import DateInTheFuture
from elections.services.ledger import record_act
from elections.services.locks import lock_election


@ungated(
    "The ballot waits for the letters, whenever they come; by when they are due is told and counted late."
)
def sign_letters(
    *,
    by: User,
    election: Election,
    body: str,
    residents: Collection[int],
    signed_on: date,
    talked_by: str,
    now: datetime,
) -> list[CommitmentLetter]:
    """Enter the letters that candidates of a body signed at the talk; who signed already keeps the first letter.

    Raises NotThere where the rulebook asks for none; at once all of NobodyChosen, NotACandidate, TalkerMissing,
    DateInTheFuture.
    """
    office = require(by, "letter.record", election.village_id)
    with transaction.atomic():
        election = lock_election(election)
        board = next((each for each in letters_of(election) if each.body == body), None)
        if board is None:
            raise NotThere
        faults = list(_faults(board, residents, signed_on, talked_by, now))
        if faults:
            raise Refusals(faults)
        made = CommitmentLetter.objects.bulk_create(
            CommitmentLetter(
                election=election,
                body=board.body,
                resident_id=one.resident,
                name=one.name,
                signed_on=signed_on,
                talked_by=talked_by.strip(),
                entered_by=by,
                entered_at=now,
            )
            for one in board.signers
            if one.resident in residents and one.letter is None
        )
        record_act(
            by=by,
            office=office,
            act=Act.LETTERS_SIGNED,
            election=election,
            subject=str(board.body.label),
            data={
                "body": board.body.value,
                "names": [letter.name for letter in made],
                "signed_on": signed_on.isoformat(),
                "talked_by": talked_by.strip(),
            },
            now=now,
        )
    return made


def _faults(
    board: LetterBoard, residents: Collection[int], signed_on: date, talked_by: str, now: datetime
) -> Iterator[Refusal]:
    if not residents:
        yield letter_refusals.NobodyChosen(_("Choose who signed."), field="residents")
    if not set(residents) <= {one.resident for one in board.signers}:
        yield letter_refusals.NotACandidate(
            _("Only who stands for this body signs its letter."), clause=board.rule.clause, field="residents"
        )
    if not talked_by.strip():
        yield letter_refusals.TalkerMissing(_("Say who held the talk."), field="talked_by")
    if signed_on > localtime(now).date():
        yield DateInTheFuture(_("%(day)s is still to come."), {"day": signed_on}, field="signed_on")
