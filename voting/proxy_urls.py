from django.urls import path

from voting.views import ballot, mobile, proxy

VILLAGE = "villages/<str:village_code>/"
PROXIES, MOBILE, ROUND = f"{VILLAGE}proxies/", f"{VILLAGE}proxies/mobile/", f"{VILLAGE}votes/<int:number>/"

urlpatterns = [
    path(PROXIES, proxy.proxies, name="proxies"),
    path(f"{PROXIES}new/", proxy.new, name="proxy_new"),
    path(f"{PROXIES}voters/", proxy.voters, name="proxy_voters"),
    path(f"{PROXIES}pair/", proxy.pair, name="proxy_pair"),
    path(f"{PROXIES}publish/", proxy.publish, name="proxies_publish"),
    path(f"{PROXIES}method/", proxy.method, name="proxy_method"),
    path(f"{PROXIES}<int:pk>/", proxy.proxy, name="proxy"),
    path(f"{PROXIES}<int:pk>/approve/", proxy.approve, name="proxy_approve"),
    path(f"{PROXIES}<int:pk>/refuse/", proxy.refuse_one, name="proxy_refuse"),
    path(f"{PROXIES}<int:pk>/revoke/", proxy.revoke, name="proxy_revoke"),
    path(f"{PROXIES}<int:pk>/form/", proxy.form_file, name="proxy_form"),
    path(MOBILE, mobile.mobile, name="mobile"),
    path(f"{MOBILE}new/", mobile.new, name="mobile_new"),
    path(f"{MOBILE}<int:pk>/", mobile.voter, name="mobile_voter"),
    path(f"{MOBILE}<int:pk>/confirm/", mobile.confirm, name="mobile_confirm"),
    path(f"{MOBILE}<int:pk>/refuse/", mobile.refuse_one, name="mobile_refuse"),
    path(f"{MOBILE}routes/new/", mobile.new_route, name="route_new"),
    path(f"{MOBILE}routes/<int:number>/", mobile.route, name="route"),
    path(f"{VILLAGE}votes/ballots/", ballot.ballots, name="ballots"),
    path(f"{ROUND}ballots/", ballot.desk, name="desk"),
    path(f"{ROUND}ballots/hand-out/", ballot.hand_out, name="hand_out"),
    path(f"{ROUND}ballots/register/", ballot.register, name="register"),
    path(f"{ROUND}ballots/<int:pk>/take-back/", ballot.take_back, name="take_back"),
]
