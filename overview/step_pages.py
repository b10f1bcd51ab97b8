"""Where each step is done, what the button says, and which permission it takes."""

from dataclasses import dataclass

from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from accounts.rules import may
from elections.enums import Step
from elections.queries.progress import StepProgress
from elections.services.step import may_record


@dataclass(frozen=True)
class Page:
    """A link with the word of its button; `acts` tells whether the user can do the step there."""

    url: str
    verb: Promise | str
    acts: bool


@dataclass(frozen=True)
class Place:
    """The page of a step, by URL name."""

    url_name: str
    permission: str
    verb: Promise | str
    of_village: bool = True


RECORD = Place("elections:step", "step.record", _("Record"))
ASSEMBLY = Place("candidates:assembly", "assembly.record", _("Hold the assembly"))
BODIES = Place("candidates:bodies", "bodies.record", _("Enter the bodies"))
PLACES: dict[str, Place] = {
    Step.REPRESENTATIVES: Place("candidates:representatives", "bodies.work", _("Enter the representatives")),
    Step.ELECTION_COMMITTEE: Place(
        "candidates:election_committee", "bodies.work", _("Enter the election committee")
    ),
    Step.REGISTRATION: Place("voting:roll", "roll.upload", _("Upload the roll")),
    Step.ROLL_PUBLICATION: Place("voting:roll", "roll.publish", _("Publish the roll")),
    Step.APPEALS: Place("voting:appeals", "appeal.view", _("Open the objections")),
    Step.PROXIES: Place("voting:proxies", "proxy.record", _("Record proxies")),
    Step.MOBILE_BOX: Place("voting:mobile", "mobile.record", _("Record the mobile box")),
    Step.NOMINATION: Place("candidates:nomination", "nomination.record", _("Enter the result")),
    Step.PROPOSAL: Place("candidates:propose", "candidate.propose", _("Propose candidates")),
    Step.TOWNSHIP_REVIEW: Place(
        "candidates:reviews", "candidate.review_township", _("Review"), of_village=False
    ),
    Step.COUNTY_REVIEW: Place("candidates:reviews", "candidate.review_county", _("Review"), of_village=False),
    Step.FORMAL_CANDIDATES: Place("candidates:publish", "candidate.publish", _("Post the candidates")),
    **{
        step: Place("candidates:party", "party.act", _("Open the Party's candidates"))
        for step in (
            Step.FIRST_RECOMMENDATION,
            Step.SECOND_RECOMMENDATION,
            Step.COMPARISON,
            Step.INSPECTION,
            Step.FORMAL_PARTY_CANDIDATES,
            Step.PARTY_NOTICE,
            Step.SECRETARY_NOTICE,
            Step.PARTY_REQUEST,
            Step.ASSEMBLY_REQUEST,
        )
    },
    Step.PARTY_REVIEW: Place("candidates:reviews", "review.view", _("Review"), of_village=False),
    Step.TIME_AND_PLACE: Place("voting:votes", "contest.prepare", _("Post time and place")),
    Step.VOTING: Place("voting:votes", "contest.prepare", _("Prepare the vote")),
    Step.COUNT: Place("voting:votes", "count.enter", _("Enter the count")),
    Step.RUNOFF: Place("voting:votes", "runoff.open", _("Open the runoff")),
    Step.RESULT: Place("voting:votes", "result.confirm", _("Confirm the result")),
}

ANNOUNCE = Place("voting:votes", "result.announce", _("Announce the result"))


def page_of(step: StepProgress, user: User) -> Page:
    """Where this user goes for the step: to do it, or else to the village's schedule to look at it."""
    code = step.election.village_id
    place = RECORD if step.rule.offline else PLACES.get(step.step)
    if step.step == Step.RESULT and may(user, ANNOUNCE.permission, code):
        place = ANNOUNCE
    if step.rule.offline and step.rule.bodies and may(user, BODIES.permission, code):
        place = BODIES
    if _holds_assembly(step) and may(user, ASSEMBLY.permission, code):
        place = ASSEMBLY
    if place is None or not (
        may_record(user, step) if place is RECORD else may(user, place.permission, code)
    ):
        return Page(_seen_at(step, user), _("Look"), acts=False)
    arguments = [code, step.step] if place is RECORD else [code] if place.of_village else []
    return Page(reverse(place.url_name, args=arguments), place.verb, acts=True)


def _holds_assembly(step: StepProgress) -> bool:
    return step.rule.holds_assembly and bool(step.election.cycle.rules.assembly_agenda)


def step_page(step: StepProgress, user: User) -> str:
    """Where this user reads what is on record of a step, and asks for or grants more time; empty for who may not."""
    code = step.election.village_id
    return reverse("elections:step", args=[code, step.step]) if may(user, "step.view", code) else ""


def _seen_at(step: StepProgress, user: User) -> str:
    """Where a user who cannot do the step sees it: in the village's schedule; a teller in the votes."""
    code = step.election.village_id
    if may(user, "village.view", code):
        return reverse("overview:village", args=[code]) + f"#{step.step}"
    return reverse("voting:votes", args=[code])
