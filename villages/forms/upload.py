from typing import Any

from django import forms
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from documents.forms.upload import SheetForm, TakeOverForm, fresh_key, sheet_field
from villages.enums import Departure, Leaving, ListKind

# What may become of those who are on record and not on the sheet; a kind of list that is not named lets them be.
LEFT_OUT: dict[str, list[tuple[str, str | Promise]]] = {
    ListKind.REGISTER: [
        ("", _("stay in the register")),
        (Leaving.MOVED, _("have moved their registration away")),
        (Leaving.ERROR, _("were entered in error")),
    ],
    ListKind.PARTY: [
        ("", _("stay on the list")),
        (Departure.MOVED, _("have moved to another organisation")),
        (Departure.ENDED, _("are Party members no more")),
    ],
}


class ListForm(SheetForm):
    """A sheet of a place, with the key that makes sending it twice harmless."""

    file = sheet_field(_("Sheet"))


class ListTakeOverForm(TakeOverForm):
    """Taking a checked sheet of a place over, and what becomes of those whom it leaves out."""

    left_out = forms.ChoiceField(label=_("Those who are not on the sheet"), required=False)

    def __init__(self, *args: Any, kind: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        left_out: Any = self.fields["left_out"]
        left_out.choices = LEFT_OUT.get(kind, [])

    @property
    def asks_of_left_out(self) -> bool:
        """Whether there is a choice."""
        left_out: Any = self.fields["left_out"]
        return bool(left_out.choices)


def fresh_list_form() -> ListForm:
    """An empty form with a key of its own."""
    return ListForm(initial={"key": fresh_key()})
