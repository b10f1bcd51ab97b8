from django.urls import path

from villages.api import resident

RESIDENTS = "villages/<str:village_code>/residents/"

urlpatterns = [
    path("residents/", resident.ResidentsView.as_view(), name="residents"),
    path(RESIDENTS, resident.VillageResidentsView.as_view(), name="village_residents"),
    path(RESIDENTS + "<int:pk>/", resident.ResidentView.as_view(), name="resident"),
]
