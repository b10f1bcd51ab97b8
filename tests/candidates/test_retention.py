"""What the archive of a cycle does not keep of what was stated about the people of a team."""

from accounts.models import User
from candidates.models import TeamFact
from candidates.services.retention import count_team_facts
from elections.models import Cycle, Election, LedgerEntry
from elections.retention import holdings
from elections.services.archive import archive_cycle
from elections.services.cycle import close_cycle
from tests.cast import at
from villages.models import Resident

CLOSED, LATER = at(2021, 3, 1), at(2021, 6, 1)


def test_facts_of_a_team_go_with_the_archive_and_those_of_another_cycle_stay(
    election: Election, cycle: Cycle, people: list[Resident], township: User
) -> None:
    for resident in people[:2]:
        TeamFact.objects.create(
            election=election, resident=resident, computer=True, stated_by=township, stated_at=CLOSED
        )
    assert "team_facts" in [holding.key for holding in holdings()]
    assert count_team_facts(cycle) == 2
    close_cycle(by=township, cycle=cycle, now=CLOSED)
    archive_cycle(by=township, cycle=cycle, name=cycle.name, now=LATER)
    assert not TeamFact.objects.filter(election__cycle=cycle).exists()
    told = LedgerEntry.objects.get(act="cycle.archived").data
    assert "'team_facts': 2" in str(told)
