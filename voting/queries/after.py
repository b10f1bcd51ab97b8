"""After the count, read: ballots under seal, seats that can fall, what was declared invalid."""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from django.db.models import Q, QuerySet
from django.utils.timezone import localtime

from elections.models import Election
from voting.after_rules import SealingRules, sealing_rules
from voting.counting import clause_of_further
from voting.enums import ContestState, InvalidGround, InvalidScope
from voting.models import Announcement, Choice, Contest, FurtherDecision, Invalidity, Sealing, WriteInReview
from voting.queries.contest import counted
from voting.rounds import COMMITTEE, WRITTEN_IN, Due, Fall, fallen, person


@dataclass(frozen=True, slots=True)
class Holder:
    """Somebody who holds a seat by a round; `person` is the key of the tally."""

    post: str
    person: str
    name: str
    votes: int

    @property
    def key(self) -> str:
        """Post and person in one word, for a form."""
        return f"{self.post}:{self.person}"


def holders_of(contest: Contest) -> list[Holder]:
    """Those elected in a round whose election stands, highest post first, in the order of announcement."""
    outcome = getattr(contest, "outcome", None)
    if outcome is None or outcome.data["status"] != "valid":
        return []
    gone = set(contest.invalidities.filter(void=True).values_list("post", "person"))
    if ("", "") in gone:
        return []
    failed = WriteInReview.objects.filter(contest=contest, passed=False).values_list("post", "name")
    gone |= {(post, WRITTEN_IN + name) for post, name in failed}
    names = dict(Choice.objects.filter(contest=contest).values_list("key", "name"))
    return [
        Holder(position["id"], who, names.get(who, who.removeprefix(WRITTEN_IN)), votes[choice])
        for position in outcome.data["positions"]
        for votes in [{line["id"]: line["for"] for line in position["votes"]}]
        for choice in position["elected"]
        for who in [person(choice)]
        if (position["id"], who) not in gone
    ]


def invalidities_of(elections: Collection[Election]) -> QuerySet[Invalidity]:
    """What was declared invalid in these elections, the latest first; a seat given up to a relative is none of it."""
    return (
        Invalidity.objects.filter(contest__election__in=elections)
        .exclude(ground=InvalidGround.RELATIVE)
        .select_related("contest__election__village", "declared_by")
        .order_by("-declared_at", "-pk")
    )


def announcement_of(contest: Contest) -> Announcement | None:
    """The election committee's confirmation of a result, where it stands at this round."""
    return getattr(contest, "announcement", None)


def may_fall(contest: Contest) -> bool:
    """Whether a round has a result that can be declared invalid: announced on the spot, or confirmed."""
    return contest.state == ContestState.CONFIRMED or announcement_of(contest) is not None


def may_be_declared(contest: Contest) -> bool:
    """Whether something of a round can still be declared invalid, though nobody was elected: it was valid, and no
    declaration has made it void as a whole.
    """
    if not may_be_breach(contest) or contest.outcome.data["status"] != "valid":
        return False
    return not contest.invalidities.filter(scope=InvalidScope.WHOLE, void=True).exists()


def may_be_breach(contest: Contest) -> bool:
    """Whether the whole vote can be found to have broken its procedure: once counted in a meeting, which confirms on the
    spot whether it is valid (A-CNT-02, A-CNT-03); else with its result.
    """
    return may_fall(contest) or (not contest.by_roll and counted(contest))


def clause_of_due(contest: Contest, due: Due) -> str | None:
    """The clause on which a further round follows the last one: that of the declaration where the whole was declared
    invalid, else that of the counting rule.
    """
    if due.anew and contest.outcome.data["status"] != "invalid":
        declared = contest.invalidities.filter(scope=InvalidScope.WHOLE, void=True)
        return declared.values_list("clause", flat=True).last() or None
    election = contest.election
    return clause_of_further(election.cycle.rules, contest.body, due, election.village.kind)


