from django.urls import include, path

from accounts.api.nowhere import NowhereView

app_name = "api"
urlpatterns = [
    path("", include("documents.api_urls")),
    path("", include("villages.api_urls")),
    path("", include("elections.api_urls")),
    path("", include("voting.api_urls")),
    path("", include("candidates.api_urls")),
    path("", include("overview.api_urls")),
    path("<path:address>", NowhereView.as_view(), name="nowhere"),
]
