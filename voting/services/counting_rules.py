"""The counting rule of a body confirmed by the office in charge, where the plan does not state it (AMB-38, C-CNT-03)."""

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from accounts.exempt import ungated
from accounts.models import User
from accounts.rules import require
from accounts.said import Listed
from elections.enums import Act
from elections.models import Cycle
from elections.services.ledger import record
from voting.models import Contest, CountingConfirmation
from voting.queries.counting_rules import unconfirmed_in, unconfirmed_of
from voting.refusals.confirmation import CountingUnconfirmed, NothingToConfirm
from voting.refusals.polling_day import WordsNeeded


@ungated("Confirms a rule of the whole cycle, which no step opens or closes; without it no result is final.")
def confirm_counting(
    *, by: User, cycle: Cycle, body: str, kind: str, decision: str, now: datetime
) -> CountingConfirmation:
    """Confirm every value by which a body's votes are counted in villages or communities and which the plan does not
    state for them; `decision` is the document. Raises NothingToConfirm, WordsNeeded.
    """
    office = require(by, "counting.confirm", cycle.township_id)
    with transaction.atomic():
        cycle = Cycle.objects.select_for_update().get(pk=cycle.pk)
        left = unconfirmed_in(cycle, body, kind)
        if not left:
            raise NothingToConfirm(_("Nothing of this counting rule is left to confirm."))
        if not decision.strip():
            raise WordsNeeded(_("Name the document by which it was decided."), field="decision")
        values = {each.path: each.value for each in left}
        made = CountingConfirmation.objects.create(
            cycle=cycle,
            body=body,
            kind=kind,
            values=values,
            decision=decision.strip(),
            confirmed_by=by,
            confirmed_at=now,
        )
        record(
            by=by,
            office=office,
            act=Act.COUNTING_CONFIRMED,
            cycle=cycle,
            place_code=cycle.township_id,
            subject=made.decision,
            data={"body": body, "kind": kind, "values": values, "decision": made.decision},
            now=now,
        )
    return made


def refuse_unconfirmed_counting(contest: Contest) -> None:
    """Raises CountingUnconfirmed while the round's result rests on values that no office has confirmed (SC-93)."""
    left = unconfirmed_of(contest)
    if left:
        raise CountingUnconfirmed(
            _(
                "The township must confirm first how the votes are counted, where the plan does not say: %(what)s."
            ),
            {"what": Listed(each.label for each in left)},
            clause="AMB-38",
            data={"paths": [each.path for each in left]},
        )
