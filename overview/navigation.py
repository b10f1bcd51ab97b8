"""Which sections each role has, and what the head of a page says of the officer who looks at it."""

from dataclasses import dataclass
from functools import cached_property
from typing import Any

from django.http import HttpRequest
from django.urls import reverse
from django.utils.functional import Promise, SimpleLazyObject
from django.utils.translation import pgettext_lazy

from accounts.enums import Role
from accounts.models import Office
from accounts.rules import may, offices_with
from elections.enums import Step
from overview.queries.waiting import Waiting, waiting_for
from villages.models import Division, Village
from villages.templatetags.names import place, place_stem

VILLAGE_DIGITS = 12
BAR_LINKS = 4


@dataclass(frozen=True)
class Section:
    """A section: where it leads, what it needs, whether it is one village's; `step` is what the plan must have.

    Under a plan with the step `within`, an office of one village reaches it from that step's section. `also` is a page
    of it whose address does not stand under its own.
    """

    url_name: str
    label: Promise | str
    permission: str
    icon: str
    short: Promise | str = ""
    of_village: bool = False
    counted: bool = False
    step: Step | None = None
    within: Step | None = None
    also: str = ""


@dataclass(frozen=True)
class Link:
    """A section as one page shows it; `count` is what waits there."""

    label: str
    short: str
    icon: str
    url: str
    current: bool
    count: int


TODAY = Section("overview:today", pgettext_lazy("section", "Today"), "today.view", "n-today")
BOARD = Section(
    "overview:board",
    pgettext_lazy("section", "Progress"),
    "board.view",
    "n-board",
    short=pgettext_lazy("section, short", "Progress"),
)
APPROVALS = Section(
    "candidates:reviews",
    pgettext_lazy("section", "Approvals"),
    "candidate.review_township",
    "n-ok",
    counted=True,
    step=Step.PARTY_REVIEW,
)
REVIEW = Section(
    "candidates:reviews",
    pgettext_lazy("section", "Joint review"),
    "candidate.review_county",
    "n-ok",
    counted=True,
    step=Step.PARTY_REVIEW,
)
DEPARTMENT = Section(
    "candidates:department",
    pgettext_lazy("section", "Joint review"),
    "department.review",
    "n-ok",
    counted=True,
    step=Step.COUNTY_REVIEW,
)
DEPARTMENTS = Section(
    "candidates:departments",
    pgettext_lazy("section", "Departments"),
    "department.view",
    "n-board",
    step=Step.COUNTY_REVIEW,
)
SIGNATURES = Section(
    "candidates:sign_offs", pgettext_lazy("section", "Signatures"), "sign_off.record", "n-ok"
)
VILLAGES = Section("overview:villages", pgettext_lazy("section", "Villages"), "village.view", "n-place")
PEOPLE = Section("villages:people", pgettext_lazy("section", "People"), "register.view", "n-people")
DAYS = Section("elections:days", pgettext_lazy("section", "Election days"), "election.plan", "n-today")
FIGURES = Section(
    "voting:roll_figures_all",
    pgettext_lazy("section", "Figures"),
    "roll.view",
    "n-people",
    step=Step.ROLL_PUBLICATION,
)
POLLING = Section(
    "voting:polling_days",
    pgettext_lazy("section", "Polling day"),
    "board.view",
    "n-vote",
    step=Step.VOTING,
)
TEAMS = Section("candidates:teams", pgettext_lazy("section", "Teams"), "team.sums", "n-people")
LEDGER = Section("elections:ledger", pgettext_lazy("section", "Ledger"), "ledger.view", "n-book")
VERIFY = Section("documents:verify", pgettext_lazy("section", "Verify"), "paper.view", "n-ok")

