from django.urls import path

from villages.api import resident, sheet

RESIDENTS = "villages/<str:village_code>/residents/"
SHEETS = "villages/<str:village_code>/sheets/"

urlpatterns = [
    path("residents/", resident.ResidentsView.as_view(), name="residents"),
    path(RESIDENTS, resident.VillageResidentsView.as_view(), name="village_residents"),
    path(RESIDENTS + "<int:pk>/", resident.ResidentView.as_view(), name="resident"),
    path(SHEETS, sheet.SheetsView.as_view(), name="sheets"),
    path(SHEETS + "<int:pk>/", sheet.SheetView.as_view(), name="sheet"),
    path(SHEETS + "<int:pk>/commit/", sheet.TakeOverView.as_view(), name="sheet_commit"),
    path(SHEETS + "<int:pk>/discard/", sheet.PutAwayView.as_view(), name="sheet_discard"),
]
