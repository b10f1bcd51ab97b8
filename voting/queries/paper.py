"""A box counted paper by paper, read: how far it is, its papers as they count, what is set aside."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.db.models import Count, Exists, F, JSONField, Q, QuerySet, Subquery, Window
from django.db.models.functions import Coalesce

from accounts.queries.fixed import Among, FixedQuery
from elections.chain import digest
from voting.models import Box, Contest, CountEntry, Paper, PaperCount
from voting.paper_ballot import as_row
from voting.queries.count import frame_of
from voting.tally import Contents, open_count

LIVE = Q(undone_at=None)
UNRULED = Q(doubtful=True, ruling__isnull=True)
LAST = 9


def paper_count_of(box: Box) -> PaperCount | None:
    """The counting of a box paper by paper that is under way or closed; None where none was opened."""
    found = PaperCount.objects.filter(box=box, version=box.version).select_related("opened_by", "closed_by")
    return found.first()


def papers_begun(count: PaperCount | None) -> bool:
    """Whether the box is counted this way: a paper was entered (though it was taken back), or it was closed so."""
    return count is not None and (count.closed_at is not None or count.papers.exists())


def papers_in(count: PaperCount) -> QuerySet[Paper]:
    """The papers of a count that were not taken back."""
    return Paper.objects.filter(LIVE, count=count)


def group_state(count: PaperCount, group: int) -> dict[str, Any]:
    """How a group stands, for its page: how many papers it has entered and not taken back, and the last of them."""
    rows = _live([count.pk], [group])
    return {
        "live": rows[0][-1] if rows else 0,
        "last": [{"id": str(key), "ballot": ballot, "doubtful": aside} for key, ballot, aside, _live in rows],
    }


@FixedQuery
def _live(counts: Any, groups: Any) -> QuerySet[Paper, Any]:
    """The last papers of a group that were not taken back, newest first, each with the number of all of them."""
    papers = Paper.objects.filter(LIVE, Among("count", counts), Among("group", groups))
    return (
        papers.annotate(live=Window(Count("pk")))
        .order_by("-serial")
        .values_list("client_id", "ballot", "doubtful", "live")[:LAST]
    )


@dataclass(frozen=True, slots=True)
class Arrived:
    """What has become of a counting until now: which counting of the box is under way, whether sheets came in, and the
    place of the paper that the group took up last (0 before the first), whether it was taken back or not."""

    version: int
    sheets: bool
    serial: int


def arrived(count: PaperCount, group: int) -> Arrived:
    """How a locked count of a box stands, for a group that sends papers; one query."""
    ((version, sheets, serial),) = _arrived([count.box_id], [count.version], [count.pk], [group])
    return Arrived(version, sheets, serial or 0)


@FixedQuery
def _arrived(boxes: Any, versions: Any, counts: Any, groups: Any) -> QuerySet[Box, Any]:
    sheets = CountEntry.objects.filter(Among("box", boxes), Among("version", versions))
    papers = Paper.objects.filter(Among("count", counts), Among("group", groups))
    last = papers.order_by("-serial").values("serial")[:1]
    found = Box.objects.filter(Among("pk", boxes)).order_by()
    return found.values_list("version", Exists(sheets), Subquery(last))


def doubtful_papers(count: PaperCount) -> list[Paper]:
    """The papers set aside, those not ruled on first."""
    found = papers_in(count).filter(doubtful=True).select_related("entered_by", "ruled_by")
    return list(
        found.defer("photo__content").order_by(F("ruled_at").asc(nulls_first=True), "group", "serial")
    )


def doubtful_paper(box: Box, client_id: UUID) -> Paper | None:
    """One paper set aside in the counting of the box that is under way, or None."""
    found = Paper.objects.filter(
        doubtful=True, count__box=box, count__version=box.version, client_id=client_id
    )
    return found.select_related("count", "entered_by", "ruled_by").first()


def ballots_in(count: PaperCount) -> list[dict[str, Any]]:
    """The papers as typed or ruled, equal ones together, each with their number `n`; those not ruled on left out."""
    rows = (
        papers_in(count)
        .exclude(UNRULED)
        .annotate(counts_as=Coalesce("ruling", "ballot", output_field=JSONField()))
        .order_by()
        .values_list("counts_as")
        .annotate(n=Count("pk"))
    )
    found = [{"n": n, **ballot} for ballot, n in rows]
    return sorted(found, key=lambda row: (-row["n"], digest(row)))


def rows_of(contest: Contest, count: PaperCount) -> list[dict[str, Any]]:
    """The papers of a count as rows of the tally, marks that cannot be read taken as the round's rule has it (AMB-36)."""
    return _rows(frame_of(contest), ballots_in(count), unread_counted=contest.unread_counted)


