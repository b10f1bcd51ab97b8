"""What is looked at anew of everybody on a list that makes candidates of the Party's people, whatever the reviews found."""

from collections.abc import Iterator, Mapping, Sequence
from copy import copy

from accounts.refusals import Refusal
from candidates.models import Candidacy
from candidates.services.asked_anew import FAILS, LEAVE_OUT, found_faults
from candidates.services.names import Nominee
from candidates.services.relatives_checks import relatives_faults
from candidates.services.stage import Opened


def anew_faults(
    opened: Opened, people: Sequence[Nominee], known: Mapping[int, Candidacy]
) -> Iterator[Refusal]:
    """What is found by now of everybody on a list that makes candidates of them, for the post that it gives them, whatever
    the reviews found (A-REV-08).

    Whom the members' opinion puts on the formal list is not left off it: the candidacy is cancelled.
    """
    rows = {known[n.resident.pk].pk: n.row for n in people if n.resident.pk in known}
    listed = [as_listed(known[n.resident.pk], n) for n in people if n.resident.pk in known]
    told = LEAVE_OUT if opened.stage.gives == "prospective" else FAILS
    for fault in found_faults(opened.election, listed, opened.now, told=told):
        row = rows[fault.data["candidacy"]]
        fault.field, fault.data["row"] = f"name-{row}", row
        yield fault


def as_listed(person: Candidacy, nominee: Nominee) -> Candidacy:
    """A candidacy with the post for which a list names the person, not saved."""
    listed = copy(person)
    listed.post = nominee.post
    return listed


def kin_faults(
    opened: Opened, people: Sequence[Nominee], known: Mapping[int, Candidacy]
) -> Iterator[Refusal]:
    """Relatives who may not both stand; who is left off the list stands for the Party no longer (C-KIN-01)."""
    rows = {nominee.resident.pk: nominee.row for nominee in people}
    for fault in relatives_faults(opened.election, rows.keys(), known.keys() - rows.keys()):
        row = next(rows[resident] for resident in fault.data["residents"] if resident in rows)
        fault.field, fault.data["row"] = f"name-{row}", row
        yield fault
