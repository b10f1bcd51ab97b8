from django.urls import path

from overview.api import board

urlpatterns = [
    path("board/", board.BoardView.as_view(), name="board"),
]
