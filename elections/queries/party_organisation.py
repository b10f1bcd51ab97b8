"""What the plan says of the Party organisation of a place, beside what is on record."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from elections.models import Cycle
from elections.rulebook import Rulebook
from elections.rulebook.value import Strength
from villages.enums import Body, OrganisationKind, Post
from villages.models import Cadre, PartyMember, PartyOrganisation, Village
from villages.queries.party import branches_of, organisation_of


@dataclass(frozen=True)
class Filled:
    """A sentence filled in when it is told, in the language of that moment."""

    text: str | Promise
    values: dict[str, int]

    def __str__(self) -> str:
        return str(self.text) % self.values


@dataclass(frozen=True)
class Demand:
    """A sentence of the plan on this place's organisation: whether it is kept, and how it binds."""

    text: str | Promise | Filled
    clause: str
    kept: bool
    hard: bool


@dataclass(frozen=True)
class Standing:
    """The organisation of a place, its branches and members, under the rules in force there; None where none are."""

    village: Village
    rules: Rulebook | None
    members: int
    organisation: PartyOrganisation | None
    branches: Sequence[PartyOrganisation]

    @cached_property
    def wanted(self) -> OrganisationKind | None:
        """The kind that the plan wants for so many members; None where it does not say. A committee is never wanted."""
        if self.rules is None or not self.rules.seats.general_branch_min_members.stated:
            return None
        enough = self.members >= self.rules.seats.general_branch_min_members.value
        return OrganisationKind.GENERAL_BRANCH if enough else OrganisationKind.BRANCH

    def departs(self, kind: str) -> bool:
        """Whether a kind is another than the plan wants, and needs a reason; a committee has its own approval."""
        return self.wanted is not None and kind not in (self.wanted, OrganisationKind.COMMITTEE)

    def may_be_committee(self) -> bool:
        """Whether there are members enough for a grassroots committee, as far as the plan says."""
        if self.rules is None or not self.rules.seats.grassroots_committee_min_members.stated:
            return True
        return bool(self.members >= self.rules.seats.grassroots_committee_min_members.value)

    @property
    def demands(self) -> list[Demand]:
        """What the plan asks of the organisation, each with its clause."""
        if self.rules is None:
            return []
        return [*self._of_kind(self.rules), *self._of_branches(self.rules)]

    def _of_kind(self, rules: Rulebook) -> list[Demand]:
        found, kind = [], self.organisation.kind if self.organisation else ""
        general, grassroots = (
            rules.seats.general_branch_min_members,
            rules.seats.grassroots_committee_min_members,
        )
        if general.stated:
            text = _("With %(n)s members and more a general branch is set up; here are %(members)s.")
            kept = not kind or not self.departs(kind)
            said = Filled(text, {"n": general.value, "members": self.members})
            found.append(Demand(said, general.clause, kept, general.strength == Strength.HARD))
        if grassroots.stated:
            text = _(
                "With %(n)s members and more there may be a grassroots committee, if the county approves; "
                "here are %(members)s."
            )
            kept = kind != OrganisationKind.COMMITTEE or self.may_be_committee()
            said = Filled(text, {"n": grassroots.value, "members": self.members})
            found.append(Demand(said, grassroots.clause, kept, True))
        return found

    def _of_branches(self, rules: Rulebook) -> list[Demand]:
        found, naming, heading = (
            [],
            rules.seats.subbranch_naming,
            rules.seats.general_branch_secretary_may_head_subbranch,
        )
        if naming.stated and naming.value == "numbers":
            text = _("Sub-branches are numbered, not named after earlier villages.")
            found.append(Demand(text, naming.clause, True, True))
        if heading.stated and not heading.value:
            text = _(
                "Sub-branches are generally headed by committee members of the general branch, not by its secretary."
            )
            found.append(Demand(text, heading.clause, not self._headed_by_secretary(), True))
        return found

    def _headed_by_secretary(self) -> bool:
        heads = {branch.secretary.resident_id for branch in self.branches if branch.secretary}
        return bool(
            heads & {cadre.resident_id for cadre in sitting_in_party(self.village) if is_secretary(cadre)}
        )


def standing_of(village: Village) -> Standing:
    """The Party organisation of a place under the rules of the township's running cycle."""
    branches = [branch for branch in branches_of(village) if branch.parent_id is not None]
    return Standing(
        village=village,
        rules=rules_of(village),
        members=PartyMember.objects.filter(village=village).count(),
        organisation=organisation_of(village),
        branches=branches,
    )


def rules_of(village: Village) -> Rulebook | None:
    """The rulebook of the township's running cycle, a real one before a training one; None between cycles."""
    running = Cycle.objects.filter(township=village.township_id, closed_at=None).select_related("edition")
    cycle = running.order_by("training", "-opened_at").first()
    return cycle.rules if cycle else None


def sitting_in_party(village: Village) -> list[Cadre]:
    """The sitting committee of the place's Party organisation."""
    return list(Cadre.objects.filter(village=village, body=Body.PARTY, until=None))


def is_secretary(cadre: Cadre) -> bool:
    return cadre.post == Post.SECRETARY
