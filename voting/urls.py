from django.urls import include, path

from voting.views import confirmation, contest, count, result, round_papers, what_if

app_name = "voting"

VILLAGE = "villages/<str:village_code>/"
VOTES = f"{VILLAGE}<vote:body>/"

urlpatterns = [
    path("", include("voting.roll_urls")),
    path("", include("voting.appeal_urls")),
    path("", include("voting.proxy_urls")),
    path("", include("voting.paper_urls")),
    path("", include("voting.staff_urls")),
    path("", include("voting.polling_day_urls")),
    path("what-if/", what_if.what_if, name="what_if"),
    path(f"{VOTES}<int:number>/what-if/", what_if.what_if_round, name="what_if_round"),
    path(VOTES, contest.votes, name="votes"),
    path(f"{VILLAGE}votes/", contest.votes, name="votes"),
    path(f"{VILLAGE}votes/announce/", confirmation.announce, name="announce"),
    path(f"{VILLAGE}votes/confirm/", confirmation.confirm, name="confirm"),
    path(f"{VOTES}further-decision/", confirmation.further, name="further_decision"),
    path(f"{VOTES}counting-rule/", confirmation.counting_rule, name="counting_rule"),
    path(f"{VOTES}counting-rule/confirm/", confirmation.confirm_rule, name="confirm_rule"),
    path(f"{VOTES}write-in/", result.write_in, name="write_in"),
    path(f"{VOTES}<int:number>/", result.result, name="result"),
    path(f"{VOTES}<int:number>/papers/", round_papers.issue, name="round_papers"),
    path(f"{VOTES}<int:number>/papers.pdf", round_papers.packet, name="round_packet"),
    path(f"{VILLAGE}votes/<int:number>/places/", contest.places, name="places"),
    path(f"{VILLAGE}votes/<int:number>/places/publish/", contest.publish_places, name="publish_places"),
    path(f"{VOTES}<int:number>/tally/", count.again, name="tally_again"),
    path(f"{VILLAGE}votes/<int:number>/further/", result.runoff, name="runoff"),
    path(f"{VOTES}<int:number>/boxes/<int:box>/enter/", count.enter, name="enter"),
    path(f"{VOTES}<int:number>/boxes/<int:box>/settle/", count.settle, name="settle"),
    path(f"{VOTES}<int:number>/boxes/<int:box>/reopen/", count.reopen, name="reopen"),
]
