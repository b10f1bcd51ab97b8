"""What an officer's calendar feed holds: last days of steps, election days, ends of public notices.

A village's officer gets each step; who looks over many villages gets a step once for each of its days.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from accounts.enums import Role
from accounts.models import User
from accounts.said import Listed, Said
from candidates.queries.department import Owed, owed_answers
from documents.models import Posting
from documents.queries.paper import last_days_of
from elections.enums import State, Step
from elections.models import Cycle, Election
from elections.queries.progress import Progress, StepProgress
from elections.rulebook import Deadline, Text, Value
from elections.rulebook.items import ITEMS
from elections.states import last_day
from overview.queries.sight import progress_in_sight
from villages.templatetags.names import place, place_stem

VILLAGE_DIGITS = 12
NAMED = 6


@dataclass(frozen=True)
class Happening:
    """One all-day event. `key` stays the same while it is the same thing, whatever its day."""

    key: str
    day: date
    title: str
    text: str
    url: str
    category: str


def happenings_of(user: User, cycle: Cycle, now: datetime, site: str) -> list[Happening]:
    """The officer's events in the active language, by day; `site` is the address before every link."""
    found = progress_in_sight(user, cycle, now)
    alone = all(len(office.scope) == VILLAGE_DIGITS for office in user.held)
    told = [
        *_steps(found, alone, site),
        *_votes(found, alone, site),
        *_notices(found, alone, site),
        *_joint_review(user, cycle, site),
        *_postings([progress.election for progress in found], cycle.now(now), site),
    ]
    mark = pgettext("training, before a title", "[Training] ") if cycle.training else ""
    marked = [Happening(h.key, h.day, mark + h.title, h.text, h.url, h.category) for h in told]
    return sorted(marked, key=lambda happening: (happening.day, happening.key))


def _steps(found: Sequence[Progress], alone: bool, site: str) -> Iterator[Happening]:
    """The last day of every step that applies and is not done; those that end with the vote are told by the vote."""
    alike: dict[tuple[int, str, date], list[StepProgress]] = {}
    for progress in found:
        for step in progress.steps.values():
            if step.window.closes is None or _is_past(step) or step.step == Step.VOTING:
                continue
            alike.setdefault((step.election.cycle_id, step.step, last_day(step.window.closes)), []).append(
                step
            )
    for (cycle, key, day), steps in alike.items():
        for same in [[step] for step in steps] if alone else [steps]:
            first = same[0]
            name = f"step-{first.election.pk}-{key}" if alone else f"step-{cycle}-{key}-{day:%Y%m%d}"
            title = _("%(step)s: last day") % {"step": Said(first.rule.title)}
            yield Happening(
                key=name,
                day=day,
                title=_with_places(title, [step.election for step in same], len(found)),
                text=_step_text(same),
                url=site + _page([step.election for step in same], f"#{key}"),
                category=pgettext("kind of event", "Last day"),
            )


def _is_past(step: StepProgress) -> bool:
    return step.standing.state in (State.DONE, State.NA)


def _step_text(steps: Sequence[StepProgress]) -> str:
    first = steps[0]
    who = Listed(Role(role).label for role in first.rule.who)
    lines = [
        _("Who: %(who)s") % {"who": who},
        _("Ground: %(clause)s") % {"clause": first.window.clause or first.rule.clause},
    ]
    if len(steps) > 1:
        lines.append(str(Listed(place(step.election.village.name) for step in steps)))
    return "\n".join(lines)


def _votes(found: Sequence[Progress], alone: bool, site: str) -> Iterator[Happening]:
    by_day: dict[tuple[int, date], list[Election]] = {}
    for progress in found:
        election = progress.election
        if election.election_day is not None:
            by_day.setdefault((election.cycle_id, election.election_day), []).append(election)
    for (cycle, day), elections in by_day.items():
        name = f"vote-{elections[0].pk}" if alone else f"vote-{cycle}-{day:%Y%m%d}"
        yield Happening(
            key=name,
            day=day,
            title=_with_places(_("Election day"), elections, len(found)),
            text=str(Listed(place(election.village.name) for election in elections)),
            url=site + _page(elections, ""),
            category=pgettext("kind of event", "Vote"),
        )


