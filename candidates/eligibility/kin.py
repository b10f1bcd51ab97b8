"""What the rulebook says of two relatives who stand, or of one who stands and one who sits."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Final

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _

from elections.rulebook import Rulebook
from elections.rulebook.value import Strength
from villages.enums import Body
from villages.kinship import NEAR_RELATIVES, is_listed

# The bodies by the codes of the rulebooks.
CODES: Final[Mapping[str, str]] = {
    Body.PARTY: "party_committee",
    Body.COMMITTEE: "committee",
    Body.SUPERVISORY: "supervisory_committee",
}


class Avoidance(TextChoices):
    """How two relatives stand to each other, gravest first."""

    BARRED = "barred", _("May not both stand")
    CONSENT = "consent", _("May both stand only with approval")
    SUPERVISORY = "supervisory", _("One may not sit in the supervisory committee")
    OFFICE = "office", _("One gives way before both take office")


@dataclass(frozen=True)
class Ground:
    """The avoidance with the value of the rulebook that orders it."""

    avoidance: Avoidance
    rule: Any

    @property
    def approver(self) -> str | None:
        """The office that may let both stand, or None."""
        approver: str | None = self.rule.approver
        return approver if self.avoidance == Avoidance.CONSENT else None


def ground_of(rules: Rulebook, first: str, second: str, relation: str) -> Ground | None:
    """What two relatives in these bodies must do; None where the rulebook asks nothing.

    Both bodies and the relation are in the plan's lists: by its stage both may stand and one gives way before
    taking office, or they may not both be nominees; in principle (a soft rule) an approval allows it (AMB-16). Else
    a relative of the committee may be barred from the supervisory committee.
    """
    kin = rules.kin
    listed = kin.relations.value if kin.relations.stated else NEAR_RELATIVES
    if not is_listed(relation, listed):
        return None
    if kin.relations.stated and kin.bodies.stated and {CODES[first], CODES[second]} <= set(kin.bodies.value):
        return _by_stage(kin)
    barred = kin.supervisory_barred
    if {first, second} == {Body.COMMITTEE, Body.SUPERVISORY} and barred.stated and barred.value:
        return Ground(Avoidance.SUPERVISORY, barred)
    return None


def _by_stage(kin: Any) -> Ground:
    if not kin.stage.stated or kin.stage.value == "office":
        return Ground(Avoidance.OFFICE, kin.relations)
    if kin.relations.strength == Strength.HARD:
        return Ground(Avoidance.BARRED, kin.relations)
    return Ground(Avoidance.CONSENT, kin.stage)
