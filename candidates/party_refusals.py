"""What the Party's path refuses. Each class is a code; sentences stand where the rule is asked."""

from accounts.refusals import Refusal


class NoSuchStage(Refusal):
    """The plan has no such stage, or it is not done in this way."""

    code = "no_such_stage"


class NotYourStage(Refusal):
    """Another office does this stage."""

    code = "not_your_stage"


class StageDone(Refusal):
    code = "stage_done"


class StageNotReady(Refusal):
    """A stage before this one is not done."""

    code = "stage_not_ready"


class ExpectedDiffers(Refusal):
    """Another number should attend than the register names, and nobody says why (A-NOM-03)."""

    code = "expected_differs"


class PresentOverExpected(Refusal):
    """More attended than should attend."""

    code = "present_over_expected"


class TooFewAttended(Refusal):
    """The meeting is not valid: too few of those who should attend did (A-NOM-03)."""

    code = "too_few_attended"


class GuideMissing(Refusal):
    """Nobody from the township guided the meeting (A-NOM-02)."""

    code = "guide_missing"


class AppraisalMissing(Refusal):
    """The plan asks for an appraisal that is not on record."""

    code = "appraisal_missing"


class NotAPartyMember(Refusal):
    """The person is no member of the village's Party organisation."""

    code = "not_a_party_member"


class MayNotStandInTheParty(Refusal):
    """A member without the right to stand in the Party: on probation to join it, or under probation within it (B-QUAL-06)."""

    code = "may_not_stand_in_the_party"


class NotEnoughVotes(Refusal):
    """The person has not more than half of the recommendation papers (A-NOM-04)."""

    code = "not_enough_votes"


class TooFewNames(Refusal):
    """Fewer names than seats and differential ask for (A-NOM-04, B-NOM-02, C-NOM-02)."""

    code = "too_few_names"


class NotOnTheList(Refusal):
    """The person does not stand, or is not on the list before this one."""

    code = "not_on_the_list"


class NotReviewed(Refusal):
    """The person has not passed every review that the plan asks for (A-REV-08)."""

    code = "not_reviewed"


class NotInspected(Refusal):
    """The person was not inspected, or did not pass the inspection (A-REV-08, A-REV-10)."""

    code = "not_inspected"


class InspectionNotOrdered(Refusal):
    """The plan does not have candidates for the committee inspected."""

    code = "inspection_not_ordered"


class OneSecretary(Refusal):
    """One person is chosen for secretary."""

    code = "one_secretary"


class SecretaryNotChosen(Refusal):
    """The secretary's candidate is not the one whom the county decided on (A-NOM-06)."""

    code = "secretary_not_chosen"


class SignatureMissing(Refusal):
    """Somebody who must sign has not (A-REV-05, B-REV-01)."""

    code = "signature_missing"


class WayMissing(Refusal):
    """The inspection lacks a way that the plan asks for (C-REV-03)."""

    code = "way_missing"


class OpinionMissing(Refusal):
    """The discipline commission's opinion is missing (C-REV-03)."""

    code = "opinion_missing"


class DutyLaidDown(Refusal):
    """Somebody else is discipline commissioner by the plan: the deputy secretary (C-ORG-01)."""

    code = "duty_laid_down"


class OpinionNotAsked(Refusal):
    """No inspection on record asks for the discipline commission's opinion (C-REV-03)."""

    code = "opinion_not_asked"


class OpinionThere(Refusal):
    """The inspection has the discipline commission's opinion already."""

    code = "opinion_there"


class InspectedAlready(Refusal):
    code = "inspected_already"


class PresentMissing(Refusal):
    """Nobody said how many were present whose opinion decides the formal list, or who adopted the leaving out of a member
    (A-ASM-02, C-ASM-02).
    """

    code = "present_missing"


class FavourMissing(Refusal):
    """How many members were in favour of a person is not said (A-ASM-02)."""

    code = "favour_missing"


class NoMajority(Refusal):
    """Somebody on the formal list has no majority of the members in favour (A-ASM-02)."""

    code = "no_majority"


class MajorityLeftOff(Refusal):
    """Somebody whom the majority of the members wants is not on the formal list (A-ASM-02)."""

    code = "majority_left_off"


class AssemblyTooEarly(Refusal):
    """The assembly falls within a month of its request (C-ASM-04)."""

    code = "assembly_too_early"
