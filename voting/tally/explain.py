"""What the outcome of one position says, in sentences with figures and clauses."""

from collections.abc import Iterable, Iterator, Sequence

from voting.tally.choices import Choices
from voting.tally.clauses import Grounds
from voting.tally.following import Following
from voting.tally.kin import Conflict
from voting.tally.model import Contest
from voting.tally.phrases import base, share, title
from voting.tally.say import Fact, Text, joined, listed, on_ground, person, say
from voting.tally.seats import Seats
from voting.tally.standing import Row, Standing


class Explainer:
    """Tells the positions of one contest."""

    def __init__(self, contest: Contest, choices: Choices, grounds: Grounds) -> None:
        self._contest = contest
        self._grounds = grounds
        self._choices = choices

    def invalid(self, standing: Standing, failed: str) -> Text:
        """`failed` is the part of the rule that the round does not meet."""
        return joined([self._threshold(standing), self._grounded(failed, say("round_invalid"))])

    def valid(
        self, seats: Seats, following: Following, conflicts: Iterable[Conflict], offices: Sequence[Seats]
    ) -> Text:
        """`offices` are the seats of all positions, highest office first."""
        sentences = [
            self._threshold(seats.standing),
            *self._elected(seats),
            *self._relatives(seats, conflicts, offices),
            *self._left_open(seats, following),
        ]
        return joined(sentences)

    def _grounded(self, part: str, sentence: Text) -> Text:
        return on_ground(sentence, self._grounds.get(part))

    def _threshold(self, standing: Standing) -> Text:
        position = standing.position
        limit = "seats_open" if position.seats is None else "seats"
        seats = say(limit, position=title(position), seats=position.seats)
        if standing.threshold is None:
            part = "tie" if self._contest.round == "revote" else "threshold"
            return self._grounded(part, say("most_votes", seats=seats))
        of = base(self._contest.body, standing.threshold.of, standing.of)
        sentence = say("threshold", seats=seats, of=of, share=share(standing.threshold), need=standing.need)
        return self._grounded("threshold", sentence)

    def _elected(self, seats: Seats) -> Iterator[Text]:
        if seats.woman_first:
            yield self._grounded("woman", say("woman_first", name=self._with_votes([seats.woman_first])))
        if seats.seated:
            yield say("elected", names=self._with_votes(seats.seated))
        else:
            yield say("nobody_elected")

    def _relatives(
        self, seats: Seats, conflicts: Iterable[Conflict], offices: Sequence[Seats]
    ) -> Iterator[Text]:
        """The conflicts that end in this position: it is the lower of the two offices, or that of both."""
        for conflict in conflicts:
            pair = (conflict.removed, conflict.kept) if conflict.removed and conflict.kept else conflict.pair
            facts: dict[str, Fact] = {"name": self._name(pair[0]), "relative": self._name(pair[1])}
            facts["pair"] = say(
                "relatives",
                name=self._in_office(pair[0], [seats] if conflict.removed else offices),
                relative=self._in_office(pair[1], offices),
            )
            code = "removed_for" if conflict.removed else "relatives_seated"
            yield self._grounded("kin", say(code, **facts))
        if seats.moved_in:
            yield say("moved_in", names=self._with_votes(seats.moved_in))

    def _left_open(self, seats: Seats, following: Following) -> Iterator[Text]:
        if seats.tied:
            sentence = say("tied", names=self._with_votes(seats.tied), seats=seats.tied_seats)
            yield self._grounded("tie", sentence)
        if seats.seat_for_woman:
            yield self._grounded("woman", say("seat_for_woman"))
        if following.next == "runoff":
            yield self._grounded("runoff", self._runoff(seats, following))
        elif seats.vacant:
            yield self._grounded("runoff", say("vacant", vacant=seats.vacant))

    def _runoff(self, seats: Seats, following: Following) -> Text:
        if not following.candidates:
            return say("runoff_without", vacant=seats.vacant)
        return say("runoff", vacant=seats.vacant, names=self._with_votes(following.candidates))

    def _name(self, choice: str) -> Text:
        return person(self._choices.name(choice))

    def _in_office(self, choice: str, offices: Iterable[Seats]) -> Text:
        """The person with the office and its votes: 张伟（委员80票）."""
        name = self._name(choice)
        held = (
            say("in_office", name=name, position=title(each.standing.position), votes=row.favour)
            for each in offices
            for row in (*each.seated, *each.gone)
            if row.choice == choice
        )
        return next(held, name)

    def _with_votes(self, rows: Iterable[Row]) -> Text:
        return listed(say("with_votes", name=self._name(row.choice), votes=row.favour) for row in rows)
