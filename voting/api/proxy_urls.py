from django.urls import path

from voting.api import ballot, mobile, proxy

VILLAGE = "villages/<str:village_code>/"
PROXIES, MOBILE, ROUND = f"{VILLAGE}proxies/", f"{VILLAGE}mobile/", f"{VILLAGE}votes/<int:number>/"

urlpatterns = [
    path(PROXIES, proxy.ProxiesView.as_view(), name="proxies"),
    path(f"{PROXIES}requests/", proxy.RequestView.as_view(), name="proxy_new"),
    path(f"{PROXIES}publication/", proxy.ProxyPublicationView.as_view(), name="proxies_publish"),
    path(f"{PROXIES}<int:pk>/approval/", proxy.ApprovalView.as_view(), name="proxy_approve"),
    path(f"{PROXIES}<int:pk>/refusal/", proxy.RefusalView.as_view(), name="proxy_refuse"),
    path(f"{PROXIES}<int:pk>/revocation/", proxy.RevocationView.as_view(), name="proxy_revoke"),
    path(MOBILE, mobile.MobileVotersView.as_view(), name="mobile"),
    path(f"{MOBILE}requests/", mobile.MobileRequestView.as_view(), name="mobile_new"),
    path(f"{MOBILE}<int:pk>/confirmation/", mobile.MobileConfirmationView.as_view(), name="mobile_confirm"),
    path(f"{MOBILE}<int:pk>/refusal/", mobile.MobileRefusalView.as_view(), name="mobile_refuse"),
    path(f"{MOBILE}routes/<int:number>/", mobile.RouteView.as_view(), name="route"),
    path(f"{ROUND}ballots/", ballot.BallotsView.as_view(), name="ballots"),
    path(f"{ROUND}boxes/<int:box>/ballots/", ballot.HandOutView.as_view(), name="hand_out"),
    path(f"{ROUND}ballots/<int:pk>/taking-back/", ballot.TakeBackView.as_view(), name="take_back"),
]
