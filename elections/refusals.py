from typing import ClassVar

from django.utils.translation import gettext_lazy as _

from accounts.refusals import Refusal
from elections.rulebook.faults import Fault


class StepClosed(Refusal):
    """The act's step is outside its window; the data name step, window, now and who may extend."""

    code: ClassVar[str] = "step_closed"
    keeps_input: ClassVar[bool] = True


class StepNotReady(Refusal):
    """A step that must be done before is not; the data name the missing steps."""

    code: ClassVar[str] = "step_not_ready"
    keeps_input: ClassVar[bool] = True


class StepNotInPlan(Refusal):
    """The rulebook of the cycle does not have this step."""

    code: ClassVar[str] = "step_not_in_plan"


class StepNotApplicable(Refusal):
    """The step is for villages that bear a mark which this one does not."""

    code: ClassVar[str] = "step_not_applicable"


class StepNeedsReason(Refusal):
    """A step before it is not done, which the rulebook wants in principle: it goes on with a recorded reason."""

    code: ClassVar[str] = "step_needs_reason"
    keeps_input: ClassVar[bool] = True


class StepCannotBeSkipped(Refusal):
    """The step that is to be passed over holds data which the later ones work with."""

    code: ClassVar[str] = "step_cannot_be_skipped"


class NothingToWaive(Refusal):
    """The step named does not stand in the way."""

    code: ClassVar[str] = "nothing_to_waive"


class NoEndToExtend(Refusal):
    code: ClassVar[str] = "no_end_to_extend"


class ExtensionUnlawful(Refusal):
    """The deadline is the law's: only another election day moves it."""

    code: ClassVar[str] = "extension_unlawful"


class ExtensionTooLong(Refusal):
    """The new last day leaves no time for a step that waits for this one."""

    code: ClassVar[str] = "extension_too_long"


class ExtensionNoLater(Refusal):
    """The day is not later than the last day that holds already, or is over."""

    code: ClassVar[str] = "extension_no_later"


class ExtensionAskedAlready(Refusal):
    code: ClassVar[str] = "extension_asked_already"


class ExtensionAnswered(Refusal):
    code: ClassVar[str] = "extension_answered"


class NotTheExtender(Refusal):
    """Another office decides on this step; the data name it."""

    code: ClassVar[str] = "not_the_extender"


class NotYourStep(Refusal):
    """The rulebook has another office do this step."""

    code: ClassVar[str] = "not_your_step"


class PartUnknown(Refusal):
    """A record names a part that the step does not have."""

    code: ClassVar[str] = "part_unknown"


class NobodySigned(Refusal):
    """A record needs the signature of somebody in charge (A-DISC-16)."""

    code: ClassVar[str] = "nobody_signed"


class PartNotReady(Refusal):
    """What is recorded comes after another part of the step that is not on record yet."""

    code: ClassVar[str] = "part_not_ready"


class DocumentMissing(Refusal):
    """The record of an office's own act bears the number of its document (B-RES-01, C-RES-02, A-RES-03)."""

    code: ClassVar[str] = "document_missing"


class DocumentsApart(Refusal):
    """Two acts that each have a document of their own are recorded one by one."""

    code: ClassVar[str] = "documents_apart"


class HeldTooEarly(Refusal):
    """The day of a record lies before the step could be done at all."""

    code: ClassVar[str] = "held_too_early"


class WithdrawnAlready(Refusal):
    code: ClassVar[str] = "withdrawn_already"


class LaterStepDone(Refusal):
    """A record cannot be withdrawn while a later step stands on it."""

    code: ClassVar[str] = "later_step_done"


class NothingToPostpone(Refusal):
    code: ClassVar[str] = "nothing_to_postpone"


class PostponementNotLater(Refusal):
    code: ClassVar[str] = "postponement_not_later"


class HolidaysNotAnnounced(Refusal):
    """Working days of a year are needed whose official holidays are not announced; `data.year` says which."""

    code: ClassVar[str] = "calendar_not_announced"

    def __init__(self, year: int, *, clause: str | None = None, field: str | None = None) -> None:
        super().__init__(
            _(
                "The official holidays of %(year)s are not announced yet, so its working days cannot be counted; "
                "once they are, the township or county office enters them under “Official holidays”."
            ),
            {"year": str(year)},
            clause=clause,
            field=field,
            data={"year": year},
        )


class HolidaysFaulty(Refusal):
    """A line of the days entered that cannot stand: unreadable, of another year, twice, or no change at all."""

    code: ClassVar[str] = "holidays_faulty"


class HolidaysKnown(Refusal):
    """The year is known already; a correction says why."""

    code: ClassVar[str] = "holidays_known"


class DayConflicts(Refusal):
    """The day contradicts what has been posted or held already; the data carry the conflict."""

    code: ClassVar[str] = "day_conflicts"


class ElectionDayNotSet(Refusal):
    """The act's step counts from the election day, and there is none yet."""

    code: ClassVar[str] = "election_day_not_set"
    keeps_input: ClassVar[bool] = True


