"""The negative list of a village: the plan's, and what the village's own meeting added to it (A-NEG-12, C-QUAL-03)."""

from collections import defaultdict
from collections.abc import Collection, Sequence

from accounts.queries.fixed import Among, FixedModels
from candidates.eligibility import binds
from candidates.models import DepartmentReview, OwnBar, Review
from elections.models import Election
from elections.rulebook.sections.candidates import Bar
from elections.rulebook.value import Text
from villages.enums import Body


def own_bars_of(elections: Collection[int]) -> dict[int, tuple[Bar, ...]]:
    """What villages added and did not strike again, by election, in one query."""
    found = defaultdict(list)
    for row in _unstruck(elections):
        found[row.election_id].append(row.bar)
    return {election: tuple(bars) for election, bars in found.items()}


_unstruck = FixedModels(lambda elections: OwnBar.objects.filter(Among("election", elections), struck_at=None))


def negative_list_of(election: Election, body: str = Body.COMMITTEE) -> Sequence[Bar]:
    """Every circumstance that bars a candidate for a body. Costs a query, none where `own_bars` are prefetched."""
    rules = election.cycle.rules
    listed: Sequence[Bar] = rules.qualification.negative_list
    if not binds(rules, Body(body)):
        return listed
    return [*listed, *(row.bar for row in election.own_bars.all() if row.struck_at is None)]


def list_in_use(election: Election) -> bool:
    """Whether somebody whom the village's own circumstances bind was reviewed, by any office."""
    bodies = [body for body in (Body.PARTY, Body.COMMITTEE) if binds(election.cycle.rules, body)]
    judged = Review.objects.filter(candidacy__election=election, candidacy__body__in=bodies)
    answered = DepartmentReview.objects.filter(candidacy__election=election, body__in=bodies)
    return judged.exists() or answered.exclude(verdict="").exists()


def bar_titles(election: Election) -> dict[str, Text]:
    """What every circumstance is called by its key; those struck since keep their name."""
    listed = {bar.key: bar.title for bar in election.cycle.rules.qualification.negative_list}
    return listed | {row.bar.key: row.bar.title for row in election.own_bars.all()}
