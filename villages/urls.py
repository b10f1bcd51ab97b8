from django.urls import path

from villages.enums import ListKind
from villages.sheet_urls import sheet_urls
from villages.views import officer, place, resident

app_name = "villages"
PEOPLE = "villages/<str:village_code>/people/"
PLACE = PEOPLE + "place/"
PERSON = PEOPLE + "<int:pk>/"

urlpatterns = [
    path("people/", resident.people, name="people"),
    path("officers/", officer.officers, name="officers"),
    path("officers/<int:pk>/", officer.officer, name="officer"),
    path("officers/<int:pk>/clear/", officer.clear, name="officer_clear"),
    path(PLACE, place.place, name="place"),
    path(PLACE + "edit/", place.edit, name="place_edit"),
    path(PLACE + "group/", place.group, name="place_group"),
    path(PEOPLE, resident.residents, name="residents"),
    path(PEOPLE + "add/", resident.add, name="resident_add"),
    *sheet_urls(PEOPLE, ListKind.REGISTER, "register"),
    path(PERSON, resident.resident, name="resident"),
    path(PERSON + "edit/", resident.edit, name="resident_edit"),
    path(PERSON + "leave/", resident.leave, name="resident_leave"),
    path(PERSON + "return/", resident.take_back, name="resident_return"),
    path(PERSON + "number/", resident.number, name="resident_number"),
]
