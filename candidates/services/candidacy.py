from datetime import datetime

from django.utils.translation import gettext_lazy as _

from accounts.exempt import part_of_an_act
from candidates.enums import CandidacyState
from candidates.models import Candidacy
from candidates.refusals import CandidacyMovedOn
from candidates.states import Move, after
from candidates.told import told_name
from elections.services.locks import lock_election


def lock_candidacy(candidacy: Candidacy) -> Candidacy:
    """The candidacy as it stands now, locked until the transaction ends, with its election, locked before it."""
    election = lock_election(candidacy.election)
    candidacy = (
        Candidacy.objects.select_for_update(of=("self",))
        .select_related("proposal", "resident")
        .get(pk=candidacy.pk)
    )
    candidacy.election = election
    return candidacy


@part_of_an_act
def move(candidacy: Candidacy, how: Move, now: datetime) -> Candidacy:
    """Bring a locked candidacy into its next state. Raises CandidacyMovedOn where no such move leads on."""
    candidacy.state = state_after(candidacy, how)
    candidacy.changed_at = now
    candidacy.save()
    return candidacy


def state_after(candidacy: Candidacy, how: Move) -> CandidacyState:
    """The state to which a move would bring a candidacy. Raises CandidacyMovedOn where it leads nowhere."""
    to = after(candidacy.state, how, candidacy.body)
    if to is None:
        here = CandidacyState(candidacy.state)
        raise CandidacyMovedOn(
            _("%(name)s stands at “%(state)s” now; this cannot be done any more, or not yet."),
            {"name": told_name(candidacy.name), "state": here.label},
            data={"state": here.value, "move": how.value},
        )
    return to
