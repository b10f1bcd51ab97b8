"""Who may do what: one table, tested as a table."""

from django.contrib.auth.models import AnonymousUser

from accounts.enums import Role
from accounts.models import Office, User
from accounts.refusals import NotThere

COUNTY = frozenset({Role.COUNTY_OFFICE, Role.COUNTY_REVIEWER})
TOWNSHIP = frozenset({Role.TOWNSHIP_OFFICE})
CLERK = frozenset({Role.VILLAGE_CLERK})
TELLERS = CLERK | {Role.TELLER}
AUDIT = frozenset({Role.AUDITOR})
DEPARTMENT = frozenset({Role.COUNTY_DEPARTMENT})
# A department sees the people it is asked about, and no register, board or ledger.
OFFICES = frozenset(Role) - {Role.TELLER} - DEPARTMENT
OVERSEERS = TOWNSHIP | {Role.COUNTY_OFFICE}

PERMISSIONS: dict[str, frozenset[Role]] = {
    # what every officer sees of the places in the scope
    "today.view": frozenset(Role),
    "board.view": COUNTY | TOWNSHIP | AUDIT,
    "village.view": OFFICES,
    "rulebook.view": frozenset(Role),
    "ledger.view": OFFICES,
    "paper.view": OFFICES,
    "job.view": TOWNSHIP | TELLERS | COUNTY,
    # cycle and time
    "cycle.open": TOWNSHIP,
    "cycle.clock": TOWNSHIP,
    "election.plan": TOWNSHIP,
    "election.postpone": TOWNSHIP,
    "step.record": OVERSEERS | CLERK,
    "step.view": OFFICES,
    "step.ask_extension": TOWNSHIP | CLERK,
    "step.extend": OVERSEERS,
    "step.waive": OVERSEERS,
    # rulebooks and the calendar
    "rulebook.edit": OVERSEERS,
    "rulebook.amend": OVERSEERS,
    "calendar.announce": OVERSEERS,
    "officer.link": OVERSEERS,
    # registers of places and people
    "register.view": OFFICES,
    "register.edit": TOWNSHIP | CLERK,
    "register.upload": TOWNSHIP | CLERK,
    "register.export": TOWNSHIP | CLERK,
    "register.see_id": TOWNSHIP | CLERK | {Role.COUNTY_REVIEWER},
    "place.edit": TOWNSHIP,
    "cycle.archive": TOWNSHIP,
    # roll
    "roll.view": CLERK | TOWNSHIP | COUNTY | AUDIT,
    "roll.upload": CLERK,
    "roll.register": CLERK,
    "roll.publish": CLERK,
    "appeal.view": CLERK | TOWNSHIP | COUNTY | AUDIT,
    "appeal.file": CLERK,
    "appeal.decide": CLERK,
    "appeal.decide_late": TOWNSHIP,
    # who votes for whom, who is visited, who took a ballot
    "proxy.view": TELLERS | TOWNSHIP | COUNTY | AUDIT,
    "proxy.record": CLERK,
    "mobile.record": CLERK,
    "staff.record": CLERK,
    "ballot.view": TELLERS | TOWNSHIP | COUNTY | AUDIT,
    "ballot.issue": TELLERS,
    # representatives and the election committee: seen, worked on, recorded by the village, filed by the township
    "bodies.view": CLERK | TOWNSHIP | COUNTY | AUDIT,
    "bodies.work": CLERK | TOWNSHIP,
    "bodies.record": CLERK,
    "bodies.file": TOWNSHIP,
    # candidates
    "candidate.view": CLERK | TOWNSHIP | COUNTY | AUDIT,
    "seats.approve_township": TOWNSHIP,
    "seats.approve_county": frozenset({Role.COUNTY_OFFICE}),
    "team.state": TOWNSHIP | CLERK,
    "team.sums": TOWNSHIP | COUNTY | AUDIT,
    "talk.record": TOWNSHIP | CLERK,
    "letter.record": TOWNSHIP | CLERK,
    "bars.record": CLERK,
    "nomination.record": CLERK,
    "candidate.propose": CLERK,
    "candidate.review_township": TOWNSHIP,
    "candidate.review_county": frozenset({Role.COUNTY_REVIEWER}),
    "candidate.publish": CLERK,
    "candidate.cancel": OVERSEERS,
    "party.act": CLERK | TOWNSHIP | COUNTY,
    "assembly.record": CLERK,
    "assembly.agree": TOWNSHIP,
    "assembly.approve": CLERK | TOWNSHIP,
    "review.view": TOWNSHIP | {Role.COUNTY_REVIEWER},
    "candidate.state_fact": TOWNSHIP | {Role.COUNTY_REVIEWER},
    "candidate.record_approval": TOWNSHIP | {Role.COUNTY_REVIEWER},
    "candidate.decide_kin": TOWNSHIP,
    # the departments of the joint review, signatures above, notices with objections
    "department.review": DEPARTMENT,
    "department.view": COUNTY,
    "department.answer": CLERK,
    "feedback.receive": TOWNSHIP | CLERK,
    "sign_off.record": frozenset({Role.COUNTY_OFFICE}),
    "notice.view": CLERK | TOWNSHIP | COUNTY | AUDIT,
    "notice.open": TOWNSHIP | CLERK,
    "notice.object": TOWNSHIP | CLERK,
    "notice.decide": TOWNSHIP,
    # papers
    "paper.issue": TOWNSHIP | CLERK,
    "paper.post": TOWNSHIP | CLERK,
    # voting and count
    "contest.view": TELLERS | TOWNSHIP | COUNTY | AUDIT,
    "contest.prepare": CLERK,
    "count.enter": TELLERS,
    "count.settle": CLERK,
    "hall.open": CLERK,
    "runoff.open": CLERK,
    "counting.confirm": TOWNSHIP,
    "result.announce": CLERK,
    "result.confirm": TOWNSHIP,
    "runoff.decide": TOWNSHIP,
    "result.invalidate": OVERSEERS,
}


def office_for(user: User | AnonymousUser, permission: str, code: str) -> Office | None:
    """The office by which the user may do this at the place, or None."""
    if not isinstance(user, User):
        return None
    roles = PERMISSIONS[permission]
    return next((o for o in user.held if o.role in roles and o.covers(code)), None)


def may(user: User | AnonymousUser, permission: str, code: str) -> bool:
    """Whether the user may do this at the place with this code."""
    return office_for(user, permission, code) is not None


def require(user: User, permission: str, code: str) -> Office:
    """The office by which the user acts. Raises NotThere: not yours looks like not there."""
    office = office_for(user, permission, code)
    if office is None:
        raise NotThere
    return office


def offices_with(user: User, permission: str) -> list[Office]:
    """All offices of the user that carry the permission, whatever their place."""
    return [o for o in user.held if o.role in PERMISSIONS[permission]]
