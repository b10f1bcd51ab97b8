from io import BytesIO
from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_GET, require_POST

from accounts.access import allowed
from accounts.forms.refused import refuse
from accounts.refusals import Refusal, Refusals
from accounts.rules import may
from elections.enums import Step
from elections.models import Election
from elections.queries.progress import progress_of_one
from elections.views.in_plan import in_plan
from voting.enums import ProxyState
from voting.forms.proxy import MethodForm, ProxyForm, ReasonForm
from voting.models import Proxy
from voting.proxy_rules import proxy_rules
from voting.queries.proxy import (
    counts_of,
    held_by,
    method_record,
    proxies_found,
    proxy_of,
    told_proxies,
)
from voting.queries.relation import relation_shown
from voting.queries.roll import published_roll
from voting.services.proxy import (
    approve_proxy,
    publish_proxies,
    record_method,
    refuse_proxy,
    request_proxy,
    revoke_proxy,
)
from voting.views.found import election_or_404
from voting.views.picking import Picker, before_lock, picker

PAGE_LENGTH = 100
ROLES = {"principal": gettext_lazy("Principal"), "holder": gettext_lazy("Holder")}


@allowed("proxy.view")
@in_plan(Step.PROXIES)
@require_GET
def proxies(request: HttpRequest, village_code: str) -> HttpResponse:
    """The proxies of a village: in force, to be reviewed, to be published; found by name or number."""
    election = election_or_404(request, village_code)
    words, state = request.GET.get("q", "").strip(), request.GET.get("state", "")
    state = state if state in ProxyState.values else ""
    page = Paginator(proxies_found(election, words, state), PAGE_LENGTH).get_page(request.GET.get("page"))
    progress = progress_of_one(election, request.now)
    context = _about(request, election) | {
        "page": page,
        "rows": told_proxies(election, list(page)),
        "words": words,
        "state": state,
        "states": ProxyState,
        "step": progress.steps[Step.PROXIES],
        "takes": before_lock(progress.steps[Step.PROXIES], request.now),
        "due": progress.calendar["proxies_published"],
        "published_roll": published_roll(election),
    }
    return render(request, "voting/proxy/list.html", context)


def _about(request: HttpRequest, election: Election) -> dict[str, Any]:
    """What every page of the proxies shows: the rules as they are read here, the figures, who may write."""
    rules = proxy_rules(election)
    return {
        "election": election,
        "rules": rules,
        "counts": counts_of(election),
        "clerk": may(request.user, "proxy.record", election.village_id),
        "method": method_record(election) if rules.needs_method else None,
        "method_form": MethodForm(),
    }


@allowed("proxy.record")
@in_plan(Step.PROXIES)
def new(request: HttpRequest, village_code: str) -> HttpResponse:
    """Take a proxy in."""
    election = election_or_404(request, village_code)
    form = ProxyForm(election, proxy_rules(election), request.POST or None, request.FILES or None)
    if request.method == "POST" and form.is_valid():
        try:
            made = request_proxy(
                by=request.user,
                election=election,
                draft=form.draft(),
                key=form.cleaned_data["key"],
                now=request.now,
            )
        except (Refusal, Refusals) as error:
            refuse(form, error)
        else:
            messages.success(request, _("The proxy is taken in; it waits for its review."))
            return redirect("voting:proxy", village_code, made.pk)
    pickers = [picker(request, election, role, label) for role, label in ROLES.items()]
    context = _about(request, election) | {"form": form, "pickers": pickers, **_pair(election, pickers)}
    return render(request, "voting/proxy/new.html", context, status=409 if form.errors else 200)


@allowed("proxy.record")
@require_GET
def voters(request: HttpRequest, village_code: str) -> HttpResponse:
    """What a search for principal or holder finds, as a part of the form."""
    election = election_or_404(request, village_code)
    role = request.GET.get("role", "")
    if role not in (*ROLES, "voter"):
        raise Http404
    found = picker(request, election, role, "")
    return render(request, "voting/proxy/found.html", {"picker": found, "election": election})


@allowed("proxy.record")
@require_GET
def pair(request: HttpRequest, village_code: str) -> HttpResponse:
    """What the registers show of the two, and how many proxies the holder may still accept; a part of the form."""
    election = election_or_404(request, village_code)
    pickers = [picker(request, election, role, label) for role, label in ROLES.items()]
    context = {"election": election, "rules": proxy_rules(election), **_pair(election, pickers)}
    return render(request, "voting/proxy/pair.html", context)


def _pair(election: Election, pickers: list[Picker]) -> dict[str, Any]:
    principal, holder = (each.chosen for each in pickers)
    both = principal is not None and holder is not None and principal.pk != holder.pk
    rules = proxy_rules(election)
    held = held_by(election, bytes(holder.id_index)) if holder else 0
    return {
        "holder": holder,
        "held": held,
        "left": None if rules.most is None else max(0, rules.most - held),
        "shown": relation_shown(election, bytes(principal.id_index), bytes(holder.id_index))
        if both and principal and holder
        else None,
        "both": both,
    }


