"""How a form is written: what was refused on top, each field with label, help, control and faults."""

from typing import Any

from django import template
from django.forms import BaseForm, BoundField
from django.http import HttpRequest

from accounts.forms.refused import told_of
from accounts.models import User
from accounts.rules import offices_with
from accounts.services.kept_input import kept_of

register = template.Library()


@register.inclusion_tag("components/refusals.html", takes_context=True)
def refusals(context: template.Context, form: BaseForm) -> dict[str, Any]:
    """What was refused, on top of the form: acts with their ground, fields with links to them."""
    faulty = [
        (form[name], told_of(errors)) for name, errors in form.errors.as_data().items() if name in form.fields
    ]
    user = context.get("user")
    return {
        "acts": told_of(form.non_field_errors().as_data()),
        "faulty": faulty,
        "user": user,
        "kept": _is_kept(context.get("request")),
        "announces": isinstance(user, User) and bool(offices_with(user, "calendar.announce")),
    }


def _is_kept(request: HttpRequest | None) -> bool:
    """Whether what was sent is kept when it is refused for its time."""
    return (
        request is not None and request.method == "POST" and kept_of(dict(request.POST.lists())) is not None
    )


@register.inclusion_tag("components/field.html", takes_context=True)
def form_field(context: template.Context, field: BoundField) -> dict[str, Any]:
    """Label, help, control and faults of one field, tied together for screen readers."""
    kind = getattr(field.field.widget, "input_type", field.widget_type)
    faults = told_of(field.errors.as_data())
    attrs: dict[str, Any] = {"class": _control_class(field, kind, bool(faults))}
    notes = [
        f"{field.auto_id}_{note}" for note, there in (("help", field.help_text), ("fault", faults)) if there
    ]
    if notes:
        attrs["aria-describedby"] = " ".join(notes)
    if faults:
        attrs["aria-invalid"] = "true"
    group = kind in ("radio", "checkbox") and field.widget_type in ("radioselect", "checkboxselectmultiple")
    control = field.as_widget(attrs={} if group else attrs)
    return {
        "field": field,
        "control": control,
        "faults": faults,
        "group": group,
        "check": kind == "checkbox" and not group,
        "hidden": field.is_hidden,
        "user": context.get("user"),
    }


def _control_class(field: BoundField, kind: str, faulty: bool) -> str:
    own = field.field.widget.attrs.get("class", "")
    usual = {"select": "form-select", "checkbox": "form-check-input", "radio": "form-check-input"}.get(
        kind, "form-control"
    )
    parts = dict.fromkeys([*own.split(), usual, *(["is-invalid"] if faulty else [])])
    return " ".join(parts)
