from django.urls import path

from voting.views import after, count_book, polling_day

ROUND = "villages/<str:village_code>/<vote:body>/<int:number>/"
BOX = f"{ROUND}boxes/<int:box>/day/"
# A meeting has no polling place to look over, and no turnout by the hour.
PLACE = "villages/<str:village_code>/votes/<int:number>/boxes/<int:box>/day/"

urlpatterns = [
    path("polling-day/", polling_day.polling_days, name="polling_days"),
    path(f"{ROUND}day/", polling_day.polling_day, name="polling_day"),
    path(f"{ROUND}count.xlsx", count_book.download, name="count_book"),
    path(f"{ROUND}workbook/", count_book.upload, name="count_book_upload"),
    path(f"{ROUND}sealing/", after.sealing, name="sealing"),
    path(f"{ROUND}sealing/record/", after.seal, name="seal"),
    path(f"{ROUND}invalid/", after.invalid, name="invalid"),
    path(f"{ROUND}invalid/declare/", after.declare, name="declare_invalid"),
    path(BOX, polling_day.box_day, name="box_day"),
    path(f"{PLACE}place/", polling_day.look_over, name="look_over"),
    path(f"{BOX}shown/", polling_day.show, name="show_box"),
    path(f"{PLACE}turnout/", polling_day.turnout, name="turnout"),
    path(f"{BOX}papers/", polling_day.account, name="papers_account"),
]
