"""The figures of the villages in sight, as the data have them."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction

from django.db.models import Count

from candidates.enums import CandidacyState
from candidates.models import Candidacy
from elections.enums import State, Step
from elections.models import Election
from elections.queries.progress import Progress
from villages.enums import Body, Sex
from voting.enums import RollState
from voting.models import RollEntry

PASSED = frozenset({CandidacyState.COUNTY_PASSED, CandidacyState.FORMAL})
OUT = frozenset(
    {
        CandidacyState.REJECTED,
        CandidacyState.DECLINED,
        CandidacyState.WITHDRAWN,
        CandidacyState.CANCELLED,
    }
)


@dataclass(frozen=True)
class Figures:
    """Whole numbers of people and villages; `women_goal` is the plan's share, with the clause it comes from."""

    villages: int
    population: int
    voters: int
    rolls: int
    rolls_published: int
    candidates: int
    passed: int
    women: int
    results: int
    women_goal: Fraction | None
    women_clause: str

    @property
    def women_enough(self) -> bool:
        goal = self.women_goal
        if goal is None or not self.candidates:
            return False
        return self.women * goal.denominator >= self.candidates * goal.numerator


def figures_of(found: Sequence[Progress]) -> Figures | None:
    """The figures of these elections, in two queries; None where there are none."""
    if not found:
        return None
    elections = [progress.election for progress in found]
    voters = voters_of(elections)
    people = _candidacies(elections)
    goal = found[0].election.cycle.rules.structure.women_share_village_committee
    return Figures(
        villages=len(found),
        population=sum(election.village.population for election in elections),
        voters=sum(voters.values()),
        rolls=len(voters),
        rolls_published=_done(found, Step.ROLL_PUBLICATION),
        candidates=sum(people.values()),
        passed=sum(n for (state, _sex), n in people.items() if state in PASSED),
        women=sum(n for (_state, sex), n in people.items() if sex == Sex.FEMALE),
        results=_done(found, Step.RESULT),
        women_goal=goal.value if goal.stated else None,
        women_clause=goal.clause,
    )


def voters_of(elections: Sequence[Election]) -> dict[int, int]:
    """The registered voters of each election with a roll: of the published one, else of the draft."""
    counted = (
        RollEntry.objects.filter(roll__election__in=[e.pk for e in elections], not_registered="")
        .exclude(roll__state=RollState.REPLACED)
        .values_list("roll__election", "roll__state")
        .annotate(n=Count("pk"))
        .order_by()
    )
    found: dict[int, int] = {}
    for election, state, n in counted:
        if state == RollState.PUBLISHED or election not in found:
            found[election] = n
    return found


def _candidacies(elections: Sequence[Election]) -> Counter[tuple[str, str]]:
    """How many candidacies that still stand, by state and sex."""
    rows = (
        Candidacy.objects.filter(election__in=[e.pk for e in elections], body=Body.COMMITTEE)
        .exclude(state__in=OUT)
        .values_list("state", "sex")
        .annotate(n=Count("pk"))
        .order_by()
    )
    return Counter({(state, sex): n for state, sex, n in rows})


def _done(found: Sequence[Progress], step: Step) -> int:
    return sum(p.steps[step].standing.state == State.DONE for p in found if step in p.steps)