def void_in(contests: Iterable[Contest]) -> list[Invalidity]:
    """What leaves seats of these rounds empty: asked only where one of them is counted."""
    told = [contest.pk for contest in contests if counted(contest)]
    if not told:
        return []
    return list(Invalidity.objects.filter(contest__in=told, void=True).select_related("contest"))


@dataclass(frozen=True, slots=True)
class Keeping:
    """The ballots of a round under seal, or what is missing; `over`: the time for which they are kept has ended."""

    contest: Contest
    sealing: Sealing | None
    rules: SealingRules
    broken: tuple[Sealing, ...] = ()
    over: bool = False

    @property
    def due(self) -> date:
        """The day by which the ballots are sealed."""
        return self.contest.day + timedelta(days=self.rules.days)

    @property
    def late(self) -> bool:
        return self.sealing is not None and localtime(self.sealing.sealed_at).date() > self.due


def keeping_of(contest: Contest, today: date) -> Keeping:
    """How the ballots of one round are kept."""
    sealings = list(contest.sealings.select_related("recorded_by"))
    sealing = next((each for each in sealings if each.broken_at is None), None)
    return Keeping(
        contest=contest,
        sealing=sealing,
        rules=sealing_rules(contest.election),
        broken=tuple(each for each in sealings if each.broken_at is not None),
        over=sealing is not None and _over(sealing, contest, today),
    )


def _over(sealing: Sealing, contest: Contest, today: date) -> bool:
    """Whether the next election of the same body is confirmed, and no own day is still to come."""
    election = contest.election
    if sealing.keep_until is not None and today < sealing.keep_until:
        return False
    later = Election.objects.filter(
        village=election.village_id, cycle__opened_at__gt=election.cycle.opened_at
    )
    return later.filter(
        cycle__training=election.cycle.training,
        contests__body=contest.body,
        contests__state=ContestState.CONFIRMED,
    ).exists()


def unsealed_in(elections: Collection[Election]) -> list[Contest]:
    """The counted rounds of the committee's vote of these elections whose ballots are not under seal."""
    found = Contest.objects.filter(
        election__in=elections,
        body=COMMITTEE,
        state__in=[ContestState.TALLIED, ContestState.CONFIRMED],
    ).exclude(sealings__in=Sealing.objects.filter(broken_at=None))
    return list(found.select_related("election__village").order_by("election__village_id", "number"))


def keeping_over_in(elections: Collection[Election], today: date) -> list[Sealing]:
    """The sealed ballots of earlier elections of these villages whose time has ended: these elections are confirmed."""
    confirmed = Contest.objects.filter(election__in=elections, body=COMMITTEE, state=ContestState.CONFIRMED)
    held = set(confirmed.values_list("election_id", flat=True))
    done = {election.village_id: election for election in elections if election.pk in held}
    if not done:
        return []
    early = Sealing.objects.filter(
        Q(keep_until=None) | Q(keep_until__lte=today),
        broken_at=None,
        contest__body=COMMITTEE,
        contest__election__village__in=list(done),
    ).select_related("contest__election__village", "contest__election__cycle")
    return [
        sealing
        for sealing in early
        if sealing.contest.election.cycle.opened_at
        < done[sealing.contest.election.village_id].cycle.opened_at
        and sealing.contest.election.cycle.training
        == done[sealing.contest.election.village_id].cycle.training
    ]


def further_decided(contests: Sequence[Contest]) -> set[int]:
    """The numbers of the rounds after which one more was decided: asked only after a further round (AMB-35)."""
    if len(contests) < 2:
        return set()
    found = FurtherDecision.objects.filter(contest=contests[-1].pk)
    return set(found.values_list("contest__number", flat=True))


def fall_of(found: Invalidity) -> Fall:
    """A declaration as the rounds take it; its round must be loaded."""
    return Fall(found.contest.number, found.post, found.person)


def whole_of(found: Iterable[Invalidity]) -> int:
    """The number of the last round up to which a whole result is void; 0 for none."""
    return fallen(map(fall_of, found), ()).whole
