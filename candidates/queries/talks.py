"""Talks before the election: whom the plan wants talked to, group by group, and how far that has come (C-PRE-08)."""

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final

from django.db.models import QuerySet

from candidates.enums import RepresentativeState
from candidates.models import Candidacy, Representative, Talk, WouldBe
from candidates.queries.sitting import sitting_before
from candidates.states import GONE
from elections.models import Election
from villages.enums import TWO_COMMITTEES, Body, Post
from villages.models import PartyMember, Resident

WOULD_BE: Final = "would_be_candidates"
PRINCIPALS: Final = (Post.SECRETARY, Post.CHAIR)
WHOLE: Final = 100
Residents = Collection[int]


@dataclass(frozen=True)
class Coverage:
    """A group that must be talked to: its people, with the talk that each had or None, by the plan's rule."""

    group: str
    rule: Any
    people: Sequence[tuple[Resident, Talk | None]]

    @property
    def talked(self) -> int:
        return sum(talk is not None for _person, talk in self.people)

    @property
    def open(self) -> list[Resident]:
        """Who is still to be talked to."""
        return [person for person, talk in self.people if talk is None]

    @property
    def percent(self) -> int | None:
        """Whole per cent of the group, rounded down so that one who is left out shows; None where it has nobody."""
        return WHOLE * self.talked // len(self.people) if self.people else None

    @property
    def warns(self) -> bool:
        return bool(self.open)


@dataclass(frozen=True)
class TalkBoard:
    """The talks of a village. `together` are the offices that talk with secretary and director together."""

    groups: Sequence[Coverage]
    together: Any
    principals: Residents

    def group(self, name: str) -> Coverage | None:
        return next((each for each in self.groups if each.group == name), None)

    @property
    def warns(self) -> int:
        return sum(each.warns for each in self.groups)


def talks_of(election: Election) -> TalkBoard | None:
    """The groups of the plan with their people as the registers and the candidacies know them; None where it names none."""
    preparation = election.cycle.rules.preparation
    rule = preparation.talk_coverage_groups
    if not rule.stated:
        return None
    people = {group: PEOPLE[group](election) for group in rule.value if group in PEOPLE}
    residents = Resident.objects.in_bulk({pk for found in people.values() for pk in found})
    held = {(talk.group, talk.resident_id): talk for talk in Talk.objects.filter(election=election)}
    together = preparation.talk_principal_interviewers
    return TalkBoard(
        [_coverage(group, rule, found, residents, held) for group, found in people.items()],
        together if together.stated else None,
        _principals(election) if together.stated else (),
    )


def _coverage(
    group: str,
    rule: Any,
    found: Residents,
    residents: Mapping[int, Resident],
    held: Mapping[tuple[str, int], Talk],
) -> Coverage:
    return Coverage(group, rule, [(residents[pk], held.get((group, pk))) for pk in found])


def _holders(election: Election, **which: Any) -> list[int]:
    rows = sitting_before([election.pk]).filter(village=election.village_id, **which)
    return list(dict.fromkeys(rows.order_by("pk").values_list("resident_id", flat=True)))


def _cadres(election: Election) -> list[int]:
    return _holders(election, body__in=TWO_COMMITTEES)


def _principals(election: Election) -> list[int]:
    return _holders(election, post__in=PRINCIPALS)


def _standing(election: Election) -> list[int]:
    rows = Candidacy.objects.filter(election=election).exclude(state__in=GONE)
    return list(dict.fromkeys(rows.order_by("pk").values_list("resident_id", flat=True)))


def _leaving(election: Election) -> list[int]:
    """Who sits and does not stand, once anybody stands."""
    standing = set(_standing(election))
    return [pk for pk in _cadres(election) if pk not in standing] if standing else []


def _group_leaders(election: Election) -> list[int]:
    return _holders(election, body=Body.GROUP_LEADERS)


def _members(election: Election) -> list[int]:
    rows: QuerySet[PartyMember] = PartyMember.objects.filter(village=election.village_id)
    return list(rows.order_by("pk").values_list("resident_id", flat=True))


def _representatives(election: Election) -> list[int]:
    """Those of this election; before it those of the last term, as the register of posts has them (AMB-06)."""
    elected = Representative.objects.filter(unit__book__election=election, state=RepresentativeState.ELECTED)
    found = list(elected.order_by("pk").values_list("resident_id", flat=True))
    return found or _holders(election, body=Body.REPRESENTATIVES)


def _would_be(election: Election) -> list[int]:
    """Those entered as wishing to stand, but for whom a place was found since."""
    standing = set(_standing(election))
    rows = WouldBe.objects.filter(election=election).order_by("pk")
    return [pk for pk in rows.values_list("resident_id", flat=True) if pk not in standing]


PEOPLE: Final[Mapping[str, Callable[[Election], list[int]]]] = {
    "two_committee_members": _cadres,
    "principal_posts": _principals,
    "village_cadres": _cadres,
    "prospects": _standing,
    "leaving_cadres": _leaving,
    "group_leaders": _group_leaders,
    "party_members": _members,
    "representatives": _representatives,
    WOULD_BE: _would_be,
}