class ElectionDayNeedsReason(Refusal):
    """The day lies outside the plan's window; it is taken with a recorded reason."""

    code: ClassVar[str] = "election_day_needs_reason"


class ElectionDayNotPossible(Refusal):
    """The day leaves no time for the minimum periods."""

    code: ClassVar[str] = "election_day_not_possible"


class TooManyOnADay(Refusal):
    """More villages vote on a day than the office can attend."""

    code: ClassVar[str] = "too_many_on_a_day"


class ElectionDayFixed(Refusal):
    """The election day was published and may not be changed at will (A-VOTE-03)."""

    code: ClassVar[str] = "election_day_fixed"


class PlanCheckNotSeen(Refusal):
    """What the check of the plan finds now is not what the office has read."""

    code: ClassVar[str] = "plan_check_not_seen"


class CycleRunning(Refusal):
    """The township has a cycle that is not finished."""

    code: ClassVar[str] = "cycle_running"


class CycleClosed(Refusal):
    code: ClassVar[str] = "cycle_closed"


class CycleArchived(Refusal):
    """The cycle is archived; its personal data are deleted."""

    code: ClassVar[str] = "cycle_archived"


class CycleNameDiffers(Refusal):
    """What was typed is not the name of the cycle that would be archived."""

    code: ClassVar[str] = "cycle_name_differs"


class ClockOnlyInTraining(Refusal):
    """A real cycle runs on the server's clock; nobody moves it."""

    code: ClassVar[str] = "clock_only_in_training"


class RulebookFaulty(Refusal):
    """A rulebook that is not right; `data.faults` are sentences, each with its path, `told` the same in both
    languages.
    """

    code: ClassVar[str] = "rulebook_faulty"

    def __init__(self, told: list[Fault]) -> None:
        super().__init__(
            _("The rulebook is not right; to be mended: %(n)s."),
            {"n": len(told)},
            data={
                "faults": [str(fault) for fault in told],
                "told": [{"path": fault.path, **fault.text.model_dump()} for fault in told],
            },
        )
        self.told = told


class DraftChangedMeanwhile(Refusal):
    """Somebody else has changed the draft since the page was opened, or put it in force, or thrown it away."""

    code: ClassVar[str] = "draft_changed_meanwhile"


class AmendmentUnderWay(Refusal):
    """The cycle's rulebook is being amended already; `data.draft` is the draft."""

    code: ClassVar[str] = "amendment_under_way"


class UploadTooLarge(Refusal):
    """No rulebook is as large as this file."""

    code: ClassVar[str] = "rulebook_too_large"


class UploadNoText(Refusal):
    """The file is no text in UTF-8."""

    code: ClassVar[str] = "rulebook_no_text"


class EditionExists(Refusal):
    code: ClassVar[str] = "edition_exists"


class NothingAmended(Refusal):
    code: ClassVar[str] = "nothing_amended"


class RecordedAlready(Refusal):
    code: ClassVar[str] = "recorded_already"


class DateInTheFuture(Refusal):
    code: ClassVar[str] = "date_in_the_future"


class OrganisationTooSmall(Refusal):
    """A kind of Party organisation that so few members may not have (A-ORG-02)."""

    code: ClassVar[str] = "organisation_too_small"


class CountyApprovalMissing(Refusal):
    """A grassroots Party committee needs the county's approval, and its document is not named (A-ORG-02)."""

    code: ClassVar[str] = "county_approval_missing"


class OrganisationNeedsReason(Refusal):
    """The kind is not the one that the plan wants for so many members (A-ORG-01); it is taken with a reason."""

    code: ClassVar[str] = "organisation_needs_reason"


class OrganisationHasBranches(Refusal):
    """A Party branch has no sub-branches; those there are come to an end first."""

    code: ClassVar[str] = "organisation_has_branches"


class NoOrganisation(Refusal):
    """The place has no general branch or committee that a sub-branch could belong to."""

    code: ClassVar[str] = "no_organisation"


class BranchHasMembers(Refusal):
    """Members belong to the sub-branch, so that it cannot come to an end."""

    code: ClassVar[str] = "branch_has_members"


class SecretaryHeadsBoth(Refusal):
    """The secretary of the general branch heads no sub-branch as well (A-ORG-04)."""

    code: ClassVar[str] = "secretary_heads_both"


class BranchSecretaryNeedsReason(Refusal):
    """The secretary of a sub-branch is not of the general branch's committee (A-ORG-04); it is taken with a reason."""

    code: ClassVar[str] = "branch_secretary_needs_reason"


class PlaceInCycle(Refusal):
    """An election of the place is in a cycle that is not closed."""

    code: ClassVar[str] = "place_in_cycle"


class SuccessorFaulty(Refusal):
    """The place into which another is merged is none of the township, is that place itself, or is no more."""

    code: ClassVar[str] = "successor_faulty"


class CodeFaulty(Refusal):
    """A new code that is no code of this township, or is taken."""

    code: ClassVar[str] = "code_faulty"


class PeopleInBoth(Refusal):
    """People stand in the registers of both places; one of the two entries ends first. The data count them."""

    code: ClassVar[str] = "people_in_both"
