from django.urls import path

from elections.views import party_organisation, succession

PLACE = "villages/<str:village_code>/"
ORGANISATION = PLACE + "people/party/organisation/"
BRANCH = ORGANISATION + "<int:pk>/"

urlpatterns = [
    path(ORGANISATION, party_organisation.party_organisation, name="party_organisation"),
    path(ORGANISATION + "add/", party_organisation.branch_add, name="branch_add"),
    path(BRANCH + "end/", party_organisation.branch_end, name="branch_end"),
    path(BRANCH + "secretary/", party_organisation.branch_secretary, name="branch_secretary"),
    path(PLACE + "people/succession/", succession.origins, name="origins"),
    path(PLACE + "people/succession/merge/", succession.merge, name="merge"),
    path(PLACE + "people/succession/recode/", succession.recode, name="recode"),
]