def _notices(found: Sequence[Progress], alone: bool, site: str) -> Iterator[Happening]:
    """The days on which public notices end, as the calendar reckons them."""
    alike: dict[tuple[int, str, date], list[Progress]] = {}
    for progress in found:
        for key in _notice_keys(progress):
            item = progress.calendar[key]
            if item.not_after is not None and item.happened is None:
                alike.setdefault((progress.election.cycle_id, key, item.not_after), []).append(progress)
    for (cycle, key, day), held in alike.items():
        elections = [progress.election for progress in held]
        title = held[0].calendar[key].title
        name = f"notice-{elections[0].pk}-{key}" if alone else f"notice-{cycle}-{key}-{day:%Y%m%d}"
        yield _notice(name, day, title, elections, len(found), held[0].calendar[key].clause or "", site)


def _notice(
    key: str, day: date, title: Text, elections: Sequence[Election], villages: int, clause: str, site: str
) -> Happening:
    return Happening(
        key=key,
        day=day,
        title=_with_places(str(Said(title)), elections, villages),
        text=_("Ground: %(clause)s") % {"clause": clause} if clause else "",
        url=site + _page(elections, ""),
        category=pgettext("kind of event", "Notice ends"),
    )


def _notice_keys(progress: Progress) -> Iterator[str]:
    calendar, rules = progress.calendar, progress.election.cycle.rules
    for asked in ITEMS:
        value = rules.at(asked.path)
        stated = isinstance(value, Value) and isinstance(value.value, Deadline)
        if stated and value.value.notice and asked.key in calendar.keys:
            yield asked.key


def _joint_review(user: User, cycle: Cycle, site: str) -> Iterator[Happening]:
    """The days by which departments owe answers, for those who look over the joint review; kept while they are owed."""
    by_day: dict[date, list[Owed]] = {}
    for owed in owed_answers(user, cycle):
        by_day.setdefault(owed.due, []).append(owed)
    for day, all_owed in by_day.items():
        people = sum(owed.people for owed in all_owed)
        yield Happening(
            key=f"joint-review-{cycle.pk}-{day:%Y%m%d}",
            day=day,
            title=_("Joint review: departments owe %(n)s answers") % {"n": people},
            text="\n".join(f"{Said(owed.department.title)} {owed.people}" for owed in all_owed),
            url=site + reverse("candidates:departments"),
            category=pgettext("kind of event", "Last day"),
        )


def _postings(elections: Iterable[Election], now: datetime, site: str) -> Iterator[Happening]:
    """The last days of papers that hang on public boards."""
    villages = {election.village_id: election for election in elections}
    for posting, day in last_days_of(villages, now):
        yield _posting(posting, day, villages[posting.place_code], site)


def _posting(posting: Posting, day: date, election: Election, site: str) -> Happening:
    return Happening(
        key=f"posting-{posting.pk}",
        day=day,
        title=_with_places(
            _("Last day on the board: %(paper)s") % {"paper": posting.paper.title}, [election], 0
        ),
        text=posting.paper.full_number,
        url=site + reverse("overview:public_board", args=[posting.place_code]),
        category=pgettext("kind of event", "Notice ends"),
    )


def _with_places(title: str, elections: Sequence[Election], villages: int) -> str:
    """The title with its villages; without, where it is so everywhere and there are several, or only one in sight."""
    if len(elections) == villages:
        return title
    names = [place_stem(election.village.name) for election in elections]
    if len(names) > NAMED:
        return _("%(title)s (%(n)s villages)") % {"title": title, "n": len(names)}
    return _("%(title)s (%(places)s)") % {"title": title, "places": Listed(names)}


def _page(elections: Sequence[Election], anchor: str) -> str:
    if len(elections) == 1:
        return reverse("overview:village", args=[elections[0].village_id]) + anchor
    return reverse("overview:board")
