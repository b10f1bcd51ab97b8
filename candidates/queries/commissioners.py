"""Who of a team is the discipline commissioner, or is meant for it."""

from collections.abc import Collection, Mapping

from candidates.duties import duty_of
from candidates.models import Candidacy
from candidates.queries.sitting import sitting_before
from candidates.queries.team import View
from candidates.states import GONE
from elections.models import Election
from villages.enums import Body


def commissioners(election: Election, view: str, held: Mapping[int, Collection[str]]) -> set[int]:
    """The residents with the duty, of those who hold or stand for posts in a view, in one query."""
    named = _sitting(election) if view == View.SITTING else _named(election)
    rules = election.cycle.rules
    return {
        key for key, posts in held.items() if any(duty_of(rules, post, named.get(key, "")) for post in posts)
    }


def _sitting(election: Election) -> dict[int, str]:
    sat = sitting_before([election.pk]).filter(village=election.village_id, body=Body.PARTY).exclude(duty="")
    return dict(sat.values_list("resident_id", "duty"))


def _named(election: Election) -> dict[int, str]:
    standing = Candidacy.objects.filter(election=election, body=Body.PARTY).exclude(state__in=GONE)
    return dict(standing.exclude(duty="").values_list("resident_id", "duty"))


def commissioner_keys(election: Election) -> set[str]:
    """Who is meant as discipline commissioner by the Party's list, as the votes of its contests know people."""
    named = (
        Candidacy.objects.filter(election=election, body=Body.PARTY).exclude(duty="").exclude(state__in=GONE)
    )
    return {f"c{pk}" for pk in named.values_list("pk", flat=True)}