def _rows(
    frame: Mapping[str, Any], ballots: Iterable[Mapping[str, Any]], *, unread_counted: bool
) -> list[dict[str, Any]]:
    seats = {position["id"]: position["seats"] for position in frame["positions"]}
    overvote = frame["rule"].get("overvote", "position")
    found: dict[str, dict[str, Any]] = {}
    for typed in ballots:
        ballot = {part: said for part, said in typed.items() if part != "n"}
        row = as_row(ballot, seats, overvote=overvote, unread_counted=unread_counted)
        known = found.setdefault(digest(row), {"n": 0, **row})
        known["n"] += typed["n"]
    return sorted(found.values(), key=lambda row: (-row["n"], digest(row)))


def digest_of_papers(count: PaperCount) -> str:
    """SHA-256 over every paper of a count in its order, with what it counts as and whether it was taken back."""
    papers = count.papers.order_by("group", "serial")
    return digest(
        [
            [str(p.client_id), p.group, p.serial, p.ballot, p.doubtful, p.ruling, p.undone_at is not None]
            for p in papers
        ]
    )


@dataclass(frozen=True, slots=True)
class PostFigures:
    """The votes for a post so far. `written` are those for names that are not printed, `void` papers void here."""

    post: str
    seats: int
    void: int
    votes: Mapping[str, int]
    written: int

    @property
    def printed(self) -> int:
        return sum(self.votes.values())

    @property
    def marks(self) -> int:
        return self.printed + self.written


@dataclass(frozen=True, slots=True)
class PaperFigures:
    """A counting so far. `entered` are all papers typed, `aside` those of them that are to be ruled on."""

    issued: int
    returned: int
    entered: int
    aside: int
    spoilt: int
    posts: tuple[PostFigures, ...]

    @property
    def good(self) -> int:
        """Papers that count: neither void as a whole nor set aside."""
        return self.entered - self.aside - self.spoilt

    @property
    def left(self) -> int:
        return self.returned - self.entered


def figures_so_far(contest: Contest, counts: Collection[PaperCount]) -> PaperFigures:
    """The figures of these countings of a round together, as the tally reads papers; nothing of them is a result."""
    return figures_in(frame_of(contest), counts, unread_counted=contest.unread_counted)


def figures_in(
    frame: Mapping[str, Any], counts: Collection[PaperCount], *, unread_counted: bool
) -> PaperFigures:
    """The same, for a round that was read already (`frame_of`)."""
    boxes = []
    for count in counts:
        rows = _rows(frame, ballots_in(count), unread_counted=unread_counted)
        boxes.append(
            {"id": str(count.pk), "issued": count.issued, "returned": count.returned, "ballots": rows}
        )
    contents = open_count({**frame, "boxes": boxes})
    counted = sum(each.papers or 0 for each in contents)
    aside = Paper.objects.filter(LIVE & UNRULED, count__in=counts).count()
    return PaperFigures(
        issued=sum(count.issued for count in counts),
        returned=sum(count.returned for count in counts),
        entered=counted + aside,
        aside=aside,
        spoilt=sum(each.spoilt for each in contents),
        posts=tuple(_post_figures(position, contents) for position in frame["positions"]),
    )


def _post_figures(position: Mapping[str, Any], contents: Collection[Contents]) -> PostFigures:
    votes: dict[str, int] = dict.fromkeys(position["candidates"], 0)
    written = 0
    for each in contents:
        for choice, marked in each.marks[position["id"]].items():
            if choice in votes:
                votes[choice] += marked.favour
            else:
                written += marked.favour
    void = sum(each.void[position["id"]] for each in contents)
    return PostFigures(position["id"], position["seats"], void, votes, written)


def marks_in(
    frame: Mapping[str, Any], ballot: Mapping[str, Any], *, unread_counted: bool
) -> dict[str, list[str]]:
    """The marks of one ballot of a round (`frame_of`) that count, by post."""
    rows = _rows(frame, [{"n": 1, **ballot}], unread_counted=unread_counted)
    box = {"id": "1", "issued": 1, "returned": 1, "ballots": rows}
    contents = open_count({**frame, "boxes": [box]})[0]
    return {post: list(marks) for post, marks in contents.marks.items()}


@dataclass(frozen=True, slots=True)
class PaperProgress:
    """How far a box counted paper by paper is."""

    count: PaperCount
    entered: int
    aside: int

    @property
    def closed(self) -> bool:
        return self.count.closed_at is not None

    @property
    def begun(self) -> bool:
        return bool(self.entered) or self.closed


def paper_progress(contests: Collection[Contest]) -> dict[int, PaperProgress]:
    """How far the boxes of these rounds are that are counted paper by paper: {box id: progress}; one query."""
    counts = PaperCount.objects.filter(
        box__contest__in=[contest.pk for contest in contests], version=F("box__version")
    ).annotate(
        entered=Count("papers", filter=Q(papers__undone_at=None)),
        aside=Count(
            "papers", filter=Q(papers__undone_at=None, papers__doubtful=True, papers__ruling__isnull=True)
        ),
    )
    return {count.box_id: PaperProgress(count, count.entered, count.aside) for count in counts}
