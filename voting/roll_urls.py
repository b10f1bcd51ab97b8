from django.urls import path

from voting.views import roll, roll_upload

ROLL = "villages/<str:village_code>/roll/"

urlpatterns = [
    path(ROLL, roll.roll, name="roll"),
    path(f"{ROLL}template.xlsx", roll.template, name="roll_template"),
    path(f"{ROLL}publish/", roll.publish, name="roll_publish"),
    path(f"{ROLL}upload/", roll_upload.send, name="roll_send"),
    path(f"{ROLL}uploads/<int:pk>/", roll_upload.upload, name="roll_upload"),
    path(f"{ROLL}uploads/<int:pk>/marked.xlsx", roll_upload.marked, name="roll_marked"),
    path(f"{ROLL}uploads/<int:pk>/commit/", roll_upload.commit, name="roll_commit"),
    path(f"{ROLL}uploads/<int:pk>/discard/", roll_upload.discard, name="roll_discard"),
]
