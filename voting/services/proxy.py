"""Proxies (委托投票): taken in, reviewed, published, revoked."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db import transaction
from django.db.models import Max
from django.utils.timezone import localtime
from django.utils.translation import gettext_lazy as _

from accounts.models import Office, User
from accounts.refusals import Refusals
from accounts.rules import require
from documents.services.file import store
from elections.enums import Act, Step
from elections.models import Election, StepRecord
from elections.services.gate import gate, gate_ahead
from elections.services.ledger import record_act
from elections.services.locks import lock_election
from voting.enums import ProxyState
from voting.models import Proxy
from voting.proxy_rules import proxy_rules
from voting.queries.electors import voters_by_index
from voting.queries.proxy import METHOD, method_record, waiting_to_be_published
from voting.refusals.count import ReasonNeeded, StalePage
from voting.refusals.proxy import (
    HolderNotOnRoll,
    MethodKnown,
    NoProxyToPublish,
    PrincipalNotOnRoll,
    ProxyEnded,
    ProxyNotRequested,
)
from voting.services import proxy_checks
from voting.services.polling import refuse_while_open, step_ahead
from voting.services.proxy_checks import Pair, ProxyDraft


def request_proxy(*, by: User, election: Election, draft: ProxyDraft, key: UUID, now: datetime) -> Proxy:
    """Take a proxy in, inside the window of the plan: none on the spot (A-PROXY-05). The same `key` is one proxy.

    Raises what the gate raises, ProxiesNotAllowed, MethodSilent; Refusals with every fault of the proxy.
    """
    office = require(by, "proxy.record", election.village_id)
    with transaction.atomic():
        election = lock_election(election)
        known = Proxy.objects.filter(key=key).first()
        if known is not None:
            return _the_same(known, election)
        gate(Step.PROXIES, election, now)
        pair = proxy_checks.checked(election, proxy_rules(election), draft)
        made = _made(election, pair, draft, key, by, now)
        _record(Act.PROXY_REQUESTED, by, office, made, now, {"reason": made.reason, "medium": made.medium})
    return made


def _the_same(known: Proxy, election: Election) -> Proxy:
    if known.election_id != election.pk:
        raise StalePage(_("This page was used already. Open it anew."))
    return known


def _made(election: Election, pair: Pair, draft: ProxyDraft, key: UUID, by: User, now: datetime) -> Proxy:
    principal, holder, form = pair.principal, pair.holder, draft.form
    return Proxy.objects.create(
        key=key,
        election=election,
        principal_index=bytes(principal.id_index),
        principal=principal.name,
        principal_group=principal.group,
        principal_number=principal.number,
        holder_index=bytes(holder.id_index),
        holder=holder.name,
        holder_group=holder.group,
        holder_number=holder.number,
        relation=pair.relation,
        relation_proof=pair.proof,
        reason=draft.reason,
        note=draft.note.strip(),
        medium=draft.medium,
        form=store(form.content, form.content_type) if form else None,
        form_name=draft.form_name.strip() or (form.name[-200:] if form else ""),
        requested_at=now,
        requested_by=by,
    )


def approve_proxy(*, by: User, proxy: Proxy, now: datetime) -> Proxy:
    """Approve a proxy and number its certificate; what stood against it at the request is looked at again.

    Raises ProxyNotRequested, PrincipalNotOnRoll, HolderNotOnRoll, HolderBarred, BoxesOpened, what the gate raises.
    """
    office = require(by, "proxy.record", proxy.election.village_id)
    with transaction.atomic():
        proxy = _locked(proxy)
        gate_ahead(step_ahead(proxy.election, now), proxy.election, now)
        refuse_while_open(proxy.election, now)
        _refuse_unless_requested(proxy)
        _refuse_changed_people(proxy)
        last = proxy.election.proxies.aggregate(last=Max("number"))["last"]
        proxy.state, proxy.number = ProxyState.APPROVED, (last or 0) + 1
        proxy.reviewed_at, proxy.reviewed_by = now, by
        proxy.save(update_fields=["state", "number", "reviewed_at", "reviewed_by"])
        _record(Act.PROXY_APPROVED, by, office, proxy, now, {"certificate": proxy.number})
    return proxy


def refuse_proxy(*, by: User, proxy: Proxy, reason: str, now: datetime) -> Proxy:
    """Refuse a proxy that waits for its review. Raises ProxyNotRequested, ReasonNeeded, what the gate raises."""
    office = require(by, "proxy.record", proxy.election.village_id)
    with transaction.atomic():
        proxy = _locked(proxy)
        gate_ahead(step_ahead(proxy.election, now), proxy.election, now)
        _refuse_unless_requested(proxy)
        _need(reason)
        proxy.reviewed_at, proxy.reviewed_by = now, by
        _end(proxy, ProxyState.REFUSED, reason, now)
        _record(Act.PROXY_REFUSED, by, office, proxy, now, {"reason": proxy.ended_because})
    return proxy


def revoke_proxy(*, by: User, proxy: Proxy, reason: str, now: datetime) -> Proxy:
    """The principal takes the proxy back, until the boxes are opened; the holder's place is free again.

    Raises ProxyEnded, ReasonNeeded, BoxesOpened, what the gate raises.
    """
    office = require(by, "proxy.record", proxy.election.village_id)
    with transaction.atomic():
        proxy = _locked(proxy)
        gate_ahead(step_ahead(proxy.election, now), proxy.election, now)
        refuse_while_open(proxy.election, now)
        if proxy.ended_at is not None:
            raise ProxyEnded(_("This proxy is not in force any more."))
        _need(reason)
        told = {"reason": reason.strip(), "was_published": proxy.published_at is not None}
        _end(proxy, ProxyState.REVOKED, reason, now)
        _record(Act.PROXY_REVOKED, by, office, proxy, now, told)
    return proxy


def publish_proxies(*, by: User, election: Election, now: datetime) -> list[Proxy]:
    """Publish the approved proxies that are not published yet; the list of principals and holders is posted.

    Raises NoProxyToPublish, BoxesOpened, what the gate raises.
    """
    office = require(by, "proxy.record", election.village_id)
    with transaction.atomic():
        election = lock_election(election)
        here = gate_ahead(step_ahead(election, now), election, now)
        refuse_while_open(election, now)
        fresh = list(waiting_to_be_published(election))
        if not fresh:
            raise NoProxyToPublish(_("No approved proxy waits for its publication."))
        Proxy.objects.filter(pk__in=[proxy.pk for proxy in fresh]).update(published_at=now)
        record_act(
            by=by,
            office=office,
            act=Act.PROXIES_PUBLISHED,
            election=election,
            step=here.step,
            data={"certificates": [proxy.number for proxy in fresh]},
            now=now,
        )
    return fresh


def record_method(*, by: User, election: Election, article: str, now: datetime) -> StepRecord:
    """Put on record where the election method lets residents of a community entrust others (AMB-29).

    Raises MethodKnown, ReasonNeeded, what the gate raises.
    """
    office = require(by, "proxy.record", election.village_id)
    with transaction.atomic():
        election = lock_election(election)
        gate_ahead(Step.PROXIES, election, now)
        if method_record(election) is not None:
            raise MethodKnown(_("That is on record already."))
        _need(article, "article")
        made = StepRecord.objects.create(
            election=election,
            step=Step.PROXIES,
            parts=[METHOD],
            held_on=localtime(now).date(),
            people=by.name,
            note=article.strip(),
            recorded_at=now,
            recorded_by=by,
        )
        record_act(
            by=by,
            office=office,
            act=Act.STEP_RECORDED,
            election=election,
            step=Step.PROXIES,
            subject=made.note[:200],
            data={"parts": made.parts, "note": made.note},
            now=now,
        )
    return made


def _locked(proxy: Proxy) -> Proxy:
    """The proxy as it stands now, with its election, locked before it."""
    election = lock_election(proxy.election)
    proxy = Proxy.objects.select_for_update(of=("self",)).get(pk=proxy.pk)
    proxy.election = election
    return proxy


def _refuse_unless_requested(proxy: Proxy) -> None:
    if proxy.state != ProxyState.REQUESTED:
        raise ProxyNotRequested(_("This proxy was reviewed already."))


def _refuse_changed_people(proxy: Proxy) -> None:
    """Since the request a correction of the roll may have taken somebody off, or the holder become a candidate."""
    voters = voters_by_index(proxy.election, [bytes(proxy.principal_index), bytes(proxy.holder_index)])
    if bytes(proxy.principal_index) not in voters:
        raise PrincipalNotOnRoll(_("%(name)s is no longer on the roll in force."), {"name": proxy.principal})
    holder = voters.get(bytes(proxy.holder_index))
    if holder is None:
        raise HolderNotOnRoll(_("%(name)s is no longer on the roll in force."), {"name": proxy.holder})
    barred = list(proxy_checks.barred_holder(proxy.election, holder))
    if barred:
        raise Refusals(barred)


def _need(reason: str, field: str = "reason") -> None:
    if not reason.strip():
        raise ReasonNeeded(_("Write down the reason; it goes into the ledger."), field=field)


def _end(proxy: Proxy, state: ProxyState, reason: str, now: datetime) -> None:
    proxy.state, proxy.ended_at, proxy.ended_because = state, now, reason.strip()[:200]
    proxy.save(update_fields=["state", "ended_at", "ended_because", "reviewed_at", "reviewed_by"])


def _record(act: Act, by: User, office: Office, proxy: Proxy, now: datetime, more: Mapping[str, Any]) -> None:
    record_act(
        by=by,
        office=office,
        act=act,
        election=proxy.election,
        step=Step.PROXIES,
        subject=f"{proxy.principal} → {proxy.holder}",
        data={
            "proxy": proxy.pk,
            "principal": {"name": proxy.principal, "number": proxy.principal_number},
            "holder": {"name": proxy.holder, "number": proxy.holder_number},
            "relation": proxy.relation,
            **more,
        },
        now=now,
    )
