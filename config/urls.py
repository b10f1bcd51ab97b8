from django.urls import include, path
from drf_spectacular.views import SpectacularAPIView

from accounts.access import signed_in
from config import health

urlpatterns = [
    path("healthz", health.alive, name="healthz"),
    path("readyz", health.ready, name="readyz"),
    # before the pages: an address of theirs fails here at its first letters, one of these at each of their hundreds
    path("api/v1/schema/", signed_in(SpectacularAPIView.as_view()), name="api-schema"),
    path("api/v1/", include("config.api_urls")),
    path("", include("overview.urls")),
    path("", include("accounts.urls")),
    path("", include("documents.urls")),
    path("", include("villages.urls")),
    path("", include("villages.kinship_urls")),
    path("", include("villages.party_urls")),
    path("", include("elections.urls")),
    path("", include("voting.urls")),
    path("", include("candidates.urls")),
]
handler404 = "accounts.views.errors.not_there"
handler500 = "accounts.views.errors.fault"
handler403 = "accounts.views.errors.forbidden"
