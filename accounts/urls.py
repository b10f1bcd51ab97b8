from django.urls import path

from accounts.views import language, preferences, sign_in

app_name = "accounts"
urlpatterns = [
    path("signin/", sign_in.sign_in, name="sign_in"),
    path("signout/", sign_in.sign_out, name="sign_out"),
    path("me/", preferences.preferences, name="preferences"),
    path("me/calendar/", preferences.make_feed, name="feed"),
    path("me/calendar/revoke/", preferences.revoke_feed, name="feed_revoke"),
    path("language/", language.language, name="language"),
]
