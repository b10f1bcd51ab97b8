"""What speaks against a bond that is added by hand, seen by what the registers and other bonds say already."""

from collections.abc import Iterator

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from accounts.refusals import Refusal
from villages.enums import Sex, Tie
from villages.kinship.model import Source
from villages.models import Resident
from villages.queries.kinship import Family, Kinship
from villages.refusals.kinship import KinContradicts, KinKnown, KinMarried, KinOfOneself, KinTooYoung

# Years apart in birth that are asked about, not forbidden.
LEAST_OF_PARENT, MOST_OF_SIBLINGS = 14, 40
PARENTS = len(Sex)

# What each bond is called as a relation of the first to the second.
SAME = {Tie.SPOUSE: "spouse", Tie.PARENT: "parent", Tie.SIBLING: "sibling"}
# What may stand beside a bond that is new: cousins who married, a stepmother who adopts.
BESIDE = {
    Tie.SPOUSE: {"collateral_three_generations", "close_in_law"},
    Tie.PARENT: {"close_in_law", "collateral_three_generations"},
    Tie.SIBLING: {"close_in_law", "collateral_three_generations"},
}


def refusals_of(family: Family, first: Resident, tie: Tie, second: Resident) -> Iterator[Refusal]:
    """Why `first` cannot be entered as the spouse, parent or sibling of `second`."""
    if bytes(first.id_index) == bytes(second.id_index):
        yield KinOfOneself(_("Nobody is related to oneself."), field="tie")
        return
    known = family.between(second, first)
    if known is not None:
        yield from _against(known, tie, first, second)
    if tie == Tie.PARENT and first.birth_date >= second.birth_date:
        yield KinTooYoung(
            _("%(parent)s, born %(born)s, is not older than the child."),
            {"parent": first.name, "born": first.birth_date},
            field="tie",
        )
    if tie == Tie.SPOUSE:
        yield from _married(family, first, second)


def _against(known: Kinship, tie: Tie, first: Resident, second: Resident) -> Iterator[Refusal]:
    named = {"first": first.name, "second": second.name, "relation": known.label}
    if known.relation == SAME[tie]:
        if not known.derived:
            yield KinKnown(
                _("On record already: %(first)s is to %(second)s: %(relation)s."),
                named,
                field="tie",
                data={"source": Source.HAND if known.by_hand else Source.REGISTER},
            )
    elif known.relation not in BESIDE[tie] and not known.derived:
        yield KinContradicts(
            _("On record %(first)s is to %(second)s: %(relation)s. Both cannot be."), named, field="tie"
        )


def _married(family: Family, first: Resident, second: Resident) -> Iterator[Refusal]:
    for one, other in ((first, second), (second, first)):
        for kin in family.of(one):
            sure = kin.kinship.relation == "spouse" and not kin.kinship.derived
            if sure and bytes(kin.resident.id_index) != bytes(other.id_index):
                yield KinMarried(
                    _("%(name)s has a spouse on record: %(spouse)s."),
                    {"name": one.name, "spouse": kin.resident.name},
                    field="tie",
                )


def oddities_of(
    family: Family, first: Resident, tie: Tie, second: Resident
) -> list[tuple[str, str | Promise]]:
    """What is unlikely about a bond, as codes with sentences; each may be true and is then confirmed."""
    apart = abs(first.birth_date.year - second.birth_date.year)
    odd: list[tuple[str, str | Promise]] = []
    if tie == Tie.SPOUSE and first.sex == second.sex:
        odd.append(("same_sex", _("Both are of the same sex.")))
    if tie == Tie.PARENT and apart < LEAST_OF_PARENT:
        odd.append(("young_parent", _("The parent was still a child when the child was born.")))
    if tie == Tie.SIBLING and apart > MOST_OF_SIBLINGS:
        odd.append(("far_apart", _("The two were born more than a generation apart.")))
    if tie == Tie.PARENT:
        odd += _third_parent(family, first, second)
    return odd


def _third_parent(family: Family, first: Resident, second: Resident) -> list[tuple[str, str | Promise]]:
    parents = [
        kin.resident
        for kin in family.of(second)
        if kin.kinship.relation == "parent" and not kin.kinship.derived
    ]
    if any(parent.sex == first.sex for parent in parents) or len(parents) >= PARENTS:
        return [("third_parent", _("A father or mother is on record already."))]
    return []
