from django.db.models import Case, IntegerField, QuerySet, Value, When

from accounts.models import User
from accounts.queries.fixed import Among, Asked
from accounts.rules import may
from candidates.enums import CandidacyState
from candidates.models import Candidacy
from elections.models import Election
from villages.enums import Body, Post

BY_POST = Case(
    *(When(post=post, then=Value(rank)) for rank, post in enumerate(Post.values)), output_field=IntegerField()
)


def candidacies_of(election: Election, body: str = Body.COMMITTEE) -> QuerySet[Candidacy]:
    """Everyone who stood or stands for a body in an election: the highest post first, then by votes."""
    return candidacies_in([election.pk], body)


def candidacies_in(elections: Asked, body: str) -> QuerySet[Candidacy]:
    """The same for some elections; for a FixedQuery too."""
    return (
        Candidacy.objects.filter(Among("election", elections), body=body)
        .select_related("election__cycle__township", "election__village", "proposal")
        .select_related("resident__group", "resident__party_member")
        .order_by(BY_POST, "-votes", "pk")
    )


def person_of(election: Election, pk: int) -> Candidacy | None:
    """One person of the election, whatever body, with reviews and answers."""
    people = Candidacy.objects.filter(election=election, pk=pk).select_related(
        "election__cycle__township",
        "election__village",
        "proposal",
        "resident__group",
        "resident__party_member",
    )
    return people.prefetch_related("reviews", "answers").first()


def formal_candidates(election: Election) -> QuerySet[Candidacy]:
    """The formal list: the highest post first, in the order in which it was published."""
    return candidacies_of(election).filter(state=CandidacyState.FORMAL).order_by(BY_POST, "place")


def candidacy_for(user: User, pk: int) -> Candidacy | None:
    """One candidacy of a place that the user may see, or None."""
    found = (
        Candidacy.objects.select_related("election__cycle__township", "election__village", "proposal")
        .select_related("resident__group", "resident__household", "resident__party_member")
        .filter(pk=pk)
        .first()
    )
    return found if found and may(user, "candidate.view", found.election.village_id) else None
