"""What a villager can do about the roll without signing in: object to it, and ask how an objection stands."""

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.cache import never_cache

from accounts.access import public
from accounts.forms.refused import refuse
from accounts.refusals import Refusal
from accounts.throttle import TooOften, count
from elections.models import Election
from elections.queries.cycle import public_election
from overview.forms.public_appeal import ObjectionForm, ReceiptForm
from overview.queries.public_appeal import Objecting, objecting
from voting.queries.appeal import appeal_by_receipt, appeal_standing
from voting.services.appeal import file_publicly

REFUSED, TOO_MANY = 409, 429


@public
@never_cache
def object_to_roll(request: HttpRequest, village_code: str) -> HttpResponse:
    """Write an objection to the posted roll; it is answered with a receipt number and the day of the answer."""
    election, stands = _found(village_code)
    now = election.cycle.now(timezone.now())
    form, status = ObjectionForm(stands.groups, request.POST or None), 200
    context = {"election": election, "stands": stands, "form": form, "public_now": timezone.localtime(now)}
    if request.method == "POST" and form.is_valid():
        try:
            count(request, f"object:{village_code}", settings.PUBLIC_OBJECTIONS_AN_HOUR)
            made = file_publicly(
                election=election, objection=form.objection(), key=form.cleaned_data["key"], now=now
            )
        except Refusal as refusal:
            refuse(form, refusal)
            status = TOO_MANY if isinstance(refusal, TooOften) else REFUSED
        else:
            context["filed"] = appeal_standing(election, made, now)
            return render(request, "overview/public/objected.html", context)
    elif form.errors:
        status = REFUSED
    return render(request, "overview/public/object.html", context, status=status)


@public
@never_cache
def objection(request: HttpRequest, village_code: str) -> HttpResponse:
    """How an objection stands, for whoever has its receipt number: its state and its answer, nothing else."""
    election, stands = _found(village_code)
    now = election.cycle.now(timezone.now())
    form, status = ReceiptForm(request.POST or None), 200
    context = {"election": election, "stands": stands, "form": form, "public_now": timezone.localtime(now)}
    if request.method == "POST" and form.is_valid():
        try:
            count(request, f"receipt:{village_code}", settings.PUBLIC_ENQUIRIES_AN_HOUR)
        except TooOften as refusal:
            refuse(form, refusal)
            status = TOO_MANY
        else:
            found = appeal_by_receipt(election, form.cleaned_data["receipt"])
            context["asked"] = True
            context["row"] = appeal_standing(election, found, now) if found else None
    elif form.errors:
        status = REFUSED
    return render(request, "overview/public/objection.html", context, status=status)


def _found(village_code: str) -> tuple[Election, Objecting]:
    """The election whose board is public, and how objections stand there, or 404."""
    election = public_election(village_code)
    stands = objecting(election, election.cycle.now(timezone.now())) if election else None
    if election is None or stands is None:
        raise Http404
    return election, stands
