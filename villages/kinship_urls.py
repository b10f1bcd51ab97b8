from django.urls import path

from villages.views import kinship

app_name = "kinship"
KINSHIP = "villages/<str:village_code>/people/<int:pk>/kinship/"

urlpatterns = [
    path(KINSHIP, kinship.kinship, name="kinship"),
    path(KINSHIP + "add/", kinship.add, name="add"),
    path(KINSHIP + "<int:tie>/remove/", kinship.remove, name="remove"),
]
