from django import forms
from django.utils.translation import gettext_lazy as _

from candidates.enums import IntroductionWay
from candidates.forms.named_votes import day, words


class IntroductionForm(forms.Form):
    """When, how and by whom the candidates were introduced."""

    held_on = day(_("Day of the introduction"))
    way = forms.ChoiceField(
        label=_("How"),
        choices=IntroductionWay.choices,
        widget=forms.RadioSelect,
    )
    arranged_by = words(_("Who arranged it"), 100)
    note = words(_("Place, and what was asked and answered"), 500, required=False)
