from django.urls import path

from accounts.views import language, sign_in

app_name = "accounts"
urlpatterns = [
    path("signin/", sign_in.sign_in, name="sign_in"),
    path("signout/", sign_in.sign_out, name="sign_out"),
    path("language/", language.language, name="language"),
]
