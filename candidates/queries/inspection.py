"""The inspection of candidates for the committee, read: who was, and who still is to be."""

from collections.abc import Collection, Sequence

from candidates.models import Candidacy, Inspection
from candidates.queries.candidacy import candidacies_of
from candidates.states import GONE, INSPECTABLE
from elections.models import Election
from elections.rulebook import PartyStage, Rulebook
from villages.enums import Body


def inspections_of(election: Election) -> list[Inspection]:
    """The inspections of people for the committee, the earliest first."""
    rows = Inspection.objects.filter(candidacy__election=election, candidacy__body=Body.COMMITTEE)
    return list(rows.select_related("candidacy").order_by("held_on", "pk"))


def committee_to_inspect(election: Election) -> list[Candidacy]:
    """Whom the inspection is still owed to: proposed, on the way through the reviews, and not inspected."""
    people = candidacies_of(election).filter(state__in=INSPECTABLE, inspection=None)
    return list(people.select_related("resident"))


def uninspected(people: Sequence[Candidacy]) -> list[Candidacy]:
    """Those of these people who have not passed the inspection."""
    passed = set(
        Inspection.objects.filter(candidacy__in=people, passed=True).values_list("candidacy_id", flat=True)
    )
    return [person for person in people if person.pk not in passed]


def inspecting_stage(rules: Rulebook, person: Candidacy) -> PartyStage | None:
    """The stage of the Party's path that inspects people of a person's post; None where none does."""
    if person.body != Body.PARTY:
        return None
    stages = (stage for stage in rules.party_path if stage.kind == "inspection")
    return next((stage for stage in stages if stage.concerns(person.post)), None)


def opinions_to_add(election: Election, roles: Collection[str]) -> list[Candidacy]:
    """Those of `opinions_owed` whom an office with one of these roles inspects, so that it adds the opinion."""
    rules = election.cycle.rules
    owed = [(person, inspecting_stage(rules, person)) for person in opinions_owed(election)]
    return [person for person, stage in owed if stage and set(roles) & set(stage.who)]


def opinions_owed(election: Election) -> list[Candidacy]:
    """Who stands for the Party organisation and was inspected without the discipline commission's opinion (C-REV-03).

    Nobody where the plan asks for none. Whoever is meant as discipline commissioner needs it; others may get it before.
    """
    rule = election.cycle.rules.review.discipline_opinion
    if not rule.stated or not rule.value:
        return []
    people = candidacies_of(election, Body.PARTY).exclude(state__in=GONE)
    return list(people.filter(inspection__discipline_opinion=""))
