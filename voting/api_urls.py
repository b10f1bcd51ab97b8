from django.urls import include, path

from voting.api import contest, count, result, roll, tally

VILLAGE = "villages/<str:village_code>/"
ROLL = VILLAGE + "roll/"
VOTES = VILLAGE + "votes/"
ROUND = VOTES + "<int:number>/"
BOX = ROUND + "boxes/<int:box>/"

urlpatterns = [
    path("", include("voting.api.proxy_urls")),
    path("tally/", tally.TallyView.as_view(), name="tally"),
    path(ROLL + "uploads/", roll.UploadsView.as_view(), name="roll_send"),
    path(ROLL + "uploads/<int:pk>/", roll.UploadView.as_view(), name="roll_upload"),
    path(ROLL + "uploads/<int:pk>/commit/", roll.CommitView.as_view(), name="roll_commit"),
    path(ROLL + "uploads/<int:pk>/discard/", roll.DiscardView.as_view(), name="roll_discard"),
    path(ROLL + "publication/", roll.PublicationView.as_view(), name="roll_publish"),
    path(VOTES, contest.VotesView.as_view(), name="votes"),
    path(VOTES + "confirmation/", result.ConfirmationView.as_view(), name="confirm"),
    path(VOTES + "write-ins/", result.WriteInView.as_view(), name="write_in"),
    path(ROUND + "places/", contest.PlacesView.as_view(), name="places"),
    path(ROUND + "places/publication/", contest.PlacesPublicationView.as_view(), name="publish_places"),
    path(ROUND + "tally/", count.TallyAgainView.as_view(), name="tally_again"),
    path(ROUND + "further/", result.FurtherRoundView.as_view(), name="runoff"),
    path(BOX + "entries/", count.EntriesView.as_view(), name="enter"),
    path(BOX + "settlement/", count.SettlementView.as_view(), name="settle"),
    path(BOX + "reopening/", count.RecountView.as_view(), name="reopen"),
]
