"""The day of a round at its polling places: boxes shown empty and sealed, papers accounted for, ballots under seal."""

from datetime import datetime

from overview.rehearsal.vote import last_round, sheets_of
from overview.rehearsal.walk import Walk
from voting.enums import BoxKind
from voting.models import Contest
from voting.polling_day_rules import polling_day_rules
from voting.services.polling_day import Account, Shown, account_for_papers, look_over_place, show_box
from voting.services.sealing import Sealed, seal_ballots

MOBILE_PAPERS = 30
LOOKS, WITNESSES, HOLDER = "王晓梅", "刘建明、陈大有", "镇换届办档案室 谭国安"


def show_boxes(walk: Walk, now: datetime) -> None:
    """Each place is looked over, each box shown empty and sealed before the first ballot goes out."""
    contest = last_round(walk)
    checks = polling_day_rules(walk.election)
    for box in contest.boxes.all():
        seen = {check.code.value: LOOKS for check in checks.of(box.kind)}
        look_over_place(by=walk.staff.teller, box=box, seen=seen, now=now)
        shown = Shown(
            shown_at=now,
            seal=f"F{box.number:03d}",
            shown_by=LOOKS,
            witnesses=WITNESSES,
            received=contest.electors if box.kind != BoxKind.MOBILE else MOBILE_PAPERS,
        )
        show_box(by=walk.staff.teller, box=box, shown=shown, now=now)


def account(walk: Walk, now: datetime) -> None:
    """After voting: of the papers that came to each place so many went out, the others are destroyed."""
    contest = last_round(walk)
    for box, sheet in sheets_of(walk, contest):
        given = Account(
            issued=sheet["issued"],
            replaced=0,
            left=box.record.received - sheet["issued"],
            destroyed_by=WITNESSES,
        )
        account_for_papers(by=walk.staff.teller, box=box, account=given, now=now)


def seal(walk: Walk, now: datetime) -> None:
    """The counted ballots of the latest round go under seal."""
    put_under_seal(walk, last_round(walk), now)


def put_under_seal(walk: Walk, contest: Contest, now: datetime) -> None:
    """The counted ballots of a round are packed, one packet a box, and go under seal to the township."""
    packets = contest.boxes.count()
    sealed = Sealed(
        sealed_at=now,
        packets=packets,
        seals="、".join(f"封{contest.number}-{number}" for number in range(1, packets + 1)),
        sealed_by=WITNESSES,
        holder=HOLDER,
        place="镇政府档案室",
    )
    seal_ballots(by=walk.clerk, contest=contest, sealed=sealed, now=now)
