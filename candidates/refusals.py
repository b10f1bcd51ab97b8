"""What the way to the formal list refuses. Each class is a code; sentences stand where the rule is asked."""

from accounts.refusals import Refusal


class SeatsNotPlanned(Refusal):
    """The township office has not set the seats of this election."""

    code = "seats_not_planned"


class SeatsFixed(Refusal):
    """Seats do not change once people were nominated for them."""

    code = "seats_fixed"


class CommitteeTooSmall(Refusal):
    code = "committee_too_small"


class CommitteeTooLarge(Refusal):
    code = "committee_too_large"


class ChairNotOne(Refusal):
    code = "chair_not_one"


class ExtraSeatsExceeded(Refusal):
    """More seats beyond the headcount of the population than the plan lets add (A-ORG-10)."""

    code = "extra_seats_exceeded"


class SecretaryNotOne(Refusal):
    """A Party committee has the number of secretaries that the rulebook states (A-ORG-12, C-ORG-01)."""

    code = "secretary_not_one"


class DeputiesNotFit(Refusal):
    """More deputy secretaries than the rulebook knows, or fewer where it wants them (A-ORG-12, C-ORG-01)."""

    code = "deputies_not_fit"


class ClassUnknown(Refusal):
    """Seats are planned where the plan gives them by the class of the place, and that is not on record (C-ORG-01)."""

    code = "class_unknown"


class PartyTooLarge(Refusal):
    """More seats in the Party committee than any reason lets pass (C-ORG-01)."""

    code = "party_too_large"


class SupervisorsNotFit(Refusal):
    """A supervisory committee of another size than the rulebook states, or without one head (A-POST-02)."""

    code = "supervisors_not_fit"


class CrossPostedNotFit(Refusal):
    """More persons in both bodies than the smaller one has seats, or none though one is to head both (A-ORG-06)."""

    code = "cross_posted_not_fit"


class WomansPostMissing(Refusal):
    """A village elects one seat apart among women, and none is planned (C-NOM-08)."""

    code = "womans_post_missing"


class ManInWomansPost(Refusal):
    """A man stands for the seat that is elected among women (C-NOM-08)."""

    code = "man_in_womans_post"


class InputsMissing(Refusal):
    """What the seats go by is not on record, where the plan gives no numbers (B-ORG-01)."""

    code = "inputs_missing"


class IncreaseNotApproved(Refusal):
    """An office that must approve more seats has not, or approved fewer (A-ORG-10, B-ORG-02)."""

    code = "increase_not_approved"


class ApproverNotAsked(Refusal):
    """The rulebook asks no such office for its approval of seats."""

    code = "approver_not_asked"


class ApprovalOutOfOrder(Refusal):
    """The office that approves before has not approved as many seats yet, or later (B-ORG-02)."""

    code = "approval_out_of_order"


class NotOfThePlace(Refusal):
    """The person does not stand in the register of this village."""

    code = "not_of_the_place"


class StandardsIncomplete(Refusal):
    """A candidate for secretary has headings of the standards that nobody ticked (B-QUAL-08); `data.missing` are they."""

    code = "standards_incomplete"


class FailureUndecided(Refusal):
    """Somebody failed the joint review, and it is not decided what becomes of the place (C-REV-07)."""

    code = "failure_undecided"


class FailureNotOpen(Refusal):
    """The person did not fail the joint review, or it is decided what becomes of the place."""

    code = "failure_not_open"


class FailureWayClosed(Refusal):
    """Nobody comes next by votes, or a shorter list would leave too few (C-REV-07)."""

    code = "failure_way_closed"


class SourceUnknown(Refusal):
    """No source of people that the rulebook names (A-QUAL-03)."""

    code = "source_unknown"


class OriginUnknown(Refusal):
    """The plan names no such origin of a secretary (A-QUAL-05, C-QUAL-06)."""

    code = "origin_unknown"


class TargetTurnedRound(Refusal):
    """A target that would make the team older or less schooled than the sitting one (C-TGT-01)."""

    code = "target_turned_round"


class DifferentialTooSmall(Refusal):
    """The plan leaves no more candidates than the rulebook's differential demands."""

    code = "differential_too_small"


