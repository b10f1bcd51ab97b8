"""What must be true of a preselection before it is recorded, and that nobody passes it by (C-NOM-06)."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime

from django.utils.translation import gettext_lazy as _

from accounts.refusals import Refusal
from candidates import refusals, standing_refusals
from candidates.counted import counted
from candidates.models import NominationVote, Preselection, SeatPlan
from candidates.party_refusals import PresentOverExpected, TooFewAttended
from candidates.queries.preselection import awaits_preselection
from candidates.services.nomination_checks import day_faults, post_label, sum_faults
from candidates.tallied import NOBODY, preselection_asked, preselection_figures
from candidates.told import told_name
from elections.models import Election
from voting.refusals.sheet import IssuedOverPresent


def refuse_before_preselection(election: Election) -> None:
    """Raises PreselectionMissing while posts have more nominees than places and no preselection is on record."""
    if awaits_preselection(election):
        raise standing_refusals.PreselectionMissing(
            _("There are more nominees than places. The preselection comes first; its best by votes go on."),
            clause=election.cycle.rules.nomination.decided_by.clause,
        )


def preselection_faults(
    made: Preselection,
    plan: Sequence[SeatPlan],
    nominees: Sequence[NominationVote],
    votes: Mapping[int, int],
    now: datetime,
) -> Iterator[Refusal]:
    """Every fault of the day, the papers and the votes at once."""
    yield from day_faults(made.held_on, now)
    if made.held_on < made.nomination.held_on:
        told = _("The nomination was on %(day)s; the preselection is held after it.")
        yield refusals.BeforeNomination(
            told,
            {"day": made.nomination.held_on},
            clause=made.nomination.election.cycle.rules.nomination.decided_by.clause,
            field="held_on",
        )
    yield from _paper_faults(made)
    yield from sum_faults(made)
    yield from _line_faults(made, nominees, votes)
    for post in plan:
        yield from _post_faults(made, post, [n for n in nominees if n.post == post.post], votes)


def _paper_faults(made: Preselection) -> Iterator[Refusal]:
    if made.present > made.entitled:
        told = _("%(present)s were present, but only %(expected)s may take part.")
        params = {"present": made.present, "expected": made.entitled}
        yield PresentOverExpected(told, params, field="present")
    if made.issued > made.present:
        told = _("%(issued)s papers were issued to %(present)s people present.")
        yield IssuedOverPresent(told, {"issued": made.issued, "present": made.present}, field="issued")
    if made.returned > made.issued:
        told = _("%(returned)s papers came back, but only %(issued)s were issued.")
        params = {"returned": made.returned, "issued": made.issued}
        yield refusals.ReturnedOverIssued(told, params, field="returned")
    how = preselection_asked(made.nomination.election.cycle.rules, made.held_by)
    found = counted(how, NOBODY, preselection_figures(made))
    if found.quorum is not None and not found.quorum.passed:
        yield TooFewAttended(
            _("%(present)s of %(expected)s attended; %(need)s are needed."),
            {"present": made.present, "expected": made.entitled, "need": found.need},
            clause=found.quorum.clause,
            field="present",
        )


def _line_faults(
    made: Preselection, nominees: Sequence[NominationVote], votes: Mapping[int, int]
) -> Iterator[Refusal]:
    for unknown in votes.keys() - {nominee.pk for nominee in nominees}:
        told = _("Line %(line)s is not among the nominees of the preselection.")
        yield standing_refusals.NotANominee(
            told, {"line": unknown}, field=f"votes-{unknown}", data={"nominee": unknown}
        )
    for nominee in nominees:
        field, data, name = f"votes-{nominee.pk}", {"nominee": nominee.pk}, told_name(nominee.name)
        if nominee.pk not in votes:
            told = _("%(name)s: enter the votes, or 0.")
            yield standing_refusals.PreselectionVoteMissing(told, {"name": name}, field=field, data=data)
        elif votes[nominee.pk] > made.returned:
            told = _("%(name)s: %(votes)s votes, but only %(returned)s papers came back.")
            params = {"name": name, "votes": votes[nominee.pk], "returned": made.returned}
            yield refusals.VotesOverReturned(told, params, field=field, data=data)


def _post_faults(
    made: Preselection, post: SeatPlan, nominees: Sequence[NominationVote], votes: Mapping[int, int]
) -> Iterator[Refusal]:
    """A paper names at most as many people as places: the formal candidates are chosen (C-NOM-06)."""
    cast, most = sum(votes.get(nominee.pk, 0) for nominee in nominees), made.returned * post.places
    data = {"post": post.post}
    if not cast:
        told = _("%(post)s: nobody has a vote.")
        yield refusals.NobodyNominated(told, {"post": post_label(post.post)}, data=data)
    if cast > most:
        told = _(
            "%(post)s: %(votes)s votes together; %(returned)s papers with %(seats)s names each hold %(most)s."
        )
        params = {
            "post": post_label(post.post),
            "votes": cast,
            "returned": made.returned,
            "seats": post.places,
            "most": most,
        }
        yield refusals.VotesOverSeats(told, params, data=data)
