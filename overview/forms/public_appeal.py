from typing import Any
from uuid import uuid4

from django import forms
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from voting.enums import AppealAbout
from voting.services.appeal import Objection


class ObjectionForm(forms.Form):
    """What a villager writes: who I am, what is wrong, whom it is about, how I can be reached. No identity number."""

    appellant = forms.CharField(
        label=_("My full name"), max_length=50, widget=forms.TextInput(attrs={"autocomplete": "name"})
    )
    appellant_group = forms.TypedChoiceField(label=_("My group"), coerce=int)
    about = forms.ChoiceField(label=_("What is wrong"), choices=AppealAbout.choices, widget=forms.RadioSelect)
    person = forms.CharField(
        label=_("Whom it is about: full name"),
        max_length=50,
        required=False,
        help_text=_("Empty: it is about me."),
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )
    person_group = forms.TypedChoiceField(
        label=_("Group of that person"), coerce=int, empty_value=None, required=False
    )
    text = forms.CharField(
        label=_("What should be looked at"),
        max_length=1000,
        help_text=_("In plain words. Leave identity numbers out."),
        widget=forms.Textarea(attrs={"rows": 4}),
    )
    contact = forms.CharField(
        label=_("Telephone"),
        max_length=50,
        required=False,
        help_text=_("So that the committee can ask back; only it sees the number."),
        widget=forms.TextInput(attrs={"autocomplete": "tel", "inputmode": "tel"}),
    )
    key = forms.UUIDField(widget=forms.HiddenInput, initial=uuid4)

    def __init__(self, groups: list[int], *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        numbered = [(number, _("Group %(n)s") % {"n": number}) for number in groups]
        own: Any = self.fields["appellant_group"]
        own.choices = [("", pgettext_lazy("of a villager", "Choose")), *numbered]
        other: Any = self.fields["person_group"]
        other.choices = [("", "—"), *numbered]

    def objection(self) -> Objection:
        """What was written, once it is readable."""
        return Objection(**{name: self.cleaned_data[name] for name in Objection.__dataclass_fields__})


class ReceiptForm(forms.Form):
    """Who asks how an objection stands has its receipt number and nothing else."""

    receipt = forms.CharField(
        label=_("Receipt number"),
        max_length=30,
        widget=forms.TextInput(
            attrs={
                "class": "code",
                "autocomplete": "off",
                "autocapitalize": "characters",
                "placeholder": "7K3M-92QD-VX4P",
            }
        ),
    )
