"""The announcement that the Party organisation is re-elected, from seat plan, rulebook and calendar (C-NOM-01)."""

from collections.abc import Iterator
from datetime import date, datetime, time

from django.utils.timezone import localtime, make_aware
from django.utils.translation import gettext_lazy as _

from candidates.assembly_rules import set_day
from candidates.papers.of_forms import added_bars
from candidates.papers.of_nomination import plan_bars, rows_of
from candidates.papers.of_party import head_of
from candidates.papers.party_sheets import POSTS, PartyAnnouncement
from candidates.papers.sheets import MethodRow
from candidates.queries.seats import seats_of
from documents.papers import Occasion
from documents.refusals import PaperNotReady
from elections.models import Election
from elections.queries.progress import progress_of_one
from elections.rulebook.telling import tell_day, tell_span
from elections.states import last_day
from villages.enums import Body
from voting.papers.about import elections_at
from voting.papers.occasions import occasion

STEP = "announcement"
CONDITIONS = (
    "qualification.standards",
    "qualification.party_members_only",
    "qualification.secretary_party_standing_years",
    "qualification.education_secretary_new",
    "qualification.secretary_non_incumbent",
    "qualification.secretary_continuing",
    "qualification.secretary_relaxed",
    "qualification.secretary_not_renominated_grounds",
    "kin.relations",
)
MANNER = (
    "nomination.differential_min",
    "nomination.differential_posts",
    "nomination.secretary_election_mode",
    "nomination.secretary_election_kind",
)
YES = "是"


def party_announcement(election: Election, day: date) -> PartyAnnouncement:
    """Posts and seats, conditions, the negative list, how candidates come about and are elected, and the days (C-NOM-01).

    Raises PaperNotReady without seats of the Party organisation, and where the plan has no such announcement.
    """
    rules, plan = election.cycle.rules, list(seats_of(election, Body.PARTY))
    if not rules.has_step(STEP):
        raise PaperNotReady(_("The plan in force has no announcement of the Party’s re-election."))
    if not plan:
        raise PaperNotReady(
            _("The seats of the Party organisation are not set yet."), clause=rules.step(STEP).clause
        )
    return PartyAnnouncement(
        **head_of(election, "党组织换届公告"),
        posts=tuple((POSTS[each.post], each.seats) for each in plan),
        conditions=tuple(_plain(row) for row in rows_of(election, CONDITIONS)),
        bars=plan_bars(rules),
        added=added_bars(election, Body.PARTY),
        way=tuple(stage.title.zh for stage in rules.party_path),
        manner=(*rows_of(election, MANNER), *_quorum(election)),
        timetable=tuple(_timetable(election, day)),
    )


def _plain(row: MethodRow) -> MethodRow:
    """What simply holds is told by its name alone."""
    return MethodRow(row.label, "") if row.told == YES else row


def _quorum(election: Election) -> Iterator[MethodRow]:
    """With how many of those expected the assembly is valid (C-ASM-05)."""
    rule = election.cycle.rules.count.party_committee.quorum
    if rule.stated:
        least = "超过" if rule.value.more_than is not None else "不少于"
        yield MethodRow("党员大会有效", f"有选举权的到会人数{least}应到会人数的{rule.value.share}")


def _timetable(election: Election, day: date) -> Iterator[MethodRow]:
    """The steps of the Party's path and its assembly with their days; on a step without days nothing is told."""
    rules = election.cycle.rules
    steps = progress_of_one(election, make_aware(datetime.combine(day, time.min))).steps
    held = set_day(election)
    for key in dict.fromkeys(stage.step for stage in rules.party_path):
        here = steps[key]
        if key == rules.assembly_step and held is not None:
            yield MethodRow(here.rule.title.zh, tell_day(held).zh)
        elif here.window.opens or here.window.closes:
            opens = localtime(here.window.opens).date() if here.window.opens else None
            closes = last_day(here.window.closes) if here.window.closes else None
            yield MethodRow(here.rule.title.zh, tell_span(opens, closes).zh)


def to_be_announced(village_code: str) -> Iterator[Occasion]:
    """Elections whose plan has the announcement, once the Party organisation's seats are set."""
    for election in elections_at(village_code):
        if election.cycle.rules.has_step(STEP) and seats_of(election, Body.PARTY).exists():
            yield occasion(election, election)
