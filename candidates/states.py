"""The way of a candidacy: which move leads from which state to which.

Drawn in docs/candidacy.md, that of the Party organisation's people in docs/party-path.md.
"""

from enum import StrEnum

from candidates.enums import CandidacyState, ReviewLevel, Verdict
from villages.enums import Body


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
    INSPECTION_REJECT = "inspection_reject"
    EXEMPT = "exempt"
    ANSWER = "answer"
    SEND_BACK = "send_back"
    LIST = "list"
    LEAVE_OUT = "leave_out"
    PUBLISH = "publish"
    WITHDRAW = "withdraw"
    CANCEL = "cancel"


GONE = frozenset(
    {
        CandidacyState.REJECTED,
        CandidacyState.DECLINED,
        CandidacyState.LEFT_OUT,
        CandidacyState.WITHDRAWN,
        CandidacyState.CANCELLED,
    }
)
# Who is on the list of a body: they sign the commitment letter for its election (A-DISC-13).
SIGNING = frozenset({CandidacyState.PROSPECTIVE, CandidacyState.FORMAL})
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
    (CandidacyState.TOWNSHIP_PASSED, Move.SEND_BACK): CandidacyState.RETURNED,
    (CandidacyState.COUNTY_PASSED, Move.SEND_BACK): CandidacyState.RETURNED,
    (CandidacyState.RETURNED, Move.ANSWER): CandidacyState.PROPOSED,
    (CandidacyState.RETURNED, Move.TOWNSHIP_REJECT): CandidacyState.REJECTED,
    (CandidacyState.COUNTY_PASSED, Move.PUBLISH): CandidacyState.FORMAL,
    (CandidacyState.PROPOSED, Move.INSPECTION_REJECT): CandidacyState.REJECTED,
    (CandidacyState.TOWNSHIP_PASSED, Move.INSPECTION_REJECT): CandidacyState.REJECTED,
    (CandidacyState.COUNTY_PASSED, Move.INSPECTION_REJECT): CandidacyState.REJECTED,
    (CandidacyState.NOMINATED, Move.WITHDRAW): CandidacyState.WITHDRAWN,
    (CandidacyState.PROPOSED, Move.WITHDRAW): CandidacyState.WITHDRAWN,
    (CandidacyState.RETURNED, Move.WITHDRAW): CandidacyState.WITHDRAWN,
    (CandidacyState.TOWNSHIP_PASSED, Move.WITHDRAW): CandidacyState.WITHDRAWN,
    (CandidacyState.COUNTY_PASSED, Move.WITHDRAW): CandidacyState.WITHDRAWN,
    (CandidacyState.FORMAL, Move.WITHDRAW): CandidacyState.WITHDRAWN,
}

_REVIEW: dict[tuple[CandidacyState, Move], CandidacyState] = {
    (here, move): there
    for (here, move), there in MOVES.items()
    if move
    not in (Move.PROPOSE, Move.DECLINE, Move.PUBLISH, Move.EXEMPT, Move.WITHDRAW, Move.INSPECTION_REJECT)
}
# Who still stands, for whatever body, may be found to have bought votes (A-DISC-14).
_CANCELLED: dict[tuple[CandidacyState, Move], CandidacyState] = {
    (here, Move.CANCEL): CandidacyState.CANCELLED for here in CandidacyState if here not in GONE
}
MOVES |= {at: there for at, there in _CANCELLED.items() if at[0] != CandidacyState.PROSPECTIVE}
# The lists of the Party organisation: which reviews come before them, and in which order, the plan says.
PARTY_MOVES: dict[tuple[CandidacyState, Move], CandidacyState] = {
    (CandidacyState.NOMINATED, Move.PROPOSE): CandidacyState.PROPOSED,
    **_REVIEW,
    (CandidacyState.PROPOSED, Move.LIST): CandidacyState.PROSPECTIVE,
    (CandidacyState.TOWNSHIP_PASSED, Move.LIST): CandidacyState.PROSPECTIVE,
    (CandidacyState.COUNTY_PASSED, Move.LIST): CandidacyState.PROSPECTIVE,
    (CandidacyState.PROSPECTIVE, Move.PUBLISH): CandidacyState.FORMAL,
    (CandidacyState.NOMINATED, Move.LEAVE_OUT): CandidacyState.LEFT_OUT,
    (CandidacyState.PROPOSED, Move.LEAVE_OUT): CandidacyState.LEFT_OUT,
    (CandidacyState.RETURNED, Move.LEAVE_OUT): CandidacyState.LEFT_OUT,
    (CandidacyState.TOWNSHIP_PASSED, Move.LEAVE_OUT): CandidacyState.LEFT_OUT,
    (CandidacyState.COUNTY_PASSED, Move.LEAVE_OUT): CandidacyState.LEFT_OUT,
    (CandidacyState.PROSPECTIVE, Move.LEAVE_OUT): CandidacyState.LEFT_OUT,
    **_CANCELLED,
}

WAITS_FOR: dict[CandidacyState, ReviewLevel] = {
    CandidacyState.PROPOSED: ReviewLevel.TOWNSHIP,
    CandidacyState.TOWNSHIP_PASSED: ReviewLevel.COUNTY,
}
WITHDRAWABLE = frozenset(here for here, how in MOVES if how == Move.WITHDRAW)
SENDABLE = frozenset(here for here, how in MOVES if how == Move.SEND_BACK)
INSPECTABLE = frozenset(here for here, how in MOVES if how == Move.INSPECTION_REJECT)


def after(state: str, move: Move, body: str = Body.COMMITTEE) -> CandidacyState | None:
    """The state that a move leads to for people of a body, or None where the move is not possible."""
    moves = PARTY_MOVES if body == Body.PARTY else MOVES
    return moves.get((CandidacyState(state), move))


def verdict_move(level: ReviewLevel, verdict: Verdict) -> Move:
    """The move that a verdict of a level of review makes."""
    return Move(f"{level.value}_{verdict.value}")
