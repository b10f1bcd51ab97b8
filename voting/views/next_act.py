"""What the vote of a village needs next, and whose page it leads to."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.urls import reverse
from django.utils.formats import date_format
from django.utils.timezone import localtime
from django.utils.translation import gettext as _

from accounts.models import User
from accounts.rules import may
from documents.enums import JobState
from documents.models import Job
from voting.enums import ContestState
from voting.models import Contest
from voting.queries.after import clause_of_due
from voting.queries.contest import BoxProgress, voting_over
from voting.queries.result import Vote, reviewers_of
from voting.rounds import COMMITTEE


@dataclass(frozen=True, slots=True)
class NextAct:
    """One sentence, what to know about it, and one button for whoever may press it. `posts`: the button is a form."""

    code: str
    head: str
    text: str = ""
    action: str = ""
    url: str = ""
    permission: str = ""
    posts: bool = False
    clause: str | None = None

    def open_to(self, user: User, village_code: str) -> "NextAct":
        """The act as this user sees it: without the button where another office presses it."""
        if not self.permission or may(user, self.permission, village_code):
            return self
        return NextAct(self.code, self.head, self.text, clause=self.clause)


def next_act(
    *,
    user: User,
    village_code: str,
    body: str,
    vote: Vote | None,
    boxes: list[BoxProgress],
    job: Job | None,
    now: datetime,
) -> NextAct:
    """What comes next; `boxes` and `job` are those of the last round."""
    if vote is None:
        made = _unprepared(village_code) if body == COMMITTEE else _before_meeting(village_code)
        return made.open_to(user, village_code)
    return _of_round(Village(village_code, body, user.pk), vote, boxes, job, now).open_to(user, village_code)


@dataclass(frozen=True, slots=True)
class Village:
    """Where links lead to, and for whom."""

    code: str
    body: str
    user: int

    def url(self, name: str, *numbers: int) -> str:
        return reverse(f"voting:{name}", args=[self.code, self.body, *numbers])


def _unprepared(village_code: str) -> NextAct:
    return NextAct(
        "unprepared",
        _("No vote is prepared yet"),
        _("The vote is prepared when the list of formal candidates is published."),
        action=_("Go to the candidates"),
        url=reverse("candidates:candidates", args=[village_code]),
        permission="candidate.view",
    )


def _before_meeting(village_code: str) -> NextAct:
    return NextAct(
        "unprepared",
        _("No vote is prepared yet"),
        _("The assembly’s ballot is prepared when its turn in the running order has come."),
        action=_("To the assembly"),
        url=reverse("candidates:assembly", args=[village_code]),
        permission="candidate.view",
    )


def _of_round(at: Village, vote: Vote, boxes: list[BoxProgress], job: Job | None, now: datetime) -> NextAct:
    contest = vote.last
    if contest.by_roll and contest.places_published_at is None:
        return _places(at, contest)
    if contest.state in (ContestState.PREPARED, ContestState.COUNTING):
        if not voting_over(contest, now):
            return _voting(contest, now)
        return _counting(at, contest, boxes) or _tallying(at, contest, job)
    return _counted(at, vote)


def _places(at: Village, contest: Contest) -> NextAct:
    facts = {"round": contest.get_round_display(), "day": date_format(contest.day, "DATE_FORMAT")}
    url, permission = reverse("voting:places", args=[at.code, contest.number]), "contest.prepare"
    clause = contest.election.cycle.rules.voting.time_and_place_published.clause or None
    if contest.opens_at is None:
        return NextAct(
            "places",
            _("Set hours and places for %(day)s") % facts,
            _("Voters must know when and where. What is published is not changed at will."),
            action=_("Set hours and places"),
            url=url,
            permission=permission,
            clause=clause,
        )
    return NextAct(
        "publish",
        _("Hours and places for %(day)s are set, but not published") % facts,
        _("What is published is not changed at will."),
        action=_("Look at them and publish"),
        url=url,
        permission=permission,
        clause=clause,
    )


def _voting(contest: Contest, now: datetime) -> NextAct:
    facts: dict[str, Any] = {
        "day": date_format(contest.day, "DATE_FORMAT"),
        "opens": f"{contest.opens_at:%H:%M}",
        "closes": f"{contest.closes_at:%H:%M}",
    }
    today = localtime(now).date() == contest.day
    head = _("Voting today from %(opens)s to %(closes)s") if today else _("Voting on %(day)s")
    return NextAct(
        "voting",
        head % facts,
        _("Voting lasts until %(closes)s. Then the boxes are opened and their sheets entered here.") % facts,
        clause=contest.election.cycle.rules.voting.counted_in_public.clause or None,
    )


def _counting(at: Village, contest: Contest, boxes: list[BoxProgress]) -> NextAct | None:
    left = [box for box in boxes if not box.agreed]
    if not left:
        return None
    facts = {"left": len(left), "all": len(boxes)}
    head = _("%(left)s of %(all)s boxes are not agreed yet") % facts
    called = next((box for box in left if box.by_papers), None)
    if called is not None:
        return _calling(at, contest, called, head)
    differing = next((box for box in left if box.differs), None)
    mine = next((box for box in left if box.turn and not box.has_entered(at.user)), None)
    if mine is not None:
        return NextAct(
            "enter",
            head,
            _("Every box is entered by two people; the second does not see what the first typed."),
            action=_("Enter box %(number)s") % {"number": mine.box.number},
            url=at.url("enter", contest.number, mine.box.number),
            permission="count.enter",
            clause=contest.election.cycle.rules.voting.counted_under_scrutiny.clause or None,
        )
    if differing is not None:
        return NextAct(
            "settle",
            _("The two sheets of box %(number)s differ") % {"number": differing.box.number},
            _("Only the figures that differ are looked at again, on the papers."),
            action=_("Settle box %(number)s") % {"number": differing.box.number},
            url=at.url("settle", contest.number, differing.box.number),
            permission="count.settle",
        )
    return NextAct("another", head, _("You have entered your part. Another person enters it again."))


def _calling(at: Village, contest: Contest, box: BoxProgress, head: str) -> NextAct:
    """A box whose papers are being called."""
    assert box.papers is not None
    facts = {"entered": box.papers.entered, "returned": box.papers.count.returned}
    return NextAct(
        "papers",
        head,
        _("%(entered)s of %(returned)s papers are entered. When they add up the box is closed.") % facts,
        action=_("Go on with box %(number)s") % {"number": box.box.number},
        url=at.url("papers", contest.number, box.box.number),
        permission="count.enter",
        clause=contest.election.cycle.rules.voting.counted_in_public.clause or None,
    )


def _tallying(at: Village, contest: Contest, job: Job | None) -> NextAct:
    if job is not None and job.result.get("status") == "inconsistent":
        text = _(
            "The figures of all boxes together cannot be. Have the box with the wrong figure counted again."
        )
        return NextAct("recount", _("The count does not add up"), text)
    if job is not None and job.state not in (JobState.FAILED, JobState.CANCELLED):
        # one that ended after the round was read is told by the page's next look at it
        return NextAct("tallying", _("All boxes agree; the tally is running"))
    return NextAct(
        "broken",
        _("All boxes agree; the tally broke off"),
        _("Nothing is lost: the agreed sheets are tallied again."),
        action=_("Tally again"),
        url=at.url("tally_again", contest.number),
        permission="count.enter",
        posts=True,
    )


def _counted(at: Village, vote: Vote) -> NextAct:
    contest, rules = vote.last, vote.last.election.cycle.rules
    result = {"url": at.url("result", contest.number), "action": _("See the result")}
    facts = {"elected": len(vote.standing.elected), "vacant": vote.standing.vacant}
    if vote.confirmed and not vote.reopened:
        return NextAct("confirmed", _("The result is confirmed: %(elected)s elected") % facts, **result)
    if vote.standing.due is not None:
        head = _("%(elected)s elected; seats open: %(vacant)s. A further round is needed") % facts
        return NextAct("due", head, clause=clause_of_due(contest, vote.standing.due), **result)
    if vote.unreviewed and (vote.announcement is not None or not reviewers_of(contest.election)):
        text = _("The township reviews them before it confirms the result.")
        clause = rules.review.write_in_reviewed.clause or None
        return NextAct("review", _("Somebody was elected by write-in"), text, clause=clause, **result)
    head = _("The count is complete: %(elected)s elected")
    if not contest.by_roll:
        text = _("The scrutineers report the result to the meeting; then it is confirmed on the spot.")
        return NextAct("confirm", head % facts, text, **result)
    if vote.announcement is None:
        text = _("The election committee confirms the result and announces it on the spot.")
        clause = rules.result.confirmed_by.clause or None
        return NextAct("announce", head % facts, text, clause=clause, **result)
    text = _("The township looks at conduct and procedure, then confirms the result.")
    clause = rules.result.reviewed_by.clause or None
    return NextAct("confirm", head % facts, text, clause=clause, **result)
