"""What stands in the way of a vote and of voter cards while objections to the roll are not done with."""

from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from accounts.said import Listed
from elections.models import Election
from voting.models import Appeal
from voting.queries.appeal import open_appeals, shown_receipt, unpublished_adjustments
from voting.refusals.appeal import AdjustmentUnpublished, AppealsOpen


def refuse_unsettled_roll(election: Election) -> None:
    """Refuse a vote on a roll that objections may still change. Raises AppealsOpen, AdjustmentUnpublished."""
    refuse_open_appeals(election)
    refuse_unpublished_adjustments(election)


def refuse_open_appeals(election: Election) -> None:
    """Raises AppealsOpen with the receipts of those that came in time and have no answer (A-ROLL-20)."""
    receipts = _receipts(open_appeals(election))
    if receipts:
        raise AppealsOpen(
            _(
                "Objections to the roll are not decided: %(receipts)s. There is no vote while one stands open."
            ),
            {"receipts": Listed(receipts)},
            clause=election.cycle.rules.roll.appeal_decided.clause or None,
            data={"receipts": receipts},
        )


def refuse_unpublished_adjustments(election: Election) -> None:
    """Raises AdjustmentUnpublished with the receipts of those upheld since the roll was published (A-ROLL-21)."""
    receipts = _receipts(unpublished_adjustments(election))
    if receipts:
        raise AdjustmentUnpublished(
            _("The roll is to be changed and published again first, as decided on: %(receipts)s."),
            {"receipts": Listed(receipts)},
            clause=election.cycle.rules.roll.adjusted_republished.clause or None,
            data={"receipts": receipts},
        )


def _receipts(appeals: QuerySet[Appeal]) -> list[str]:
    return [shown_receipt(receipt) for receipt in appeals.values_list("receipt", flat=True)]
