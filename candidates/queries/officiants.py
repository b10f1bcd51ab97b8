"""Those who run a vote, and which of them are related to its candidates: for the committee, and at the Party's assembly."""

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass

from django.db.models import TextChoices
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from accounts.said import Said
from candidates.models import Candidacy
from candidates.queries.assembly import members_on_duty, on_duty
from candidates.queries.election_committee import binding, candidates_in, serving_members
from candidates.queries.party_path import standing_party
from elections.models import Election
from elections.rulebook.wording import word
from villages.models import Resident
from villages.queries.kinship import RELATIONS, Family, Kinship, families_between, is_listed
from villages.queries.kinship_graph import Graph, graphs_between
from voting.enums import StaffRole
from voting.models import StaffMember
from voting.queries.staff import serving


class Asked(TextChoices):
    """What the rulebook asks of somebody who runs the vote and is related to a candidate, gravest first."""

    LEAVES = "leaves", _("Leaves the election committee")
    REPLACED = "replaced", _("Is replaced on the staff")
    LATER = "later", _("Leaves once the candidate is on the list")
    TOLD = "told", _("Nothing; it is to be known")


@dataclass(frozen=True, slots=True)
class Related:
    """A candidate and a person related to the candidate; `kinship` is what the person is to the candidate."""

    candidacy: Candidacy
    person: Resident
    kinship: Kinship


@dataclass(frozen=True, slots=True)
class Officiant:
    """Somebody who runs the vote: `member` of the election committee, or on the staff with the duty that `what` names.

    `party`: whom the Party's assembly named for the duty.
    """

    resident: Resident
    what: Promise | Said | str
    member: bool
    party: bool = False


@dataclass(frozen=True, slots=True)
class OfficiantPair:
    """A candidate and a relative who runs the vote; always the relative would give way."""

    related: Related
    officiant: Officiant
    asked: Asked
    clause: str | None


@dataclass(frozen=True, slots=True)
class Officiants:
    """The relatives of candidates among those who run the vote, their drawings, and how many were compared."""

    pairs: Sequence[OfficiantPair]
    graphs: Sequence[Graph]
    people: int

    @property
    def open(self) -> int:
        """Pairs in which somebody must give way now."""
        return sum(pair.asked in (Asked.LEAVES, Asked.REPLACED) for pair in self.pairs)


def related_to_candidates(
    people: Collection[Resident], candidacies: Collection[Candidacy]
) -> tuple[Family, list[Related]]:
    """Each of the people with each candidate to whom the person is related, the nearest first; with their families.

    The candidacies come with their residents. Four queries, however many there are.
    """
    stand = {one.resident_id: one for one in candidacies}
    everyone = {one.pk: one for one in [*people, *(one.resident for one in candidacies)]}
    family = families_between(list(everyone.values()))
    keys = {one.pk for one in people}
    found = [
        Related(stand[first], everyone[second], kinship)
        for (first, second), kinship in family.pairs(everyone.values()).items()
        if first in stand and second in keys
    ]
    return family, sorted(found, key=lambda one: RELATIONS.index(one.kinship.relation))


def officiants_of(election: Election) -> Officiants:
    """Those who run the votes of an election and are related to a candidate, gravest first.

    The election committee and the staff are held against who stands for the committee, those on duty at the Party's
    assembly against who stands for the Party organisation.
    """
    there, at_assembly = _officiants(election), assembly_officiants(election, on_duty(election))
    votes = (
        _compared(election, there, candidates_in(election)),
        _compared(election, at_assembly, standing_party(election) if at_assembly else []),
    )
    pairs = [pair for found, _graphs in votes for pair in found]
    order = list(Asked)
    pairs.sort(key=lambda pair: order.index(pair.asked))
    graphs = [graph for _pairs, drawn in votes for graph in drawn]
    return Officiants(pairs, graphs, len({one.resident.pk for one in [*there, *at_assembly]}))


def assembly_officiants(election: Election, named: Mapping[str, Collection[str]]) -> list[Officiant]:
    """Those whom the Party's assembly names for duties, found in the Party register of the village by name."""
    members = members_on_duty(election, named) if named else []
    return [Officiant(one.resident, Said(word(one.duty)), member=False, party=True) for one in members]


def kept_off_duty(election: Election, named: Mapping[str, Collection[str]]) -> list[OfficiantPair]:
    """Of those named for duties at the assembly, the relatives of candidates whom the rulebook keeps off."""
    people = assembly_officiants(election, named)
    pairs, _graphs = _compared(election, people, standing_party(election))
    return [pair for pair in pairs if pair.asked == Asked.REPLACED]


def _compared(
    election: Election, there: Sequence[Officiant], candidacies: Sequence[Candidacy]
) -> tuple[list[OfficiantPair], list[Graph]]:
    if not there or not candidacies:
        return [], []
    family, related = related_to_candidates([one.resident for one in there], candidacies)
    bound = {one.pk for one in binding(election, candidacies)}
    pairs = [
        pair
        for one in related
        for officiant in there
        if officiant.resident.pk == one.person.pk
        and (pair := _pair(election, one, officiant, one.candidacy.pk in bound)) is not None
    ]
    return pairs, _drawn(family, pairs)


def _pair(election: Election, one: Related, officiant: Officiant, bound: bool) -> OfficiantPair | None:
    """What is asked of the two; None of relatives whom neither the rulebook lists nor the law calls near."""
    rules = election.cycle.rules
    rule = rules.election_committee.relatives_leave if officiant.member else rules.voting.tellers_not
    if officiant.party:
        rule = rules.assembly.tellers_not
    if rule.stated and is_listed(one.kinship.relation, rule.value):
        now = Asked.LEAVES if officiant.member else Asked.REPLACED
        return OfficiantPair(
            one, officiant, now if bound or not officiant.member else Asked.LATER, rule.clause
        )
    return OfficiantPair(one, officiant, Asked.TOLD, None) if one.kinship.near else None


def _officiants(election: Election) -> list[Officiant]:
    members = serving_members(election).select_related("resident")
    found = [Officiant(one.resident, _("election committee"), member=True) for one in members]
    return found + list(_staff(election, serving(election)))


def _staff(election: Election, staff: Sequence[StaffMember]) -> Iterator[Officiant]:
    """Those of the staff who stand in the registers of the village, once for each duty."""
    indexes = {bytes(one.person_index) for one in staff if one.person_index}
    listed = Resident.objects.filter(village_id=election.village_id, id_index__in=list(indexes), left_on=None)
    residents = {bytes(one.id_index): one for one in listed} if indexes else {}
    for index, role in dict.fromkeys((bytes(one.person_index or b""), one.role) for one in staff):
        if index in residents:
            yield Officiant(residents[index], StaffRole(role).label, member=False)


def _drawn(family: Family, pairs: Sequence[OfficiantPair]) -> list[Graph]:
    drawn = {
        (pair.related.candidacy.resident_id, pair.officiant.resident.pk): (
            pair.related.candidacy.resident,
            pair.officiant.resident,
        )
        for pair in pairs
    }
    told: dict[int, list[str]] = {}
    for pair in pairs:
        what = told.setdefault(pair.officiant.resident.pk, [])
        what += [] if str(pair.officiant.what) in what else [str(pair.officiant.what)]
    told |= {pair.related.candidacy.resident_id: [str(_("stands"))] for pair in pairs}
    return graphs_between(family, list(drawn.values()), {pk: " · ".join(what) for pk, what in told.items()})
