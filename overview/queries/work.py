"""What is to be done, by whom, by when: matters picked from the standing of all steps in sight."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from accounts.enums import Role
from accounts.models import User
from accounts.said import Listed
from elections.enums import State
from elections.models import StepExtension
from elections.queries.progress import Progress, StepProgress
from elections.services.extension import may_extend
from elections.states import last_day
from overview.queries.handed import Handed, handed_to
from overview.step_pages import Page, page_of, step_page

OVERSEERS = frozenset({Role.TOWNSHIP_OFFICE, Role.COUNTY_OFFICE})
TOGETHER = 3


@dataclass(frozen=True)
class Matter:
    """One thing to do: a step of one village, or the same step of several that stands the same way."""

    parts: tuple[StepProgress, ...]
    page: Page

    @property
    def first(self) -> StepProgress:
        return self.parts[0]

    @property
    def villages(self) -> int:
        return len(self.parts)

    @property
    def due(self) -> date | None:
        """The last day, or None where the step has no end."""
        closes = self.first.window.closes
        return last_day(closes) if closes else None

    @property
    def clause(self) -> str:
        return self.first.window.clause or self.first.rule.clause

    @property
    def answers(self) -> str:
        """The role that the step waits for, or else those that do it; in words."""
        waits = self.first.evidence.waiting_for
        return str(Listed(Role(role).label for role in ([waits] if waits else self.first.rule.who)))


@dataclass(frozen=True)
class Request:
    """A village's request for more time that the officer may answer, and the page where it is answered."""

    step: StepProgress
    extension: StepExtension
    url: str


@dataclass(frozen=True)
class Work:
    """The matters of one officer on one day; `requests` are those for more time, `handed` what waits beside the steps."""

    late: list[Matter]
    back: list[Matter]
    soon: list[Matter]
    waiting: list[Matter]
    under_way: list[Matter]
    requests: list[Request]
    handed: list[Handed]

    @property
    def due(self) -> int:
        """How many matters are late, returned or due soon."""
        return len(self.late) + len(self.back) + len(self.soon)

    @property
    def asked(self) -> int:
        """How many villages' steps, requests and other things handed in wait for the officer."""
        return sum(matter.villages for matter in self.waiting) + len(self.requests) + len(self.handed)


def work_of(user: User, found: Sequence[Progress]) -> Work:
    """The matters that concern the user's roles: what is late, returned, due soon, waits for them, or is under way."""
    roles = {office.role for office in user.held}
    steps = [step for progress in found for step in progress.steps.values()]
    asked = [s for s in steps if s.evidence.waiting_for in roles and s.standing.state == State.WAIT]
    waiting = {id(step) for step in asked}
    concerned = [s for p in found for s in rooted(p) if id(s) not in waiting and concerns(s, user)]
    by_state = {state: [s for s in concerned if s.standing.state == state] for state in State}
    own = [] if roles & OVERSEERS else by_state[State.OPEN] + by_state[State.WAIT]
    return Work(
        late=_matters(sorted(by_state[State.LATE], key=lambda s: -s.standing.number), user),
        back=_matters(by_state[State.BACK], user),
        soon=_matters(sorted(by_state[State.SOON], key=lambda s: s.standing.number), user),
        waiting=_matters(sorted(asked, key=lambda s: -s.standing.number), user),
        under_way=_matters(own, user),
        requests=_requests(steps, user),
        handed=handed_to(user, found),
    )


def _requests(steps: Sequence[StepProgress], user: User) -> list[Request]:
    """The requests for more time that this officer's office decides on, or the office below it; the oldest first."""
    asked = [
        Request(step, step.asked, step_page(step, user))
        for step in steps
        if step.asked is not None and may_extend(user, step)
    ]
    return sorted(asked, key=lambda request: request.extension.asked_at)


def rooted(progress: Progress) -> Iterator[StepProgress]:
    """The steps of a village without those that are late only because a step before them is."""
    late = {key for key, step in progress.steps.items() if step.standing.state == State.LATE}
    return (
        s
        for s in progress.steps.values()
        if s.step not in late or not late.intersection(p.step for p in s.missing)
    )


def concerns(step: StepProgress, user: User) -> bool:
    """Offices that look over others answer for every step; the rest for those they do or are asked for."""
    roles = {office.role for office in user.held}
    return bool(roles & OVERSEERS) or bool(roles & {*step.rule.who, step.evidence.waiting_for})


def _matters(steps: list[StepProgress], user: User) -> list[Matter]:
    """The steps as matters, in their order; three or more villages that stand the same way in a step make one."""
    alike: dict[tuple[str, int], list[StepProgress]] = {}
    for step in steps:
        alike.setdefault((step.step, step.standing.number), []).append(step)
    found: list[Matter] = []
    for same in alike.values():
        if len(same) < TOGETHER:
            found += [Matter((step,), page_of(step, user)) for step in same]
        else:
            found.append(Matter(tuple(same), _together(same, user)))
    return found


def _together(same: list[StepProgress], user: User) -> Page:
    """Where several villages are done at once, else the board with those that stand like them."""
    page = page_of(same[0], user)
    if page.acts and page.url == page_of(same[1], user).url:
        return page
    return Page(
        reverse("overview:board") + f"?show={same[0].standing.state.value}", _("Look at them"), acts=False
    )
