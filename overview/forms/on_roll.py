from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from villages.names.plain import plain


class OnRollForm(forms.Form):
    """Who asks whether they are on the roll: full name and group, nothing else."""

    name = forms.CharField(
        label=_("Full name"), max_length=50, widget=forms.TextInput(attrs={"autocomplete": "name"})
    )
    group = forms.TypedChoiceField(label=pgettext_lazy("of a villager", "Group"), coerce=int)

    def __init__(self, groups: list[int], *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field: Any = self.fields["group"]
        field.choices = [(number, _("Group %(n)s") % {"n": number}) for number in groups]

    def clean_name(self) -> str:
        return plain(self.cleaned_data["name"])
