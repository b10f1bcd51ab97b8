"""The election committee, read: its members, who presides, who must leave, what it lacks."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from typing import Any

from django.db.models import Case, QuerySet, When
from django.utils.functional import Promise
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from candidates.enums import CandidacyState, LeavingCause, MemberRole, MemberState
from candidates.models import Candidacy, CommitteeMember, ElectionCommittee
from candidates.states import GONE
from candidates.told import told_name
from elections.models import Election
from villages.enums import Body, Post, Sex, VillageKind
from villages.models import PartyMember
from villages.queries.kinship import families_of

ON_NOMINATION = "nominated"
ON_THE_LIST = frozenset({CandidacyState.COUNTY_PASSED, CandidacyState.FORMAL})
ORIGINAL_ORDER, NEW_ELECTION = "original_order", "new_election"


@dataclass(frozen=True)
class Leaving:
    """A member who must leave: the cause, the sentence, and the clause."""

    member: CommitteeMember
    cause: LeavingCause
    why: Promise | str
    clause: str


@dataclass(frozen=True)
class Lack:
    """What the committee lacks; a soft lack is told, a hard one stops what the committee publishes (AMB-18)."""

    code: str
    text: Promise | str
    params: dict[str, Any]
    clause: str
    hard: bool

    def __str__(self) -> str:
        return str(self.text) % self.params


@dataclass(frozen=True)
class Roster:
    """The election committee of an election as it stands, with what its page tells."""

    committee: ElectionCommittee
    members: Sequence[CommitteeMember]
    standing: Collection[int]
    for_director: Collection[int]
    leaving: Sequence[Leaving]
    party: Collection[int]
    rules: Any

    def _in(self, state: MemberState) -> list[CommitteeMember]:
        return [one for one in self.members if one.state == state]

    @property
    def serving(self) -> list[CommitteeMember]:
        return self._in(MemberState.SERVING)

    @property
    def reserves(self) -> list[CommitteeMember]:
        return self._in(MemberState.RESERVE)

    @property
    def proposed(self) -> list[CommitteeMember]:
        return self._in(MemberState.PROPOSED)

    @property
    def left(self) -> list[CommitteeMember]:
        return self._in(MemberState.LEFT)

    @property
    def free(self) -> int:
        """Places that nobody has filled since members left."""
        filled = sum(one.moved_up_on is not None for one in self.members)
        return max(0, len(self.left) - filled)

    @property
    def women(self) -> int:
        return sum(one.sex == Sex.FEMALE for one in self.serving)

    @property
    def party_members(self) -> int:
        return sum(one.resident_id in self.party for one in self.serving)

    @property
    def chair(self) -> CommitteeMember | None:
        return next((one for one in self.serving if one.role == MemberRole.CHAIR), None)

    @property
    def deputies(self) -> list[CommitteeMember]:
        return [one for one in self.serving if one.role == MemberRole.DEPUTY]

    @property
    def chair_stands(self) -> bool:
        """Whether the chair is nominated for director, so that a deputy presides (A-COM-06)."""
        rule = self.rules.deputy_presides_when_chair_nominated
        bound = rule.stated and rule.value
        return bool(bound and self.chair and self.chair.resident_id in self.for_director)

    @property
    def presider(self) -> CommitteeMember | None:
        """Who presides: the chair; a deputy who is no candidate where the chair stands for director, or has left."""
        if self.chair is not None and not self.chair_stands:
            return self.chair
        return next((one for one in self.deputies if one.resident_id not in self.standing), None)

    @property
    def recusing(self) -> list[CommitteeMember]:
        """Members who stand as candidates: each stays away from the review of the own qualification (A-COM-07)."""
        rule = self.rules.recusal_in_own_review
        if not (rule.stated and rule.value):
            return []
        return [one for one in self.serving if one.resident_id in self.standing]

    @property
    def stale(self) -> bool:
        """Whether members came or went since the announcement."""
        return bool(self.committee.announced_at and self.committee.changed_at)

    @property
    def reasons(self) -> list[str]:
        """Why it departs from the usual size or the wished chair, and how equal votes were decided."""
        made = self.committee
        return [told for told in (made.reason, made.decision, made.chair_reason) if told]

    @property
    def lacks(self) -> list[Lack]:
        return lacks_of(self.rules, self.serving)


def lacks_of(rules: Any, serving: Sequence[CommitteeMember]) -> list[Lack]:
    """What members, as many as they are, lack of what the rulebook asks (A-COM-02, A-COM-03, C-COM-04)."""
    found, number = [], len(serving)
    size, odd, woman = rules.size, rules.odd, rules.woman
    if size.stated and size.value.min is not None and number < size.value.min:
        params = {"number": number, "least": size.value.min}
        told = _("%(number)s members; there are to be at least %(least)s.")
        found.append(Lack("short", told, params, size.clause, hard=True))
    if size.stated and size.value.max is not None and number > size.value.max:
        params = {"number": number, "most": size.value.max}
        told = _("%(number)s members; there are to be at most %(most)s.")
        found.append(Lack("long", told, params, size.clause, hard=size.strength == "hard"))
    if odd.stated and odd.value and number % 2 == 0:
        told = _("%(number)s members; the number is to be odd.")
        found.append(Lack("even", told, {"number": number}, odd.clause, hard=odd.strength == "hard"))
    if woman.stated and woman.value and not any(one.sex == Sex.FEMALE for one in serving):
        told = _("No woman is a member.")
        found.append(Lack("woman", told, {}, woman.clause, hard=woman.strength == "hard"))
    return found


def committee_of(election: Election) -> ElectionCommittee | None:
    return ElectionCommittee.objects.filter(election=election).first()


def members_of(committee: ElectionCommittee) -> QuerySet[CommitteeMember]:
    """All whom the election named, in its order."""
    return committee.members.select_related("resident__group", "resident__party_member").order_by("place")


def serving_members(election: Election) -> QuerySet[CommitteeMember]:
    """Who sits on the election committee now, the chair first."""
    serving = CommitteeMember.objects.filter(committee__election=election, state=MemberState.SERVING)
    chair_first = Case(When(role=MemberRole.CHAIR, then=0), default=1)
    return serving.order_by(chair_first, "place")


def roster_of(election: Election) -> Roster | None:
    """The election committee, or None before one is formed or proposed."""
    committee = committee_of(election)
    if committee is None:
        return None
    members = list(members_of(committee))
    people = candidates_in(election)
    serving = [one for one in members if one.state == MemberState.SERVING]
    party = PartyMember.objects.filter(resident__in=[one.resident_id for one in serving])
    return Roster(
        committee,
        members,
        standing={one.resident_id for one in people},
        for_director={one.resident_id for one in people if one.post == Post.CHAIR},
        leaving=leaving_of(election, serving, people),
        party=set(party.values_list("resident_id", flat=True)),
        rules=election.cycle.rules.election_committee,
    )


def candidates_in(election: Election) -> list[Candidacy]:
    """Everyone who stands for the villagers' or residents' committee and has not dropped out."""
    people = Candidacy.objects.filter(election=election, body=Body.COMMITTEE).exclude(state__in=GONE)
    return list(people.select_related("resident"))


def leaving_of(
    election: Election, serving: Sequence[CommitteeMember], people: Sequence[Candidacy]
) -> list[Leaving]:
    """Members who must leave for a candidacy, their own (A-COM-08) or a relative's where the rulebook says so."""
    rules = election.cycle.rules.election_committee
    rule, kin = rules.member_leaves_when, rules.relatives_leave
    bound = binding(election, people)
    found = []
    own = {one.resident_id for one in bound}
    for member in serving if rule.stated else []:
        if member.resident_id in own:
            why = _("on the list of candidates")
            found.append(Leaving(member, LeavingCause.CANDIDATE, why, rule.clause))
    others = [member for member in serving if member.resident_id not in own]
    if kin.stated and bound and others:
        found += _relatives(others, bound, kin)
    return found


