"""The papers that name the staff of the vote: the list as it hangs, and who signs the sheets of a box."""

from datetime import date

from django.utils.translation import gettext_lazy as _

from documents.refusals import PaperNotReady
from elections.models import Election
from voting.enums import StaffRole
from voting.models import Box
from voting.papers.about import heading_of
from voting.papers.staff import DutyLine, StaffNotice, StaffPlacePart
from voting.queries.staff import StaffPlace, at_box, names_of, staff_board
from voting.staff_rules import OVERSEE

DUTIES = {
    StaffRole.CHIEF: "总监票人",
    StaffRole.SCRUTINEER: "监票人",
    StaffRole.CALLER: "唱票人",
    StaffRole.COUNTER: "计票人",
    StaffRole.ISSUER: "发票人",
    StaffRole.WRITER: "代书人",
    StaffRole.CARRIER: "流动票箱工作人员",
}


def staff_notice(election: Election, day: date) -> StaffNotice:
    """The list of the staff. Raises PaperNotReady while nobody is named, or somebody on it may not serve."""
    board = staff_board(election)
    if not board.rows:
        raise PaperNotReady(_("Nobody is named yet for polling day and the count."))
    if board.barred:
        raise PaperNotReady(
            _("Somebody on the staff list may not serve; replace the person first."),
            clause=board.barred[0].bar.clause if board.barred[0].bar else None,
        )
    heading = heading_of(election)
    return StaffNotice(
        heading=heading, day=heading.election_day, places=tuple(_part(place) for place in board.places)
    )


def _part(place: StaffPlace) -> StaffPlacePart:
    members = [row.member for row in place.rows]
    duties = (DutyLine(told, names_of(members, role)) for role, told in DUTIES.items())
    route = members[0].route
    name = f"流动票箱第{route.number}路" if route else place.name or "全场"
    return StaffPlacePart(name, tuple(duty for duty in duties if duty.names))


def who_signs(box: Box) -> tuple[DutyLine, ...]:
    """Caller, counter and scrutineer of a box for its sheet; a duty that nobody is named for has no names."""
    members = at_box(box.contest.election, box.name)
    return (
        DutyLine("唱票人", names_of(members, StaffRole.CALLER)),
        DutyLine("计票人", names_of(members, StaffRole.COUNTER)),
        DutyLine("监票人", names_of(members, *OVERSEE)),
    )


def who_hands_out(box: Box) -> tuple[DutyLine, ...]:
    """Issuer and scrutineer of a box for its sign-in list."""
    members = at_box(box.contest.election, box.name)
    return (
        DutyLine("发票人", names_of(members, StaffRole.ISSUER)),
        DutyLine("监票人", names_of(members, *OVERSEE)),
    )
