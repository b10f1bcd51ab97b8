"""What the morning's digest tells an officer, as data: it is read in either language, whenever."""

from collections.abc import Iterable, Sequence
from dataclasses import asdict, dataclass, field
from datetime import date, datetime
from typing import Any

from django.core.paginator import Page, Paginator
from django.db.models import Q, QuerySet
from django.urls import reverse
from django.utils.timezone import localtime
from django.utils.translation import gettext as _
from django.utils.translation import override

from accounts.models import User
from accounts.said import Said
from candidates.queries.department import Owed, owed_answers
from elections.enums import State
from elections.models import Cycle
from elections.queries.cycle import cycles_for
from elections.queries.progress import Progress, StepProgress
from overview.models import Digest
from overview.queries.columns import opening_of
from overview.queries.sight import progress_in_sight
from overview.queries.work import Matter, Request, Work, concerns, work_of
from overview.step_pages import page_of

A_PAGE = 20
Data = dict[str, list[dict[str, Any]]]


@dataclass(frozen=True)
class Line:
    """One thing: a step in one village or in several, with the day that counts and where it is done.

    `title` is in both languages; `number` goes with the state (days left, late or waiting); `why` is what somebody
    wrote, in the words of the request.
    """

    place: str
    villages: int
    title: dict[str, str]
    state: str
    number: int
    day: str | None
    clause: str
    url: str
    why: str = ""


@dataclass(frozen=True)
class Told:
    """Everything that one digest tells, in the order in which it is read."""

    late: list[Line] = field(default_factory=list)
    soon: list[Line] = field(default_factory=list)
    waiting: list[Line] = field(default_factory=list)
    opens: list[Line] = field(default_factory=list)

    @property
    def empty(self) -> bool:
        return not (self.late or self.soon or self.waiting or self.opens)

    def data(self) -> Data:
        return {name: [asdict(line) for line in lines] for name, lines in vars(self).items()}


def told(user: User, cycle: Cycle, now: datetime) -> Told:
    """What concerns the officer in this cycle; `now` is the server's, a training cycle has a clock of its own."""
    found = progress_in_sight(user, cycle, now)
    work = work_of(user, found)
    return Told(
        late=[
            *(_matter(matter) for matter in work.late),
            *_overdue(user, cycle, localtime(cycle.now(now)).date()),
        ],
        soon=[_matter(matter) for matter in (*work.back, *work.soon)],
        waiting=_waiting(work),
        opens=_opening(user, found, localtime(cycle.now(now)).date()),
    )


def cycle_to_tell(user: User) -> Cycle | None:
    """The running cycle of which an officer is told: a real one, else one of training."""
    running = cycles_for(user).filter(closed_at=None).select_related("township")
    return running.order_by("training", "-opened_at", "-pk").first()


def officers_to_tell() -> QuerySet[User]:
    """Who gets a digest: active officers with an office."""
    return User.objects.filter(is_active=True, offices__isnull=False).distinct().order_by("pk")


def unsent(day: date) -> QuerySet[Digest]:
    """The digests of a day that go out by e-mail and have not: of real cycles, to officers who want them."""
    wanted = Q(user__is_active=True, user__wants_digest=True) & ~Q(user__email="")
    return Digest.objects.filter(wanted, day=day, sent_at=None, cycle__training=False)


def digests_of(user: User, page: str | None) -> Page[Digest]:
    """The officer's digests, newest first, by pages."""
    return Paginator(Digest.objects.filter(user=user).select_related("cycle"), A_PAGE).get_page(page)


def digest_of(user: User, pk: int) -> Digest | None:
    """One digest of the officer's own, or None."""
    return Digest.objects.filter(user=user, pk=pk).select_related("cycle__township").first()


def _waiting(work: Work) -> list[Line]:
    return [_matter(matter) for matter in work.waiting] + [_request(request) for request in work.requests]


def _matter(matter: Matter) -> Line:
    return _line(matter.parts, matter.page.url, day=matter.due, clause=matter.clause)


def _request(request: Request) -> Line:
    wanted, reason = request.extension.wanted, request.extension.reason
    return _line([request.step], request.url, day=wanted, clause="", state=State.WAIT, why=reason)


def _overdue(user: User, cycle: Cycle, today: date) -> list[Line]:
    """The departments whose answers in the joint review are overdue, for those who look over them."""
    return [
        Line(
            place=cycle.township.name,
            villages=1,
            title=_answers_owed(owed),
            state=State.LATE.value,
            number=(today - owed.due).days,
            day=owed.due.isoformat(),
            clause=owed.department.clause,
            url=reverse("candidates:departments"),
        )
        for owed in owed_answers(user, cycle)
        if owed.due < today
    ]


def _answers_owed(owed: Owed) -> dict[str, str]:
    """The sentence in both languages; a digest is read in either."""
    return {"zh": _in("zh-hans", owed), "en": _in("en", owed)}


def _in(language: str, owed: Owed) -> str:
    with override(language):
        params = {"department": Said(owed.department.title), "n": owed.people}
        return _("Joint review, %(department)s: answers about %(n)s people") % params


def _opening(user: User, found: Sequence[Progress], today: date) -> list[Line]:
    """The steps of the officer's that can be begun from today on; a step of several villages is told once."""
    alike: dict[str, list[StepProgress]] = {}
    for progress in found:
        for step in progress.steps.values():
            if (
                step.standing.state in (State.OPEN, State.SOON)
                and _opens(step, today)
                and concerns(step, user)
            ):
                alike.setdefault(step.step, []).append(step)
    return [
        _line(same, page_of(same[0], user).url, day=None, clause=_clause(same[0])) for same in alike.values()
    ]


def _opens(step: StepProgress, today: date) -> bool:
    return opening_of(step) == today


def _clause(step: StepProgress) -> str:
    return step.window.clause or step.rule.clause


def _line(
    steps: Iterable[StepProgress],
    url: str,
    *,
    day: date | None,
    clause: str,
    state: State | None = None,
    why: str = "",
) -> Line:
    first, *others = steps
    return Line(
        place=first.election.village.name,
        villages=1 + len(others),
        title=first.rule.title.model_dump(),
        state=(state or first.standing.state).value,
        number=first.standing.number if state is None else 0,
        day=day.isoformat() if day else None,
        clause=clause,
        url=url,
        why=why,
    )