def binding(election: Election, people: Sequence[Candidacy]) -> list[Candidacy]:
    """The candidacies that end a membership: from the nomination, or once on the formal list."""
    rule = election.cycle.rules.election_committee.member_leaves_when
    if rule.stated and rule.value == ON_NOMINATION:
        return list(people)
    return [one for one in people if one.state in ON_THE_LIST]


def _relatives(members: Sequence[CommitteeMember], people: Sequence[Candidacy], kin: Any) -> list[Leaving]:
    family = families_of([*(one.resident for one in members), *(one.resident for one in people)])
    found = []
    for member in members:
        for person in people:
            related = family.between(person.resident, member.resident)
            if related is not None and related.relation in kin.value:
                why = format_lazy(
                    _("{relation} of the candidate {name}"),
                    relation=related.label,
                    name=told_name(person.name),
                )
                found.append(Leaving(member, LeavingCause.RELATIVE, why, kin.clause))
                break
    return found


def forming_bodies(election: Election) -> tuple[str, ...]:
    """Who may form the committee here, by the rulebook's names; in communities of plan C the residents' meeting."""
    rules = election.cycle.rules.election_committee
    if by_proposal(election):
        return tuple(each for each in rules.formed_by_community.value if each != "township_proposal")
    return tuple(rules.formed_by.value) if rules.formed_by.stated else ()


def by_proposal(election: Election) -> bool:
    """Whether the township proposes the persons, and the residents' meeting agrees (C-COM-03)."""
    rule = election.cycle.rules.election_committee.formed_by_community
    return election.village.kind == VillageKind.COMMUNITY and rule.stated
