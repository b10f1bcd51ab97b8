from django.urls import include, path

from voting.api import appeal, contest, count, registration, result, roll, tally

VILLAGE = "villages/<str:village_code>/"
ROLL = VILLAGE + "roll/"
VOTES = VILLAGE + "<vote:body>/"
ROUND = VOTES + "<int:number>/"
BOX = ROUND + "boxes/<int:box>/"


urlpatterns = [
    path("", include("voting.api.proxy_urls")),
    path("", include("voting.api.staff_urls")),
    path("", include("voting.api.polling_day_urls")),
    path("tally/", tally.TallyView.as_view(), name="tally"),
    path(ROLL + "uploads/", roll.UploadsView.as_view(), name="roll_send"),
    path(ROLL + "uploads/<int:pk>/", roll.UploadView.as_view(), name="roll_upload"),
    path(ROLL + "uploads/<int:pk>/commit/", roll.CommitView.as_view(), name="roll_commit"),
    path(ROLL + "uploads/<int:pk>/discard/", roll.DiscardView.as_view(), name="roll_discard"),
    path(ROLL + "publication/", roll.PublicationView.as_view(), name="roll_publish"),
    path(ROLL + "drawing/", registration.DrawingView.as_view(), name="roll_draw"),
    path(ROLL + "correction/", registration.CorrectionView.as_view(), name="roll_correction"),
    path(
        ROLL + "correction/discard/",
        registration.CorrectionAwayView.as_view(),
        name="roll_correction_discard",
    ),
    path(ROLL + "confirmation/", registration.RollConfirmationView.as_view(), name="roll_confirm"),
    path(ROLL + "people/", registration.NewcomersView.as_view(), name="roll_add"),
    path(ROLL + "people/<int:pk>/", registration.EntryView.as_view(), name="roll_correct"),
    path(
        ROLL + "people/<int:pk>/registration/", registration.RegisteringView.as_view(), name="roll_register"
    ),
    path(ROLL + "people/<int:pk>/contacts/", registration.ContactView.as_view(), name="roll_contact"),
    path(ROLL + "people/<int:pk>/exclusion/", registration.ExclusionView.as_view(), name="roll_exclude"),
    path(ROLL + "people/<int:pk>/leaving/", registration.LeavingView.as_view(), name="roll_strike"),
    path(ROLL + "appeals/", appeal.AppealsView.as_view(), name="appeals"),
    path(ROLL + "appeals/<int:number>/decision/", appeal.DecisionView.as_view(), name="appeal_decide"),
    path(VILLAGE + "votes/announcement/", result.AnnouncementView.as_view(), name="announce"),
    path(VILLAGE + "votes/confirmation/", result.ConfirmationView.as_view(), name="confirm"),
    path(VILLAGE + "votes/<int:number>/further/", result.FurtherRoundView.as_view(), name="runoff"),
    path(VILLAGE + "votes/<int:number>/places/", contest.PlacesView.as_view(), name="places"),
    path(
        VILLAGE + "votes/<int:number>/places/publication/",
        contest.PlacesPublicationView.as_view(),
        name="publish_places",
    ),
    path("", include("voting.api.paper_urls")),
    path(VOTES, contest.VotesView.as_view(), name="votes"),
    path(VOTES + "write-ins/", result.WriteInView.as_view(), name="write_in"),
    path(VOTES + "further-decision/", result.FurtherDecisionView.as_view(), name="further_decision"),
    path(VOTES + "counting-rule/", result.CountingConfirmationView.as_view(), name="counting_rule"),
    path(ROUND + "tally/", count.TallyAgainView.as_view(), name="tally_again"),
    path(BOX + "entries/", count.EntriesView.as_view(), name="enter"),
    path(BOX + "settlement/", count.SettlementView.as_view(), name="settle"),
    path(BOX + "reopening/", count.RecountView.as_view(), name="reopen"),
]
