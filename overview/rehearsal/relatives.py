"""Two of those who will be elected are relatives: found before the review, decided on before they take office."""

from datetime import datetime

from candidates.queries.relatives import pairs_of
from candidates.services.kin import decide_kin
from overview.rehearsal.walk import Walk
from villages.enums import Sex, Tie
from villages.services.kinship import add_tie


def find_siblings(walk: Walk, now: datetime) -> None:
    """The clerk enters that the first man and the first woman of the list are brother and sister."""
    standing = walk.candidacies()
    man = next(person for person in standing if person.sex == Sex.MALE)
    woman = next(person for person in standing if person.sex == Sex.FEMALE)
    add_tie(
        by=walk.clerk,
        first=man.resident,
        tie=Tie.SIBLING,
        second=woman.resident,
        proof="户籍底册，村委会核实",
        confirmed=True,
        now=now,
    )


def let_one_give_way(walk: Walk, now: datetime) -> None:
    """The township decides, of each pair of relatives on whom it is owed, that the second gives way (AMB-16)."""
    for pair in pairs_of(walk.election):
        if pair.open:
            decide_kin(
                by=walk.above.office,
                election=walk.election,
                first=pair.first.resident.pk,
                second=pair.second.resident.pk,
                yields=pair.second.resident.pk,
                document="镇党委〔2021〕3号",
                decided_on=now.date(),
                reason="兄妹二人同时当选，经谈话由其本人提出回避",
                now=now,
            )