SCHEDULE = Section(
    "overview:village", pgettext_lazy("section", "Schedule"), "village.view", "n-board", of_village=True
)
REGISTER = Section(
    "villages:residents", pgettext_lazy("section", "People"), "register.view", "n-people", of_village=True
)
PARTY = Section(
    "party:party", pgettext_lazy("section", "Party"), "register.view", "n-people", of_village=True
)
VOTERS = Section(
    "voting:roll",
    pgettext_lazy("section", "Voters"),
    "roll.view",
    "n-people",
    of_village=True,
    step=Step.ROLL_PUBLICATION,
)
PROXIES = Section(
    "voting:proxies",
    pgettext_lazy("section", "Proxies"),
    "proxy.view",
    "n-people",
    of_village=True,
    step=Step.PROXIES,
)
BALLOTS = Section(
    "voting:ballots",
    pgettext_lazy("section", "Ballots"),
    "ballot.view",
    "n-vote",
    of_village=True,
    step=Step.VOTING,
)
COMMITTEE = Section(
    "candidates:election_committee",
    pgettext_lazy("section", "Election committee"),
    "bodies.view",
    "n-people",
    short=pgettext_lazy("section, short", "Committee"),
    of_village=True,
    step=Step.ELECTION_COMMITTEE,
)
REPRESENTATIVES = Section(
    "candidates:representatives",
    pgettext_lazy("section", "Representatives"),
    "bodies.view",
    "n-people",
    of_village=True,
    step=Step.REPRESENTATIVES,
)
BODIES = Section(
    "candidates:bodies",
    pgettext_lazy("section", "Bodies after the vote"),
    "bodies.view",
    "n-people",
    short=pgettext_lazy("section, short", "Bodies"),
    of_village=True,
    step=Step.RESULT,
)
CANDIDATES = Section(
    "candidates:candidates",
    pgettext_lazy("section", "Candidates"),
    "candidate.view",
    "n-people",
    of_village=True,
    step=Step.FORMAL_CANDIDATES,
)
TEAM = Section(
    "candidates:team", pgettext_lazy("section", "Team"), "candidate.view", "n-people", of_village=True
)
PARTY_PATH = Section(
    "candidates:party",
    pgettext_lazy("section", "Party candidates"),
    "candidate.view",
    "n-people",
    of_village=True,
    step=Step.FIRST_RECOMMENDATION,
    within=Step.FORMAL_CANDIDATES,
    also="candidates:assembly",
)
VOTES = Section(
    "voting:votes",
    pgettext_lazy("section", "Voting and count"),
    "contest.view",
    "n-vote",
    short=pgettext_lazy("section, short", "Voting"),
    of_village=True,
    step=Step.VOTING,
)
WHAT_IF = Section("voting:what_if", pgettext_lazy("section", "What if"), "contest.view", "n-vote")
PAPERS = Section(
    "documents:papers", pgettext_lazy("section", "Papers"), "paper.view", "n-posts", of_village=True
)
VILLAGE_LEDGER = Section(
    "elections:village_ledger", pgettext_lazy("section", "Ledger"), "ledger.view", "n-book", of_village=True
)
PUBLIC = Section(
    "overview:public_board",
    pgettext_lazy("section", "Public board"),
    "village.view",
    "n-posts",
    of_village=True,
)

SECTIONS: dict[str, tuple[Section, ...]] = {
    Role.TOWNSHIP_OFFICE: (
        TODAY,
        BOARD,
        APPROVALS,
        VILLAGES,
        PEOPLE,
        DAYS,
        FIGURES,
        TEAMS,
        POLLING,
        LEDGER,
        WHAT_IF,
    ),
    Role.VILLAGE_CLERK: (
        TODAY,
        SCHEDULE,
        VOTERS,
        PAPERS,
        PROXIES,
        REGISTER,
        COMMITTEE,
        PARTY_PATH,
        CANDIDATES,
        VOTES,
        BODIES,
        LEDGER,
        WHAT_IF,
    ),
    Role.COUNTY_REVIEWER: (TODAY, REVIEW, BOARD, VILLAGES, TEAMS, POLLING, LEDGER, DEPARTMENTS, WHAT_IF),
    Role.COUNTY_DEPARTMENT: (DEPARTMENT,),
    Role.COUNTY_OFFICE: (
        TODAY,
        BOARD,
        VILLAGES,
        FIGURES,
        TEAMS,
        POLLING,
        LEDGER,
        DEPARTMENTS,
        SIGNATURES,
        WHAT_IF,
    ),
    Role.TELLER: (TODAY, BALLOTS, VOTES, WHAT_IF),
    Role.AUDITOR: (TODAY, LEDGER, BOARD, VILLAGES, VERIFY, WHAT_IF),
}
TABS = (
    SCHEDULE,
    REGISTER,
    PARTY,
    REPRESENTATIVES,
    COMMITTEE,
    VOTERS,
    PROXIES,
    PARTY_PATH,
    CANDIDATES,
    TEAM,
    VOTES,
    BODIES,
    PAPERS,
    PUBLIC,
    VILLAGE_LEDGER,
)


