from django.urls import path

from voting.api import paper

ROUND = "villages/<str:village_code>/<vote:body>/<int:number>/"
PAPERS = ROUND + "boxes/<int:box>/papers/"

urlpatterns = [
    path(PAPERS, paper.PapersView.as_view(), name="papers"),
    path(PAPERS + "opening/", paper.PapersOpeningView.as_view(), name="papers_opening"),
    path(PAPERS + "closing/", paper.PapersClosingView.as_view(), name="papers_closing"),
    path(PAPERS + "<uuid:paper>/ruling/", paper.PapersRulingView.as_view(), name="paper_ruling"),
    path(PAPERS + "<uuid:paper>/photo/", paper.PapersPhotoView.as_view(), name="paper_photo"),
    path(ROUND + "hall/", paper.HallView.as_view(), name="hall"),
    path(ROUND + "hall/revocation/", paper.HallRevocationView.as_view(), name="hall_revocation"),
]
