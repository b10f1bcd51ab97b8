from django.urls import path

from accounts.views import kept_input, language, preferences, sign_in

app_name = "accounts"
urlpatterns = [
    path("signin/", sign_in.sign_in, name="sign_in"),
    path("signout/", sign_in.sign_out, name="sign_out"),
    path("kept/", kept_input.kept_inputs, name="kept_inputs"),
    path("kept/<int:pk>/throw-away/", kept_input.throw, name="kept_throw"),
    path("me/", preferences.preferences, name="preferences"),
    path("me/calendar/", preferences.make_feed, name="feed"),
    path("me/calendar/revoke/", preferences.revoke_feed, name="feed_revoke"),
    path("language/", language.language, name="language"),
]
