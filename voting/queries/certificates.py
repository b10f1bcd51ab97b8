"""Whether voter cards may go out (A-ROLL-21, A-ROLL-23)."""

from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from elections.models import Election
from voting.queries.appeal import unpublished_adjustments
from voting.queries.renewal import renewal_due
from voting.queries.roll import draft_roll, published_roll

CONFIRMED = "roll_confirmed"


@dataclass(frozen=True)
class Certificates:
    """Whether voter cards may be issued; where not, why, in a sentence with its clause."""

    why_not: Promise | str = ""
    clause: str = ""

    def __bool__(self) -> bool:
        return not self.why_not


def certificates_may_be_issued(election: Election) -> Certificates:
    """From the publication of the roll, or from its confirmation, as the rulebook says; where it is silent, from the
    publication. Never while a correction is not published, nor after a postponement that asks for a new roll.
    """
    rules = election.cycle.rules.roll
    roll = published_roll(election)
    if roll is None:
        return Certificates(_("The roll is not published yet."), rules.published.clause)
    if renewal_due(election) is not None:
        return Certificates(
            _("The election was put off; the roll is posted anew first."), rules.postponement_days.clause
        )
    if draft_roll(election) is not None or unpublished_adjustments(election).exists():
        return Certificates(
            _("A correction of the roll is not published yet."), rules.adjusted_republished.clause
        )
    waits = rules.certificates_issued.stated and rules.certificates_issued.value == CONFIRMED
    if waits and roll.confirmed_at is None:
        return Certificates(_("The roll is not confirmed as final yet."), rules.certificates_issued.clause)
    return Certificates()
