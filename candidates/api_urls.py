from django.urls import path

from candidates.api import candidacy, department, nomination, notice, proposal, publication, review, seats

VILLAGE = "villages/<str:village_code>/candidates/"

urlpatterns = [
    path(VILLAGE, candidacy.CandidatesView.as_view(), name="candidates"),
    path(VILLAGE + "seats/", seats.SeatsView.as_view(), name="seats"),
    path(VILLAGE + "nomination/", nomination.NominationView.as_view(), name="nomination"),
    path(VILLAGE + "next/<str:post>/", nomination.MoveUpView.as_view(), name="next"),
    path(VILLAGE + "proposal/", proposal.ProposalView.as_view(), name="propose"),
    path(VILLAGE + "publication/", publication.PublicationView.as_view(), name="publish"),
    path(VILLAGE + "<int:pk>/answers/", proposal.AnswerView.as_view(), name="answer"),
    path(VILLAGE + "<int:pk>/reviews/", review.ReviewsView.as_view(), name="review"),
    path(VILLAGE + "<int:pk>/signatures/", notice.SignOffsView.as_view(), name="sign_off"),
    path(VILLAGE + "questions/<int:pk>/", department.VillageAnswersView.as_view(), name="question"),
    path(VILLAGE + "notices/", notice.NoticesView.as_view(), name="notices"),
    path(
        VILLAGE + "notices/<int:pk>/objections/", notice.NoticeObjectionsView.as_view(), name="notice_object"
    ),
    path(
        VILLAGE + "notices/<int:pk>/objections/<int:objection>/",
        notice.NoticeDecisionView.as_view(),
        name="notice_decide",
    ),
    path("reviews/department/", department.DepartmentQueueView.as_view(), name="department"),
    path(
        "reviews/department/<int:pk>/answers/",
        department.DepartmentAnswersView.as_view(),
        name="department_review",
    ),
    path(
        "reviews/department/<int:pk>/questions/",
        department.DepartmentQuestionsView.as_view(),
        name="department_question",
    ),
]
