from django.urls import path

from voting.views import hall, paper, paper_ruling, paper_worker

ROUND = "villages/<str:village_code>/<vote:body>/<int:number>/"
PAPERS = f"{ROUND}boxes/<int:box>/papers/"
DOUBTFUL = f"{PAPERS}doubtful/"

urlpatterns = [
    path(PAPERS, paper.papers, name="papers"),
    path(f"{PAPERS}close/", paper.close, name="papers_close"),
    path(DOUBTFUL, paper_ruling.doubtful, name="doubtful"),
    path(f"{DOUBTFUL}<uuid:paper>/", paper_ruling.doubtful_one, name="doubtful_one"),
    path(f"{DOUBTFUL}<uuid:paper>/photo/", paper_ruling.photo, name="paper_photo"),
    path(f"{DOUBTFUL}<uuid:paper>/photo/file/", paper_ruling.photo_file, name="paper_photo_file"),
    path(f"{PAPERS}<int:group>/", paper.entry, name="paper_entry"),
    path(f"{PAPERS}<int:group>/send/", paper.send, name="paper_send"),
    path(f"{PAPERS}<int:group>/figures/", paper.figures, name="paper_figures"),
    path(f"{ROUND}hall/", hall.hall_link, name="hall_link"),
    path(f"{ROUND}hall/open/", hall.open_link, name="hall_open"),
    path(f"{ROUND}hall/revoke/", hall.revoke_link, name="hall_revoke"),
    path("paper-worker.js", paper_worker.worker, name="paper_worker"),
    path("hall/<str:token>/", hall.hall, name="hall"),
    path("hall/<str:token>/figures/", hall.figures, name="hall_figures"),
]
