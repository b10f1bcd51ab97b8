from django import forms
from django.utils.translation import gettext_lazy as _

from candidates.forms.named_votes import day, words


class FeedbackForm(forms.Form):
    """Who took the written result, when, and which paper it was."""

    received_on = day(_("Day of the receipt"))
    received_by = words(_("Who took the paper"), 50)
    document = words(_("Number or date of the paper"), 100)
