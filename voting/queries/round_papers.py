"""The papers of a round: what can be issued about it or its boxes now, and what is in force, as one file."""

from collections.abc import Collection
from io import BytesIO

from documents.models import Paper
from documents.papers import kind_of
from documents.queries.paper import Issuable, content_of, issuable
from documents.typeset.packet import joined
from voting.models import Box, Contest
from voting.papers.about import reference


def papers_about(contest: Contest) -> list[Issuable]:
    """What can be issued about a round or a box of it today, in the order of the work, with the paper in force."""
    return [
        each for each in issuable(contest.election.village_id) if _is_about(each.occasion.subject, contest)
    ]


def _is_about(subject: object, contest: Contest) -> bool:
    if isinstance(subject, Box):
        return subject.contest_id == contest.pk
    return isinstance(subject, Contest) and subject.pk == contest.pk


def rounds_with_papers(contests: Collection[Contest]) -> set[int]:
    """Those of these rounds about which a paper is in force; two queries."""
    rounds = _subjects(contests)
    found = Paper.objects.filter(subject__in=rounds, replaced_by=None).values_list("subject", flat=True)
    return {rounds[subject] for subject in found}


def _subjects(contests: Collection[Contest]) -> dict[str, int]:
    """What papers about these rounds are about, each with its round."""
    boxes = Box.objects.filter(contest__in=[contest.pk for contest in contests])
    return {reference(contest): contest.pk for contest in contests} | {
        reference(box): box.contest_id for box in boxes
    }


def packet_of(contest: Contest) -> BytesIO | None:
    """All papers of a round in force in one PDF, as they were issued, in the order of the work; None without any."""
    found = Paper.objects.filter(subject__in=_subjects([contest]), replaced_by=None).select_related("file")
    papers = sorted(found, key=lambda paper: (kind_of(paper.kind).place, paper.subject))
    return joined(content_of(paper) for paper in papers) if papers else None
