"""What shows how the objections to the roll stand: to decide, to publish, with the township, or all done with."""

from collections.abc import Collection, Sequence
from datetime import date, datetime, time, timedelta

from django.utils.text import format_lazy
from django.utils.timezone import localtime
from django.utils.translation import gettext_lazy as _

from accounts.enums import Role
from elections.calendar import ZONE, Calendar, WorkCalendar, build_calendar
from elections.enums import Step
from elections.models import Election
from elections.queries.allowances import allowances_of
from elections.queries.progress import calendar_kind
from elections.steps import Evidence, evidence, once
from voting.appeal_rules import answer_clause, time_to_object
from voting.enums import AppealState
from voting.queries.appeal import Raised, dues_of
from voting.roll_steps import listed_of


@evidence(Step.APPEALS)
def appeals(elections: Collection[Election]) -> dict[int, Evidence]:
    """Done when the time to object is over, everyone has an answer and what was upheld is published; nothing is told
    where nobody objected.
    """
    listed = {pk: each for pk, each in once(listed_of, elections).items() if each.raised}
    if not listed:
        return {}
    allowed = once(allowances_of, elections)
    return {
        election.pk: _shown(
            listed[election.pk].raised,
            _calendar(election, listed[election.pk].published, allowed.work(election)),
        )
        for election in elections
        if election.pk in listed
    }


def _calendar(election: Election, published: datetime | None, work: WorkCalendar) -> Calendar:
    return build_calendar(
        election.cycle.rules,
        election_day=election.election_day,
        party_day=election.party_day,
        village_kind=calendar_kind(election.village),
        events={"roll_published": localtime(published).date()} if published else {},
        work=work,
        tells=True,
    )


def _shown(raised: Sequence[Raised], calendar: Calendar) -> Evidence:
    """One sentence on what is next: answers, then the changed roll, then what the township has before it."""
    by_state = {state: [each for each in raised if each.state == state] for state in AppealState}
    to_decide, late = by_state[AppealState.RECEIVED], by_state[AppealState.WITH_TOWNSHIP]
    to_publish = [each for each in by_state[AppealState.ADJUSTED] if each.published_in is None]
    if to_decide:
        return Evidence(
            remark=format_lazy(_("Objections to decide: {n}"), n=len(to_decide)),
            dues=_ends(calendar, to_decide),
            due_clause=answer_clause(calendar),
        )
    if to_publish:
        return Evidence(
            remark=format_lazy(
                _("Objections upheld, the change still to be published: {n}"), n=len(to_publish)
            ),
            dues=_eve(calendar),
            due_clause=calendar.rulebook.roll.adjusted_republished.clause,
        )
    if late:
        return Evidence(
            waiting_since=min(each.filed_at for each in late),
            waiting_for=Role.TOWNSHIP_OFFICE.value,
            remark=format_lazy(_("Late objections for the township to decide: {n}"), n=len(late)),
            dues=_ends(calendar, late) or _eve(calendar),
            due_clause=answer_clause(calendar),
        )
    decided = [each.decided_at for each in raised if each.decided_at is not None]
    return Evidence(
        done_at=max(decided),
        remark=format_lazy(_("Objections, all answered: {n}"), n=len(raised)),
        open_until=_end(time_to_object(calendar).last),
    )


def _ends(calendar: Calendar, appeals: Sequence[Raised]) -> tuple[datetime, ...]:
    ends = (_end(day) for day in dues_of(calendar, [each.filed_at for each in appeals]))
    return tuple(end for end in ends if end is not None)


def _eve(calendar: Calendar) -> tuple[datetime, ...]:
    """The end of the day before the vote, by which the roll is as it will be."""
    day = calendar.election_day
    return (_midnight(day),) if day else ()


def _end(day: date | None) -> datetime | None:
    """24:00 of a day, which is 00:00 of the next."""
    return _midnight(day + timedelta(days=1)) if day else None


def _midnight(day: date) -> datetime:
    return datetime.combine(day, time.min, tzinfo=ZONE)