@allowed("proxy.view")
@in_plan(Step.PROXIES)
@require_GET
def proxy(request: HttpRequest, village_code: str, pk: int) -> HttpResponse:
    """One proxy: what is on file, and what the committee does with it."""
    return _one(request, village_code, pk, ReasonForm())


def _one(request: HttpRequest, village_code: str, pk: int, form: ReasonForm) -> HttpResponse:
    election = election_or_404(request, village_code)
    found = _proxy_or_404(election, pk)
    context = _about(request, election) | {
        "row": told_proxies(election, [found])[0],
        "proxy": found,
        "form": form,
        "medium": found.medium,
    }
    return render(request, "voting/proxy/proxy.html", context, status=409 if form.errors else 200)


def _proxy_or_404(election: Election, pk: int) -> Proxy:
    found = proxy_of(election, pk)
    if found is None:
        raise Http404
    return found


@allowed("proxy.record")
@require_POST
def approve(request: HttpRequest, village_code: str, pk: int) -> HttpResponse:
    """Approve a proxy after its review."""
    found = _proxy_or_404(election_or_404(request, village_code), pk)
    try:
        done = approve_proxy(by=request.user, proxy=found, now=request.now)
    except (Refusal, Refusals) as error:
        form = ReasonForm({"reason": ""})
        form.errors.clear()
        refuse(form, error)
        return _one(request, village_code, pk, form)
    messages.success(request, _("Approved: certificate no. %(number)s.") % {"number": done.number})
    return redirect("voting:proxies", village_code)


@allowed("proxy.record")
@require_POST
def refuse_one(request: HttpRequest, village_code: str, pk: int) -> HttpResponse:
    """Refuse a proxy, with the reason."""
    found = _proxy_or_404(election_or_404(request, village_code), pk)
    form = ReasonForm(request.POST)
    if form.is_valid():
        try:
            refuse_proxy(by=request.user, proxy=found, now=request.now, **form.cleaned_data)
        except (Refusal, Refusals) as error:
            refuse(form, error)
        else:
            messages.success(request, _("The proxy is refused."))
            return redirect("voting:proxies", village_code)
    return _one(request, village_code, pk, form)


@allowed("proxy.record")
@require_POST
def revoke(request: HttpRequest, village_code: str, pk: int) -> HttpResponse:
    """Enter that the principal takes the proxy back."""
    found = _proxy_or_404(election_or_404(request, village_code), pk)
    form = ReasonForm(request.POST)
    if form.is_valid():
        try:
            revoke_proxy(by=request.user, proxy=found, now=request.now, **form.cleaned_data)
        except (Refusal, Refusals) as error:
            refuse(form, error)
        else:
            messages.success(request, _("The proxy is revoked."))
            return redirect("voting:proxies", village_code)
    return _one(request, village_code, pk, form)


@allowed("proxy.record")
@require_POST
def publish(request: HttpRequest, village_code: str) -> HttpResponse:
    """Publish the proxies that are approved."""
    election = election_or_404(request, village_code)
    try:
        fresh = publish_proxies(by=request.user, election=election, now=request.now)
    except (Refusal, Refusals) as error:
        messages.error(request, str(error))
        return redirect("voting:proxies", village_code)
    told = _("%(n)s proxies are published. Print the notice and post it.") % {"n": len(fresh)}
    messages.success(request, told)
    return redirect("voting:proxies", village_code)


@allowed("proxy.record")
@require_POST
def method(request: HttpRequest, village_code: str) -> HttpResponse:
    """Put on record where the election method lets residents entrust others."""
    election = election_or_404(request, village_code)
    form = MethodForm(request.POST)
    if form.is_valid():
        try:
            record_method(by=request.user, election=election, now=request.now, **form.cleaned_data)
        except (Refusal, Refusals) as error:
            messages.error(request, str(error))
        else:
            messages.success(request, _("On record: the election method allows proxies."))
    else:
        messages.error(request, _("Name the article of the election method."))
    return redirect("voting:proxies", village_code)


@allowed("proxy.view")
@require_GET
def form_file(request: HttpRequest, village_code: str, pk: int) -> FileResponse:
    """What the principal wrote, as it was attached; always saved, never shown within the site."""
    found = _proxy_or_404(election_or_404(request, village_code), pk)
    if found.form is None:
        raise Http404
    return FileResponse(
        BytesIO(bytes(found.form.content)),
        as_attachment=True,
        filename=found.form_name or "proxy",
        content_type=found.form.content_type,
    )
