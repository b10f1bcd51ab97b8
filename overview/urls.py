from django.urls import path

from overview.views import board, public_board, today, village

app_name = "overview"
urlpatterns = [
    path("", today.today, name="today"),
    path("board/", board.board, name="board"),
    path("board/<str:village_code>/<int:group>/", board.cell, name="cell"),
    path("board.csv", board.sheet, name="board_sheet"),
    path("villages/", village.villages, name="villages"),
    path("villages/<str:village_code>/", village.village, name="village"),
    path("public/<str:village_code>/", public_board.public_board, name="public_board"),
]
