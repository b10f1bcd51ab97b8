"""The notice of those elected to the Party organisation: whom it names, and who is not approved after it (B-REV-03, C-RES-02)."""

from dataclasses import dataclass

from django.db.models import QuerySet

from candidates.enums import NoticeDecision, NoticeKind
from candidates.models import Candidacy, Notice, NoticeObjection, NoticePerson
from candidates.queries.party_vote import posts_elected
from elections.models import Election
from villages.models import Resident
from voting.queries.written_in import residents_written_in
from voting.rounds import WRITTEN_IN


@dataclass(frozen=True, slots=True)
class ElectedByName:
    """Somebody elected by write-in, as the ballots name the person; `resident` once it is said who that is (A-REV-13)."""

    name: str
    post: str
    resident: Resident | None


def to_be_posted(election: Election) -> list[Candidacy] | None:
    """Those elected who stood and whom no such notice has named yet, highest post first; None where the Party did not
    vote here.
    """
    posts = posts_elected(election)
    if posts is None:
        return None
    known = set(_named(election).values_list("candidacy_id", flat=True))
    standing = {int(key[1:]): post for key, post in posts.items() if not key.startswith(WRITTEN_IN)}
    people = Candidacy.objects.filter(pk__in=set(standing) - known).select_related("resident")
    order = list(standing)
    return sorted(people, key=lambda person: (standing[person.pk] == "party_member", order.index(person.pk)))


def written_in_to_be_posted(election: Election) -> list[ElectedByName]:
    """Those elected by write-in whom no such notice has named yet; who is said to be somebody else is named anew."""
    posts = posts_elected(election) or {}
    written = {key: post for key, post in posts.items() if key.startswith(WRITTEN_IN)}
    if not written:
        return []
    said = residents_written_in([election.pk])
    residents = Resident.objects.in_bulk(said.values())
    known = set(_named(election).values_list("written_in", "resident"))
    found = [
        (key.removeprefix(WRITTEN_IN), post, said.get((election.pk, key))) for key, post in written.items()
    ]
    return [
        ElectedByName(name, post, residents[resident] if resident else None)
        for name, post, resident in found
        if (name, resident) not in known
    ]


def _named(election: Election) -> QuerySet[NoticePerson]:
    return NoticePerson.objects.filter(notice__election=election, notice__kind=NoticeKind.ELECTED)


def not_approved(notice: Notice) -> list[NoticeObjection]:
    """The upheld objections to a notice of those elected, each with its person, who is not approved."""
    if notice.kind != NoticeKind.ELECTED:
        return []
    upheld = notice.objections.filter(decision=NoticeDecision.UPHELD)
    return list(upheld.select_related("person").order_by("person__place", "number").distinct("person__place"))
