from django.urls import path

from overview.views import (
    board,
    exceptions,
    feed,
    gantt,
    messages,
    public_appeal,
    public_board,
    public_notice,
    sheet,
    today,
    village,
)

app_name = "overview"
urlpatterns = [
    path("", today.today, name="today"),
    path("board/", board.board, name="board"),
    path("board/<str:village_code>/<str:column>/", board.cell, name="cell"),
    path("board/exceptions/", exceptions.exceptions, name="exceptions"),
    path("board/exceptions.csv", exceptions.exceptions_sheet, name="exceptions_sheet"),
    path("board.csv", sheet.sheet, name="board_sheet"),
    path("board.pdf", sheet.board_print, name="board_print"),
    path("messages/", messages.messages, name="messages"),
    path("messages/read/", messages.read, name="messages_read"),
    path("messages/<int:pk>/", messages.message, name="message"),
    path("calendar/<str:token>.ics", feed.feed, name="feed"),
    path("villages/", village.villages, name="villages"),
    path("villages/<str:village_code>/", village.village, name="village"),
    path("villages/<str:village_code>/gantt/", gantt.gantt, name="gantt"),
    path("villages/<str:village_code>/gantt.pdf", gantt.gantt_print, name="gantt_print"),
    path("public/<str:village_code>/", public_board.public_board, name="public_board"),
    path("public/<str:village_code>/object/", public_appeal.object_to_roll, name="public_object"),
    path("public/<str:village_code>/objection/", public_appeal.objection, name="public_objection"),
    path("public/<str:village_code>/notice/<int:pk>/", public_notice.public_notice, name="public_notice"),
    path(
        "public/<str:village_code>/notice-objection/",
        public_notice.notice_objection,
        name="notice_objection",
    ),
]
