"""The persons intended for the committee on a list of the Party's path."""

from collections.abc import Iterator, Sequence
from typing import Any

from django.utils.translation import gettext_lazy as _

from accounts.refusals import Refusal
from candidates import party_refusals as refusals
from candidates.models import PartyDecision
from candidates.queries.intended import (
    committee_seats,
    intended_by,
    names_intended,
    recommended_for_committee,
)
from candidates.queries.party_members import members_of
from candidates.queries.party_path import least_of, recommendation_of
from candidates.refusals import PostNotPlanned, SeatsNotPlanned
from candidates.services.names import Nominee
from candidates.services.stage import Opened
from candidates.told import told_name
from elections.models import Election
from villages.enums import BODY_OF, Body


def parted(opened: Opened, people: Sequence[Nominee]) -> tuple[list[Nominee], list[Nominee]]:
    """Those on a list for the Party organisation, and those whom it intends for the committee where it names any."""
    if not names_intended(opened.election.cycle.rules, opened.stage):
        return list(people), []
    intended = [nominee for nominee in people if BODY_OF[nominee.post] == Body.COMMITTEE]
    return [nominee for nominee in people if nominee not in intended], intended


def intended_faults(opened: Opened, people: Sequence[Nominee]) -> Iterator[Refusal]:
    """What stands against the persons intended for the committee (A-NOM-04, A-NOM-05).

    The village's list names Party members with votes enough, the township's anybody of the village; both as many as seats
    and differential ask for, the village's all who were recommended where they are fewer. A list decided again without
    them leaves those named before.
    """
    election, stage = opened.election, opened.stage
    if not names_intended(election.cycle.rules, stage) or (not people and intended_by(election, stage)):
        return
    yield from _twice(people)
    enough = _enough(election) if stage.gives == "standing" else None
    if enough is not None:
        yield from _unrecommended(opened, people, enough)
    seats = committee_seats(election)
    if not seats:
        if people:
            yield SeatsNotPlanned(_("The seats of the committee are not set yet."), field="intended")
        return
    named, least = {nominee.resident.pk for nominee in people}, least_of(election.cycle.rules, seats)
    if len(named) < least and not (enough is not None and enough <= named):
        yield refusals.TooFewNames(
            _(
                "Intended for the committee are %(have)s persons; with the differential at least %(least)s are needed."
            ),
            {"have": len(named), "least": least},
            clause=stage.clause,
            field="intended",
            data={"have": len(named), "least": least},
        )


def intended_people(opened: Opened, people: Sequence[Nominee]) -> list[dict[str, Any]]:
    """What is kept of them, with their votes at the meeting; of none named anew, those named before."""
    if not people:
        before: PartyDecision | None = intended_by(opened.election, opened.stage)
        return list(before.intended_people) if before else []
    meeting = recommendation_of(opened.election)
    votes = {(v.resident_id, v.post): v.votes for v in meeting.votes.all()} if meeting else {}
    return [
        {
            "resident": each.resident.pk,
            "name": each.resident.name,
            "post": each.post,
            "votes": votes.get((each.resident.pk, each.post), 0),
        }
        for each in people
    ]


def _enough(election: Election) -> set[int]:
    """The Party members recommended enough for the committee; without a meeting on record nobody is."""
    meeting = recommendation_of(election)
    return {vote.resident_id for vote in recommended_for_committee(meeting)} if meeting else set()


def _twice(people: Sequence[Nominee]) -> Iterator[Refusal]:
    seen: set[int] = set()
    for nominee in people:
        if nominee.resident.pk in seen:
            told = _("%(name)s: choose one post of the committee.")
            params = {"name": told_name(nominee.resident.name)}
            yield PostNotPlanned(told, params, field=f"post-{nominee.row}", data={"row": nominee.row})
        seen.add(nominee.resident.pk)


def _unrecommended(opened: Opened, people: Sequence[Nominee], enough: set[int]) -> Iterator[Refusal]:
    """Who is no Party member, or has not the plan's share of the papers."""
    rule = opened.election.cycle.rules.count.recommendation.threshold
    named = members_of(opened.election.village).filter(resident__in=[n.resident for n in people])
    members = set(named.values_list("resident_id", flat=True))
    for nominee in people:
        at: Any = {"field": f"name-{nominee.row}", "data": {"row": nominee.row}}
        name = {"name": told_name(nominee.resident.name)}
        if nominee.resident.pk in enough:
            continue
        if nominee.resident.pk not in members:
            told = _("%(name)s is no Party member; the village’s list intends members for the committee.")
            yield refusals.NotAPartyMember(told, name, clause=opened.stage.clause, **at)
        else:
            told = _("%(name)s has too few recommendation votes for the committee.")
            yield refusals.NotEnoughVotes(told, name, clause=rule.clause or opened.stage.clause, **at)
