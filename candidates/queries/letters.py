"""Commitment letters: who stands for which body, who signed, whose letter a ballot still waits for (A-DISC-13)."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from typing import Any, Final

from django.db.models import OuterRef, QuerySet

from candidates.models import Candidacy, CommitmentLetter
from candidates.queries.elected import residents_of
from candidates.states import GONE
from elections.models import Election, StepRecord
from elections.rulebook import Rulebook
from villages.enums import TWO_COMMITTEES, Body
from voting.models import Contest
from voting.rounds import COMMITTEE

STEPS: Final = {Body.PARTY: "party_commitment", Body.COMMITTEE: "committee_commitment"}


@dataclass(frozen=True)
class Signer:
    """Somebody who stands for a body, with the letter signed for that election or None."""

    resident: int
    name: str
    letter: CommitmentLetter | None


@dataclass(frozen=True)
class LetterBoard:
    """The letters of one body. `rule` is the rulebook's deadline, `record` the off-line record of the signing."""

    body: Body
    rule: Any
    signers: Sequence[Signer]
    record: StepRecord | None

    @property
    def one_by_one(self) -> bool:
        """Whether letters are entered one by one: then they alone count, else the record of the signing does."""
        return self.record is None or any(one.letter for one in self.signers)

    @property
    def missing(self) -> list[Signer]:
        return [one for one in self.signers if one.letter is None] if self.one_by_one else []


def letter_rule(rules: Rulebook, body: Body) -> Any:
    """By when the candidates of a body sign, as the rulebook says it."""
    discipline = rules.discipline
    return (
        discipline.party_commitment_signed if body == Body.PARTY else discipline.committee_commitment_signed
    )


def letters_beside() -> QuerySet[CommitmentLetter]:
    """The letter of a candidacy for the election of its body, as part of a query over candidacies."""
    return CommitmentLetter.objects.filter(
        election=OuterRef("election"), body=OuterRef("body"), resident=OuterRef("resident")
    )


def letters_of(election: Election) -> list[LetterBoard]:
    """The bodies whose candidates sign a letter under the rulebook, with everybody who stands."""
    rules = election.cycle.rules
    return [
        _board(election, body, letter_rule(rules, body))
        for body in TWO_COMMITTEES
        if letter_rule(rules, body).stated
    ]


def _board(election: Election, body: Body, rule: Any) -> LetterBoard:
    standing = Candidacy.objects.filter(election=election, body=body).exclude(state__in=GONE)
    people = dict(standing.order_by("pk").values_list("resident_id", "name"))
    signed = {
        letter.resident_id: letter for letter in CommitmentLetter.objects.filter(election=election, body=body)
    }
    signers = [Signer(pk, name, signed.get(pk)) for pk, name in people.items()]
    return LetterBoard(body, rule, signers, _record(election, body))


def _record(election: Election, body: Body) -> StepRecord | None:
    return StepRecord.objects.filter(election=election, step=STEPS[body], withdrawn_at=None).first()


def unsigned_on(contest: Contest) -> tuple[LetterBoard | None, list[str]]:
    """The names on a round's ballot whose letter is missing, with the letters of its body; None where none is asked."""
    body = Body.COMMITTEE if contest.body == COMMITTEE else Body.PARTY
    board = next((each for each in letters_of(contest.election) if each.body == body), None)
    if board is None:
        return None, []
    printed = _printed(contest)
    return board, [one.name for one in board.missing if one.resident in printed]


def _printed(contest: Contest) -> Collection[int]:
    keys = list(contest.candidates.values_list("key", flat=True))
    return set(residents_of(contest.election, keys).values())
