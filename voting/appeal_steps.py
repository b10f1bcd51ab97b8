"""What shows how the objections to the roll stand: to decide, to publish, with the township, or all done with."""

from collections.abc import Collection, Sequence
from datetime import date, datetime, time, timedelta

from django.utils.text import format_lazy
from django.utils.timezone import localtime
from django.utils.translation import gettext_lazy as _

from accounts.enums import Role
from elections.calendar import ZONE, Calendar, build_calendar
from elections.enums import Step
from elections.models import Election
from elections.queries.allowances import allowances_of
from elections.queries.progress import calendar_kind
from elections.steps import NOTHING, Evidence, evidence, once
from voting.appeal_rules import answer_clause, time_to_object
from voting.enums import AppealState
from voting.models import Appeal
from voting.queries.appeal import dues_of, with_publication
from voting.roll_steps import roll_publication


@evidence(Step.APPEALS)
def appeals(elections: Collection[Election]) -> dict[int, Evidence]:
    """Done when the time to object is over, everyone has an answer and what was upheld is published; nothing is told
    where nobody objected.
    """
    raised: dict[int, list[Appeal]] = {}
    rows = Appeal.objects.filter(election__in=[election.pk for election in elections])
    for appeal in with_publication(rows):
        raised.setdefault(appeal.election_id, []).append(appeal)
    concerned = [election for election in elections if election.pk in raised]
    if not concerned:
        return {}
    published, allowed = once(roll_publication, elections), once(allowances_of, elections)
    return {
        election.pk: _shown(
            raised[election.pk],
            build_calendar(
                election.cycle.rules,
                election_day=election.election_day,
                party_day=election.party_day,
                village_kind=calendar_kind(election.village),
                events=_published_on(published.get(election.pk, NOTHING)),
                work=allowed.work(election),
                tells=True,
            ),
        )
        for election in concerned
    }


def _published_on(proof: Evidence) -> dict[str, date]:
    return {"roll_published": localtime(proof.done_at).date()} if proof.done_at else {}


def _shown(raised: Sequence[Appeal], calendar: Calendar) -> Evidence:
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


def _ends(calendar: Calendar, appeals: Sequence[Appeal]) -> tuple[datetime, ...]:
    ends = (_end(day) for day in dues_of(calendar, appeals).values())
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
