from django.urls import URLPattern, path

from voting.api import paper


def of_papers(held: str, body: dict[str, str]) -> list[URLPattern]:
    """The addresses of the papers of one round, below its own."""
    papers = held + "boxes/<int:box>/papers/"
    return [
        path(papers, paper.PapersView.as_view(), body, name="papers"),
        path(papers + "opening/", paper.PapersOpeningView.as_view(), body, name="papers_opening"),
        path(papers + "closing/", paper.PapersClosingView.as_view(), body, name="papers_closing"),
        path(papers + "<uuid:paper>/ruling/", paper.PapersRulingView.as_view(), body, name="paper_ruling"),
        path(papers + "<uuid:paper>/photo/", paper.PapersPhotoView.as_view(), body, name="paper_photo"),
        path(held + "hall/", paper.HallView.as_view(), body, name="hall"),
        path(held + "hall/revocation/", paper.HallRevocationView.as_view(), body, name="hall_revocation"),
    ]
