from django.urls import path

from voting.api.tally import TallyView

app_name = "api"
urlpatterns = [
    path("tally/", TallyView.as_view(), name="tally"),
]