class ReasonNeeded(Refusal):
    """A soft rule is departed from, or a decision is taken, without a reason on record."""

    code = "reason_needed"


class NominationRecorded(Refusal):
    code = "nomination_recorded"


class RollMissing(Refusal):
    """Nobody is registered yet, so that a majority of the registered cannot be told."""

    code = "roll_missing"


class IssuedOverRegistered(Refusal):
    code = "issued_over_registered"


class ReturnedOverIssued(Refusal):
    code = "returned_over_issued"


class TooFewTookPart(Refusal):
    """Not more than half of the registered took part (A-NOM-09)."""

    code = "too_few_took_part"


class GroupEnteredTwice(Refusal):
    """One group's papers are entered twice."""

    code = "group_entered_twice"


class GroupLeftOut(Refusal):
    """Groups nominate apart, and one with voters has no figures (A-NOM-08)."""

    code = "group_left_out"


class NobodyNominated(Refusal):
    """A planned post has nobody with a vote."""

    code = "nobody_nominated"


class PostNotPlanned(Refusal):
    code = "post_not_planned"


class VotesOverReturned(Refusal):
    """One name has more votes than papers came back."""

    code = "votes_over_returned"


class VotesOverSeats(Refusal):
    """All names of a post together have more votes than papers × seats."""

    code = "votes_over_seats"


class NotAResident(Refusal):
    code = "not_a_resident"


class SameName(Refusal):
    """Several residents have this name; the data list them to choose from."""

    code = "same_name"


class PapersDoNotAddUp(Refusal):
    """Valid and invalid papers are not told together, or are not as many as came back."""

    code = "papers_do_not_add_up"


class NameTwice(Refusal):
    code = "name_twice"


class TieUndecided(Refusal):
    """Equal votes at the cut, and no recorded decision who is taken (A-NOM-10)."""

    code = "tie_undecided"


class NotNextInLine(Refusal):
    """The post has its candidates, or others have more votes."""

    code = "not_next_in_line"


class NothingToPropose(Refusal):
    code = "nothing_to_propose"


class BeforeNomination(Refusal):
    """The meeting is dated before the nomination on which it deliberates."""

    code = "before_nomination"


class AcceptanceMissing(Refusal):
    """A nominee has neither accepted with a date nor declined with a reason (A-QUAL-12)."""

    code = "acceptance_missing"


class CandidacyMovedOn(Refusal):
    """The candidacy does not stand where the act starts; often another officer was quicker."""

    code = "candidacy_moved_on"


class TownshipNotPassed(Refusal):
    """The county's joint review comes after the township's review (A-REV-01)."""

    code = "township_not_passed"


class OwnCandidacy(Refusal):
    """Nobody reviews the own candidacy (A-COM-07)."""

    code = "own_candidacy"


class FindingFails(Refusal):
    """A finding that nobody may relax stands against passing, against a list, or against being named."""

    code = "finding_fails"


class ApprovalMissing(Refusal):
    """A rule may be relaxed, but the document of the office that may do so is not named."""

    code = "approval_missing"


class StatementIncomplete(Refusal):
    """A statement lacks its item, the day of the event, or the weight of the sanction."""

    code = "statement_incomplete"


class NothingToRelax(Refusal):
    """No finding of this rule may be relaxed by an office."""

    code = "nothing_to_relax"


class NotRelated(Refusal):
    """Of these two the rulebook asks nothing: they are not related so, or do not both stand."""

    code = "not_related"


class RelativesBarred(Refusal):
    """Two relatives may not both stand, and no approval is on record (A-KIN-01, C-KIN-01)."""

    code = "relatives_barred"


class RelativesUndecided(Refusal):
    """Two relatives are elected, and it is not on record who gives way before both take office (A-KIN-01, AMB-16)."""

    code = "relatives_undecided"


class PublishedAlready(Refusal):
    code = "published_already"


class TooFewCandidates(Refusal):
    """Not more candidates than seats in a post."""

    code = "too_few_candidates"


class FunctionsOverSeats(Refusal):
    """More functions than seats are named for a post (B-ORG-04)."""

    code = "functions_over_seats"


class NoWoman(Refusal):
    """The formal list has no woman (A-TGT-04)."""

    code = "no_woman"
