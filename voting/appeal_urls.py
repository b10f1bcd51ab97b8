from django.urls import path

from voting.views import appeal

APPEALS = "villages/<str:village_code>/roll/appeals/"

urlpatterns = [
    path("appeals/", appeal.late, name="late_appeals"),
    path(APPEALS, appeal.appeals, name="appeals"),
    path(f"{APPEALS}file/", appeal.appeal_file, name="appeal_file"),
    path(f"{APPEALS}<int:number>/", appeal.appeal, name="appeal"),
]
