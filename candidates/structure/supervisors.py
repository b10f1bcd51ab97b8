"""The supervisory committee of a place against the rulebook: its size and its director (A-POST-02, AMB-47, C-KIN-02)."""

from collections.abc import Iterator

from django.utils.translation import gettext_lazy as _

from candidates.structure.found import Finding, finding
from candidates.structure.model import Team
from elections.rulebook import Rulebook
from villages.enums import Body, Post

SIZES = {
    True: _("Supervisory committee: %(n)s with its director; %(least)s to %(most)s are wanted."),
    False: _("Supervisory committee: %(n)s beside its director; %(least)s to %(most)s are wanted."),
}


def with_director(rules: Rulebook) -> bool:
    """Whether the size that the rulebook states counts the director; where it does not say, it does (AMB-47)."""
    rule = rules.followup.supervisory_size_with_director
    return not rule.stated or bool(rule.value)


def supervisors_counted(rules: Rulebook, heads: int, others: int) -> int:
    """How many count towards the size of a supervisory committee, by the reading in force."""
    return others + (heads if with_director(rules) else 0)


def supervisory_findings(rules: Rulebook, team: Team) -> Iterator[Finding]:
    """The size once they sit, and that the director, or nobody of them, sits in the committee."""
    people = team.of(Body.SUPERVISORY)
    if not people:
        return
    size, heads = rules.followup.supervisory_size, [p for p in people if Post.HEAD_SUPERVISOR in p.posts]
    if size.stated and team.settled:
        n = supervisors_counted(rules, len(heads), len(people) - len(heads))
        message, least, most = SIZES[with_director(rules)], size.value.min, size.value.max
        yield finding("supervisory_size", n in size.value, size, message, n=n, least=least, most=most)
    apart, barred = rules.followup.supervisory_director_off_committee, rules.kin.supervisory_barred
    if apart.stated and apart.value:
        n = sum(Body.COMMITTEE in person.bodies for person in heads)
        message = _("Directors of the supervisory committee who sit in the committee: %(n)s.")
        yield finding("supervisory_director", not n, apart, message, n=n)
    if barred.stated and barred.value:
        n = sum(Body.COMMITTEE in person.bodies for person in people)
        message = _("Members of the supervisory committee who sit in the committee: %(n)s.")
        yield finding("supervisory_apart", not n, barred, message, n=n)
