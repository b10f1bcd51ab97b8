from django import forms
from django.utils.translation import gettext_lazy as _

from documents.forms.upload import SheetForm, TakeOverForm, fresh_key, sheet_field
from villages.enums import Leaving


class RegisterForm(SheetForm):
    """The register's sheet, with the key that makes sending it twice harmless."""

    file = sheet_field(_("Household register"))


class RegisterTakeOverForm(TakeOverForm):
    """Taking a checked register over, and what becomes of those whom it leaves out."""

    left_out = forms.ChoiceField(
        label=_("Those who are not on the sheet"),
        required=False,
        choices=[
            ("", _("stay in the register")),
            (Leaving.MOVED, _("have moved their registration away")),
            (Leaving.ERROR, _("were entered in error")),
        ],
    )


def fresh_register_form() -> RegisterForm:
    """An empty form with a key of its own."""
    return RegisterForm(initial={"key": fresh_key()})
