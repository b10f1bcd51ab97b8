from django.urls import path

from voting.api import after, polling_day

ROUND = "villages/<str:village_code>/<vote:body>/<int:number>/"
BOX = f"{ROUND}boxes/<int:box>/"
# A meeting has no polling place to look over, and no turnout by the hour.
PLACE = "villages/<str:village_code>/votes/<int:number>/boxes/<int:box>/"

urlpatterns = [
    path("polling-day/", polling_day.PollingDaysView.as_view(), name="polling_days"),
    path(f"{ROUND}sealing/", after.SealingView.as_view(), name="sealing"),
    path(f"{ROUND}invalidity/", after.InvalidityView.as_view(), name="invalid"),
    path(f"{ROUND}day/", polling_day.PollingDayView.as_view(), name="polling_day"),
    path(f"{PLACE}place/", polling_day.PlaceSeenView.as_view(), name="look_over"),
    path(f"{BOX}shown/", polling_day.BoxShownView.as_view(), name="show_box"),
    path(f"{PLACE}turnout/", polling_day.TurnoutView.as_view(), name="turnout"),
    path(f"{BOX}account/", polling_day.PapersAccountView.as_view(), name="papers_account"),
]
