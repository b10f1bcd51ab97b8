"""What the rulebook says of ballots under seal and of a result found invalid later, with the readings where it is silent."""

from dataclasses import dataclass
from typing import Final

from elections.models import Election
from voting.enums import InvalidGround, InvalidScope
from voting.models import Contest
from voting.rounds import COMMITTEE

# The grounds on which the whole result can fall; every ground can be one person's.
OF_THE_WHOLE: Final = frozenset(
    {InvalidGround.METHOD, InvalidGround.PROCEDURE, InvalidGround.FORGED, InvalidGround.FALSE_COUNT}
)
# Breaches of procedure; of a Party vote they void the whole (A-CNT-02).
BREACH: Final = (InvalidGround.METHOD, InvalidGround.PROCEDURE)
VOID: Final = "void"
# The grounds where no plan and no law that governs the place names one.
WHERE_SILENT: Final = (
    InvalidGround.METHOD,
    InvalidGround.PROCEDURE,
    InvalidGround.BARRED,
    InvalidGround.COMPETITION,
)


@dataclass(frozen=True, slots=True)
class SealingRules:
    """By when ballots are sealed, and how long they are kept.

    Silent on either: sealed on the day of the vote, and kept until the next election of the village is over. Each
    clause is "" where the plan is silent.
    """

    days: int
    sealed_clause: str
    kept_clause: str


def sealing_rules(election: Election) -> SealingRules:
    """How the ballots of an election are kept."""
    result = election.cycle.rules.result
    sealed = result.ballots_sealed
    return SealingRules(
        days=(sealed.value.days or 0) if sealed.stated else 0,
        sealed_clause=sealed.clause,
        kept_clause=result.ballots_kept_until.clause,
    )


@dataclass(frozen=True, slots=True)
class InvalidityRules:
    """The grounds on which an election is declared invalid, each with its clause, and what follows.

    `voids`: the seat falls vacant. Of a Party election a plan that is silent is read so that the decision is recorded
    and nothing falls by itself (AMB-63, reading 1). `breach_voids`: a Party vote that breaks its procedure is invalid as
    a whole and held anew (A-CNT-02); a plan that is silent is read so.
    """

    grounds: dict[InvalidGround, str]
    voids: bool
    voids_clause: str
    repeated_clause: str
    breach_voids: bool
    breach_clause: str

    @property
    def unapproved_clause(self) -> str:
        """The clause by which those elected are approved after a notice only; "" where there is none."""
        return self.grounds.get(InvalidGround.OBJECTION, "")

    def voids_by(self, scope: str, ground: str) -> bool:
        """Whether what is declared by this ground falls: whoever is not approved after the notice never takes the seat, and
        a Party vote that broke its procedure is void as a whole.
        """
        return self.voids or ground == InvalidGround.OBJECTION or self.is_breach(scope, ground)

    def is_breach(self, scope: str, ground: str) -> bool:
        """Whether it says that a Party vote as a whole broke its procedure."""
        return self.breach_voids and scope == InvalidScope.WHOLE and ground in BREACH

    def of(self, scope: str) -> dict[InvalidGround, str]:
        """The grounds for the whole result, or for one person."""
        if scope == InvalidScope.WHOLE:
            known = {ground: clause for ground, clause in self.grounds.items() if ground in OF_THE_WHOLE}
            return known | (dict.fromkeys(BREACH, self.breach_clause) if self.breach_voids else {})
        return self.grounds


def invalidity_rules(contest: Contest) -> InvalidityRules:
    """The rules of a round's vote. Where the plan names no ground, breach of method or procedure is one."""
    result = contest.election.cycle.rules.result
    party, repeated = result.party_invalidity, result.unlawful_repeated_by
    breach = result.party_breach_void
    committee = contest.body == COMMITTEE
    grounds = _grounds(contest) or dict.fromkeys(WHERE_SILENT, "")
    if not committee and result.notice_ends.stated:
        grounds[InvalidGround.OBJECTION] = result.notice_ends.clause
    return InvalidityRules(
        grounds=grounds,
        voids=committee or (party.stated and party.value == VOID),
        voids_clause="" if committee else party.clause,
        repeated_clause=repeated.clause,
        breach_voids=not committee and (not breach.stated or bool(breach.value)),
        breach_clause="" if committee else breach.clause,
    )


def _grounds(contest: Contest) -> dict[InvalidGround, str]:
    """The plan's grounds, and for the committee the law's beside them; only those of clauses that govern such a place.

    Where nothing is said of the negative list, the election of somebody on it is read as void.
    """
    rules, kind = contest.election.cycle.rules, contest.election.village.kind
    result, barred = rules.result, rules.qualification.negative_elected_is_void
    bought, repeated = result.improper_competition_void, result.unlawful_repeated_by
    found: dict[InvalidGround, str] = {}
    named = [result.invalidity_grounds, *([result.improper_means] if contest.body == COMMITTEE else ())]
    for stated in (value for value in named if value.stated):
        found |= {InvalidGround(code): stated.clause for code in stated.value}
    if repeated.stated:
        found.setdefault(InvalidGround.PROCEDURE, repeated.clause)
    if bought.stated and bought.value:
        found[InvalidGround.COMPETITION] = bought.clause
    found = {ground: clause for ground, clause in found.items() if rules.governs(clause, kind)}
    if barred.stated and barred.value:
        found[InvalidGround.BARRED] = barred.clause
    elif found and not barred.stated:
        found[InvalidGround.BARRED] = ""
    return found
