from dataclasses import dataclass
from itertools import groupby
from operator import itemgetter
from typing import Any

from django.db.models import F, QuerySet
from django.utils import translation

from accounts.queries.fixed import Among, FixedQuery
from documents.models import Job
from villages.enums import Post, Sex
from voting.count_sheet import SheetPlan, SheetPost, called, differing
from voting.models import Box, Contest, CountEntry, Position
from voting.relatives import kin_of

TALLY = "count.tally"


def plan_of(contest: Contest) -> SheetPlan:
    """What a sheet of this round asks for, post by post in the order of the paper."""
    rules = contest.election.cycle.rules
    proxy = rules.assembly.proxy_allowed
    return SheetPlan(
        contest.electors,
        tuple(
            SheetPost(post, seats, {key: name for *_post, key, name in lines if key is not None})
            for (post, seats), lines in groupby(_lines([contest.pk]), key=itemgetter(0, 1))
        ),
        balance_clause=rules.tally_clauses(contest.body, contest.round, contest.election.village.kind).get(
            "balance", ""
        ),
        present=None if proxy.stated and proxy.value else contest.present,
        present_clause=proxy.clause or "" if proxy.stated else "AMB-30",
    )


@FixedQuery
def _lines(contests: Any) -> QuerySet[Position, Any]:
    """The names of a round in the order of the paper, each with its post; a post without names has one row."""
    return (
        Position.objects.filter(Among("contest", contests))
        .order_by("rank", "lines__order")
        .values_list("post", "seats", "lines__choice__key", "lines__choice__name")
    )


def count_of(contest: Contest) -> dict[str, Any]:
    """The round as the tally's input. Every box must be agreed."""
    return frame_of(contest) | {
        "kin": [list(pair) for pair in kin_of(contest)],
        "boxes": [_counted_box(box) for box in contest.boxes.all()],
    }


def frame_of(contest: Contest) -> dict[str, Any]:
    """The round as the tally's input, without its boxes."""
    positions = list(contest.positions.prefetch_related("lines__choice"))
    return {
        "contest": {"id": str(contest.pk), "body": contest.body, "round": contest.round},
        "rule": contest.rule,
        "electors": contest.electors,
        **({} if contest.present is None else {"present": contest.present}),
        "positions": [
            {
                "id": position.post,
                "title": _title(position.post),
                "seats": position.seats,
                "rank": position.rank,
                "candidates": [line.choice.key for line in position.lines.all()],
            }
            | ({"reserved_for": Sex.FEMALE.value} if position.post == Post.WOMAN_MEMBER else {})
            for position in positions
        ],
        "candidates": {
            choice.key: {"name": choice.name} | ({"sex": choice.sex} if choice.sex else {})
            for choice in contest.candidates.all()
        },
    }


def _title(post: str) -> str:
    """What a post is called on Chinese papers."""
    with translation.override("zh-hans"):
        return str(Post(post).label)


def _counted_box(box: Box) -> dict[str, Any]:
    agreed = box.agreed or {}
    head = {
        "id": str(box.number),
        "kind": box.kind,
        "issued": agreed["issued"],
        "returned": agreed["returned"],
    }
    if "ballots" in agreed:
        return head | {"ballots": agreed["ballots"]}
    return head | {"totals": {"spoilt": agreed["spoilt"], "positions": agreed["positions"]}}


def tallies_of(contest: Contest) -> QuerySet[Job]:
    """The tallies asked for of a round, newest first."""
    return Job.objects.filter(kind=TALLY, arguments__contest=contest.pk)


def entries_of(box: Box) -> list[CountEntry]:
    """The sheets entered for the counting of a box that is under way, first and second."""
    return list(
        CountEntry.objects.filter(box=box, version=F("box__version"))
        .select_related("entered_by")
        .order_by("turn")
    )


@dataclass(frozen=True, slots=True)
class Difference:
    """A figure that two sheets give differently; `name` is that of voting.count_sheet."""

    name: str
    post: str
    label: Any
    first: int
    second: int


def differences_of(box: Box) -> list[Difference]:
    """The figures to be settled; empty unless both sheets are in and the box is not agreed."""
    entries = entries_of(box)
    if len(entries) < 2 or box.agreed is not None:
        return []
    plan = plan_of(box.contest)
    return [
        Difference(name, *_labelled(name, plan), first, second)
        for name, (first, second) in differing(entries[0].data, entries[1].data).items()
    ]


def _labelled(name: str, plan: SheetPlan) -> tuple[str, Any]:
    """The post a figure belongs to ("" for the papers of the box) and what it is called."""
    for post in plan.posts:
        key = name.removeprefix(f"{post.post}-")
        if key != name:
            return post.post, key if key == "invalid" else called(
                post.printed.get(key) or key.removeprefix("w:")
            )
    return "", name
