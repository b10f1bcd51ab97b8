from django.urls import path

from candidates.views import (
    candidacy,
    department,
    department_sheet,
    nomination,
    notice,
    proposal,
    publication,
    question,
    review,
    seats,
    sign_off,
    succession,
)

app_name = "candidates"
VILLAGE = "villages/<str:village_code>/candidates/"
urlpatterns = [
    path(VILLAGE, candidacy.candidates, name="candidates"),
    path(VILLAGE + "seats/", seats.plan, name="seats"),
    path(VILLAGE + "nomination/", nomination.record, name="nomination"),
    path(VILLAGE + "nomination/row/", nomination.row, name="nomination_row"),
    path(VILLAGE + "next/<str:post>/", succession.move_next_up, name="next"),
    path(VILLAGE + "propose/", proposal.propose, name="propose"),
    path(VILLAGE + "<int:pk>/answer/", proposal.answer, name="answer"),
    path(VILLAGE + "publish/", publication.publish, name="publish"),
    path(VILLAGE + "questions/", question.questions, name="questions"),
    path(VILLAGE + "questions/<int:pk>/", question.question, name="question"),
    path(VILLAGE + "notices/", notice.notices, name="notices"),
    path(VILLAGE + "notices/<int:pk>/", notice.notice, name="notice"),
    path(VILLAGE + "notices/<int:pk>/object/", notice.take_in, name="notice_object"),
    path(VILLAGE + "notices/<int:pk>/decide/<int:objection>/", notice.decide, name="notice_decide"),
    path("reviews/department/", department.queue, name="department"),
    path("reviews/department/queue.xlsx", department_sheet.download, name="department_book"),
    path("reviews/department/sheets/", department_sheet.send, name="department_send"),
    path("reviews/department/sheets/<int:pk>/", department_sheet.sheet, name="department_sheet"),
    path("reviews/department/<int:pk>/", department.person, name="department_review"),
    path("reviews/department/<int:pk>/question/", department.question, name="department_question"),
    path("reviews/department/<int:pk>/number/", department.number, name="department_number"),
    path("reviews/department/<int:pk>/file/", department.file, name="department_file"),
    path("reviews/departments/", department.standing, name="departments"),
    path("reviews/signatures/", sign_off.sign_offs, name="sign_offs"),
    path("reviews/signatures/<int:pk>/", sign_off.sign_off, name="sign_off"),
    path("reviews/", review.reviews, name="reviews"),
    path("reviews/<int:pk>/", review.person, name="review"),
]
