from enum import StrEnum

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class Step(StrEnum):
    """The steps that the application works in itself. A rulebook may name more: those are done off-line and recorded."""

    REPRESENTATIVES = "representatives"
    ELECTION_COMMITTEE = "election_committee"
    REGISTRATION = "registration"
    NOMINATION = "nomination"
    PROPOSAL = "proposal"
    TOWNSHIP_REVIEW = "township_review"
    COUNTY_REVIEW = "county_review"
    ROLL_PUBLICATION = "roll_publication"
    APPEALS = "appeals"
    PROXIES = "proxies"
    MOBILE_BOX = "mobile_box"
    FORMAL_CANDIDATES = "formal_candidates"
    TIME_AND_PLACE = "time_and_place"
    VOTING = "voting"
    COUNT = "count"
    RESULT = "result"
    RUNOFF = "runoff"
    FIRST_RECOMMENDATION = "first_recommendation"
    SECOND_RECOMMENDATION = "second_recommendation"
    COMPARISON = "comparison"
    PARTY_REVIEW = "party_review"
    INSPECTION = "inspection"
    FORMAL_PARTY_CANDIDATES = "formal_party_candidates"
    PARTY_NOTICE = "party_notice"
    SECRETARY_NOTICE = "secretary_notice"
    PARTY_REQUEST = "party_request"
    ASSEMBLY_REQUEST = "assembly_request"


class Asked(TextChoices):
    """How a request to the office above stands."""

    OPEN = "open", _("Asked for")
    GRANTED = "granted", _("Granted")
    REFUSED = "refused", _("Refused")


class State(TextChoices):
    """How a step of a village stands today; the order of precedence is that of the interface rules."""

    LATE = "late", _("Late")
    BACK = "back", _("Returned")
    SOON = "soon", _("Due soon")
    WAIT = "wait", _("Waiting")
    OPEN = "open", _("Open")
    DONE = "done", _("Done")
    OFF = "off", _("Not open")
    NA = "na", _("Not applicable")


