"""The filing form of the targets of a village's team (C-TGT-01)."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from django.utils.translation import gettext_lazy as _

from candidates.models import TeamTarget
from candidates.queries.team import View, team_of
from candidates.structure import figures_of
from documents.papers import Occasion
from documents.refusals import PaperNotReady
from elections.models import Election
from voting.papers.about import elections_at, heading_of
from voting.papers.heading import ElectionSheet
from voting.papers.occasions import occasion


@dataclass(frozen=True, slots=True)
class Aimed:
    """One figure of the team: of the sitting one, the target, by how much it changes."""

    name: str
    unit: str
    before: Decimal
    target: Decimal

    @property
    def change(self) -> Decimal:
        return abs(self.target - self.before)


@dataclass(frozen=True, slots=True, kw_only=True)
class TargetSheet(ElectionSheet):
    """By how much the new team is to be younger and better schooled; `persons` sit in the present one."""

    persons: int
    younger: Aimed
    schooled: Aimed
    filed_on: date
    filed_with: str

    @property
    def title(self) -> str:
        return "班子年龄、学历目标备案表"

    @property
    def issuer(self) -> str:
        return f"{self.heading.village}党组织"


def team_targets(election: Election, day: date) -> TargetSheet:
    """The form that is filed with the township's leading group. Raises PaperNotReady before the targets are filed."""
    filed = TeamTarget.objects.filter(election=election).first()
    if filed is None:
        raise PaperNotReady(
            _("The targets of the team are not filed yet."),
            clause=election.cycle.rules.structure.targets_filed.clause or None,
        )
    heading = heading_of(election)
    return TargetSheet(
        heading=heading,
        persons=figures_of(team_of(election, View.SITTING)).persons,
        younger=Aimed("平均年龄", "岁", filed.age_before, filed.age_target),
        schooled=Aimed("大专以上学历所占比例", "%", filed.schooled_before, filed.schooled_target),
        filed_on=filed.filed_on,
        filed_with=f"{heading.township}村（社区）“两委”换届领导小组办公室",
    )


def filed_targets(village_code: str) -> Iterator[Occasion]:
    """Elections whose plan has the targets filed and that have filed them."""
    for election in elections_at(village_code):
        if election.cycle.rules.structure.targets_filed.stated and hasattr(election, "team_target"):
            yield occasion(election, election)
