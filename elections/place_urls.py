from django.urls import path

from elections.views import party_group, party_organisation, succession

PLACE = "villages/<str:village_code>/"
ORGANISATION = PLACE + "people/party/organisation/"
BRANCH = ORGANISATION + "<int:pk>/"
GROUP = ORGANISATION + "groups/"

urlpatterns = [
    path(ORGANISATION, party_organisation.party_organisation, name="party_organisation"),
    path(ORGANISATION + "add/", party_organisation.branch_add, name="branch_add"),
    path(BRANCH + "end/", party_organisation.branch_end, name="branch_end"),
    path(BRANCH + "secretary/", party_organisation.branch_secretary, name="branch_secretary"),
    path(GROUP + "add/", party_group.group_add, name="party_group_add"),
    path(GROUP + "<int:pk>/", party_group.group_edit, name="party_group_edit"),
    path(GROUP + "<int:pk>/end/", party_group.group_end, name="party_group_end"),
    path(PLACE + "people/succession/", succession.origins, name="origins"),
    path(PLACE + "people/succession/merge/", succession.merge, name="merge"),
    path(PLACE + "people/succession/recode/", succession.recode, name="recode"),
]
