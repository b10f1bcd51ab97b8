"""What the fields of a count must fulfil together: ids unique and known, and what the rule needs."""

from collections.abc import Iterable, Iterator

from voting.tally.faults import Fault, fault
from voting.tally.model import Count


def faults_between_fields(count: Count) -> list[Fault]:
    return [
        *_twice("positions", (position.id for position in count.positions)),
        *_twice("boxes", (box.id for box in count.boxes)),
        *_candidate_ids(count),
        *_printed(count),
        *_kin(count),
        *_present(count),
    ]


def _twice(table: str, ids: Iterable[str]) -> Iterator[Fault]:
    seen: set[str] = set()
    for index, each in enumerate(ids):
        if each in seen:
            yield fault((table, index, "id"), "same_id", {"id": each})
        seen.add(each)


def _candidate_ids(count: Count) -> Iterator[Fault]:
    for each in count.candidates:
        if each.startswith("w:"):
            yield fault(("candidates", each), "write_in_id")


def _printed(count: Count) -> Iterator[Fault]:
    for place, position in enumerate(count.positions):
        for index, each in enumerate(position.candidates):
            path = ("positions", place, "candidates", index)
            if each not in count.candidates:
                yield fault(path, "no_candidate", {"id": each})
            elif each in position.candidates[:index]:
                yield fault(path, "same_id", {"id": each})


def _kin(count: Count) -> Iterator[Fault]:
    for index, pair in enumerate(count.kin):
        if pair[0] == pair[1]:
            yield fault(("kin", index), "kin_of_self")
        for place, each in enumerate(pair):
            if each not in count.candidates:
                yield fault(("kin", index, place), "no_candidate", {"id": each})


def _present(count: Count) -> Iterator[Fault]:
    if count.present is not None or count.contest.round == "revote":
        return
    quorum, threshold = count.rule.quorum, count.rule.threshold
    if (quorum and quorum.measure == "present") or (threshold and threshold.of == "present"):
        yield fault(("present",), "present_needed")
