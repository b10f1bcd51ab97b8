"""The outcome as the contract writes it; `schema.json` beside this file says it formally."""

from collections.abc import Iterable
from typing import Any

from voting.tally.box import Contents
from voting.tally.checks import Check
from voting.tally.choices import Choices
from voting.tally.following import Following
from voting.tally.kin import Conflict
from voting.tally.model import Count
from voting.tally.problems import Problem
from voting.tally.say import Text
from voting.tally.seats import Seats
from voting.tally.standing import Row, Standing, by_strokes

Json = dict[str, Any]


def outcome(
    status: str,
    totals: Json,
    *,
    checks: Iterable[Check] = (),
    positions: Iterable[Json] = (),
    conflicts: Iterable[Conflict] = (),
    woman_missing: bool = False,
    problems: Iterable[Problem] = (),
) -> Json:
    return {
        "status": status,
        "totals": totals,
        "checks": [_check(check) for check in checks],
        "positions": list(positions),
        "kin_conflicts": [{"pair": list(c.pair), "kept": c.kept, "removed": c.removed} for c in conflicts],
        "woman_missing": woman_missing,
        "problems": [_problem(problem) for problem in problems],
    }


def totals(count: Count, boxes: list[Contents]) -> Json:
    return {
        "electors": count.electors,
        "present": count.present,
        "issued": sum(contents.issued for contents in boxes),
        "returned": sum(contents.returned for contents in boxes),
        "spoilt": sum(contents.spoilt for contents in boxes),
    }


def unseated(standing: Standing, text: Text) -> Json:
    """A position of a round that is not valid: its votes, and every seat empty."""
    vacant = standing.position.seats or 0
    return {**_votes(standing), **_seats([], [], 0, vacant), **_next(Following()), "text": text._asdict()}


def seated(seats: Seats, following: Following, order: str, choices: Choices, text: Text) -> Json:
    elected = by_strokes(seats.seated, choices) if order == "surname_strokes" else seats.seated
    return {
        **_votes(seats.standing),
        **_seats(elected, seats.tied, seats.tied_seats, seats.vacant),
        **_next(following),
        "text": text._asdict(),
    }


def _check(check: Check) -> Json:
    return {
        "code": check.code,
        "passed": check.passed,
        "have": check.have,
        "need": check.need,
        "clause": check.clause,
        "text": check.text._asdict(),
    }


def _problem(problem: Problem) -> Json:
    return {
        "code": problem.code,
        "box": problem.box,
        "position": problem.position,
        "text": problem.text._asdict(),
    }


def _votes(standing: Standing) -> Json:
    return {
        "id": standing.position.id,
        "seats": standing.position.seats,
        "valid": standing.valid,
        "void": standing.void,
        "threshold": {"of": standing.of, "need": standing.need},
        "votes": [_row(row) for row in standing.rows],
    }


def _row(row: Row) -> Json:
    return {
        "id": row.choice,
        "for": row.favour,
        "against": row.against,
        "abstain": row.abstain,
        "write_in": row.write_in,
    }


def _seats(elected: list[Row], tied: list[Row], tied_seats: int, vacant: int) -> Json:
    return {"elected": _ids(elected), "tied": _ids(tied), "tied_seats": tied_seats, "vacant": vacant}


def _next(following: Following) -> Json:
    return {"next": following.next, "next_candidates": _ids(following.candidates)}


def _ids(rows: list[Row]) -> list[str]:
    return [row.choice for row in rows]
