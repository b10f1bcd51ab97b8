from django.urls import path

from villages.enums import ListKind
from villages.views import place, resident, upload

app_name = "villages"
PEOPLE = "villages/<str:village_code>/people/"
PLACE = PEOPLE + "place/"
SHEET = PEOPLE + "sheets/<int:pk>/"
REGISTER = {"kind": ListKind.REGISTER}
PERSON = PEOPLE + "<int:pk>/"

urlpatterns = [
    path("people/", resident.people, name="people"),
    path(PLACE, place.place, name="place"),
    path(PLACE + "edit/", place.edit, name="place_edit"),
    path(PLACE + "group/", place.group, name="place_group"),
    path(PEOPLE, resident.residents, name="residents"),
    path(PEOPLE + "add/", resident.add, name="resident_add"),
    path(PEOPLE + "export/", resident.export, name="residents_export"),
    path(PEOPLE + "template/", upload.template, REGISTER, name="register_template"),
    path(PEOPLE + "sheet/", upload.send, REGISTER, name="register_send"),
    path(SHEET, upload.upload, name="register_upload"),
    path(SHEET + "commit/", upload.commit, name="register_commit"),
    path(SHEET + "discard/", upload.discard, name="register_discard"),
    path(SHEET + "marked/", upload.marked, name="register_marked"),
    path(PERSON, resident.resident, name="resident"),
    path(PERSON + "edit/", resident.edit, name="resident_edit"),
    path(PERSON + "leave/", resident.leave, name="resident_leave"),
    path(PERSON + "return/", resident.take_back, name="resident_return"),
    path(PERSON + "number/", resident.number, name="resident_number"),
]
