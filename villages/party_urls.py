from django.urls import path

from villages.enums import ListKind
from villages.sheet_urls import sheet_urls
from villages.views import cadre, party

app_name = "party"
PARTY = "villages/<str:village_code>/people/party/"
MEMBER = PARTY + "members/<int:pk>/"
CADRES = PARTY + "cadres/"
CADRE = CADRES + "<int:pk>/"

urlpatterns = [
    path(PARTY, party.party, name="party"),
    *sheet_urls(PARTY, ListKind.PARTY, "members"),
    path(PARTY + "members/add/", party.find, name="find"),
    path(PARTY + "members/add/<int:resident>/", party.add, name="add"),
    path(MEMBER, party.member, name="member"),
    path(MEMBER + "edit/", party.edit, name="edit"),
    path(MEMBER + "remove/", party.remove, name="remove"),
    path(CADRES, cadre.cadres, name="cadres"),
    *sheet_urls(CADRES, ListKind.CADRES, "cadres"),
    *sheet_urls(CADRES + "audits/", ListKind.AUDITS, "audits"),
    path(CADRES + "add/", cadre.find, name="cadre_find"),
    path(CADRES + "add/<int:resident>/", cadre.add, name="cadre_add"),
    path(CADRE, cadre.cadre, name="cadre"),
    path(CADRE + "edit/", cadre.edit, name="cadre_edit"),
    path(CADRE + "appraisals/", cadre.appraise, name="appraise"),
    path(CADRE + "appraisals/<int:appraisal>/remove/", cadre.withdraw, name="appraisal_remove"),
    path(CADRE + "audits/add/", cadre.audit, name="audit_add"),
    path(CADRE + "audits/<int:audit>/", cadre.audit, name="audit"),
]
