"""The way of a candidacy: which move leads from which state to which. Drawn in docs/candidacy.md."""

from enum import StrEnum

from candidates.enums import CandidacyState, ReviewLevel, Verdict


class Move(StrEnum):
    """What can happen to a candidacy."""

    PROPOSE = "propose"
    DECLINE = "decline"
    TOWNSHIP_APPROVE = "township_pass"
    TOWNSHIP_RETURN = "township_return"
    TOWNSHIP_REJECT = "township_reject"
    COUNTY_APPROVE = "county_pass"
    COUNTY_RETURN = "county_return"
    COUNTY_REJECT = "county_reject"
    EXEMPT = "exempt"
    ANSWER = "answer"
    PUBLISH = "publish"


MOVES: dict[tuple[CandidacyState, Move], CandidacyState] = {
    (CandidacyState.NOMINATED, Move.PROPOSE): CandidacyState.PROPOSED,
    (CandidacyState.NOMINATED, Move.DECLINE): CandidacyState.DECLINED,
    (CandidacyState.PROPOSED, Move.TOWNSHIP_APPROVE): CandidacyState.TOWNSHIP_PASSED,
    (CandidacyState.PROPOSED, Move.TOWNSHIP_RETURN): CandidacyState.RETURNED,
    (CandidacyState.PROPOSED, Move.TOWNSHIP_REJECT): CandidacyState.REJECTED,
    (CandidacyState.TOWNSHIP_PASSED, Move.COUNTY_APPROVE): CandidacyState.COUNTY_PASSED,
    (CandidacyState.TOWNSHIP_PASSED, Move.COUNTY_RETURN): CandidacyState.RETURNED,
    (CandidacyState.TOWNSHIP_PASSED, Move.COUNTY_REJECT): CandidacyState.REJECTED,
    (CandidacyState.TOWNSHIP_PASSED, Move.EXEMPT): CandidacyState.COUNTY_PASSED,
    (CandidacyState.RETURNED, Move.ANSWER): CandidacyState.PROPOSED,
    (CandidacyState.RETURNED, Move.TOWNSHIP_REJECT): CandidacyState.REJECTED,
    (CandidacyState.COUNTY_PASSED, Move.PUBLISH): CandidacyState.FORMAL,
}

WAITS_FOR: dict[CandidacyState, ReviewLevel] = {
    CandidacyState.PROPOSED: ReviewLevel.TOWNSHIP,
    CandidacyState.TOWNSHIP_PASSED: ReviewLevel.COUNTY,
}
GONE = frozenset({CandidacyState.REJECTED, CandidacyState.DECLINED})


def after(state: str, move: Move) -> CandidacyState | None:
    """The state that a move leads to, or None where the move is not possible."""
    return MOVES.get((CandidacyState(state), move))


def verdict_move(level: ReviewLevel, verdict: Verdict) -> Move:
    """The move that a verdict of a level of review makes."""
    return Move(f"{level.value}_{verdict.value}")
