"""What did not go by the order: steps forced or let pass with a reason, and more time, village by village (A-SCH-06)."""

from collections.abc import Collection
from dataclasses import dataclass

from accounts.models import User
from elections.enums import Asked
from elections.models import Cycle, Election, StepExtension, StepWaiver
from elections.rulebook import Text
from overview.queries.sight import elections_in_sight


@dataclass(frozen=True)
class Passed:
    """A step that went on although another was not done."""

    election: Election
    waiver: StepWaiver
    step: Text
    over: Text


@dataclass(frozen=True)
class MoreTime:
    """A request for more time with its answer, or without one yet."""

    election: Election
    extension: StepExtension
    step: Text

    @property
    def open(self) -> bool:
        return self.extension.state == Asked.OPEN


@dataclass(frozen=True)
class Exceptions:
    """The exceptions of the villages in sight, by village and time; `forced` are violations, with their code."""

    villages: int
    forced: list[Passed]
    waived: list[Passed]
    more_time: list[MoreTime]


def exceptions_of(user: User, cycle: Cycle | None) -> Exceptions:
    """What went another way than the rulebook says, in the villages in sight; in three queries."""
    elections = {election.pk: election for election in elections_in_sight(user, cycle)}
    passed = [_passed(elections[waiver.election_id], waiver) for waiver in _waivers(elections)]
    return Exceptions(
        villages=len(elections),
        forced=[each for each in passed if each.waiver.forced],
        waived=[each for each in passed if not each.waiver.forced],
        more_time=[_more_time(elections[each.election_id], each) for each in _extensions(elections)],
    )


def _waivers(elections: Collection[int]) -> list[StepWaiver]:
    rows = StepWaiver.objects.filter(election__in=elections).select_related("made_by")
    return list(rows.order_by("election__village", "made_at", "pk"))


def _extensions(elections: Collection[int]) -> list[StepExtension]:
    rows = StepExtension.objects.filter(election__in=elections).select_related("asked_by", "answered_by")
    return list(rows.order_by("election__village", "asked_at", "pk"))


def _passed(election: Election, waiver: StepWaiver) -> Passed:
    return Passed(election, waiver, _title(election, waiver.step), _title(election, waiver.over))


def _more_time(election: Election, extension: StepExtension) -> MoreTime:
    return MoreTime(election, extension, _title(election, extension.step))


def _title(election: Election, step: str) -> Text:
    """The title of a step; its key where an amendment has taken it out of the rulebook."""
    rules = election.cycle.rules
    return rules.step(step).title if rules.has_step(step) else Text(zh=step, en=step)
