"""What the representatives and the election committee refuse. Each class is a code; sentences stand where it is asked."""

from accounts.refusals import Refusal


class UnitsFaulty(Refusal):
    """The electing units are not those of the place: none, one twice, an unknown group, or a group left out."""

    code = "units_faulty"


class PlacesOutsideRange(Refusal):
    """More or fewer representatives than the households allow (A-REP-01, A-REP-02)."""

    code = "places_outside_range"


class WomenPlacesTooFew(Refusal):
    """The places allotted to women do not come to the share that the plan ensures (A-REP-04)."""

    code = "women_places_too_few"


class UnitsCounted(Refusal):
    """A unit has elected; places are not allotted anew."""

    code = "units_counted"


class NotAllotted(Refusal):
    """No places of representatives are allotted yet, or the unit is not one of them."""

    code = "not_allotted"


class NobodyElected(Refusal):
    code = "nobody_elected"


class HouseholdUndecided(Refusal):
    """Two of one household would be representatives, and it is not decided who stays (AMB-22); the data name them."""

    code = "household_undecided"


class UnitsUncounted(Refusal):
    """The register is closed only when every unit has elected; the data name those that have not."""

    code = "units_uncounted"


class PlaceUndecided(Refusal):
    """People are level for a free place; it is decided before the register is filed."""

    code = "place_undecided"


class WomenTooFew(Refusal):
    """Too few of the representatives are women; an office's document lets the register be filed all the same."""

    code = "women_too_few"


class FiledAlready(Refusal):
    """What was handed in to the township is not entered anew; changes are recorded one by one."""

    code = "filed_already"


class NotFiled(Refusal):
    """It is not handed in to the township yet."""

    code = "not_filed"


class ReceivedAlready(Refusal):
    code = "received_already"


class NothingToAnnounce(Refusal):
    """What is posted is up to date."""

    code = "nothing_to_announce"


class NotServing(Refusal):
    """The person is no representative, or no member of the election committee, any more."""

    code = "not_serving"


class AppointingForbidden(Refusal):
    """In a village nobody may designate, assign or replace members of the election committee (C-COM-02)."""

    code = "appointing_forbidden"


class ProposalMissing(Refusal):
    """The township has not proposed the persons with whom the residents' meeting is to agree (C-COM-03)."""

    code = "proposal_missing"


class NotProposed(Refusal):
    """The residents' meeting agreed to somebody whom the township did not propose (C-COM-03)."""

    code = "not_proposed"


class NotAFormingBody(Refusal):
    """The plan does not let this meeting form the election committee."""

    code = "not_a_forming_body"


class RepresentativesNotFiled(Refusal):
    """The representatives decide nothing before their register is filed and published (A-REP-09)."""

    code = "representatives_not_filed"


class CommitteeSizeOutside(Refusal):
    """More or fewer members of the election committee than the plan allows (C-COM-04)."""

    code = "committee_size_outside"


class CommitteeWithoutWoman(Refusal):
    """No woman is a member of the election committee (A-COM-03)."""

    code = "committee_without_woman"


class CommitteeTooShort(Refusal):
    """Fewer members are left than the least the plan names; nothing is published before (AMB-18)."""

    code = "committee_too_short"


class CommitteeNotFormed(Refusal):
    code = "committee_not_formed"


class ChairMissing(Refusal):
    """The members have not chosen a chair from among them (A-COM-04)."""

    code = "chair_missing"


class ChairVotesFaulty(Refusal):
    """The members' votes do not make this person chair: too many votes, or another has more."""

    code = "chair_votes_faulty"


class MemberMustLeave(Refusal):
    """A member of the election committee is on the list, or a relative is; the data name the members (A-COM-08)."""

    code = "member_must_leave"


class NoPresider(Refusal):
    """The chair stands for director and no deputy is free of candidacy (A-COM-06); another deputy is chosen first."""

    code = "no_presider"


class NoFreePlace(Refusal):
    """The election committee has its members; a further election has nothing to fill."""

    code = "no_free_place"


class AbsencesNotReached(Refusal):
    """The plan ends nobody's membership for so few absences, or for none at all."""

    code = "absences_not_reached"
