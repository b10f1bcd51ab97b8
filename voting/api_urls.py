from django.urls import URLPattern, include, path

from voting.api import appeal, contest, count, registration, result, roll, tally
from voting.api.paper_urls import of_papers
from voting.converters import PATHS

VILLAGE = "villages/<str:village_code>/"
ROLL = VILLAGE + "roll/"


def of_vote(votes: str, body: dict[str, str]) -> list[URLPattern]:
    """The addresses of one body's vote."""
    held = votes + "<int:number>/"
    box = held + "boxes/<int:box>/"
    return [
        path(votes, contest.VotesView.as_view(), body, name="votes"),
        path(votes + "write-ins/", result.WriteInView.as_view(), body, name="write_in"),
        path(held + "tally/", count.TallyAgainView.as_view(), body, name="tally_again"),
        path(box + "entries/", count.EntriesView.as_view(), body, name="enter"),
        path(box + "settlement/", count.SettlementView.as_view(), body, name="settle"),
        path(box + "reopening/", count.RecountView.as_view(), body, name="reopen"),
        *of_papers(held, body),
    ]


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
    path(VILLAGE + "votes/confirmation/", result.ConfirmationView.as_view(), name="confirm"),
    path(VILLAGE + "votes/<int:number>/further/", result.FurtherRoundView.as_view(), name="runoff"),
    path(VILLAGE + "votes/<int:number>/places/", contest.PlacesView.as_view(), name="places"),
    path(
        VILLAGE + "votes/<int:number>/places/publication/",
        contest.PlacesPublicationView.as_view(),
        name="publish_places",
    ),
    *(each for body, votes in PATHS.items() for each in of_vote(VILLAGE + votes + "/", {"body": body})),
]
