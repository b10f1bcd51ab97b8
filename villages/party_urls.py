from django.urls import path

from villages.enums import ListKind
from villages.views import cadre, party, upload

app_name = "party"
PARTY = "villages/<str:village_code>/people/party/"
MEMBER = PARTY + "members/<int:pk>/"
CADRES = PARTY + "cadres/"
CADRE = CADRES + "<int:pk>/"
MEMBERS_SHEET, CADRES_SHEET = {"kind": ListKind.PARTY}, {"kind": ListKind.CADRES}

urlpatterns = [
    path(PARTY, party.party, name="party"),
    path(PARTY + "template/", upload.template, MEMBERS_SHEET, name="members_template"),
    path(PARTY + "sheet/", upload.send, MEMBERS_SHEET, name="members_send"),
    path(PARTY + "members/add/", party.find, name="find"),
    path(PARTY + "members/add/<int:resident>/", party.add, name="add"),
    path(MEMBER, party.member, name="member"),
    path(MEMBER + "edit/", party.edit, name="edit"),
    path(MEMBER + "remove/", party.remove, name="remove"),
    path(CADRES, cadre.cadres, name="cadres"),
    path(CADRES + "template/", upload.template, CADRES_SHEET, name="cadres_template"),
    path(CADRES + "sheet/", upload.send, CADRES_SHEET, name="cadres_send"),
    path(CADRES + "add/", cadre.find, name="cadre_find"),
    path(CADRES + "add/<int:resident>/", cadre.add, name="cadre_add"),
    path(CADRE, cadre.cadre, name="cadre"),
    path(CADRE + "edit/", cadre.edit, name="cadre_edit"),
    path(CADRE + "appraisals/", cadre.appraise, name="appraise"),
    path(CADRE + "appraisals/<int:appraisal>/remove/", cadre.withdraw, name="appraisal_remove"),
    path(CADRE + "audits/add/", cadre.audit, name="audit_add"),
    path(CADRE + "audits/<int:audit>/", cadre.audit, name="audit"),
]
