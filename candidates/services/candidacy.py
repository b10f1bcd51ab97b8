from datetime import datetime

from django.utils.translation import gettext_lazy as _

from accounts.exempt import part_of_an_act
from candidates.enums import CandidacyState
from candidates.models import Candidacy
from candidates.refusals import CandidacyMovedOn
from candidates.states import Move, after
from candidates.told import told_name


def lock_candidacy(candidacy: Candidacy) -> Candidacy:
    """The candidacy as it stands now, locked until the transaction ends, with its election and village."""
    return (
        Candidacy.objects.select_for_update(of=("self",))
        .select_related("election__cycle__township", "election__village", "proposal", "resident")
        .get(pk=candidacy.pk)
    )


@part_of_an_act
def move(candidacy: Candidacy, how: Move, now: datetime) -> Candidacy:
    """Bring a locked candidacy into its next state. Raises CandidacyMovedOn where no such move leads on."""
    candidacy.state = state_after(candidacy, how)
    candidacy.changed_at = now
    candidacy.save()
    return candidacy


def state_after(candidacy: Candidacy, how: Move) -> CandidacyState:
    """The state to which a move would bring a candidacy. Raises CandidacyMovedOn where it leads nowhere."""
    to = after(candidacy.state, how)
    if to is None:
        here = CandidacyState(candidacy.state)
        raise CandidacyMovedOn(
            _("%(name)s stands at “%(state)s” now; this cannot be done any more, or not yet."),
            {"name": told_name(candidacy.name), "state": here.label},
            data={"state": here.value, "move": how.value},
        )
    return to
