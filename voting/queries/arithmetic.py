"""The arithmetic by which a round is valid and a person elected, line by line, with nothing divided."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from fractions import Fraction
from typing import Any

from voting.models import Contest


@dataclass(frozen=True, slots=True)
class Equation:
    """One line of arithmetic: `have` × `times` against `whole` × `part`, so that nothing is divided.

    `strict`: more than, else at least. `base` is of what a share is taken, in the tally's terms; `of_present`: those
    present are held against it, not the papers returned. `need` is the smallest number that passes (of the balance: the largest).
    """

    code: str
    have: int | None
    times: int
    whole: int
    part: int
    strict: bool
    need: int
    passed: bool | None
    grounds: tuple[str, ...]
    base: str = ""
    of_present: bool = False

    @property
    def product(self) -> int | None:
        return None if self.have is None else self.have * self.times

    @property
    def share(self) -> int:
        return self.whole * self.part

    @property
    def sign(self) -> str:
        """The sign that holds between both sides; where nobody is compared, the one that is asked for."""
        if self.code == "balance":
            return "≤" if self.passed else ">"
        if self.passed is False:
            return "≤" if self.strict else "<"
        return ">" if self.strict else "≥"


def grounds(contest: Contest, part: str) -> tuple[str, ...]:
    """The clauses behind a part of the counting rule."""
    election = contest.election
    clauses = election.cycle.rules.tally_clauses(contest.body, contest.round, election.village.kind)
    clause = clauses.get(part)
    return (clause,) if clause else ()


def equations(contest: Contest, data: Mapping[str, Any]) -> Iterable[Equation]:
    """The lines of an outcome: papers returned against issued, the quorum, the votes needed."""
    checks = {check["code"]: check for check in data["checks"]}
    balance, quorum = checks["balance"], checks.get("quorum")
    yield Equation(
        code="balance",
        have=balance["have"],
        times=1,
        whole=balance["need"],
        part=1,
        strict=False,
        need=balance["need"],
        passed=balance["passed"],
        grounds=grounds(contest, "balance"),
    )
    if quorum is not None:
        of = data["totals"]["electors"]
        yield _share("quorum", contest, quorum["have"], of, quorum["need"], quorum["passed"])
    if threshold_of(contest) is not None and data["positions"]:
        line = data["positions"][0]["threshold"]
        yield _share("threshold", contest, None, line["of"], line["need"], None)


def threshold_of(contest: Contest) -> Mapping[str, str] | None:
    """The share of votes that elects in a round; None where most votes do."""
    rule: Mapping[str, str] | None = contest.rule["threshold"]
    return None if contest.round == "revote" else rule


def _share(
    code: str, contest: Contest, have: int | None, whole: int, need: int, passed: bool | None
) -> Equation:
    bound = contest.rule[code]
    share = Fraction(bound.get("more_than") or bound["at_least"])
    return Equation(
        code=code,
        have=have,
        times=share.denominator,
        whole=whole,
        part=share.numerator,
        strict="more_than" in bound,
        need=need,
        passed=passed,
        grounds=grounds(contest, code),
        base=bound["of"],
        of_present=bound.get("measure") == "present",
    )