class Navigation:
    """The head of one page: the place, the sections with the current one, and the tabs of a village."""

    def __init__(self, request: HttpRequest) -> None:
        self.request: Any = request
        self.user: Any = request.user
        match = request.resolver_match
        self.village_code: str = match.kwargs.get("village_code", "") if match else ""

    @cached_property
    def main(self) -> Office | None:
        """The office whose sections are shown: the one that covers the page's village, else the first."""
        covering = (o for o in self.user.held if self.village_code and o.covers(self.village_code))
        return next(covering, None) or next(iter(self.user.held), None)

    @cached_property
    def office(self) -> str:
        return self.main.get_role_display() if self.main else ""

    @cached_property
    def links(self) -> list[Link]:
        if self.main is None:
            return []
        sections = [s for s in SECTIONS[self.main.role] if offices_with(self.user, s.permission)]
        return self._links(
            [
                section
                for section in sections
                if self._in_plan(section)
                and not self._within_another(section)
                and (not section.of_village or self._own_village)
            ]
        )

    @property
    def bar(self) -> list[Link]:
        return self.links[:BAR_LINKS]

    @property
    def more(self) -> list[Link]:
        return self.links[BAR_LINKS:]

    @cached_property
    def tabs(self) -> list[Link]:
        """The sections of the village a page is about, for an office that has more than one."""
        if (
            not self.village_code
            or self._own_village
            or self.main is None
            or not self.main.covers(self.village_code)
        ):
            return []
        return self._links(
            [s for s in TABS if self._in_plan(s) and may(self.user, s.permission, self.village_code)]
        )

    @cached_property
    def moves_clock(self) -> bool:
        cycle = self.request.cycle
        return bool(cycle) and cycle.training and may(self.user, "cycle.clock", cycle.township_id)

    @cached_property
    def rulebook(self) -> bool:
        return bool(self.request.cycle) and bool(offices_with(self.user, "rulebook.view"))

    @cached_property
    def announces(self) -> bool:
        return bool(offices_with(self.user, "calendar.announce"))

    @cached_property
    def reads_rulebooks(self) -> bool:
        return bool(offices_with(self.user, "rulebook.view"))

    @cached_property
    def writes_rulebooks(self) -> bool:
        return bool(offices_with(self.user, "rulebook.edit"))

    @cached_property
    def opens_cycle(self) -> bool:
        return bool(offices_with(self.user, "cycle.open"))

    @cached_property
    def sets_days(self) -> bool:
        return bool(self.village_code) and may(self.user, "election.plan", self.village_code)

    @cached_property
    def sees_board(self) -> bool:
        return bool(offices_with(self.user, "board.view"))

    @cached_property
    def issues_papers(self) -> bool:
        return bool(self.village_code) and may(self.user, "paper.issue", self.village_code)

    @cached_property
    def place(self) -> str:
        """The place of the office: 白果镇, or 白果镇 棠兴村 for a village's."""
        if self.main is None:
            return ""
        cycle, scope = self.request.cycle, self.main.scope
        if cycle and scope == cycle.township_id:
            return place_stem(cycle.township.name)
        if len(scope) == VILLAGE_DIGITS:
            village = Village.objects.filter(pk=scope).select_related("township").first()
            return f"{place_stem(village.township.name)} {place_stem(village.name)}" if village else ""
        division = Division.objects.filter(pk=scope).first()
        return place_stem(division.name) if division else ""

    @cached_property
    def village_name(self) -> str:
        village = Village.objects.filter(pk=self.village_code).first()
        return place(village.name) if village else ""

    def _in_plan(self, section: Section) -> bool:
        """Whether the plan of the cycle has what the section is for: plan B has no roll and no committee's vote."""
        cycle = self.request.cycle
        return section.step is None or cycle is None or cycle.rules.has_step(section.step)

    def _within_another(self, section: Section) -> bool:
        """Whether the plan has the section from which this one is reached, so that the head stays short."""
        cycle = self.request.cycle
        return section.within is not None and cycle is not None and cycle.rules.has_step(section.within)

    @property
    def _own_village(self) -> str:
        scope = self.main.scope if self.main else ""
        return scope if len(scope) == VILLAGE_DIGITS else ""

    def _links(self, sections: list[Section]) -> list[Link]:
        pages = self._pages(sections)
        here = max(filter(self._leads_to, pages), key=len, default="")
        return [
            self._link(section, self._url(section.url_name, section), pages.get(here) is section)
            for section in sections
        ]

    def _pages(self, sections: list[Section]) -> dict[str, Section]:
        """The addresses under which each section's pages stand."""
        return {self._url(name, s): s for s in sections for name in (s.url_name, s.also) if name}

    def _url(self, name: str, section: Section) -> str:
        code = self._own_village or self.village_code
        return reverse(name, args=[code] if section.of_village else None)

    def _leads_to(self, url: str) -> bool:
        path = self.request.path
        return path == url if url == "/" else path.startswith(url)

    def _link(self, section: Section, url: str, current: bool) -> Link:
        count = self._waiting.reviews if section.counted else 0
        return Link(
            str(section.label), str(section.short or section.label), section.icon, url, current, count
        )

    @property
    def unread(self) -> int:
        """How many messages the officer has not read."""
        return self._waiting.unread

    @cached_property
    def _waiting(self) -> Waiting:
        return waiting_for(self.user, self.request.cycle)


def navigation(request: HttpRequest) -> dict[str, Any]:
    """Context processor: `nav`, made only when a template asks for it."""
    user: Any = getattr(request, "user", None)
    if user is None or not user.is_authenticated:
        return {"nav": None}
    return {"nav": SimpleLazyObject(lambda: Navigation(request))}