class Act(TextChoices):
    """What the ledger remembers."""

    CYCLE_OPENED = "cycle.opened", _("Opened the cycle")
    CYCLE_CLOSED = "cycle.closed", _("Closed the cycle")
    CLOCK_MOVED = "cycle.clock_moved", _("Moved the training clock")
    ELECTION_DAY_SET = "election.day_set", _("Set the election day")
    SEATS_SET = "election.seats_set", _("Set the seats")
    SEATS_APPROVED = "election.seats_approved", _("Entered an approval of more seats")
    TEAM_FACT_STATED = "team.fact_stated", _("Stated what no register says of a person")
    TEAM_TARGET_FILED = "team.target_filed", _("Filed the targets of a team")
    ELECTION_POSTPONED = "election.postponed", _("Put the election day off")
    CYCLE_ARCHIVED = "cycle.archived", _("Archived the cycle and deleted personal data")
    REGISTER_LOADED = "register.loaded", _("Took over a register sheet")
    REGISTER_CHANGED = "register.changed", _("Changed a register")
    REGISTER_EXPORTED = "register.exported", _("Exported a register")
    ID_SEEN = "register.id_seen", _("Looked at a full identity number")
    KIN_RECORDED = "kin.recorded", _("Recorded a kinship")
    OFFICER_LINKED = "officer.linked", _("Recorded who an officer is in the registers")
    PLACE_CHANGED = "place.changed", _("Changed the particulars of a place")
    PLACE_MERGED = "place.merged", _("Merged or recoded a place")
    VILLAGE_MARKED = "village.marked", _("Marked the village")
    RULEBOOK_MADE = "rulebook.made", _("Made a rulebook")
    RULEBOOK_AMENDED = "rulebook.amended", _("Amended the rulebook of the cycle")
    HOLIDAYS_ENTERED = "holidays.entered", _("Entered the official holidays of a year")
    STEP_RECORDED = "step.recorded", _("Recorded an off-line step")
    STEP_RECORD_WITHDRAWN = "step.record_withdrawn", _("Withdrew the record of a step")
    EXTENSION_ASKED = "extension.asked", _("Asked for more time")
    EXTENSION_GRANTED = "extension.granted", _("Granted more time")
    EXTENSION_REFUSED = "extension.refused", _("Refused more time")
    STEP_WAIVED = "step.waived", _("Let a step go on with a reason")
    STEP_FORCED = "step.forced", _("Forced a step against the order")
    REPRESENTATIVES_ALLOTTED = "representatives.allotted", _("Allotted the places of representatives")
    REPRESENTATIVES_COUNTED = "representatives.counted", _("Recorded an election of representatives")
    REPRESENTATIVE_LEFT = "representative.left", _("Recorded that a representative left")
    REPRESENTATIVE_MOVED_UP = "representative.moved_up", _("Took the next into a representative’s place")
    REPRESENTATIVES_FILED = "representatives.filed", _("Handed in the register of representatives")
    REPRESENTATIVES_RECEIVED = "representatives.received", _("Took the register of representatives on file")
    REPRESENTATIVES_PUBLISHED = "representatives.published", _("Published the representatives")
    TERMS_ENTERED = "terms.entered", _("Entered the terms of those elected")
    WRITE_IN_KNOWN = "result.write_in_known", _("Said which resident was written in")
    LETTERS_SIGNED = "letters.signed", _("Entered commitment letters")
    TALKS_HELD = "talks.held", _("Entered talks")
    WOULD_BE_ENTERED = "talks.would_be", _("Entered who wishes to stand")
    BAR_ADDED = "negative_list.added", _("Added to the village’s negative list")
    BAR_STRUCK = "negative_list.struck", _("Struck from the village’s negative list")
    BODY_ELECTED = "body.elected", _("Recorded an election to a supporting body")
    BODY_FILED = "body.filed", _("Handed in a supporting body")
    BODY_RECEIVED = "body.received", _("Took a supporting body on file")
    BODY_PUBLISHED = "body.published", _("Published a supporting body")
    BODY_LEFT = "body.left", _("Recorded who left a supporting body")
    COMMITTEE_PROPOSED = "committee.proposed", _("Proposed an election committee")
    COMMITTEE_FORMED = "committee.formed", _("Recorded the election of the election committee")
    COMMITTEE_FILLED = "committee.filled", _("Recorded a further election to the election committee")
    COMMITTEE_CHAIR = "committee.chair", _("Recorded whom the election committee chose as chair")
    COMMITTEE_FILED = "committee.filed", _("Handed in the election committee")
    COMMITTEE_RECEIVED = "committee.received", _("Took the election committee on file")
    COMMITTEE_ANNOUNCED = "committee.announced", _("Announced the election committee")
    COMMITTEE_LEFT = "committee.left", _("Recorded who left the election committee")
    ROLL_UPLOADED = "roll.uploaded", _("Uploaded a roll sheet")
    ROLL_COMMITTED = "roll.committed", _("Took over a roll sheet")
    ROLL_PUBLISHED = "roll.published", _("Published the voter roll")
    ROLL_DRAWN_UP = "roll.drawn_up", _("Drew the roll up from the register")
    ROLL_CORRECTION_OPENED = "roll.correction_opened", _("Opened a correction of the roll")
    ROLL_CONFIRMED = "roll.confirmed", _("Confirmed the roll as final")
    VOTER_REGISTERED = "voter.registered", _("Registered a voter")
    VOTER_CHANGED = "voter.changed", _("Changed an entry of the roll")
    VOTER_REFUSED = "voter.refused", _("Listed a person as not registered")
    VOTER_STRUCK = "voter.struck", _("Took a person off the roll")
    APPEAL_FILED = "appeal.filed", _("Took in an objection to the roll")
    APPEAL_DECIDED = "appeal.decided", _("Decided an objection to the roll")
    PROXY_REQUESTED = "proxy.requested", _("Took in a proxy")
    PROXY_APPROVED = "proxy.approved", _("Approved a proxy")
    PROXY_REFUSED = "proxy.refused", _("Refused a proxy")
    PROXY_REVOKED = "proxy.revoked", _("Revoked a proxy")
    PROXIES_PUBLISHED = "proxy.published", _("Published the proxies")
    MOBILE_REQUESTED = "mobile.requested", _("Took in a request for the mobile box")
    MOBILE_CONFIRMED = "mobile.confirmed", _("Confirmed a voter of the mobile box")
    MOBILE_REFUSED = "mobile.refused", _("Refused a request for the mobile box")
    MOBILE_ROUTE_SET = "mobile.route_set", _("Set the route of a mobile box")
    STAFF_APPOINTED = "staff.appointed", _("Appointed people for polling day")
    STAFF_REPLACED = "staff.replaced", _("Replaced somebody of polling day")
    STAFF_RELEASED = "staff.released", _("Released somebody of polling day")
    PLACE_TICKED = "place.ticked", _("Looked over what a polling place needs")
    BOX_SHOWN_EMPTY = "box.shown_empty", _("Recorded that a box was shown empty and sealed")
    TURNOUT_REPORTED = "turnout.reported", _("Reported how many ballots were handed out")
    PAPERS_ACCOUNTED = "papers.accounted", _("Closed the account of a place's ballot papers")
    BALLOT_ISSUED = "ballot.issued", _("Handed out a ballot")
    BALLOT_TAKEN_BACK = "ballot.taken_back", _("Took a ballot back")
    NOMINATION_RECORDED = "nomination.recorded", _("Recorded the nomination result")
    PRESELECTION_RECORDED = "preselection.recorded", _("Recorded the preselection")
    CANDIDATES_PROPOSED = "candidates.proposed", _("Proposed candidates")
    CANDIDATE_PASSED = "candidate.passed", _("Passed a candidate")
    CANDIDATE_RETURNED = "candidate.returned", _("Returned a candidate")
    CANDIDATE_REJECTED = "candidate.rejected", _("Rejected a candidate")
    FAILURE_DECIDED = "candidate.failure_decided", _("Decided on the place of who failed the joint review")
    CANDIDATE_SENT_BACK = "candidate.sent_back", _("Sent a candidate back for review")
    FACT_STATED = "fact.stated", _("Recorded what an office states of a person")
    RULE_RELAXED = "rule.relaxed", _("Recorded the document that relaxes a rule")
    KIN_DECIDED = "kin.decided", _("Recorded what was decided on relatives")
    CANDIDATE_REVIEW_WAIVED = "candidate.review_waived", _("Took over the joint review of the Party election")
    DEPARTMENTS_ANSWERED = "departments.answered", _("Answered as a department of the joint review")
    DEPARTMENT_QUESTIONED = "department.questioned", _("Asked the village about a candidate")
    DEPARTMENT_TOLD = "department.told", _("Answered a department’s question")
    SIGN_OFF_RECORDED = "sign_off.recorded", _("Recorded a signature above")
    NOTICE_OPENED = "notice.opened", _("Posted a public notice")
    NOTICE_OBJECTED = "notice.objected", _("Took in an objection to a notice")
    NOTICE_DECIDED = "notice.decided", _("Decided an objection to a notice")
    FEEDBACK_RECEIVED = "feedback.received", _("Recorded the receipt of a written feedback")
    CANDIDATES_PUBLISHED = "candidates.published", _("Published the formal candidates")
    CANDIDATE_WITHDREW = "candidate.withdrew", _("Recorded a candidate’s withdrawal")
    CANDIDACY_CANCELLED = "candidate.cancelled", _("Cancelled a candidacy")
    CANDIDATES_CHANGED = "candidates.changed", _("Published the changed list of formal candidates")
    CANDIDATES_INTRODUCED = "candidates.introduced", _("Recorded an introduction of the candidates")
    INTRODUCTION_ENTERED = "introduction.entered", _("Entered the sheet that introduces a candidate")
    INTRODUCTION_CHECKED = "introduction.checked", _("Checked the sheet that introduces a candidate")
    RECOMMENDATION_RECORDED = "party.recommended", _("Recorded the recommendation meeting")
    PARTY_LIST_DECIDED = "party.list_decided", _("Decided a list of the Party organisation")
    PARTY_STAGE_RECORDED = "party.stage_recorded", _("Recorded a stage of the Party organisation's election")
    PARTY_INSPECTED = "party.inspected", _("Recorded an inspection")
    OPINION_ADDED = "party.opinion_added", _("Added the discipline commission’s opinion to an inspection")
    MEMBER_LEFT_OUT = "assembly.left_out", _("Entered a member who is not counted as expected")
    LEAVING_OUT_APPROVED = "assembly.approved", _("Recorded an approval for leaving a member out")
    LEAVING_OUT_WITHDRAWN = "assembly.withdrawn", _("Withdrew the entry of a member not counted")
    AGENDA_ITEM_HELD = "assembly.item_held", _("Recorded an item of the assembly")
    AGENDA_ITEM_TAKEN_BACK = "assembly.item_taken_back", _("Took back an item of the assembly")
    BRANCH_ELECTED = "branch.elected", _("Recorded the election of a sub-branch")
    TIME_PLACE_PUBLISHED = "time_place.published", _("Published voting time and place")
    CONTEST_PREPARED = "contest.prepared", _("Prepared a vote")
    BOX_ENTERED = "box.entered", _("Entered a count sheet")
    PAPERS_OPENED = "papers.opened", _("Opened the count of a box, paper by paper")
    PAPER_UNDONE = "paper.undone", _("Took back a ballot paper that was typed")
    PAPER_PHOTOGRAPHED = "paper.photographed", _("Attached a photograph of a doubtful ballot paper")
    PAPER_RULED = "paper.ruled", _("Ruled on a doubtful ballot paper")
    PAPERS_CLOSED = "papers.closed", _("Closed the count of a box, paper by paper")
    HALL_OPENED = "hall.opened", _("Opened the screen in the hall")
    HALL_REVOKED = "hall.revoked", _("Closed the screen in the hall")
    SHEETS_IMPORTED = "sheets.imported", _("Took over count sheets from a workbook")
    BOX_SETTLED = "box.settled", _("Settled a count sheet")
    BOX_REOPENED = "box.reopened", _("Had a box counted once more")
    COUNT_TALLIED = "count.tallied", _("Tallied the count")
    RUNOFF_OPENED = "runoff.opened", _("Opened a runoff")
    WRITE_IN_REVIEWED = "write_in.reviewed", _("Reviewed a person elected by write-in")
    RESULT_ANNOUNCED = "result.announced", _("Recorded the result as confirmed and announced on the spot")
    RESULT_CONFIRMED = "result.confirmed", _("Confirmed the result")
    FURTHER_DECIDED = "further.decided", _("Decided to vote once more on seats left empty")
    COUNTING_CONFIRMED = "counting.confirmed", _("Confirmed counting rules that the plan does not state")
    BALLOTS_SEALED = "ballots.sealed", _("Recorded that the ballots were sealed")
    RESULT_DECLARED_INVALID = "result.invalid", _("Declared an election invalid")
    PAPER_ISSUED = "paper.issued", _("Issued a paper")
    PAPER_POSTED = "paper.posted", _("Posted a paper")
    PAPER_TAKEN_DOWN = "paper.taken_down", _("Took a paper down")
