"""Proxies: taken in, reviewed, published, revoked."""

from typing import Any

from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response

from accounts.api.view import OfficersView, described
from accounts.refusals import NotThere
from elections.api.found import election_here
from voting.api.found import voter_here
from voting.enums import ProxyReason, ProxyState
from voting.models import Proxy
from voting.queries.proxy import proxies_of, proxy_of
from voting.services.proxy import (
    approve_proxy,
    publish_proxies,
    refuse_proxy,
    request_proxy,
    revoke_proxy,
)
from voting.services.proxy_checks import ProxyDraft

NUMBER = {"min_value": 1, "max_value": 1_000_000}


class ProxyDraftShape(serializers.Serializer[Any]):
    """A proxy to take in. `principal` and `holder` are numbers of the roll in force; `form_name` is the number under
    which the paper is kept. `relation` and what shows it are wanted where the registers show none.
    """

    principal = serializers.IntegerField(**NUMBER)
    holder = serializers.IntegerField(**NUMBER)
    reason = serializers.ChoiceField(ProxyReason.choices)
    medium = serializers.CharField(max_length=20)
    note = serializers.CharField(max_length=200, allow_blank=True, default="")
    relation = serializers.CharField(max_length=40, allow_blank=True, default="")
    relation_proof = serializers.CharField(max_length=200, allow_blank=True, default="")
    form_name = serializers.CharField(max_length=200, allow_blank=True, default="")


class ProxyReasonShape(serializers.Serializer[Any]):
    reason = serializers.CharField(max_length=200)


class ProxyShape(serializers.Serializer[Any]):
    """A proxy; `certificate` is the number of its certificate once it is approved."""

    id = serializers.IntegerField(source="pk")
    principal = serializers.CharField()
    principal_number = serializers.IntegerField()
    holder = serializers.CharField()
    holder_number = serializers.IntegerField()
    relation = serializers.CharField()
    reason = serializers.ChoiceField(ProxyReason.choices)
    medium = serializers.CharField()
    state = serializers.ChoiceField(ProxyState.choices)
    certificate = serializers.IntegerField(source="number", allow_null=True)
    requested_at = serializers.DateTimeField()
    published_at = serializers.DateTimeField(allow_null=True)
    ended_because = serializers.CharField(allow_blank=True)


def proxy_here(request: Request, village_code: str, pk: int) -> Proxy:
    found = proxy_of(election_here(request, village_code), pk)
    if found is None:
        raise NotThere
    return found


class ProxiesView(OfficersView):
    access_rule = ("proxy.view", "village_code")

    @described("proxies", "The proxies of a village, whatever their state", gives=ProxyShape(many=True))
    def get(self, request: Request, village_code: str) -> Response:
        kept = proxies_of(election_here(request, village_code))
        return Response(ProxyShape(kept, many=True).data)


class RequestView(OfficersView):
    access_rule = ("proxy.record", "village_code")

    @described(
        "request_proxy", "Take a proxy in", takes=ProxyDraftShape, gives=ProxyShape, status=201, keyed=True
    )
    def post(self, request: Request, village_code: str) -> Response:
        election, key = election_here(request, village_code), self.key()
        taken = self.taken(ProxyDraftShape)
        people = {role: voter_here(election, taken[role], role) for role in ("principal", "holder")}
        made = request_proxy(
            by=request.user, election=election, draft=ProxyDraft(**taken | people), key=key, now=request.now
        )
        return Response(ProxyShape(made).data, status=201)


class ApprovalView(OfficersView):
    access_rule = ("proxy.record", "village_code")

    @described("approve_proxy", "Approve a proxy", gives=ProxyShape)
    def post(self, request: Request, village_code: str, pk: int) -> Response:
        found = proxy_here(request, village_code, pk)
        return Response(ProxyShape(approve_proxy(by=request.user, proxy=found, now=request.now)).data)


class RefusalView(OfficersView):
    access_rule = ("proxy.record", "village_code")

    @described("refuse_proxy", "Refuse a proxy", takes=ProxyReasonShape, gives=ProxyShape)
    def post(self, request: Request, village_code: str, pk: int) -> Response:
        found = proxy_here(request, village_code, pk)
        done = refuse_proxy(by=request.user, proxy=found, now=request.now, **self.taken(ProxyReasonShape))
        return Response(ProxyShape(done).data)


class RevocationView(OfficersView):
    access_rule = ("proxy.record", "village_code")

    @described("revoke_proxy", "Enter that a proxy is taken back", takes=ProxyReasonShape, gives=ProxyShape)
    def post(self, request: Request, village_code: str, pk: int) -> Response:
        found = proxy_here(request, village_code, pk)
        done = revoke_proxy(by=request.user, proxy=found, now=request.now, **self.taken(ProxyReasonShape))
        return Response(ProxyShape(done).data)


class ProxyPublicationView(OfficersView):
    access_rule = ("proxy.record", "village_code")

    @described("publish_proxies", "Publish the approved proxies", gives=ProxyShape(many=True))
    def post(self, request: Request, village_code: str) -> Response:
        election = election_here(request, village_code)
        fresh = publish_proxies(by=request.user, election=election, now=request.now)
        for proxy in fresh:
            proxy.published_at = request.now
        return Response(ProxyShape(fresh, many=True).data)
