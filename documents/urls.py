from django.urls import include, path

from documents.views import paper, verify

app_name = "documents"
urlpatterns = [
    path("", include("documents.job_urls")),
    path("villages/<str:village_code>/papers/", paper.papers, name="papers"),
    path("villages/<str:village_code>/papers/issue/", paper.issue, name="issue"),
    path("villages/<str:village_code>/papers/<int:paper_id>.pdf", paper.paper_file, name="paper_file"),
    path("villages/<str:village_code>/papers/<int:paper_id>/post/", paper.post, name="post"),
    path("villages/<str:village_code>/papers/<int:paper_id>/take-down/", paper.remove, name="take_down"),
    path("papers/<str:code>.pdf", paper.posted_file, name="paper"),
    path("verify/", verify.verify, name="verify"),
    path("verify/<str:code>/", verify.verify_code, name="verify_code"),
]
