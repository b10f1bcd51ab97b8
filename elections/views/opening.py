from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.access import allowed
from accounts.forms.refused import refuse
from accounts.refusals import Refusal, Refusals
from accounts.rules import offices_with
from elections.forms.opening import AcknowledgeForm, ChooseForm, MoveForm, Opening, WindowsForm
from elections.models import RulebookEdition
from elections.models.rulebook import thawed
from elections.queries.opening import (
    MADE,
    SHIPPED,
    check_for,
    choices_for,
    digest_of,
    edition_for,
    next_version,
)
from elections.rulebook import Rulebook
from elections.rulebook.moving import kept_dates, with_windows
from elections.services.opening import open_checked_cycle
from elections.services.rulebook import shipped_edition
from villages.models import Division


@allowed("cycle.open", scope=None)
def choose(request: HttpRequest) -> HttpResponse:
    """First: under which rulebook, under what name, on which clock."""
    township = _township(request)
    opening = Opening.read(request.GET.get("s", ""))
    books = choices_for(township.code)
    form = ChooseForm(
        [(book.key, book.label) for book in books], request.POST or None, initial=_initial(township, opening)
    )
    if request.method == "POST" and form.is_valid():
        cleaned = form.cleaned_data
        chosen = Opening(
            edition=_chosen_edition(township, cleaned["rulebook"]).pk,
            name=cleaned["name"],
            training=cleaned["training"],
            starts_on=str(cleaned["starts_on"]) if cleaned["training"] else None,
        )
        return _to("elections:opening_windows", chosen)
    context = {"form": form, "township": township, "stage": "choose"}
    return render(request, "elections/opening/choose.html", context, status=409 if form.errors else 200)


@allowed("cycle.open", scope=None)
def windows(request: HttpRequest) -> HttpResponse:
    """Second: the plan's days, old and new side by side; moved together, adjusted one by one."""
    found = _found(request)
    if found is None:
        return redirect("elections:opening")
    opening, _edition, rules = found
    act = request.POST.get("act", "")
    move = MoveForm(rules, request.POST if act == "move" else None, initial=_move_initial(opening, rules))
    adjust = WindowsForm(
        rules, opening, request.POST if act == "adjust" else None, initial=_windows_initial(opening, rules)
    )
    if act == "reset":
        return _to("elections:opening_windows", opening.moved_to(0, ("", "")))
    if act == "move" and move.is_valid():
        title = (move.cleaned_data["title_zh"], move.cleaned_data["title_en"])
        return _to("elections:opening_windows", opening.moved_to(move.days(), title))
    if act == "adjust" and adjust.is_valid():
        return _to("elections:opening_windows", opening.with_windows(adjust.by_hand()))
    context = {
        "opening": opening,
        "signed": opening.signed(),
        "rules": rules,
        "move": move,
        "adjust": adjust,
        "rows": _rows(opening, rules, adjust),
        "stays": kept_dates(rules),
        "weeks": opening.days % 7 == 0,
        "stage": "windows",
    }
    status = 409 if move.errors or adjust.errors else 200
    return render(request, "elections/opening/windows.html", context, status=status)


@allowed("cycle.open", scope=None)
def check(request: HttpRequest) -> HttpResponse:
    """Third: what the plan contradicts in itself; read and acknowledged, the cycle opens."""
    found = _found(request)
    if found is None:
        return redirect("elections:opening")
    opening, edition, before = found
    township = _township(request)
    rules = with_windows(before, [new for _old, new in opening.changes(before)])
    checked = check_for(township.code, rules)
    form = AcknowledgeForm(request.POST or None, initial={"seen": digest_of(checked)})
    if request.method == "POST" and form.is_valid():
        try:
            _open(request, township, opening, edition, before, form.cleaned_data["seen"])
        except (Refusal, Refusals) as error:
            refuse(form, error)
        else:
            messages.success(request, _("The cycle is open. Set the election days next."))
            return redirect("elections:days")
    context = {
        "form": form,
        "opening": opening,
        "signed": opening.signed(),
        "rules": rules,
        "check": checked,
        "findings": [(finding, checked.everywhere(finding)) for finding in checked.findings],
        "seen": digest_of(checked),
        "title": opening.new_title(before),
        "version": next_version(township.code, before) if opening.moves else before.version,
        "stage": "check",
    }
    return render(request, "elections/opening/check.html", context, status=409 if form.errors else 200)


def _open(
    request: HttpRequest,
    township: Division,
    opening: Opening,
    edition: RulebookEdition,
    before: Rulebook,
    seen: str,
) -> None:
    real = timezone.now()
    clock = opening.clock()
    open_checked_cycle(
        by=request.user,
        township=township,
        edition=edition,
        windows=[new for _old, new in opening.changes(before)],
        days=opening.days,
        title=opening.new_title(before),
        name=opening.name,
        training=opening.training,
        seen=seen,
        real=real,
        now=clock or real,
        clock=clock,
    )


def _township(request: HttpRequest) -> Division:
    return Division.objects.get(pk=offices_with(request.user, "cycle.open")[0].scope)


def _found(request: HttpRequest) -> tuple[Opening, RulebookEdition, Rulebook] | None:
    """What was chosen so far; None where the address holds nothing, or an edition that is not the office's."""
    opening = Opening.read(request.GET.get("s", ""))
    edition = edition_for(_township(request).code, opening.edition) if opening else None
    if opening is None or edition is None:
        return None
    return opening, edition, thawed(edition.pk)


def _chosen_edition(township: Division, key: str) -> RulebookEdition:
    if key.startswith(SHIPPED):
        return shipped_edition(key.removeprefix(SHIPPED), timezone.now())
    edition = edition_for(township.code, int(key.partition(":")[2]))
    if edition is None:
        raise Http404
    return edition


def _to(url_name: str, opening: Opening) -> HttpResponse:
    return redirect(f"{reverse(url_name)}?s={opening.signed()}")


def _initial(township: Division, opening: Opening | None) -> dict[str, Any]:
    if opening is None:
        return {"name": f"{township.name}村（社区）“两委”换届"}
    edition = edition_for(township.code, opening.edition)
    shipped = edition is not None and not edition.owner
    return {
        "rulebook": f"{SHIPPED}{edition.name}" if edition and shipped else f"{MADE}{opening.edition}",
        "name": opening.name,
        "training": "1" if opening.training else "0",
        "starts_on": opening.starts_on,
    }


def _move_initial(opening: Opening, rules: Rulebook) -> dict[str, Any]:
    title = opening.new_title(rules)
    return {"anchor": "election_day", "title_zh": title.zh, "title_en": title.en}


def _windows_initial(opening: Opening, rules: Rulebook) -> dict[str, Any]:
    found: dict[str, Any] = {}
    for _old, new in opening.changes(rules):
        found |= {f"{new.path}:start": new.start, f"{new.path}:end": new.end}
    return found


def _rows(opening: Opening, rules: Rulebook, form: WindowsForm) -> list[dict[str, Any]]:
    """The windows in the order of their days, each with its two fields."""
    rows = [
        {
            "old": old,
            "new": new,
            "by_hand": new.path in opening.by_hand,
            "fields": [None if new.single else form[f"{new.path}:start"], form[f"{new.path}:end"]],
        }
        for old, new in opening.changes(rules)
    ]
    return sorted(rows, key=_first_day)


def _first_day(row: dict[str, Any]) -> tuple[str, str]:
    old = row["old"]
    return str(old.start or old.end), str(old.end or old.start)
