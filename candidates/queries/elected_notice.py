"""The notice of those elected to the Party organisation: whom it names, and who is not approved after it (B-REV-03, C-RES-02)."""

from candidates.enums import NoticeDecision, NoticeKind
from candidates.models import Candidacy, Notice, NoticeObjection, NoticePerson
from candidates.queries.party_vote import posts_elected
from elections.models import Election


def to_be_posted(election: Election) -> list[Candidacy] | None:
    """Those elected whom no such notice has named yet, highest post first; None where the Party did not vote here."""
    posts = posts_elected(election)
    if posts is None:
        return None
    named = NoticePerson.objects.filter(notice__election=election, notice__kind=NoticeKind.ELECTED)
    known = set(named.values_list("candidacy_id", flat=True))
    people = Candidacy.objects.filter(pk__in=set(posts) - known).select_related("resident")
    order = list(posts)
    return sorted(people, key=lambda person: (posts[person.pk] == "party_member", order.index(person.pk)))


def not_approved(notice: Notice) -> list[NoticeObjection]:
    """The upheld objections to a notice of those elected, each with its person, who is not approved."""
    if notice.kind != NoticeKind.ELECTED:
        return []
    upheld = notice.objections.filter(decision=NoticeDecision.UPHELD)
    return list(upheld.select_related("person").order_by("person__place", "number").distinct("person__place"))
